"""One answer from several indexes: each is asked the same, and what they found is put in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.publishing import search_query, search_spelling, search_words, terms
from functions.publishing.search_query import MOST_COUNTED, MOST_PAGES, PAGE_SIZE, Hit, Query
from functions.publishing.search_row import Json
from functions.publishing.search_words import Word

LEAST_SHARE = 0.5
SIMILAR_SHARE = 0.34
MOST_SIMILAR = 5

Indexes = Sequence[sqlite3.Connection]


@dataclass(frozen=True)
class Found:
    """One page of results.

    `total` is at most a thousand, and `is_more` tells that there are more. `kinds` counts in the
    same way whatever kind is chosen. `is_near` means that nothing holds all the words, and these
    hold some; `meant` is the query in known words, "" if it has no unknown one.
    """

    total: int
    rows: Sequence[Json]
    is_more: bool = False
    kinds: Mapping[str, int] = field(default_factory=dict)
    is_near: bool = False
    meant: str = ""


def search(indexes: Indexes, query: Query) -> Found:
    """Return the things that hold all the words, or if none does, those nearest to it."""
    if query.is_unsayable:
        return Found(0, [])
    typed, chosen = terms.words(query.words), query.filters.get("kind", "")
    known = [search_words.look_up(index, typed) for index in indexes]
    kinds, hits = dict[str, int](), list[tuple[int, int, int]]()
    for place, (index, words) in enumerate(zip(indexes, known, strict=True)):
        own, counted = _ask(index, words, query)
        kinds |= counted
        hits += [(tier, -row, place) for tier, row in own]
    counted_all = kinds.get(chosen, 0) if chosen else sum(kinds.values())
    at = (query.page - 1) * PAGE_SIZE
    if counted_all:
        shown = [(place, -row) for _, row, place in sorted(hits)[at : at + PAGE_SIZE]]
        total, is_more = min(counted_all, MOST_COUNTED), counted_all > MOST_COUNTED
        return Found(total, _documents(indexes, shown), is_more, kinds)
    near = _nearest(indexes, known, query.marks(kind=chosen), LEAST_SHARE, MOST_COUNTED)
    rows = _documents(indexes, near[at : at + PAGE_SIZE])
    return Found(len(near), rows, kinds=kinds, is_near=bool(near), meant=_meant(indexes, known))


def numbered(indexes: Indexes, typed: str, kind: str = "") -> list[Json]:
    """Return the things whose number was typed."""
    written = typed.removeprefix("№").strip()
    found = [row for index in indexes for row in search_query.numbered(index, written)]
    return [row for row in found if not kind or row["kind"] == kind]


def similar(index: sqlite3.Connection, title: str) -> list[Json]:
    """Return at most five things that share enough words with a title, the nearest first."""
    known = [search_words.look_up(index, terms.words(title))]
    columns = "{title lead}"
    near = _nearest([index], known, "", SIMILAR_SHARE, MOST_SIMILAR, columns)
    return _documents([index], near)


def last_page(found: Found) -> int:
    """Return the number of the last page that is shown."""
    return min(max(1, -(-found.total // PAGE_SIZE)), MOST_PAGES)


def _ask(
    index: sqlite3.Connection, words: Sequence[Word], query: Query
) -> tuple[list[Hit], dict[str, int]]:
    """Return the first things of the chosen kind in an index, and how many there are of each."""
    held, chosen = search_query.kinds(index), query.filters.get("kind", "")
    if not held:
        return [], {}
    most = query.page * PAGE_SIZE
    if len(held) == 1:  # then no thing need be asked for its kind
        (kind,) = held
        if chosen not in ("", kind):
            n = search_query.count(index, words, query.marks())
            return [], {kind: n} if n else {}
        hits, n = search_query.hits(index, words, query.marks(), most)
        return hits, {kind: n} if n else {}
    counts = {kind: search_query.count(index, words, query.marks(kind=kind)) for kind in held}
    found = {kind: n for kind, n in counts.items() if n}
    if not (chosen in found or (found and not chosen)):
        return [], found
    return search_query.hits(index, words, query.marks(kind=chosen), most)[0], found


def _nearest(
    indexes: Indexes,
    known: Sequence[Sequence[Word]],
    marks: str,
    least: float,
    most: int,
    columns: str = search_query.EVERYWHERE,
) -> list[tuple[int, int]]:
    near = [
        (-share, -row, place)
        for place, (index, words) in enumerate(zip(indexes, known, strict=True))
        for row, share in search_query.nearest(index, words, marks, columns).items()
        if share >= least
    ]
    return [(place, -row) for _, row, place in sorted(near)[:most]]


def _documents(indexes: Indexes, rows: Sequence[tuple[int, int]]) -> list[Json]:
    held = {
        (place, row): told
        for place, index in enumerate(indexes)
        for own in [[row for at, row in rows if at == place]]
        for row, told in zip(own, search_query.documents(index, own), strict=True)
    }
    return [held[one] for one in rows]


def _meant(indexes: Indexes, known: Sequence[Sequence[Word]]) -> str:
    """Return the query with each unknown word replaced; "" if that changes nothing."""
    typed = [word.typed for word in known[0]] if known else []
    better = [
        word if any(own[place].n for own in known) else search_spelling.meant(indexes, word) or word
        for place, word in enumerate(typed)
    ]
    return " ".join(better) if better != typed else ""
