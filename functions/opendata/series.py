"""Chain indicators of a time series, exactly: growth, rates, the content of 1 %, the mean.

Definitions are those taught in Kazakhstan and Russia, as table 3 of I. Bopina-Omarova
(Academy of Public Administration, 2022) applies them to the quality of services: each level against
the one before, and the accumulation rate against the first. Everything is a fraction; rounding is
left to the end and is half up, away from zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

HUNDRED = 100
RATE_DIGITS = 2
CONTENT_DIGITS = 4
Number = int | Decimal | Fraction


@dataclass(frozen=True)
class Link:
    """One level of a series against the one before; None where there is nothing to divide by.

    `growth` is in the unit of the level, `one_percent` too; the rates are in per cent.
    `accumulation` is the growth in per cent of the first level.
    """

    level: Fraction
    growth: Fraction | None
    increase: Fraction | None
    growth_rate: Fraction | None
    one_percent: Fraction | None
    accumulation: Fraction | None


def chain(levels: Sequence[Number]) -> list[Link]:
    """Return the chain indicators of each level; the first is compared with itself."""
    exact = [Fraction(level) for level in levels]
    return [_link(exact, place) for place in range(len(exact))]


def _link(levels: Sequence[Fraction], place: int) -> Link:
    level, first = levels[place], levels[0]
    if place == 0:
        return Link(level, None, None, Fraction(HUNDRED), None, Fraction(0))
    before = levels[place - 1]
    growth = level - before
    return Link(
        level=level,
        growth=growth,
        increase=percent(growth, before),
        growth_rate=percent(level, before),
        # The absolute value of one per cent of increase: it exists without an increase too.
        one_percent=before / HUNDRED,
        accumulation=percent(growth, first),
    )


def chronological_mean(levels: Sequence[Number]) -> Fraction:
    """Return the mean of levels at moments equally far apart: both ends count half.

    One level is its own mean. Raises ValueError without levels.
    """
    if not levels:
        raise ValueError("a mean needs at least one level")
    exact = [Fraction(level) for level in levels]
    if len(exact) == 1:
        return exact[0]
    return (sum(exact) - (exact[0] + exact[-1]) / 2) / (len(exact) - 1)


def percent(part: Number, whole: Number) -> Fraction | None:
    """Return a part in per cent of a whole; None of nothing."""
    return Fraction(part) * HUNDRED / Fraction(whole) if whole else None


def rounded(value: Number, digits: int) -> Decimal:
    """Round half up, away from zero, to a number of decimals: as tables are rounded by hand."""
    scaled = abs(Fraction(value)) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits)
