"""In which order comments and ideas stand: published, the same for everybody; pure.

The lower bound of Wilson's score interval for the share of agreement of those who spoke, at 95 %.
A comment with few voices stands below one with many and the same share. Ties: the older first.
"""

from __future__ import annotations

from collections.abc import Iterable

from functions.shared.wilson import wilson

FORMULA = "wilson-lower-bound-95"


def lower_bound(agreed: int, disagreed: int) -> float:
    """Return the lower bound of the share of agreement: 0 to 1, and 0 where nobody spoke."""
    spoke = agreed + disagreed
    return wilson(agreed, spoke)[0] if spoke else 0.0


def best_first(voices: Iterable[tuple[str, str, int, int]]) -> list[str]:
    """Return ids in their published order; `voices` are (id, written at, agreed, disagreed)."""
    ranked = sorted(voices, key=lambda one: (-lower_bound(one[2], one[3]), one[1], one[0]))
    return [one[0] for one in ranked]
