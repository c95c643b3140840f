"""The dictionary as a page, and the page of each indicator: definition, formula, charts, files."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from functions.opendata.indicators import Indicator
from functions.publishing import statistics_edition, statistics_figures
from functions.publishing.charts_figure import Figure
from functions.publishing.statistics_edition import Edition
from functions.shared.words import t

View = dict[str, Any]


def groups(edition: Edition, lang: str) -> list[View]:
    """Return the indicators by group, in the order of the dictionary."""
    found = groupby(edition.known.values(), attrgetter("group"))
    return [
        {
            "id": name,
            "heading": t(lang, f"statistics.{name}"),
            "indicators": [described(edition, one, lang) for one in members],
        }
        for name, members in found
    ]


def described(edition: Edition, one: Indicator, lang: str) -> View:
    """Return an indicator in words, with its value now and its files."""
    source = one.source
    return {
        "id": one.id,
        "name": one.name[lang],
        "definition": one.definition[lang],
        "formula": one.formula[lang],
        "unit": t(lang, f"statistics.unit_{one.unit}"),
        "direction": t(lang, f"statistics.{one.direction}_is_better"),
        "protection": t(lang, f"statistics.protection_{one.protection}"),
        "source": source.text if source else "",
        "source_url": str(source.url) if source and source.url else "",
        "value": statistics_edition.written(one, edition.results[one.id].total, lang),
        "has_total": edition.results[one.id].total.value is not None,
        "has_data": edition.has(one.id),
        "by": [t(lang, f"statistics.by_{dimension}") for dimension in one.by],
        "url": f"/{lang}/statistics/{one.id}/",
        "json": f"/statistics/{one.id}.json",
        "csv": f"/statistics/{one.id}.csv",
        "dataset": f"/{lang}/data/{one.dataset}/",
    }


def figures(edition: Edition, name: str, lang: str) -> list[Figure]:
    """Return a chart for each dimension in which an indicator has any group."""
    by = edition.results[name].by
    return [
        statistics_figures.figure(edition, name, dimension, lang)
        for dimension in edition.known[name].by
        if by.get(dimension)
    ]


def siblings(edition: Edition, one: Indicator, lang: str) -> list[View]:
    """Return the other indicators of a group as links."""
    return [
        {"name": other.name[lang], "url": f"/{lang}/statistics/{other.id}/"}
        for other in edition.known.values()
        if other.group == one.group and other.id != one.id
    ]
