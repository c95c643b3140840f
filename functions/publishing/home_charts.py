"""What is drawn on the first page: the signatures of thirty days, and those of each region."""

from __future__ import annotations

import datetime as dt
import json

from markupsafe import Markup

from functions.publishing import charts, places, series, timeseries
from functions.publishing.dossier import national_zone
from functions.publishing.press import Press
from functions.publishing.regions import NATION
from functions.publishing.said import pick
from functions.shared import words
from functions.shared.content import load
from functions.shared.words import t

CHART_DAYS = 30

View = dict[str, object]


def month(press: Press, lang: str) -> View:
    """Return the signatures of the last thirty days, drawn and as rows, the newest day first."""
    days = _days(press)
    values = timeseries.numbers(days)
    first, last = words.date(lang, days[0][0]), words.date(lang, days[-1][0])
    shown = [words.number(lang, n) for n in (values[-1], *charts.grid_values(values))]
    total = words.number(lang, sum(values))
    title = t(lang, "lists.thirty_days_title", first=first, last=last, total=total)
    return {
        "svg": charts.area(values, title=title, ticks=(first, last), shown=shown),
        "rows": [(words.date(lang, day), words.number(lang, n)) for day, n in reversed(days)],
    }


def regions(press: Press, lang: str) -> View:
    """Return the signatures of each region, drawn as tiles and as rows."""
    cells, on = _cells(press)
    tiled = [code for code, one in load().jurisdictions.items() if one.get("tile")]
    tiles = [_tile(code, cells, lang) for code in tiled]
    return {
        "note": t(lang, "lists.map_note", date=words.date(lang, on))
        if on
        else t(lang, "lists.map_empty"),
        "svg": charts.tiles(tiles, title=t(lang, "lists.map_title")) if tiles else Markup(""),
        "rows": [(tile.name, tile.shown) for tile in tiles],
    }


def _days(press: Press) -> list[tuple[dt.date, int]]:
    zone = national_zone()
    today = press.now.astimezone(zone).date()
    first = today - timeseries.DAY * (CHART_DAYS - 1)
    since = (press.now - dt.timedelta(days=CHART_DAYS + 1)).strftime("%Y-%m-%dT%H")
    hours = series.all_hours(press.store.db, since)
    return timeseries.filled(timeseries.by_day(hours, zone), first, today)


def _cells(press: Press) -> tuple[dict[str, int | None], dt.date | None]:
    """Return the signatures by region as last protected, None where hidden, and the day of that."""
    row = press.store.db.execute(
        "SELECT cells, on_day FROM region WHERE pid = ?", (NATION,)
    ).fetchone()
    return (json.loads(row[0]), dt.date.fromisoformat(row[1])) if row else ({}, None)


def _tile(code: str, cells: dict[str, int | None], lang: str) -> charts.Tile:
    place = load().jurisdictions[code]
    return charts.Tile(
        column=place["tile"][0],
        row=place["tile"][1],
        short=pick(place.get("short") or place["name"], lang).text,
        name=places.jurisdiction_name(code, lang),
        value=cells.get(code),
        shown=_shown(cells, code, lang),
    )


def _shown(cells: dict[str, int | None], code: str, lang: str) -> str:
    if code not in cells:
        return "–"
    n = cells[code]
    return t(lang, "lists.hidden_short") if n is None else words.number(lang, n)
