"""Intervals of 95 % confidence for means, by Student; those for shares are Wilson's; pure.

They hold for a random sample. Whoever answers an open survey has chosen to, so an interval tells
how much chance alone may move a figure, and nothing of who did not answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, stdev

from functions.shared.wilson import Z95

FEWEST_FOR_MEAN = 2


def student(freedom: int, z: float = Z95) -> float:
    """Return the quantile of Student's t for a normal quantile and degrees of freedom.

    The expansion of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5; exact to
    three decimals from nine degrees of freedom. Raises ValueError below one.
    """
    if freedom < 1:
        raise ValueError("no degrees of freedom")
    terms = [_term(z, place) / freedom**place for place in range(1, 5)]
    return z + math.fsum(terms)


def mean(
    values: Sequence[float], *, lowest: float = -math.inf, highest: float = math.inf
) -> tuple[float, float, float]:
    """Return the mean and its interval, kept within what can be answered. Raises ValueError."""
    if len(values) < FEWEST_FOR_MEAN:
        raise ValueError("an interval needs two values")
    middle = fmean(values)
    reach = student(len(values) - 1) * stdev(values) / math.sqrt(len(values))
    return middle, max(lowest, middle - reach), min(highest, middle + reach)


# Coefficients of z, z³, z⁵, … and the divisor of each term of 26.7.5.
_TERMS: tuple[tuple[tuple[int, ...], int], ...] = (
    ((1, 1), 4),
    ((3, 16, 5), 96),
    ((-15, 17, 19, 3), 384),
    ((-945, -1920, 1482, 776, 79), 92_160),
)


def _term(z: float, place: int) -> float:
    coefficients, divisor = _TERMS[place - 1]
    return math.fsum(c * math.pow(z, 2 * n + 1) for n, c in enumerate(coefficients)) / divisor
