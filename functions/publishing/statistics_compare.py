"""Bodies, years and regions side by side by the same indicators, as tables; two years as bars."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from functions.opendata.indicators_facts import Facts
from functions.opendata.indicators_formulas import FORMULAS
from functions.opendata.indicators_measure import NOTHING
from functions.publishing import (
    charts_bars,
    statistics_drawings,
    statistics_edition,
    statistics_figures,
    statistics_paths,
)
from functions.publishing.charts_figure import Figure
from functions.publishing.statistics_edition import Edition
from functions.shared.words import t

BODIES = (
    *("petitions_published", "petition_on_time_share", "petition_answer_days"),
    *("petition_answers_overdue", "complaints_filed", "complaint_on_time_share"),
    *("complaint_answer_days", "satisfied_share"),
)
REGIONS = (
    *("signatures_per_1000", "petitions_per_100000", "complaints_per_1000"),
    *("complaint_on_time_share", "service_score", "service_satisfied_share"),
    "goals_achieved_share",
)
YEARS_SHOWN = 6
TWO = 2
MOST_GROUPS = 8
BY_BODY = ("complaint_on_time_share", "petition_on_time_share", "complaints_filed")
View = dict[str, Any]


def tables(edition: Edition, lang: str) -> list[View]:
    """Return a table of bodies, one of regions, one of years; those without rows are left out."""
    made = [
        _side_by_side(edition, "body", BODIES, lang),
        _side_by_side(edition, "region", REGIONS, lang),
        _years(edition, lang),
    ]
    return [one for one in made if one["rows"]]


def figures(edition: Edition, lang: str) -> list[Figure]:
    """Return answers on time by body and year, and bodies in the last two years if there are."""
    made = (_two_years(edition, name, lang) for name in BY_BODY)
    return [*statistics_paths.answers(edition, lang), *(one for one in made if one)]


def _side_by_side(edition: Edition, dimension: str, names: Sequence[str], lang: str) -> View:
    known = [name for name in names if dimension in edition.known[name].by]
    found = sorted(
        set().union(*(edition.results[name].by.get(dimension, {}) for name in known)),
        key=lambda group: statistics_edition.group_name(dimension, group, lang),
    )
    return {
        "id": dimension,
        "caption": t(lang, f"statistics.compare_{'bodies' if dimension == 'body' else 'regions'}"),
        "corner": t(lang, f"statistics.{dimension}"),
        "head": [_link(edition, name, lang) for name in known],
        "rows": [
            {
                "name": statistics_edition.group_name(dimension, group, lang),
                "url": f"/{lang}/bodies/{group}/" if dimension == "body" else "",
                "cells": [_cell(edition, name, dimension, group, lang) for name in known],
            }
            for group in found
        ],
    }


def _years(edition: Edition, lang: str) -> View:
    known = [
        name
        for name, one in edition.known.items()
        if "year" in one.by and edition.results[name].by.get("year")
    ]
    every = sorted(set().union(*(edition.results[name].by["year"] for name in known)))
    years = every[-YEARS_SHOWN:]
    return {
        "id": "year",
        "caption": t(lang, "statistics.compare_years"),
        "corner": t(lang, "statistics.indicators"),
        "head": [{"name": year, "url": ""} for year in years],
        "rows": [
            {
                **_link(edition, name, lang),
                "cells": [_cell(edition, name, "year", year, lang) for year in years],
            }
            for name in known
        ],
    }


def _link(edition: Edition, name: str, lang: str) -> View:
    return {"name": edition.known[name].name[lang], "url": f"/{lang}/statistics/{name}/"}


def _cell(edition: Edition, name: str, dimension: str, group: str, lang: str) -> str:
    measure = edition.measure(name, dimension, group)
    return statistics_edition.written(edition.known[name], measure, lang)


def _two_years(edition: Edition, name: str, lang: str) -> Figure | None:
    """Return one indicator by body in the last two years; None before there are two."""
    years = sorted(edition.results[name].by.get("year", {}))[-TWO:]
    if len(years) < TWO:
        return None
    one = edition.known[name]
    found = [FORMULAS[name](_of_year(edition.facts, year), one).by["body"] for year in years]
    last = statistics_drawings.ordered(found[-1] or found[0], "body")
    bodies = [body for body, _ in last][:MOST_GROUPS]
    rows = [
        charts_bars.Group(
            statistics_edition.group_name("body", body, lang),
            [statistics_drawings.drawn(by.get(body, NOTHING)) for by in found],
            [statistics_edition.written(one, by.get(body, NOTHING), lang) for by in found],
        )
        for body in bodies
    ]
    pair = t(lang, "statistics.compare_two", first=years[0], second=years[1])
    title, file = f"{one.name[lang]}: {pair}", f"{name}-two-years"
    return Figure(
        name=file,
        title=title,
        note=one.definition[lang],
        drawing=charts_bars.groups(
            rows,
            title=title,
            about=one.definition[lang],
            whole=statistics_drawings.whole(one),
        ),
        legend=[(f"k-f{place}", year) for place, year in enumerate(years, start=1)],
        head=[t(lang, "statistics.body"), *years],
        rows=[(row.name, *row.shown) for row in rows],
        picture=statistics_figures.picture(file, lang),
        indicator=name,
    )


def _of_year(facts: Facts, year: str) -> Facts:
    """Return the facts of one year; what has no year is left out."""
    return dataclasses.replace(
        facts,
        petitions=tuple(one for one in facts.petitions if one.year == year),
        duties=tuple(one for one in facts.duties if one.year == year),
        complaints=tuple(one for one in facts.complaints if one.year == year),
    )
