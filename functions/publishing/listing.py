"""Which petitions stand in which list, in which order: questions to the read model."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

PAGE_SIZE = 24
MOST_PAGES = 50
SORTS = ("most", "new", "soon", "near")
_ORDERS = {
    "most": "facet.total DESC, facet.pid DESC",
    "new": "petition.published_at DESC, facet.pid DESC",
    "soon": "petition.closes_at, facet.pid",
    "near": "petition.near DESC, facet.pid",
}
_ONLY = {"soon": " AND petition.closes_at != ''", "near": " AND petition.near >= 0"}


@dataclass(frozen=True)
class Row:
    """A petition in a list, with the hash of what lists show of it."""

    pid: int
    version: str


def rows(db: sqlite3.Connection, name: str, sort: str, limit: int) -> list[Row]:
    """Return the first petitions of a list in an order."""
    found = db.execute(
        "SELECT facet.pid, petition.version FROM facet JOIN petition ON petition.id = facet.pid"  # noqa: S608
        f" WHERE facet.name = ?{_ONLY.get(sort, '')} ORDER BY {_ORDERS[sort]} LIMIT ?",
        (name, limit),
    )
    return [Row(pid, version) for pid, version in found]


def size(db: sqlite3.Connection, name: str, sort: str = "most") -> int:
    """Return how many petitions a list holds."""
    found = db.execute(
        "SELECT COUNT(*) FROM facet JOIN petition ON petition.id = facet.pid"  # noqa: S608
        f" WHERE facet.name = ?{_ONLY.get(sort, '')}",
        (name,),
    )
    return int(found.fetchone()[0])


def sizes(db: sqlite3.Connection) -> dict[str, int]:
    """Return the size of every list that holds a petition."""
    found = db.execute("SELECT name, COUNT(*) FROM facet GROUP BY name ORDER BY name")
    return {str(name): int(n) for name, n in found}
