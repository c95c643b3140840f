"""The words of a query as one file of an index knows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from functions.publishing import terms
from functions.publishing.search_index import titled
from functions.publishing.search_part import Part

MOST_FORMS = 24
SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Word:
    """A word of a query as a file knows it: the stems of its forms, and how often they stand."""

    typed: str
    forms: tuple[str, ...] = ()
    n: int = 0

    @property
    def in_titles(self) -> tuple[str, ...]:
        """What stands in the file for the word in a title."""
        return tuple(map(titled, self.forms))


def look_up(parts: Sequence[Part], typed: Sequence[str]) -> list[list[Word]]:
    """Return for each file the words of a query.

    A word that is in no text of any file stands for those that begin with it.
    """
    known = [_known(part.db, typed) for part in parts]
    unknown = {word for place, word in enumerate(typed) if not any(own[place].n for own in known)}
    return [
        [_begun(part.db, word.typed) if word.typed in unknown else word for word in own]
        for part, own in zip(parts, known, strict=True)
    ]


def _known(db: sqlite3.Connection, typed: Sequence[str]) -> list[Word]:
    stems = [terms.stems(word) for word in typed]
    counted = _counted(db, "SELECT term, n FROM term WHERE term IN ({})", sum(stems, ()))
    # What is in one thing only is not counted.
    single = tuple(stem for own in stems for stem in own if stem not in counted)
    counted |= _counted(db, "SELECT term, doc FROM vocabulary WHERE term IN ({})", single)
    found = list[Word]()
    for word, own in zip(typed, stems, strict=True):
        forms = tuple(stem for stem in own if stem in counted)
        found.append(Word(word, forms, sum(counted[stem] for stem in forms)))
    return found


def _counted(db: sqlite3.Connection, asked: str, stems: tuple[str, ...]) -> dict[str, int]:
    if not stems:
        return {}
    return dict(db.execute(asked.format(", ".join("?" * len(stems))), stems).fetchall())


def _begun(db: sqlite3.Connection, word: str) -> Word:
    """Return the commonest words that begin as this one does."""
    if len(word) < SHORTEST_PREFIX:
        return Word(word)
    found = db.execute(
        "SELECT term, n FROM term WHERE term >= ? AND term < ? ORDER BY n DESC LIMIT ?",
        (word, word + "\U0010ffff", MOST_FORMS),
    )
    forms = found.fetchall()
    return Word(word, tuple(one for one, _ in forms), sum(n for _, n in forms))
