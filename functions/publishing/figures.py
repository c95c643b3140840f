"""The figures of a petition's page: signatures over time and by region, each with its table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from functions.publishing import charts, places, timeseries
from functions.publishing.dossier import Dossier
from functions.shared import words

CHART_DAYS = 92
TABLE_ROWS = 100


@dataclass(frozen=True)
class Chart:
    """A chart, what it spans in words, and the rows of its table, newest first."""

    svg: Markup
    range: str
    rows: list[tuple[str, str, str]]


@dataclass(frozen=True)
class RegionTable:
    """Counts by region as of a day; small ones are written as too few."""

    on: dt.date
    rows: list[tuple[str, str]]


def chart(dossier: Dossier, lang: str) -> Chart | None:
    """Return the chart of signatures by day, with its table; None before the first."""
    days = timeseries.by_day(dossier.hours, dossier.zone)
    if not days:
        return None
    every = timeseries.filled(days, min(days), _end(dossier, max(days)))
    shown = every if len(every) <= CHART_DAYS else timeseries.in_weeks(every)
    first, last = (words.date(lang, day) for day in (every[0][0], every[-1][0]))
    total = words.number(lang, dossier.counts.total)
    title = words.t(lang, "petition.chart_title", first=first, last=last, total=total)
    top = words.number(lang, max(timeseries.numbers(every)))
    rows = reversed(timeseries.with_totals(every)[-TABLE_ROWS:])
    return Chart(
        svg=charts.bars(timeseries.numbers(shown), title=title),
        range=words.t(lang, "petition.range", first=first, last=last, top=top),
        rows=[
            (words.date(lang, day), words.number(lang, n), words.number(lang, so_far))
            for day, n, so_far in rows
        ],
    )


def _end(dossier: Dossier, last_signed: dt.date) -> dt.date:
    """Return the last day of the chart: today while open, else the day signing ended."""
    closes = dossier.status.closes_at
    end = dossier.now if closes is None or closes > dossier.now else closes
    return max(last_signed, dossier.last_day(end))


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
