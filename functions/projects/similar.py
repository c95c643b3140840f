"""Ideas that say the same in other words: likeness of three-letter pieces; pure.

Dice's coefficient over the sets of trigrams (L. R. Dice, 1945): 1 for the same words, 0 for nothing
in common. It needs no dictionary, so Kazakh endings and misspellings do little harm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LEAST = 0.3
MOST = 5
_WORD = re.compile(r"\w+")
_TITLE_WEIGHT = 0.6


def trigrams(text: str) -> frozenset[str]:
    """Return the three-letter pieces of a text's words, each word with its ends marked."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(
        padded[at : at + 3]
        for word in _WORD.findall(folded)
        for padded in (f"  {word} ",)
        for at in range(len(padded) - 2)
    )


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how alike two sets of pieces are: 0 to 1."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def similar(
    title: str, text: str, others: Iterable[tuple[int, str, str]]
) -> list[tuple[int, float]]:
    """Return numbers of like ideas, the likest first; `others` are (number, title, text)."""
    mine = trigrams(title), trigrams(f"{title} {text}")
    found = []
    for number, other_title, other_text in others:
        by_title = likeness(mine[0], trigrams(other_title))
        by_text = likeness(mine[1], trigrams(f"{other_title} {other_text}"))
        score = max(by_text, _TITLE_WEIGHT * by_title + (1 - _TITLE_WEIGHT) * by_text)
        if score >= LEAST:
            found.append((number, round(score, 3)))
    return sorted(found, key=lambda one: (-one[1], one[0]))[:MOST]
