"""Which petitions stand in which list, in which order: questions to the read model."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence

from functions.publishing.store import Store

PAGE_SIZE = 24
# So many pages of a list are made; the search goes on where they end. A change moves petitions in
# many lists at once, and a bucket counts every page that is written again.
MOST_PAGES, MOST_PAGES_OF_FACETS = 20, 5
_LONG = ("all", "state/")
# Up to so many petitions, the numbers beside filters are always the newest; beyond, of this hour.
FEW = 2_000
SORTS = ("most", "new", "soon", "near")
_SIZES = "sizes"
_ORDERS = {
    "most": "facet.total DESC, facet.pid DESC",
    "new": "facet.published_at DESC, facet.pid DESC",
    "soon": "facet.closes_at, facet.pid",
    "near": "facet.near DESC, facet.pid",
}
# A petition in a list, with the hash of what lists show of it.
Row = tuple[int, str]
_ONLY = {"soon": " AND facet.closes_at != ''", "near": " AND facet.near >= 0"}


def rows(db: sqlite3.Connection, name: str, sort: str, limit: int) -> list[Row]:
    """Return the first petitions of a list in an order."""
    found = db.execute(
        "SELECT facet.pid, standing.version FROM facet"  # noqa: S608
        # A small index instead of rows that lie far apart: lists ask for a hundred thousand.
        " JOIN standing INDEXED BY standing_version ON standing.id = facet.pid"
        f" WHERE facet.name = ?{_ONLY.get(sort, '')} ORDER BY {_ORDERS[sort]} LIMIT ?",
        (name, limit),
    )
    return found.fetchall()


def most(name: str) -> int:
    """Return how many petitions the pages of a list show."""
    return PAGE_SIZE * (MOST_PAGES if name.startswith(_LONG) else MOST_PAGES_OF_FACETS)


def ids(db: sqlite3.Connection, name: str, sort: str) -> list[int]:
    """Return all petitions of a list in an order."""
    found = db.execute(
        f"SELECT pid FROM facet WHERE name = ?{_ONLY.get(sort, '')} ORDER BY {_ORDERS[sort]}",  # noqa: S608
        (name,),
    )
    return [pid for (pid,) in found.fetchall()]


def lines(db: sqlite3.Connection) -> dict[int, bytes]:
    """Return the CSV line of every petition: read in one go, for all the lists that hold it."""
    return dict(db.execute("SELECT id, CAST(csv AS BLOB) FROM standing").fetchall())


def log_size(db: sqlite3.Connection, pids: Sequence[int]) -> int:
    """Return the size of the log at which the newest of these petitions' counts was taken."""
    asked = f"SELECT MAX(log_size) FROM standing WHERE id IN ({','.join('?' * len(pids))})"  # noqa: S608
    return int(db.execute(asked, pids).fetchone()[0] or 0)


def size(db: sqlite3.Connection, name: str, sort: str = "most") -> int:
    """Return how many petitions a list holds."""
    found = db.execute(
        f"SELECT COUNT(*) FROM facet WHERE facet.name = ?{_ONLY.get(sort, '')}",  # noqa: S608
        (name,),
    )
    return int(found.fetchone()[0])


def told_sizes(store: Store, now: dt.datetime) -> dict[str, int]:
    """Return the sizes of lists as pages tell them: with many petitions, those of the hour.

    Every page tells them, so a new number would have every page made again.
    """
    if size(store.db, "all") <= FEW:
        return sizes(store.db)
    hour, told = now.strftime("%Y-%m-%dT%H"), json.loads(store.get(_SIZES, "{}"))
    if told.get("hour") != hour:
        told = {"hour": hour, "sizes": sizes(store.db)}
        store.set(_SIZES, json.dumps(told))
    return dict(told["sizes"])


def sizes(db: sqlite3.Connection) -> dict[str, int]:
    """Return the size of every list that holds a petition."""
    found = db.execute("SELECT name, COUNT(*) FROM facet GROUP BY name ORDER BY name")
    return {str(name): int(n) for name, n in found}
