"""The data about all complaints: JSON lists, CSV, the map's points, cells of open ones, feeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from functions.publishing import complaint_csv, complaint_feed, feeds, outputs
from functions.publishing.complaint_lists import Sheaf, rows_of, sheaves
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.public_json import dump
from functions.shared.settings import settings

PAGE_SIZE = 50
MOST_POINTS = 5_000
POINT_FIELDS = ("id", "lat", "long", "category", "state", "is_open")


def publish(press: ComplaintPress) -> int:
    """Publish the data files; a page of the list is made only if a complaint on it changed."""
    written = outputs.put_lazy(press.store, "lists-json", dict(_pages(press)), press.has_time)
    written += outputs.put_lazy(press.store, "near", dict(_cells(press)), press.has_time)
    return written + outputs.put(press.store, "data", dict(_files(press)))


def _pages(press: ComplaintPress) -> Iterator[tuple[str, outputs.Lazy[bytes]]]:
    rows = rows_of(press, "all")
    for sheaf in sheaves(rows, PAGE_SIZE):
        page = _Page(press, sheaf, len(rows))
        signature = press.signature(sheaf.number, sheaf.top, page.told, *sheaf.rows)
        yield path(sheaf.number), outputs.Lazy(signature, page)


def path(number: int) -> str:
    """Return the path of a page of the JSON list; 0 is the one with the newest."""
    return f"complaints/pages/{number}.json" if number else "complaints.json"


@dataclass(frozen=True)
class _Page:
    """One page of the JSON list, made when it is called."""

    press: ComplaintPress
    sheaf: Sheaf
    total: int

    @property
    def told(self) -> int | None:
        """How many there are in all: said on the first page, which changes with each."""
        return None if self.sheaf.number else self.total

    def __call__(self) -> bytes:
        sheaf = self.sheaf
        links = {
            "self": _link(sheaf.number),
            "first": _link(0),
            "last": _link(1 if sheaf.top else 0),
            "next": _link(sheaf.older) if sheaf.older else None,
            "prev": None if sheaf.newer is None else _link(sheaf.newer),
        }
        data = [json.loads(_listed(self.press, number)) for number, _ in sheaf.rows]
        return dump({"links": links, "data": data, "meta": {"total": self.told}})


def _link(number: int) -> str:
    return f"{settings().site_url}/{path(number)}"


def _listed(press: ComplaintPress, number: int) -> str:
    found = press.store.db.execute("SELECT listed FROM complaint WHERE id = ?", (number,))
    return str(found.fetchone()[0])


def _cells(press: ComplaintPress) -> Iterator[tuple[str, outputs.Lazy[bytes]]]:
    """Yield a file for each cell of the map in which a report is open."""
    cells: dict[str, list[str]] = {}
    rows = press.store.db.execute(
        "SELECT cell, near FROM complaint WHERE cell != '' ORDER BY cell, id DESC"
    )
    for cell, near in rows:
        cells.setdefault(cell, []).append(near)
    for cell, reports in cells.items():
        body = f'{{"reports":[{",".join(reports)}]}}'.encode()
        lazy = outputs.Lazy(press.signature(body), partial(bytes, body))
        yield f"complaints/near/{cell}.json", lazy


def _files(press: ComplaintPress) -> Iterator[tuple[str, bytes]]:
    rows = press.store.db.execute("SELECT csv FROM complaint WHERE csv != '' ORDER BY id")
    cells = [json.loads(row) for (row,) in rows]
    yield "complaints.csv", complaint_csv.plain(cells)
    yield "complaints.excel.csv", complaint_csv.for_spreadsheets(cells)
    yield "complaints/points.json", _points(press)
    feed = complaint_feed.news(press)
    yield "complaints/feed.json", feeds.json_feed(feed)
    yield "complaints/atom.xml", feeds.atom(feed)


def _points(press: ComplaintPress) -> bytes:
    """Return the newest complaints that have a public place, as compact rows."""
    rows = press.store.db.execute(
        "SELECT point FROM complaint WHERE point != '' ORDER BY id DESC LIMIT ?", (MOST_POINTS,)
    )
    of = press.store.db.execute("SELECT COUNT(*) FROM complaint WHERE point != ''").fetchone()[0]
    points = [json.loads(point) for (point,) in rows]
    return dump({"fields": POINT_FIELDS, "points": points, "meta": {"total": of}})
