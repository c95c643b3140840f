"""Questions to the index: petitions by words and filters, and petitions like a title."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from functions.publishing import terms

PAGE_SIZE = 24
MOST_PAGES = 50
MOST_SIMILAR = 5
SIMILAR_CANDIDATES = 40
LEAST_OVERLAP = 0.34
_FILTERS = ("jurisdiction", "category", "body")
_PAGE = f"LIMIT {PAGE_SIZE} OFFSET :offset"

Row = dict[str, Any]


@dataclass(frozen=True)
class Query:
    """What is asked: words, filters by field (and `state` by facet), page from 1."""

    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True)
class Found:
    """One page of results and how many petitions match in all."""

    total: int
    rows: Sequence[Row]


def search(index: sqlite3.Connection, query: Query, lang: str) -> Found:
    """Return the petitions that hold all the words, or if none does, any of them."""
    for match in (terms.match_all(query.words), terms.match_any(query.words)):
        found = _search(index, query, match, lang)
        if found.total or not match:
            break
    return found


def by_id(index: sqlite3.Connection, pid: int, lang: str) -> Row | None:
    """Return one published petition, or None."""
    return next(iter(_documents(index, [pid], lang)), None)


def similar(index: sqlite3.Connection, title: str, lang: str) -> list[Row]:
    """Return at most five petitions that share enough words with a title, the nearest first."""
    match, asked = terms.match_any(title), [terms.stems(word) for word in terms.words(title)]
    if not match:
        return []
    ranked = index.execute(
        "SELECT (SELECT pid FROM doc WHERE id = words.rowid) FROM words WHERE words MATCH ?"
        " ORDER BY rank LIMIT ?",
        (f"{{title lead}} : ({match})", SIMILAR_CANDIDATES),
    )
    pids = list(dict.fromkeys(pid for (pid,) in ranked))
    near = _overlaps(index, pids, asked)
    best = sorted(pids, key=lambda pid: (-near[pid], pids.index(pid)))
    kept = [pid for pid in best if near[pid] >= LEAST_OVERLAP][:MOST_SIMILAR]
    return _documents(index, kept, lang)


def _overlaps(
    index: sqlite3.Connection, pids: Sequence[int], asked: Sequence[tuple[str, ...]]
) -> dict[int, float]:
    """Return for each petition the share of the asked words that its title and lead hold."""
    marks = ", ".join("?" * len(pids))
    best = dict.fromkeys(pids, 0.0)
    held = index.execute(f"SELECT pid, title, lead FROM doc WHERE pid IN ({marks})", pids)  # noqa: S608
    for pid, title, lead in held:
        words = terms.fold(f"{title} {lead}").split()
        hits = sum(any(word.startswith(stem) for word in words) for stem in asked)
        best[pid] = max(best[pid], hits / len(asked))
    return best


def _search(index: sqlite3.Connection, query: Query, match: str, lang: str) -> Found:
    where, values = _where(query, match)
    source = "words JOIN doc ON doc.id = words.rowid" if match else "doc"
    rank = "words.rank" if match else "-total"
    hit = f"SELECT doc.pid, {rank} AS rank FROM {source} WHERE {where}"  # noqa: S608
    # Materialized, since a rank cannot be worked out inside an aggregate.
    hits = f"WITH hit AS MATERIALIZED ({hit})"
    total = index.execute(f"{hits} SELECT COUNT(DISTINCT pid) FROM hit", values)  # noqa: S608
    ranked = index.execute(
        f"{hits} SELECT pid FROM hit GROUP BY pid ORDER BY MIN(rank), pid DESC {_PAGE}",  # noqa: S608
        values | {"offset": (query.page - 1) * PAGE_SIZE},
    )
    return Found(total.fetchone()[0], _documents(index, [pid for (pid,) in ranked], lang))


def _where(query: Query, match: str) -> tuple[str, dict[str, str | int]]:
    parts, values = ["words MATCH :match" if match else "doc.original = 1"], dict[str, str | int]()
    if match:
        values["match"] = match
    for name in _FILTERS:
        if query.filters.get(name):
            parts.append(f"doc.{name} = :{name}")
            values[name] = query.filters[name]
    if query.filters.get("state"):
        parts.append("doc.pid IN (SELECT pid FROM facet WHERE name = :state)")
        values["state"] = query.filters["state"]
    return " AND ".join(parts), values


def _documents(index: sqlite3.Connection, pids: Sequence[int], lang: str) -> list[Row]:
    """Return each petition once, in the language asked or else in its own, in the given order."""
    marks = ", ".join("?" * len(pids))
    cursor = index.execute(
        f"SELECT * FROM doc WHERE pid IN ({marks}) ORDER BY lang = ? , original",  # noqa: S608
        [*pids, lang],
    )
    names = [column[0] for column in cursor.description]
    rows = {row["pid"]: row for row in (dict(zip(names, values, strict=True)) for values in cursor)}
    # A later row replaces an earlier one: the language asked comes last and wins.
    return [rows[pid] for pid in pids if pid in rows]
