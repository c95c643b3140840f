"""The figures of an indicator: each drawing with its table, and what its picture tells."""

from __future__ import annotations

from collections.abc import Sequence

from functions.opendata.indicators import Indicator, Protection, Unit
from functions.opendata.indicators_measure import Measure
from functions.publishing import charts_numbers, statistics_drawings, statistics_edition
from functions.publishing.charts_figure import Figure
from functions.publishing.statistics_drawings import Measures
from functions.publishing.statistics_edition import Edition
from functions.shared import words
from functions.shared.settings import settings
from functions.shared.words import t

MOST_BARS = 25
FIRST = "-first"
# Other units are written with each value.
TOLD_UNITS = (Unit.PER_1000, Unit.PER_100000, Unit.SCORE)
LICENCE = "CC BY 4.0"


def figure(
    edition: Edition, name: str, dimension: str, lang: str, *, most: int = MOST_BARS
) -> Figure:
    """Return the chart of one indicator along one dimension, with its table.

    A chart of fewer bars than usual has a picture of its own.
    """
    one, groups = edition.known[name], edition.results[name].by[dimension]
    along = t(lang, f"statistics.by_{dimension}")
    title = f"{one.name[lang]}: {along[:1].lower()}{along[1:]}"
    note = t(lang, f"statistics.unit_{one.unit}") if one.unit in TOLD_UNITS else ""
    file = file_name(name, dimension) + ("" if most == MOST_BARS else FIRST)
    return Figure(
        name=file,
        title=title,
        note=note[:1].upper() + note[1:],
        drawing=statistics_drawings.drawing(edition, one, dimension, lang, title, most),
        head=_head(groups, dimension, lang),
        rows=[
            _row(one, statistics_edition.group_name(dimension, group, lang), measure, lang, groups)
            for group, measure in statistics_drawings.ordered(groups, dimension)
        ],
        picture=picture(file, lang),
        indicator=name,
    )


def file_name(indicator: str, dimension: str) -> str:
    """Return the name of a chart's picture, without language and ending."""
    return f"{indicator}-by-{dimension}"


def picture(name: str, lang: str) -> str:
    """Return the address of a picture."""
    return f"/statistics/{name}.{lang}.svg"


def foot(edition: Edition, lang: str, indicator: Indicator | None) -> list[str]:
    """Return what a picture tells of itself: source, licence, address of its indicator's page."""
    rest = f"statistics/{indicator.id}/" if indicator else "statistics/"
    if indicator and indicator.protection is Protection.PUBLISHED and indicator.source:
        source, licence = indicator.source.text, t(lang, "statistics.no_licence")
    else:
        name, on = t(lang, "chrome.name"), words.date(lang, edition.on)
        source, licence = t(lang, "statistics.own_source", name=name, date=on), LICENCE
    return [
        t(lang, "statistics.source_line", source=source),
        t(lang, "statistics.licence_line", licence=licence),
        f"{settings().site_url}/{lang}/{rest}",
    ]


def _head(groups: Measures, dimension: str, lang: str) -> list[str]:
    head = [t(lang, f"statistics.{dimension}"), t(lang, "statistics.value")]
    return head + [t(lang, f"statistics.{name}") for name in _more(groups)]


def _more(groups: Measures) -> list[str]:
    """Return the further columns that any group has."""
    found = groups.values()
    names = [name for name in ("part", "whole") if any(getattr(m, name) for m in found)]
    return names + (["interval"] if any(measure.low is not None for measure in found) else [])


def _row(one: Indicator, name: str, measure: Measure, lang: str, groups: Measures) -> Sequence[str]:
    cells = {
        "part": _count(measure.part, lang),
        "whole": _count(measure.whole, lang),
        "interval": interval(one, measure, lang),
    }
    shown = statistics_edition.written(one, measure, lang)
    return [name, shown, *(cells[column] for column in _more(groups))]


def _count(n: int | None, lang: str) -> str:
    return charts_numbers.NOTHING if n is None else words.number(lang, n)


def interval(one: Indicator, measure: Measure, lang: str) -> str:
    """Return the two ends of an interval; a dash where there is none."""
    if measure.low is None or measure.high is None:
        return charts_numbers.NOTHING
    ends = (statistics_edition.number(one, end, lang) for end in (measure.low, measure.high))
    return " – ".join(ends)
