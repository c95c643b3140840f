"""Numbers as charts and tables write them: decimals, shares and spans in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isclose, log10

from functions.opendata.series import Number, rounded
from functions.shared import words

NOTHING = "–"
MINUS = "\u2212"
NARROW_SPACE = "\u202f"
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
# Axes that would begin above this part of their end begin at nothing instead.
FROM_ZERO_BELOW = 0.6
MOST_DIGITS = 9


def decimal(lang: str, value: Number, digits: int = 0) -> str:
    """Write a number with that many decimals and its thousands apart: 1,234.5 or 1 234,5."""
    exact = rounded(value, digits)
    whole, _, rest = f"{abs(exact):f}".partition(".")
    point = "." if lang == "en" else ","
    shown = words.number(lang, int(whole)) + (point + rest if rest else "")
    return MINUS + shown if exact < 0 else shown


def percent(lang: str, value: Number, digits: int = 1) -> str:
    """Write a share in per cent: 12.3% in English, else 12,3 %."""
    sign = "%" if lang == "en" else f"{NARROW_SPACE}%"
    return decimal(lang, value, digits) + sign


@dataclass(frozen=True)
class Scale:
    """An axis: its ends, and round values from the first to the last."""

    low: float
    high: float
    ticks: tuple[float, ...]
    digits: int = 0  # decimals that the ticks need

    def at(self, value: float, room: float) -> float:
        """Return where a value lies on an axis that long."""
        return room * (value - self.low) / (self.high - self.low)


def scale(values: Sequence[float], *, most: int = 4, from_zero: bool = False) -> Scale:
    """Return an axis of round steps that holds the values, with at most about so many steps.

    Values are those of published tables: nine decimals are told apart, no more.
    """
    ends = (min(values, default=0.0), max(values, default=1.0))
    low, high = (round(end, MOST_DIGITS) for end in ends)
    if from_zero or 0 <= low < FROM_ZERO_BELOW * high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = _step((high - low) / most)
    first, last = floor(round(low / step, MOST_DIGITS)), ceil(round(high / step, MOST_DIGITS))
    digits = next(n for n in range(MOST_DIGITS + 2) if isclose(round(step, n), step))
    ticks = tuple(round(step * place, digits) for place in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, digits)


def _step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(step * power for step in STEPS if step * power >= least * 0.999999)
