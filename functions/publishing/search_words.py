"""The words of a query as one index knows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from functions.publishing import terms

MOST_FORMS = 24
SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Word:
    """A word of a query as one index knows it: the stems of its forms, and how often they stand."""

    typed: str
    forms: tuple[str, ...]
    n: int

    def __str__(self) -> str:
        # Stems are letters and digits only, so a quoted one can hold no query syntax.
        return "(" + " OR ".join(f'"{form}"' for form in self.forms) + ")"


def look_up(index: sqlite3.Connection, typed: Iterable[str]) -> list[Word]:
    """Return the words of a query; one that is in no text stands for those that begin with it."""
    return [_known(index, word) or _begun(index, word) for word in typed]


def _known(index: sqlite3.Connection, word: str) -> Word | None:
    stems = terms.stems(word)
    found = {stem: _n(index, stem) for stem in stems}
    forms = tuple(stem for stem, n in found.items() if n)
    return Word(word, forms, sum(found.values())) if forms else None


def _n(index: sqlite3.Connection, stem: str) -> int:
    row = index.execute("SELECT n FROM term WHERE term = ?", (stem,)).fetchone()
    if row is None:  # in one thing at most
        row = index.execute("SELECT doc FROM vocabulary WHERE term = ?", (stem,)).fetchone()
    return int(row[0]) if row else 0


def _begun(index: sqlite3.Connection, word: str) -> Word:
    """Return the commonest words that begin as this one does."""
    if len(word) < SHORTEST_PREFIX:
        return Word(word, (), 0)
    found = index.execute(
        "SELECT term, n FROM term WHERE term >= ? AND term < ? ORDER BY n DESC LIMIT ?",
        (word, word + "\U0010ffff", MOST_FORMS),
    )
    forms = found.fetchall()
    return Word(word, tuple(one for one, _ in forms), sum(n for _, n in forms))
