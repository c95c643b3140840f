"""The analysis of public services 2014-2020: years, regions, chain indicators, the means."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from functions.opendata import series
from functions.opendata.dataset import Row
from functions.opendata.series import CONTENT_DIGITS, RATE_DIGITS, Link
from functions.publishing import (
    charts_bars,
    charts_dots,
    charts_numbers,
    places,
    statistics_drawings,
    statistics_figures,
    statistics_own,
)
from functions.publishing.charts_figure import Figure
from functions.publishing.statistics_edition import REGIONS_2020, YEARS_2020, Edition
from functions.publishing.statistics_own import FIVE
from functions.shared.words import t

SCORE, SATISFIED = "service_score", "service_satisfied_share"
SCORE_DIGITS = 2
COLUMNS = (
    ("growth", RATE_DIGITS),
    ("increase", RATE_DIGITS),
    ("growth_rate", RATE_DIGITS),
    ("one_percent", CONTENT_DIGITS),
    ("accumulation", RATE_DIGITS),
)
View = dict[str, Any]
Level = tuple[str, Decimal]


def is_there(edition: Edition) -> bool:
    """Tell whether both datasets of the analysis are published."""
    return all(edition.quality.get(name) for name in (REGIONS_2020, YEARS_2020))


def figures(edition: Edition, lang: str) -> list[Figure]:
    """Return the charts: satisfaction and score by year, score by region as map and as series."""
    scores = statistics_figures.figure(edition, SCORE, "year", lang)
    return [_years(edition, lang), scores, _map(edition, lang), _regions(edition, lang)]


def means(edition: Edition, lang: str) -> list[View]:
    """Return both means and the ends of the series of regions."""
    levels = regions(edition, lang)
    scores = [score for _, score in levels]
    plain = sum(map(Fraction, scores), Fraction(0)) / len(scores)
    named = {
        "quality_mean": (_score(series.chronological_mean(scores), lang), "quality_mean_note"),
        "quality_plain_mean": (_score(plain, lang), ""),
    }
    ends = {
        "quality_highest": max(levels, key=lambda one: one[1]),
        "quality_lowest": min(levels, key=lambda one: one[1]),
    }
    made = [
        {"name": t(lang, f"statistics.{name}"), "value": value, "note": _said(note, lang)}
        for name, (value, note) in named.items()
    ]
    return made + [
        {"name": t(lang, f"statistics.{name}"), "value": _score(score, lang), "note": place}
        for name, (place, score) in ends.items()
    ]


def _said(key: str, lang: str) -> str:
    return t(lang, f"statistics.{key}") if key else ""


def chains(edition: Edition, lang: str) -> list[View]:
    """Return the chain indicators of the regions and of the years, as tables."""
    return [
        _chain("chain_scores", "chain_note", regions(edition, lang), "region", lang),
        _chain("chain_years", "chain_years_note", years(edition), "year", lang),
    ]


def regions(edition: Edition, lang: str) -> list[Level]:
    """Return the scores of the regions in the order in which they were published."""
    return [
        (places.jurisdiction_name(str(row["iso_code"]), lang), score)
        for row, score in _known(edition.quality[REGIONS_2020])
    ]


def years(edition: Edition) -> list[Level]:
    """Return the scores of the years on the scale of five, the earliest first."""
    return sorted(
        (str(row["year"]), score)
        for row, score in _known(edition.quality[YEARS_2020])
        if row["scale_max"] == FIVE
    )


def _known(rows: Sequence[Row]) -> list[tuple[Row, Decimal]]:
    found = ((row, statistics_own.decimal(row["mean_score"])) for row in rows)
    return [(row, score) for row, score in found if score is not None]


def _chain(name: str, note: str, levels: Sequence[Level], along: str, lang: str) -> View:
    links = series.chain([score for _, score in levels])
    columns = ("score", *(column for column, _ in COLUMNS))
    return {
        "caption": t(lang, f"statistics.{name}"),
        "note": t(lang, f"statistics.{note}"),
        "head": [
            t(lang, f"statistics.{along}"),
            *(t(lang, f"statistics.chain_{c}") for c in columns),
        ],
        "rows": [
            (label, _score(score, lang), *_cells(link, lang))
            for (label, score), link in zip(levels, links, strict=True)
        ],
    }


def _cells(link: Link, lang: str) -> list[str]:
    return [
        charts_numbers.NOTHING if value is None else charts_numbers.decimal(lang, value, digits)
        for value, digits in ((getattr(link, name), digits) for name, digits in COLUMNS)
    ]


def _score(value: series.Number, lang: str) -> str:
    return charts_numbers.decimal(lang, value, SCORE_DIGITS)


def _years(edition: Edition, lang: str) -> Figure:
    figure = statistics_figures.figure(edition, SATISFIED, "year", lang)
    title, note = t(lang, "statistics.quality_years"), t(lang, "statistics.quality_years_note")
    return dataclasses.replace(
        figure,
        name="quality-years",
        title=title,
        note=note,
        picture=statistics_figures.picture("quality-years", lang),
    )


def _map(edition: Edition, lang: str) -> Figure:
    one, title = edition.known[SCORE], t(lang, "statistics.quality_map")
    figure = statistics_figures.figure(edition, SCORE, "region", lang)
    middle = float(edition.measure(SCORE, "year", "2020").value or 0)
    note = t(lang, "statistics.quality_map_note", value=_score(Decimal(repr(middle)), lang))
    return dataclasses.replace(
        figure,
        name="quality-map",
        title=title,
        note=note,
        drawing=statistics_drawings.region_map(edition, one, lang, title, middle),
        picture=statistics_figures.picture("quality-map", lang),
    )


def _regions(edition: Edition, lang: str) -> Figure:
    levels, title = regions(edition, lang), t(lang, "statistics.chain_scores")
    mean = series.chronological_mean([score for _, score in levels])
    told = f"{t(lang, 'statistics.quality_mean_short')}: {_score(mean, lang)}"
    ranked = sorted(levels, key=lambda one: (-one[1], one[0]))
    drawing = charts_dots.dots(
        [charts_bars.Bar(label, float(score), _score(score, lang)) for label, score in ranked],
        title=title,
        write=lambda value: _score(Decimal(repr(value)), lang),
        about=t(lang, "statistics.chain_note"),
        mark=charts_bars.Mark(float(mean), told),
    )
    return Figure(
        name="quality-regions",
        title=title,
        note="",
        drawing=drawing,
        head=[t(lang, "statistics.region"), t(lang, "statistics.chain_score")],
        rows=[(label, _score(score, lang)) for label, score in ranked],
        picture=statistics_figures.picture("quality-regions", lang),
        indicator=SCORE,
    )
