"""One answer from the files of all indexes: each is asked the same, the results put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.publishing import search_query, search_spelling, search_words, terms
from functions.publishing.search_index import mark
from functions.publishing.search_part import Part
from functions.publishing.search_query import MOST_COUNTED, MOST_PAGES, PAGE_SIZE, Query
from functions.publishing.search_row import Json
from functions.publishing.search_words import Word

LEAST_SHARE = 0.5
SIMILAR_SHARE = 0.34
MOST_SIMILAR = 5

Parts = Sequence[Part]
# A row of the file in that place.
Place = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """One page of results.

    `total` is at most a thousand, and `is_more` tells that there are more. `kinds` counts whatever
    kind is chosen, without a limit. `is_near` means that nothing holds all the words, and these
    hold some; `meant` is the query in known words, "" if it has no unknown one.
    """

    total: int
    rows: Sequence[Json]
    is_more: bool = False
    kinds: Mapping[str, int] = field(default_factory=dict)
    is_near: bool = False
    meant: str = ""


def search(parts: Parts, query: Query) -> Found:
    """Return the things that hold all the words, or if none does, those nearest to it."""
    if query.is_unsayable:
        return Found(0, [])
    known = search_words.look_up(parts, terms.words(query.words))
    chosen, most = query.filters.get("kind", ""), query.page * PAGE_SIZE
    kinds, hits = Counter[str](), list[tuple[int, int, int]]()
    for place, (part, words) in enumerate(zip(parts, known, strict=True)):
        every = search_query.hits(part, words, query.marks())
        apart = every.by_kind()
        kinds.update({kind: own.every.bit_count() for kind, own in apart.items()})
        wanted = apart.get(chosen) if chosen else every
        hits += [(tier, row, place) for tier, row in wanted.first(most)] if wanted else []
    counted = kinds[chosen] if chosen else kinds.total()
    if not counted:
        return _near(parts, known, query, kinds)
    shown = [(place, row) for _, row, place in sorted(hits)[most - PAGE_SIZE : most]]
    total, is_more = min(counted, MOST_COUNTED), counted > MOST_COUNTED
    return Found(total, documents(parts, shown), is_more, dict(kinds))


def numbered(parts: Parts, typed: str, kind: str = "") -> list[Json]:
    """Return the things whose number was typed."""
    written = typed.removeprefix("№").strip()
    found = [row for part in parts for row in search_query.numbered(part, written)]
    return [row for row in found if not kind or row["kind"] == kind]


def similar(parts: Parts, title: str) -> list[Json]:
    """Return at most five petitions that share enough words with a title, the nearest first."""
    near = list[tuple[float, int, int]]()
    for place, words in enumerate(search_words.look_up(parts, terms.words(title))):
        found, _ = search_query.nearest(
            parts[place], words, [], SIMILAR_SHARE, MOST_SIMILAR, in_titles=True
        )
        near += [(-share, row, place) for share, row in found]
    return documents(parts, [(place, row) for _, row, place in sorted(near)[:MOST_SIMILAR]])


def last_page(found: Found) -> int:
    """Return the number of the last page that is shown."""
    return min(max(1, -(-found.total // PAGE_SIZE)), MOST_PAGES)


def documents(parts: Parts, rows: Sequence[Place]) -> list[Json]:
    """Return what is shown of things, in the given order."""
    held = {
        (place, row): told
        for place, part in enumerate(parts)
        if (own := [row for at, row in rows if at == place])
        for row, told in zip(own, search_query.documents(part, own), strict=True)
    }
    return [held[one] for one in rows]


def _near(
    parts: Parts, known: Sequence[Sequence[Word]], query: Query, kinds: Mapping[str, int]
) -> Found:
    """Return what holds some of the words."""
    chosen = query.filters.get("kind", "")
    marks = query.marks() + ([(mark(f"kind/{chosen}"),)] if chosen else [])
    near, total, most = list[tuple[float, int, int]](), 0, query.page * PAGE_SIZE
    for place, words in enumerate(known):
        found, n = search_query.nearest(parts[place], words, marks, LEAST_SHARE, most)
        near += [(-share, row, place) for share, row in found]
        total += n
    shown = [(place, row) for _, row, place in sorted(near)[most - PAGE_SIZE : most]]
    return Found(
        min(total, MOST_COUNTED),
        documents(parts, shown),
        kinds=dict(kinds),
        is_near=bool(total),
        meant=_meant(parts, known),
    )


def _meant(parts: Parts, known: Sequence[Sequence[Word]]) -> str:
    """Return the query with each unknown word replaced; "" if that changes nothing."""
    typed = [word.typed for word in known[0]] if known else []
    files = [part.db for part in parts]
    better = [
        word if any(own[place].n for own in known) else search_spelling.meant(files, word) or word
        for place, word in enumerate(typed)
    ]
    return " ".join(better) if better != typed else ""
