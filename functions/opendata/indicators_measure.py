"""Values of indicators: a total, and one value for each group of each dimension; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median_low
from typing import Any

from functions.opendata.series import HUNDRED, percent, rounded
from functions.shared.wilson import wilson

Fact = Any  # one of the records of indicators_facts
Picks = Callable[[Fact], bool]
Counts = Callable[[Fact], int]


@dataclass(frozen=True)
class Measure:
    """A value and what it was made of.

    `value` is None if there is nothing to measure, or if it is hidden. `low` and `high` bound a
    share with 95 % confidence (Wilson's score interval), where it is an estimate.
    """

    value: Decimal | None = None
    part: int | None = None
    whole: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Result:
    """An indicator measured: of all, and by dimension and group."""

    total: Measure
    by: Mapping[str, Mapping[str, Measure]] = field(default_factory=dict)


HIDDEN = Measure(hidden=True)
NOTHING = Measure()


def share(facts: Iterable[Fact], part: Picks, whole: Picks, digits: int) -> Measure:
    """Return how many of those that `whole` picks are also picked by `part`, in per cent."""
    among = [fact for fact in facts if whole(fact)]
    return ratio(sum(map(part, among)), len(among), digits)


def ratio(part: int, whole: int, digits: int, per: int = HUNDRED) -> Measure:
    """Return a part per so many of a whole; of nothing there is no share."""
    exact = percent(part, whole)
    value = None if exact is None else rounded(exact * per / HUNDRED, digits)
    return Measure(value, part, whole)


def count(facts: Iterable[Fact], number: Counts) -> Measure:
    """Return a sum."""
    return Measure(Decimal(sum(map(number, facts))))


def middle(facts: Iterable[Fact], number: Callable[[Fact], int | None]) -> Measure:
    """Return the median of the numbers there are; of two in the middle the lower, a real one."""
    known = [found for found in map(number, facts) if found is not None]
    value = Decimal(median_low(known)) if known else None
    return Measure(value, whole=len(known))


def estimate(successes: int, trials: int, digits: int) -> Measure:
    """Return a share of those who answered, with its interval, in per cent."""
    made = ratio(successes, trials, digits)
    if not trials:
        return made
    low, high = (Decimal(str(end)) * HUNDRED for end in wilson(successes, trials))
    return Measure(
        made.value, successes, trials, low=rounded(low, digits), high=rounded(high, digits)
    )


def grouped(facts: Sequence[Fact], dimension: str) -> dict[str, list[Fact]]:
    """Sort facts into the groups of a dimension, by name; what is in none is left out."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(getattr(fact, dimension), []).append(fact)
    return {name: found[name] for name in sorted(found) if name}


def along(
    facts: Sequence[Fact], dimensions: Sequence[str], measure: Callable[[Sequence[Fact]], Measure]
) -> Result:
    """Measure all facts, and those of each group in which there is something to measure."""
    by = {}
    for one in dimensions:
        found = {name: measure(group) for name, group in grouped(facts, one).items()}
        by[one] = {name: value for name, value in found.items() if value.value is not None}
    return Result(measure(facts), by)
