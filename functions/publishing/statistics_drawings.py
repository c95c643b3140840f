"""The drawings of an indicator: over time as a line, by region as a map, else as bars."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from functions.opendata.indicators import Indicator, Unit
from functions.opendata.indicators_measure import Measure
from functions.publishing import (
    charts_bars,
    charts_line,
    charts_numbers,
    charts_regions,
    statistics_edition,
)
from functions.publishing.charts_frame import Drawing
from functions.publishing.statistics_edition import Edition
from functions.shared.content import load
from functions.shared.words import t

LINE_FROM = 3  # fewer points are no line
WHOLE = 100.0  # per cent
OVER_TIME = ("year", "quarter")
Measures = Mapping[str, Measure]


def drawing(
    edition: Edition, one: Indicator, dimension: str, lang: str, title: str, most: int
) -> Drawing | None:
    """Return the chart of an indicator along a dimension; None if all of it is hidden."""
    groups = edition.results[one.id].by[dimension]
    if all(measure.hidden for measure in groups.values()):
        return None
    if dimension == "region" and any(measure.value is not None for measure in groups.values()):
        return region_map(edition, one, lang, title)
    if dimension in OVER_TIME and len(groups) >= LINE_FROM:
        return _line(one, groups, lang, title)
    return _bars(edition, one, dimension, lang, title, most)


def region_map(
    edition: Edition, one: Indicator, lang: str, title: str, middle: float | None = None
) -> Drawing:
    """Return the tile map of an indicator."""
    groups = edition.results[one.id].by["region"]
    known = load().jurisdictions
    values = {code: drawn(measure) for code, measure in groups.items() if code in known}

    def write(value: float) -> str:
        return statistics_edition.number(one, Decimal(repr(value)), lang)

    def short(value: float) -> str:
        # A tile has room for a short number: its unit stands in the legend.
        digits = min(one.digits, 1) if one.unit is Unit.PERCENT else one.digits
        return charts_numbers.decimal(lang, Decimal(repr(value)), digits)

    return charts_regions.tiles(
        values,
        lang,
        title=title,
        write=write,
        short=short,
        about=one.definition[lang],
        middle=middle,
    )


def _line(one: Indicator, groups: Measures, lang: str, title: str) -> Drawing:
    times = sorted(groups)
    values = [drawn(groups[name]) for name in times]
    return charts_line.line(
        [charts_line.Series(one.name[lang], values)],
        times,
        title=title,
        about=one.definition[lang],
        write=lambda value: statistics_edition.number(one, Decimal(repr(value)), lang),
    )


def _bars(
    edition: Edition, one: Indicator, dimension: str, lang: str, title: str, most: int
) -> Drawing:
    result = edition.results[one.id]
    rows = [
        bar(one, statistics_edition.group_name(dimension, group, lang), measure, lang)
        for group, measure in ordered(result.by[dimension], dimension)[:most]
    ]
    return charts_bars.bars(
        rows,
        title=title,
        about=one.definition[lang],
        mark=_mark(one, result.total, lang),
        whole=whole(one),
    )


def whole(one: Indicator) -> float | None:
    """Return what a bar is a part of: all of a share, nothing else."""
    return WHOLE if one.unit is Unit.PERCENT else None


def bar(one: Indicator, name: str, measure: Measure, lang: str) -> charts_bars.Bar:
    """Return a bar with its interval, if it has one."""
    low, high = (None if end is None else float(end) for end in (measure.low, measure.high))
    shown = statistics_edition.written(one, measure, lang)
    return charts_bars.Bar(name, drawn(measure), shown, low, high)


def _mark(one: Indicator, total: Measure, lang: str) -> charts_bars.Mark | None:
    """Return the line of all together: of a count it would be their sum, and no comparison."""
    value = drawn(total)
    if one.unit is Unit.COUNT or value is None:
        return None
    shown = statistics_edition.written(one, total, lang)
    return charts_bars.Mark(value, t(lang, "statistics.mean_of_all", value=shown))


def ordered(groups: Measures, dimension: str) -> list[tuple[str, Measure]]:
    """Return groups in the order of time, or the greatest first and what is unknown last."""
    if dimension in OVER_TIME:
        return sorted(groups.items())
    return sorted(groups.items(), key=lambda one: (one[1].value is None, -_value(one[1]), one[0]))


def _value(measure: Measure) -> Decimal:
    return measure.value if measure.value is not None else Decimal(0)


def drawn(measure: Measure) -> float | None:
    """Return a value to draw; None where there is none."""
    return None if measure.value is None else float(measure.value)
