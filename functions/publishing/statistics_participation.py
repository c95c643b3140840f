"""Who takes part: the map against population, the months, the pyramid 1-9-90."""

from __future__ import annotations

import dataclasses
from calendar import month_abbr
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from functions.opendata import pyramid
from functions.opendata.dataset import Row
from functions.opendata.pyramid import Level
from functions.publishing import (
    charts_line,
    charts_numbers,
    charts_steps,
    statistics_figures,
    statistics_own,
)
from functions.publishing.charts_figure import Figure
from functions.publishing.statistics_edition import Edition
from functions.shared import words
from functions.shared.words import t

MAP = "signatures_per_1000"
LEVELS = {"author": "authors", "active": "active"}
SHARE_DIGITS = 2


def figures(edition: Edition, lang: str) -> list[Figure]:
    """Return the charts of taking part that there are data for."""
    made = [_map(edition, lang)] if edition.has(MAP) else []
    made += [_months(edition, lang)] if edition.months else []
    has_people = bool(edition.facts.population.get(edition.facts.country))
    return [*made, *([_pyramid(edition, lang)] if has_people else [])]


def levels(edition: Edition) -> tuple[Level, Level, Level]:
    """Return the pyramid: what is signed and voted on are sets of people without repeats."""
    facts = edition.facts
    # Whose a petition, a complaint or an idea is, is not public: each may be another person.
    authored = len(facts.ideas) + sum(one.counts for one in facts.complaints)
    authored += sum(one.published for one in facts.petitions)
    joined = [one.signatures for one in facts.petitions] + [one.voters for one in facts.polls]
    return pyramid.pyramid(facts.population[facts.country], authored=[1] * authored, joined=joined)


def _map(edition: Edition, lang: str) -> Figure:
    figure = statistics_figures.figure(edition, MAP, "region", lang)
    return dataclasses.replace(
        figure,
        name="map",
        title=t(lang, "statistics.map_title"),
        note=t(lang, "statistics.map_note"),
        picture=statistics_figures.picture("map", lang),
    )


def _pyramid(edition: Edition, lang: str) -> Figure:
    found, title = levels(edition), t(lang, "statistics.pyramid_title")
    tiers = [
        charts_steps.Tier(
            t(lang, f"statistics.pyramid_{one.name}"),
            float(one.low_share),
            float(one.high_share),
            _reach(lang, one),
            pyramid.RULE[one.name],
            t(lang, "statistics.people", people=_people(lang, one)),
        )
        for one in found
    ]
    note = t(lang, "statistics.pyramid_note")
    columns = ("level", "people", "share", "rule")
    return Figure(
        name="pyramid",
        title=title,
        note=note,
        drawing=charts_steps.pyramid(tiers, title=title, about=note),
        legend=[
            ("k-f1", t(lang, "statistics.pyramid_surely")),
            ("k-f4", t(lang, "statistics.pyramid_perhaps")),
        ],
        head=[t(lang, f"statistics.pyramid_{name}") for name in columns],
        rows=[
            (
                t(lang, f"statistics.pyramid_{one.name}"),
                _people(lang, one),
                _reach(lang, one),
                words.number(lang, one.expected),
            )
            for one in found
        ],
        picture=statistics_figures.picture("pyramid", lang),
    )


def _people(lang: str, one: Level) -> str:
    return _between(words.number(lang, one.low), words.number(lang, one.high))


def _reach(lang: str, one: Level) -> str:
    ends = (
        charts_numbers.percent(lang, share, SHARE_DIGITS)
        for share in (one.low_share, one.high_share)
    )
    return _between(*ends)


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low} – {high}"


def months(rows: Sequence[Row]) -> dict[str, Mapping[str, int]]:
    """Return how many acts of each level there were in each month, without gaps between."""
    found: dict[str, Counter[str]] = {name: Counter() for name in LEVELS.values()}
    for row in rows:
        count = statistics_own.decimal(row["count"]) or 0
        found[LEVELS[str(row["level"])]][str(row["month"])[:7]] += int(count)
    every = sorted(set().union(*found.values()))
    names = _every_month(every[0], every[-1]) if every else []
    return {level: {month: by[month] for month in names} for level, by in found.items()}


def _every_month(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:])
    names = [first]
    while names[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        names.append(f"{year}-{month:02}")
    return names


def _written(month: str, lang: str) -> str:
    """Write a month of a year as short as its language has it: 11.2026, or Nov 2026."""
    year, number = month.split("-")
    return f"{month_abbr[int(number)]} {year}" if lang == "en" else f"{number}.{year}"


def _months(edition: Edition, lang: str) -> Figure:
    found, title = months(edition.months), t(lang, "statistics.months_title")
    note = t(lang, "statistics.months_note")
    names = {name: t(lang, f"statistics.pyramid_{name}") for name in found}
    series = [
        charts_line.Series(names[name], [float(n) for n in by.values()])
        for name, by in found.items()
    ]
    places = list(next(iter(found.values())))
    drawing = charts_line.line(
        series,
        [_written(month, lang) for month in places],
        title=title,
        about=note,
        write=lambda value: charts_numbers.decimal(lang, Decimal(repr(value))),
    )
    return Figure(
        name="months",
        title=title,
        note=note,
        drawing=drawing,
        legend=charts_line.legend(series),
        head=[t(lang, "statistics.month"), *names.values()],
        rows=[
            (_written(month, lang), *(words.number(lang, by[month]) for by in found.values()))
            for month in reversed(places)
        ],
        picture=statistics_figures.picture("months", lang),
    )
