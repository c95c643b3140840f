"""The first page of statistics: key indicators, and the charts of each subject."""

from __future__ import annotations

from typing import Any

from functions.opendata.indicators import Direction, Indicator
from functions.publishing import (
    statistics_drawings,
    statistics_edition,
    statistics_figures,
    statistics_participation,
    statistics_paths,
)
from functions.publishing.charts_figure import Figure
from functions.publishing.statistics_edition import Edition
from functions.shared.words import t

KEY = (
    *("signatures", "petitions_published", "petition_on_time_share"),
    *("complaint_on_time_share", "satisfied_share", "ideas_done_share"),
)
SURVEY = ("survey_response_share", "body")
GOALS = ("goals_achieved_share", "region")
DAYS = (("petition_answer_days", "body"), ("complaint_answer_days", "body"))
MOST_BARS = 8
View = dict[str, Any]


def key(edition: Edition, lang: str) -> list[View]:
    """Return the key indicators with their last two years."""
    return [_key(edition, edition.known[name], lang) for name in KEY if name in edition.known]


def figures(edition: Edition, lang: str) -> dict[str, list[Figure]]:
    """Return the charts of each subject that has any, in the order of the page."""
    found = {
        "participation": statistics_participation.figures(edition, lang),
        "conversion": [
            *statistics_paths.petitions(edition, lang),
            *_along(edition, lang, ("petitions_published", "body")),
        ],
        "answers": [*statistics_paths.answers(edition, lang), *_along(edition, lang, *DAYS)],
        "ideas": [
            *statistics_paths.ideas(edition, lang),
            *_along(edition, lang, ("works_on_time_share", "body")),
        ],
        "satisfaction": _along(edition, lang, ("satisfied_share", "body"), SURVEY),
        "services": _along(edition, lang, ("service_satisfied_share", "year"), GOALS),
    }
    return {name: made for name, made in found.items() if made}


def _along(edition: Edition, lang: str, *wanted: tuple[str, str]) -> list[Figure]:
    return [
        statistics_figures.figure(edition, name, dimension, lang, most=MOST_BARS)
        for name, dimension in wanted
        if name in edition.known and edition.results[name].by.get(dimension)
    ]


def _key(edition: Edition, one: Indicator, lang: str) -> View:
    total = edition.results[one.id].total
    return {
        "name": one.name[lang],
        "url": f"/{lang}/statistics/{one.id}/",
        "value": statistics_edition.written(one, total, lang),
        "trend": _trend(edition, one, lang),
        "note": t(lang, "statistics.all_hidden") if total.hidden else "",
    }


def _trend(edition: Edition, one: Indicator, lang: str) -> View | None:
    """Return the last two times with a value; None before there are two."""
    dimension = next((name for name in statistics_drawings.OVER_TIME if name in one.by), "")
    groups = edition.results[one.id].by.get(dimension, {})
    known = [(name, groups[name]) for name in sorted(groups) if groups[name].value is not None]
    if len(known) < 2:
        return None
    (before, first), (after, last) = known[-2:]
    return {
        "before": f"{before}: {statistics_edition.written(one, first, lang)}",
        "after": f"{after}: {statistics_edition.written(one, last, lang)}",
        "tone": tone(one, float(first.value or 0), float(last.value or 0)),
    }


def tone(one: Indicator, before: float, after: float) -> str:
    """Tell whether a change is for the better: better, worse, or same."""
    if before == after or one.direction is Direction.NEITHER:
        return "same"
    return "better" if (after > before) == (one.direction is Direction.MORE) else "worse"


def sections(lang: str, made: dict[str, list[Any]]) -> list[View]:
    """Return the sections of the page with their words."""
    return [
        {
            "id": name,
            "heading": t(lang, f"statistics.{name}"),
            "lead": t(lang, f"statistics.{name}_lead"),
            "figures": drawn,
        }
        for name, drawn in made.items()
    ]
