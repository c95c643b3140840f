"""How many signatures a threshold asks for: the small language that rule sets write it in.

50000                                     a number
1%                                        a share of the jurisdiction's population, rounded up
smaller of 2500 and 5%                    also `larger of … and …`
2500 if population > 50000 else 5%        also >=, <, <=
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

_SIMPLE = r"(?:\d+%|\d+\.\d+%|\d+)"
_BEST = re.compile(rf"(smaller|larger) of ({_SIMPLE}) and ({_SIMPLE})")
_EITHER = re.compile(r"(.+?) if population (>=|<=|>|<) (\d+) else (.+)")
_OPERATORS: dict[str, Callable[[int, int], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


class ThresholdError(ValueError):
    """The threshold is not written in the language above, or its population is missing."""


@dataclass(frozen=True)
class Number:
    """So many signatures."""

    value: int

    def count(self, population: int | None) -> int:
        return self.value


@dataclass(frozen=True)
class Share:
    """A part of the population, computed exactly and rounded up."""

    part: Fraction

    def count(self, population: int | None) -> int:
        return max(1, ceil(self.part * _known(population)))


@dataclass(frozen=True)
class Best:
    """The smaller or the larger of two."""

    which: Literal["smaller", "larger"]
    one: Number | Share
    other: Number | Share

    def count(self, population: int | None) -> int:
        counts = self.one.count(population), self.other.count(population)
        return min(counts) if self.which == "smaller" else max(counts)


@dataclass(frozen=True)
class Either:
    """One or the other, by the size of the population."""

    comparison: str
    bound: int
    then: Number | Share | Best
    otherwise: Expression

    def count(self, population: int | None) -> int:
        holds = _OPERATORS[self.comparison](_known(population), self.bound)
        return (self.then if holds else self.otherwise).count(population)


Expression = Number | Share | Best | Either


def parse(written: str) -> Expression:
    """Read a threshold. Raises ThresholdError, in words for the clerk who wrote it."""
    text = " ".join(written.split())
    if either := _EITHER.fullmatch(text):
        then = parse(either[1])
        if isinstance(then, Either):
            raise ThresholdError(f"{written!r} asks `if` before `if`; write it after `else`")
        return Either(either[2], int(either[3]), then, parse(either[4]))
    if best := _BEST.fullmatch(text):
        which: Literal["smaller", "larger"] = "smaller" if best[1] == "smaller" else "larger"
        return Best(which, _simple(best[2]), _simple(best[3]))
    if re.fullmatch(_SIMPLE, text):
        return _simple(text)
    raise ThresholdError(
        f"{written!r} is no threshold; write for example `50000`, `1%`, "
        "`smaller of 2500 and 5%` or `2500 if population > 50000 else 5%`"
    )


def count(written: str, population: int | None = None) -> int:
    """Return the signatures that a threshold asks for. Raises ThresholdError."""
    return parse(written).count(population)


def needs_population(written: str) -> bool:
    """Tell whether the count depends on how many people live in the jurisdiction."""
    return "%" in written or "population" in written


def _simple(text: str) -> Number | Share:
    if text.endswith("%"):
        part = Fraction(text[:-1]) / 100
        if not 0 < part <= 1:
            raise ThresholdError(f"{text!r} is not between 0% and 100%")
        return Share(part)
    if int(text) < 1:
        raise ThresholdError("a threshold is at least one signature")
    return Number(int(text))


def _known(population: int | None) -> int:
    if population is None:
        raise ThresholdError("a share needs the population of the jurisdiction")
    return population
