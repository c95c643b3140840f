"""Who takes part, against the people there are: authors, active, the others.

The platform keeps no accounts and cannot follow a person from one petition to the next: signatures
of two petitions have tags that cannot be compared. So how many different people took part is not
known, but it is bounded: at least as many as signed the largest one, at most as many as all acts.
The comparison is the rule 90-9-1 (J. Nielsen, Participation Inequality, 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from functions.opendata.series import percent, rounded

SHARE_DIGITS = 3
RULE = {"authors": 1, "active": 9, "others": 90}  # per cent


@dataclass(frozen=True)
class Level:
    """Between how many and how many people, in number and in per cent of the population."""

    name: str
    low: int
    high: int
    low_share: Decimal
    high_share: Decimal
    expected: int  # people at this level by the rule 90-9-1


def bounds(sizes: Sequence[int], population: int) -> tuple[int, int]:
    """Bound the number of people in the union of sets of known sizes (Boole's inequality)."""
    return min(max(sizes, default=0), population), min(sum(sizes), population)


def pyramid(
    population: int, *, authored: Sequence[int], joined: Sequence[int]
) -> tuple[Level, Level, Level]:
    """Return the three levels from the top.

    `authored` are sizes of sets of authors, each within itself without repeats; `joined` those of
    people who signed, voted or supported. Raises ValueError without a population.
    """
    if population < 1:
        raise ValueError("a share needs people to be of")
    authors = bounds(authored, population)
    active = bounds(joined, population)
    most = min(population, authors[1] + active[1])
    fewest = max(authors[0], active[0])
    others = (population - most, population - fewest)
    levels = (("authors", authors), ("active", active), ("others", others))
    first, second, third = (_level(name, ends, population) for name, ends in levels)
    return first, second, third


def _level(name: str, ends: tuple[int, int], population: int) -> Level:
    low, high = (rounded(percent(end, population) or 0, SHARE_DIGITS) for end in ends)
    return Level(name, *ends, low, high, expected=population * RULE[name] // 100)
