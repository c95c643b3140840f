"""What was probably meant by a word that stands in no text: the nearest word that stands in some.

A word with one error is whole in its first half or in its second, so only words that share a half
are compared.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from functions.publishing import terms

SHORTEST = 4
LONG = 7  # from here on two errors are forgiven
MOST_COMPARED = 300
_BEFORE = """
SELECT term, word, n FROM term WHERE {0} >= ? AND {0} < ? AND length(term) BETWEEN ? AND ?
ORDER BY n DESC LIMIT ?
"""
_LAST = "\U0010ffff"

Meant = tuple[int, int, str]


def meant(indexes: Sequence[sqlite3.Connection], word: str) -> str:
    """Return the nearest known word, the commonest among equals; "" if none is near."""
    if len(word) < SHORTEST:
        return ""
    found = [one for stem in terms.stems(word) for one in _near(indexes, stem)]
    return min(found)[2] if found else ""


def _near(indexes: Sequence[sqlite3.Connection], stem: str) -> Iterator[Meant]:
    allowed = 2 if len(stem) >= LONG else 1
    known, counted, letters = dict[str, str](), Counter[str](), set(stem)
    for index in indexes:
        for term, word, n in _candidates(index, stem, allowed):
            known[term] = word
            counted[term] += n
    for term, word in known.items():
        # An error changes two letters at most.
        is_like = term != stem and len(letters.symmetric_difference(term)) <= 2 * allowed
        if is_like and (far := distance(stem, term, allowed)) <= allowed:
            yield far, -counted[term], word


def _candidates(index: sqlite3.Connection, stem: str, allowed: int) -> set[tuple[str, str, int]]:
    half, shortest, longest = max(2, len(stem) // 2), len(stem) - allowed, len(stem) + allowed
    found = set[tuple[str, str, int]]()
    for column, part in (("term", stem[:half]), ("back", stem[::-1][:half])):
        bounds = (part, part + _LAST, shortest, longest, MOST_COMPARED)
        found.update(index.execute(_BEFORE.format(column), bounds))
    return found


def distance(one: str, other: str, most: int = sys.maxsize) -> int:
    """Return how many letters are wrong, missing, too many, or swapped with the next one.

    Beyond `most` it is not said how many more.
    """
    pairs = enumerate(zip(one, other, strict=False))
    start = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    if not (one and other):
        return max(len(one), len(other))
    before, last = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            best = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != wanted))
            swapped = i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], wanted)
            row.append(min(best, before[j - 2] + 1) if swapped else best)
        if min(*row, *last) > most:
            return most + 1
        before, last = last, row
    return last[-1]
