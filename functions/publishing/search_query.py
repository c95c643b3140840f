"""Questions to one file of an index: what holds all the words, and what holds some of them.

Both are answered with sets of rows, whole and exact: a common word costs no more than a rare one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.publishing import search_sets, terms
from functions.publishing.search_index import mark
from functions.publishing.search_part import Either, Part
from functions.publishing.search_row import Json, unpacked
from functions.publishing.search_words import Word

PAGE_SIZE = 24
MOST_COUNTED = 1000
MOST_PAGES = 42
# Where nothing holds all the words, so many are looked for, the rarest. What is near holds one of
# those that stand in so few things together, or the rarest: common words alone make nothing near.
MOST_NEAR_WORDS, RARE = 6, 1000
FILTERS = ("kind", "state", "jurisdiction", "category", "body")
_AT_ONCE = 500

Hit = tuple[int, int]


@dataclass(frozen=True)
class Query:
    """What is asked: words, filters by name, page from 1."""

    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 1

    @property
    def is_unsayable(self) -> bool:
        """Whether something was typed in which there is no word to look for."""
        return bool(self.words) and not terms.words(self.words)

    def marks(self) -> list[Either]:
        """Return the filters other than the kind as tokens."""
        chosen = ((name, self.filters.get(name, "")) for name in FILTERS if name != "kind")
        return [(mark(f"{name}/{value}"),) for name, value in chosen if value]


@dataclass(frozen=True)
class Hits:
    """What holds all the words, and what of that has all of them in its title."""

    part: Part
    every: int
    titled: int

    def first(self, most: int) -> list[Hit]:
        """Return the first things: (0, row) where the title holds the words, then (1, row)."""
        found = [(0, row) for row in self.part.first(self.titled, most)]
        rest = self.every & ~self.titled
        return found + [(1, row) for row in self.part.first(rest, most - len(found))]

    def within(self, found: int) -> Hits:
        """Return those that are in a set too."""
        return Hits(self.part, self.every & found, self.titled & found)

    def by_kind(self) -> dict[str, Hits]:
        """Return the same apart by kind; no kind of which there is nothing."""
        kinds = self.part.kinds
        if len(kinds) == 1 or not self.every:
            return dict.fromkeys(kinds, self) if self.every else {}
        asked = {kind: (mark(f"kind/{kind}"),) for kind in kinds}
        common = self.part.common(asked.values())
        found = {
            kind: self.within(self.part.holding([one], common, self.every))
            for kind, one in asked.items()
        }
        return {kind: hits for kind, hits in found.items() if hits.every}


def hits(part: Part, words: Sequence[Word], marks: Sequence[Either]) -> Hits:
    """Return what holds all the words and passes the filters."""
    if not all(word.n for word in words):
        return Hits(part, 0, 0)
    forms = [word.forms for word in words]
    in_titles = [word.in_titles for word in words]
    common = part.common([*forms, *in_titles, *marks])
    every = part.holding([*forms, *marks], common, part.shown)
    titled = part.holding(in_titles, common, every) if words and every else 0
    return Hits(part, every, titled)


def nearest(
    part: Part,
    words: Sequence[Word],
    marks: Sequence[Either],
    least: float,
    most: int,
    *,
    in_titles: bool = False,
) -> tuple[list[tuple[float, int]], int]:
    """Return the first things that hold at least a share of the words, and how many do.

    A thing is its share and its row, the nearest first. With `in_titles` half of a word's share is
    for standing in the title.
    """
    known = sorted((word for word in words if word.n), key=lambda word: word.n)[:MOST_NEAR_WORDS]
    if not known:
        return [], 0
    forms = [word.forms for word in known]
    told = [word.in_titles for word in known] if in_titles else []
    common = part.common([*forms, *told, *marks])
    passing = part.holding(marks, common, part.shown)
    sets = [part.holding([one], common, passing) for one in (*forms, *told)]
    counted = search_sets.exactly(sets, _with_rare(known, sets))
    asked = min(len(words), MOST_NEAR_WORDS) * (2 if in_titles else 1)
    found, total = list[tuple[float, int]](), 0
    for n in range(len(sets), max(math.ceil(asked * least), 1) - 1, -1):
        total += counted[n].bit_count()
        found += [(n / asked, row) for row in part.first(counted[n], most - len(found))]
    return found, total


def _with_rare(known: Sequence[Word], sets: Sequence[int]) -> int:
    """Return what holds one of the rarest words."""
    found, n = sets[0], known[0].n
    for word, one in zip(known[1:], sets[1:], strict=False):
        n += word.n
        if n > RARE:
            break
        found |= one
    return found


def documents(part: Part, rows: Sequence[int]) -> list[Json]:
    """Return what is shown of things, in the given order."""
    marks = ", ".join("?" * len(rows))
    found = part.db.execute(f"SELECT id, shown FROM doc WHERE id IN ({marks})", rows)  # noqa: S608
    shown = {row: unpacked(told) for row, told in found}
    return [shown[row] for row in rows if row in shown]


def numbers(part: Part, rows: Sequence[int]) -> list[str]:
    """Return what is typed to go straight to things."""
    found = list[str]()
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        asked = f"SELECT typed FROM number WHERE doc IN ({marks})"  # noqa: S608
        found += [typed for (typed,) in part.db.execute(asked, some)]
    return found


def numbered(part: Part, typed: str) -> list[Json]:
    """Return the things whose number was typed."""
    rows = part.db.execute("SELECT doc FROM number WHERE typed = ? ORDER BY doc", (typed,))
    return documents(part, [row for (row,) in rows if part.is_shown(row)])
