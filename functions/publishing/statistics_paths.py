"""How far petitions and ideas come, and who answers on time: funnels and bars side by side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from functions.opendata.indicators_measure import NOTHING, ratio
from functions.publishing import (
    charts_bars,
    charts_numbers,
    charts_steps,
    statistics_drawings,
    statistics_edition,
    statistics_figures,
)
from functions.publishing.charts_figure import Figure
from functions.publishing.statistics_edition import Edition
from functions.shared import words
from functions.shared.words import t

ON_TIME = {"of_petitions": "petition_on_time_share", "of_complaints": "complaint_on_time_share"}
MOST_BODIES = 8
FEWEST = {"body": 1, "year": 2}  # one year is no comparison


def petitions(edition: Edition, lang: str) -> list[Figure]:
    """Return the way of petitions; nothing before the first."""
    every = edition.facts.petitions
    shown = [one for one in every if one.published]
    reached = [one for one in shown if one.reached]
    answered = [one for one in reached if one.answered]
    steps = (
        ("decided", len(every)),
        ("published", len(shown)),
        ("reached", len(reached)),
        ("answered", len(answered)),
        ("implemented", sum(one.implemented for one in answered)),
    )
    note = t(lang, "statistics.funnel_note")
    return [_funnel("funnel", steps, note, lang)] if every else []


def ideas(edition: Edition, lang: str) -> list[Figure]:
    """Return the way of ideas; nothing before the first."""
    every = edition.facts.ideas
    steps = (
        ("published", len(every)),
        ("selected", sum(one.selected for one in every)),
        ("won", sum(one.won for one in every)),
        ("done", sum(one.done for one in every)),
    )
    return [_funnel("funnel_ideas", steps, "", lang)] if every else []


def _funnel(name: str, steps: Sequence[tuple[str, int]], note: str, lang: str) -> Figure:
    title, rows, drawn = t(lang, f"statistics.{name}_title"), [], []
    before: int | None = None
    for step, n in steps:
        label, shown = t(lang, f"statistics.step_{step}"), words.number(lang, n)
        share = "" if before is None else _share(n, before, lang)
        told = t(lang, "statistics.of_before", share=share) if share else ""
        drawn.append(charts_steps.Step(label, n, shown, told))
        rows.append((label, shown, share or charts_numbers.NOTHING))
        before = n
    return Figure(
        name=name,
        title=title,
        note=note,
        drawing=charts_steps.funnel(drawn, title=title, about=note),
        head=[t(lang, f"statistics.{head}") for head in ("step", "count", "share_of_before")],
        rows=rows,
        picture=statistics_figures.picture(name, lang),
    )


def _share(part: int, whole: int, lang: str) -> str:
    value = ratio(part, whole, 0).value
    return "" if value is None else charts_numbers.percent(lang, value, 0)


def answers(edition: Edition, lang: str) -> list[Figure]:
    """Return answers on time by body and by year, to petitions and complaints side by side."""
    both = (("on_time_title", "body"), ("on_time_years", "year"))
    return [
        _on_time(edition, name, dimension, lang)
        for name, dimension in both
        if len(_groups(edition, dimension)) >= FEWEST[dimension]
    ]


def _groups(edition: Edition, dimension: str) -> list[str]:
    """Return the groups in which anything was owed; bodies by how much that was."""
    owed: dict[str, int] = {}
    for name in ON_TIME.values():
        for group, measure in edition.results[name].by[dimension].items():
            owed[group] = owed.get(group, 0) + (measure.whole or 0)
    known = [group for group, n in owed.items() if n]
    if dimension == "year":
        return sorted(known)
    return sorted(known, key=lambda one: (-owed[one], one))[:MOST_BODIES]


def _on_time(edition: Edition, name: str, dimension: str, lang: str) -> Figure:
    title, labels = t(lang, f"statistics.{name}"), [t(lang, f"statistics.{n}") for n in ON_TIME]
    rows, cells = [], []
    for group in _groups(edition, dimension):
        found = [
            (edition.known[one], edition.results[one].by[dimension].get(group, NOTHING))
            for one in ON_TIME.values()
        ]
        label = statistics_edition.group_name(dimension, group, lang)
        shown = [statistics_edition.written(one, measure, lang) for one, measure in found]
        rows.append(
            charts_bars.Group(label, [statistics_drawings.drawn(m) for _, m in found], shown)
        )
        owed = [charts_numbers.decimal(lang, Decimal(m.whole or 0)) for _, m in found]
        cells.append((label, shown[0], owed[0], shown[1], owed[1]))
    whole = t(lang, "statistics.whole")
    return Figure(
        name=name.replace("_", "-"),
        title=title,
        note=t(lang, "statistics.on_time_note") if dimension == "body" else "",
        drawing=charts_bars.groups(rows, title=title, whole=statistics_drawings.WHOLE),
        legend=[(f"k-f{place}", label) for place, label in enumerate(labels, start=1)],
        head=[t(lang, f"statistics.{dimension}"), labels[0], whole, labels[1], whole],
        rows=cells,
        picture=statistics_figures.picture(name.replace("_", "-"), lang),
    )
