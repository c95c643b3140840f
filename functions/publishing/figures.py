"""The figures of a petition's page: signatures over time and by region, each with its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from functions.publishing import charts, places, timeseries
from functions.publishing.dossier import Dossier
from functions.shared import words

CHART_DAYS = 92
TABLE_ROWS = 100


@dataclass(frozen=True)
class Chart:
    """A chart, what it spans in words, and the rows of its table as HTML, newest first."""

    svg: Markup
    range: str
    rows: Markup


@dataclass(frozen=True)
class RegionTable:
    """Counts by region as of a day; small ones are written as too few."""

    on: dt.date
    rows: list[tuple[str, str]]


def chart(dossier: Dossier, lang: str) -> Chart | None:
    """Return the chart of signatures by day, with its table; None before the first."""
    every = dossier.days
    if not every:
        return None
    shown = every if len(every) <= CHART_DAYS else timeseries.in_weeks(every)
    first, last = (words.date(lang, day) for day in (every[0][0], every[-1][0]))
    total = words.number(lang, dossier.counts.total)
    title = words.t(lang, "petition.chart_title", first=first, last=last, total=total)
    top = words.number(lang, max(timeseries.numbers(every)))
    return Chart(
        svg=charts.bars(timeseries.numbers(shown), title=title),
        range=words.t(lang, "petition.range", first=first, last=last, top=top),
        rows=_rows(reversed(timeseries.with_totals(every)[-TABLE_ROWS:]), lang),
    )


def _rows(days: Iterable[tuple[dt.date, int, int]], lang: str) -> Markup:
    """Return the rows of the table: a hundred a page, so without the template's detours."""
    date, number = partial(words.date, lang), partial(words.number, lang)
    # Dates and numbers as we write them hold nothing to escape.
    return Markup(  # noqa: S704
        "".join(
            f'<tr><th scope="row">{date(day)}</th><td class="num">{number(n)}</td>'
            f'<td class="num">{number(so_far)}</td></tr>'
            for day, n, so_far in days
        )
    )


def regions(dossier: Dossier, lang: str) -> RegionTable | None:
    """Return the table by region; None while no cell may be shown."""
    cells = dossier.regions.cells
    if not dossier.regions.on or not any(cells.values()):
        return None
    hidden = words.t(lang, "petition.too_few")
    ordered = sorted(cells.items(), key=lambda cell: (-(cell[1] or 0), cell[0]))
    rows = [
        (places.jurisdiction_name(code, lang), hidden if n is None else words.number(lang, n))
        for code, n in ordered
    ]
    return RegionTable(dossier.regions.on, rows)
