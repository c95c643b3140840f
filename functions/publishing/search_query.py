"""Questions to one index: rows in the order of results, counts up to a limit, words that are near.

No question reads more than it must: rows come in their order and stop at a limit, nothing is
counted beyond a thousand, and filters meet words inside the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.publishing import search_index, terms
from functions.publishing.search_index import mark
from functions.publishing.search_row import Json, unpacked
from functions.publishing.search_words import Word

PAGE_SIZE = 24
MOST_COUNTED = 1000
MOST_PAGES = 42
# A long query need not have every word that stands nearly everywhere, nor are all of its words
# looked for where none has them all.
LEAST_REQUIRED, USUAL = 2, 20_000
MOST_NEAR_WORDS, CANDIDATES = 6, 1000
FILTERS = ("kind", "state", "jurisdiction", "category", "body")
MOST_READ = 48
_AT_ONCE = 500
TITLE, EVERYWHERE = "{title}", "{title lead more}"

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

    def marks(self, *, kind: str = "") -> str:
        """Return the filters, with a kind, as a question to the index; empty without any."""
        chosen = {**self.filters, "kind": kind}
        named = ((name, chosen.get(name, "")) for name in FILTERS)
        asked = [f'mark : "{mark(f"{name}/{value}")}"' for name, value in named if value]
        return search_index.merged(asked)


def kinds(index: sqlite3.Connection) -> dict[str, int]:
    """Return how many things of each kind an index holds."""
    return dict(index.execute("SELECT kind, n FROM kind").fetchall())


def hits(
    index: sqlite3.Connection,
    words: Sequence[Word],
    marks: str,
    most: int,
    counted: int = MOST_COUNTED + 1,
) -> tuple[list[Hit], int]:
    """Return the first things that hold all the words, and how many there are, at most `counted`.

    A thing is (0, row) if its title holds them, else (1, row).
    """
    if not all(word.n for word in words):
        return [], 0
    rows = _rows(index, _asked(words, marks, EVERYWHERE), max(most, counted))
    titled = _titled(index, words, marks, rows, most) if words else []
    first = set(titled)
    found = [(0, row) for row in titled] + [(1, row) for row in rows if row not in first]
    return found[:most], min(len(rows), counted)


def count(index: sqlite3.Connection, words: Sequence[Word], marks: str) -> int:
    """Return how many things hold all the words: at most one more than a thousand."""
    if not all(word.n for word in words):
        return 0
    return len(_rows(index, _asked(words, marks, EVERYWHERE), MOST_COUNTED + 1))


def nearest(
    index: sqlite3.Connection, words: Sequence[Word], marks: str, columns: str = EVERYWHERE
) -> dict[int, float]:
    """Return things that hold some of the words, with the share that each holds.

    Those are looked at that hold one of the rarest words; a common word alone makes nothing near.
    """
    known = sorted((word for word in words if word.n), key=lambda word: word.n)[:MOST_NEAR_WORDS]
    if not known:
        return {}
    rare = [known[0]]
    for word in known[1:]:
        if sum(one.n for one in rare) + word.n > CANDIDATES:
            break
        rare.append(word)
    either = search_index.merged([f"{columns} : (" + " OR ".join(map(str, rare)) + ")", marks])
    held: dict[int, int] = {}
    for word in known:
        asked = f"{columns} : {word} AND ({either})"
        for row in _rows(index, asked, CANDIDATES):
            held[row] = held.get(row, 0) + 1
    asked_for = min(len(words), MOST_NEAR_WORDS)
    return {row: n / asked_for for row, n in held.items()}


def documents(index: sqlite3.Connection, rows: Sequence[int]) -> list[Json]:
    """Return what is shown of things, in the given order."""
    marks = ", ".join("?" * len(rows))
    found = index.execute(f"SELECT id, shown FROM doc WHERE id IN ({marks})", rows)  # noqa: S608
    shown = {row: unpacked(told) for row, told in found}
    return [shown[row] for row in rows if row in shown]


def numbers(index: sqlite3.Connection, rows: Sequence[int]) -> list[str]:
    """Return what is typed to go straight to things."""
    found = list[str]()
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        told = index.execute(f"SELECT typed FROM number WHERE doc IN ({marks})", some)  # noqa: S608
        found += [typed for (typed,) in told]
    return found


def numbered(index: sqlite3.Connection, typed: str) -> list[Json]:
    """Return the things whose number was typed."""
    rows = index.execute("SELECT doc FROM number WHERE typed = ? ORDER BY doc DESC", (typed,))
    return documents(index, [row for (row,) in rows])


def _titled(
    index: sqlite3.Connection, words: Sequence[Word], marks: str, rows: Sequence[int], most: int
) -> list[int]:
    """Return the rows whose title holds all the words; of few rows, the titles are read."""
    if len(rows) > MOST_READ:
        return _rows(index, _asked(words, marks, TITLE), most)
    forms = [frozenset(word.forms) for word in words]
    found = []
    for row, told in zip(rows, documents(index, rows), strict=True):
        texts = told["texts"].items()
        stems = {stem for lang, (title, _) in texts for stem, _ in terms.of_text(title, lang)}
        if not any(stems.isdisjoint(one) for one in forms):
            found.append(row)
    return found


def _asked(words: Sequence[Word], marks: str, columns: str) -> str:
    """Return the question for the words that must stand in these columns, and the filters."""
    rarest = sorted(words, key=lambda word: word.n)
    required = [w for place, w in enumerate(rarest) if place < LEAST_REQUIRED or w.n <= USUAL]
    every = " AND ".join(map(str, required))
    return search_index.merged([f"{columns} : ({every})" if every else "", marks])


def _rows(index: sqlite3.Connection, asked: str, most: int) -> list[int]:
    if asked:
        found = index.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (asked, most)
        )
    else:
        found = index.execute("SELECT id FROM doc ORDER BY id DESC LIMIT ?", (most,))
    return [row for (row,) in found]
