"""What was probably meant by a word that stands in no text: the nearest word that stands in some.

A word with one error is whole in its first half or in its second, so only words that share a half
are compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from functions.publishing import terms

SHORTEST = 4
LONG = 7  # from here on two errors are forgiven
MOST_COMPARED = 2000
_BEFORE = "SELECT term, word, n FROM term WHERE {} >= ? AND {} < ? ORDER BY n DESC LIMIT ?"
_LAST = "\U0010ffff"

Meant = tuple[int, int, str]


def meant(indexes: Sequence[sqlite3.Connection], word: str) -> str:
    """Return the nearest known word, the commonest among equals; "" if none is near."""
    if len(word) < SHORTEST:
        return ""
    found = [one for index in indexes for one in _near(index, word)]
    return min(found)[2] if found else ""


def _near(index: sqlite3.Connection, word: str) -> Iterator[Meant]:
    for stem in terms.stems(word):
        allowed = 2 if len(stem) >= LONG else 1
        for term, known, n in _candidates(index, stem):
            if abs(len(term) - len(stem)) <= allowed and term != stem:
                far = distance(stem, term)
                if far <= allowed:
                    yield far, -n, known


def _candidates(index: sqlite3.Connection, stem: str) -> set[tuple[str, str, int]]:
    half = max(2, len(stem) // 2)
    found = set[tuple[str, str, int]]()
    for column, part in (("term", stem[:half]), ("back", stem[::-1][:half])):
        asked = _BEFORE.format(column, column)
        found.update(index.execute(asked, (part, part + _LAST, MOST_COMPARED)))
    return found


def distance(one: str, other: str) -> int:
    """Return how many letters are wrong, missing, too many, or swapped with the next one."""
    before, last = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            best = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != wanted))
            swapped = i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], wanted)
            row.append(min(best, before[j - 2] + 1) if swapped else best)
        before, last = last, row
    return last[-1]
