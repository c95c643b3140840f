"""In which order comments and ideas stand: published, the same for everybody; pure.

The lower bound of Wilson's score interval for the share of agreement, at 95 % (E. B. Wilson,
"Probable inference, the law of succession, and statistical inference", JASA 22, 1927, 209-212):
    (p + z²/2n - z √(p(1-p)/n + z²/4n²)) / (1 + z²/n),  p = agreed / n,  n = agreed + disagreed.
A comment with few voices stands below one with many and the same share. Ties: the older first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

Z95 = 1.959964
FORMULA = "wilson-lower-bound-95"


def wilson(agreed: int, disagreed: int, z: float = Z95) -> float:
    """Return the lower bound of the share of agreement: 0 to 1, and 0 where nobody spoke."""
    n = agreed + disagreed
    if n == 0:
        return 0.0
    p, square = agreed / n, z * z
    spread = z * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
    return max(0.0, (p + square / (2 * n) - spread) / (1 + square / n))


def best_first(voices: Iterable[tuple[str, str, int, int]]) -> list[str]:
    """Return ids in their published order; `voices` are (id, written at, agreed, disagreed)."""
    ranked = sorted(voices, key=lambda one: (-wilson(one[2], one[3]), one[1], one[0]))
    return [one[0] for one in ranked]
