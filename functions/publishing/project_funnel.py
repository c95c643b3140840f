"""From idea to result in numbers: a chart and its table; of applications, how far each came."""

from __future__ import annotations

from typing import Any

from functions.projects.funnel import Step
from functions.publishing import project_charts, project_words
from functions.publishing.project_seen import Expertise, Seen, SeenIdea
from functions.publishing.said import pick
from functions.shared import words
from functions.shared.words import t

View = dict[str, Any]


def view(seen: Seen, lang: str) -> View:
    """Return the funnel of a project as a chart and as rows of a table."""
    return drawn(seen.funnel, lang)


def drawn(steps: list[Step], lang: str) -> View:
    """Return steps as a chart and as rows of a table."""
    bars = [
        project_charts.Bar(
            t(lang, f"funnel.{one.name}"),
            one.count,
            f"{words.number(lang, one.count)} · {project_words.percent(one.share, lang)}",
            _days(one, lang),
        )
        for one in steps
    ]
    title = t(lang, "funnel.title")
    return {
        "chart": project_charts.funnel(bars, title=title),
        "caption": title,
        "head": [t(lang, f"funnel.{name}") for name in ("step", "count", "share", "days")],
        "rows": [_row(one, lang) for one in steps],
    }


def applications(seen: Seen, lang: str) -> View:
    """Return the applications as numbers with their results in each stage of experts."""
    rules = [one for one in seen.project.process.stages if one.kind == "review"]
    return {
        "head": [
            t(lang, "idea.number"),
            *(pick(rule.name, lang).text for rule in rules),
            t(lang, "idea.stands"),
        ],
        "rows": [_application(one, lang) for one in seen.ideas.values()],
    }


def result(one: Expertise, lang: str) -> str:
    """Return what experts gave in all: per cent of the best that could be."""
    if one.assessed is None:
        return "—"
    if one.assessed.total is None:
        return t(lang, "review.too_few")
    return project_words.percent(float(one.assessed.total), lang)


def _application(one: SeenIdea, lang: str) -> View:
    shown = f"№ {one.idea.number}"
    return {
        "name": f"{shown} · {one.idea.author}" if one.idea.author else shown,
        "url": f"/{lang}/projects/{one.idea.project}/ideas/{one.idea.number}/",
        "cells": [result(found, lang) for found in one.expertise],
        "state": project_words.idea_state(one.standing.state, lang),
    }


def _row(one: Step, lang: str) -> list[str]:
    days = "—" if one.days is None else project_words.decimal(one.days, lang)
    share = project_words.percent(one.share, lang)
    return [t(lang, f"funnel.{one.name}"), words.number(lang, one.count), share, days]


def _days(one: Step, lang: str) -> str:
    if one.days is None:
        return ""
    return t(lang, "funnel.median", days=project_words.decimal(one.days, lang))
