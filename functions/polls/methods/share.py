"""Shares as exact fractions: what a rule writes as text, and numbers as the result writes them."""

from __future__ import annotations

import re
from fractions import Fraction

_SHARE = re.compile(
    r"(?:(?P<whole>[0-9]{1,3})(?P<tenths>\.[0-9]{1,6})?(?![0-9/]))?"
    r"(?P<gap>\s+)?"
    r"(?P<part>[0-9]{1,15}/[0-9]{1,15})?"
    r"\s*(?P<percent>%)?",
    re.ASCII,
)


def parse(text: str) -> Fraction:
    """Return a share from 0 to 1: "70", "70 %" and "66 2/3" are per cent, "1/2" is a part of one.

    Raises ValueError for anything else, and for a share above one.
    """
    found = _SHARE.fullmatch(text.strip())
    if found is None or not (found["whole"] or found["part"]):
        raise ValueError(text)
    if found["whole"] and found["part"] and (found["tenths"] or not found["gap"]):
        raise ValueError(text)
    try:
        share = Fraction((found["whole"] or "0") + (found["tenths"] or ""))
        share += Fraction(found["part"] or 0)
    except ZeroDivisionError:
        raise ValueError(text) from None
    share /= 100 if found["whole"] or found["percent"] else 1
    if share > 1:
        raise ValueError(text)
    return share


def number(value: int | Fraction) -> int | str:
    """Return a number as JSON holds it: whole ones as such, others as "a/b" in lowest terms."""
    if isinstance(value, int):
        return value
    return value.numerator if value.denominator == 1 else text(value)


def text(share: Fraction) -> str:
    """Return a share as text that `parse` reads back: "7/10"."""
    return f"{share.numerator}/{share.denominator}"
