"""Small-count protection: a published table must not tell how one person acted.

`protect` is for a table that is published once. `renew` is for counts that grow and are published
again and again: whoever subtracts one release from another must not learn of one person either.
`functions.shared.marginals` makes of a table of rows and columns what `renew` takes.

The rule is the ONS's 10-5 rule, made safe against differencing:

* a count below the threshold is hidden, others are rounded down to a multiple of the base;
* a shown count moves only once it is `2 * base - 1` above what is shown, or `base` below, so
  between two moves at least `base` people came or went, whatever was rounded;
* a hidden count appears only `base` above the largest that was hidden;
* nothing moves until as many people as the threshold came since the table moved last;
* a cell that was hidden to protect another stays hidden as long as any small one is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

SMALLEST_PUBLISHED_COUNT = 10
FEWEST_HIDDEN_CELLS = 2
ROUNDED_TO = 5

Counts = Mapping[str, int]
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Shown:
    """A release: what is shown (None: hidden), and what the next one must know.

    `levels` are the rounded counts of all cells that are large enough, hidden ones too; like
    `people`, they are not for the public.
    """

    values: dict[str, int | None]
    levels: dict[str, int | None]
    people: int

    def dump(self) -> dict[str, Any]:
        """Return plain data, for JSON."""
        return asdict(self)


def load(raw: Mapping[str, Any]) -> Shown:
    """Read what `dump` wrote."""
    return Shown(dict(raw["values"]), dict(raw["levels"]), int(raw["people"]))


def protect(
    cells: Mapping[str, int], *, threshold: int = SMALLEST_PUBLISHED_COUNT
) -> dict[str, int | None]:
    """Return the cells with small ones as None, so that totals do not give them back.

    Whoever knows the total can subtract what is shown. So at least two cells are hidden, and
    together they hold at least the threshold, unless there is nothing left to hide.
    """
    hidden = {name for name, count in cells.items() if count < threshold}
    hidden = completed(cells, hidden, [[*cells]], threshold)
    return {name: None if name in hidden else count for name, count in cells.items()}


def renew(
    counts: Counts,
    before: Shown | None = None,
    *,
    lines: Lines | None = None,
    people: int | None = None,
    threshold: int = SMALLEST_PUBLISHED_COUNT,
    base: int = ROUNDED_TO,
) -> Shown:
    """Return the next release of counts that grow.

    `lines` are the cells that add up to something known; without them it is all of them. `people`
    is how many are counted in all, if that is not the sum.
    """
    people = sum(counts.values()) if people is None else people
    if before and not is_due(before, people, threshold):
        return Shown(_kept(before.values, counts), _kept(before.levels, counts), before.people)
    last = before.levels if before else None
    levels = {name: _level(n, last, name, threshold, base) for name, n in counts.items()}
    hidden = {name for name, level in levels.items() if level is None}
    if hidden and before:
        hidden |= {name for name in counts if before.values.get(name) is None}
    hidden = completed(counts, hidden, lines or [[*counts]], threshold)
    values = {name: None if name in hidden else level for name, level in levels.items()}
    return Shown(values, levels, people)


def is_due(before: Shown, people: int, threshold: int = SMALLEST_PUBLISHED_COUNT) -> bool:
    """Tell whether enough people came or went for anything to move."""
    return abs(people - before.people) >= threshold


def completed(counts: Counts, hidden: set[str], lines: Lines, threshold: int) -> set[str]:
    """Return the hidden cells with those that must be hidden too, the smallest first.

    In each line with a hidden cell at least two are hidden, and they hold at least the threshold.
    """
    found, before = set(hidden), -1
    while len(found) > before:
        before = len(found)
        for line in lines:
            found.update(_wanted(counts, found, line, threshold))
    return found


def _wanted(counts: Counts, hidden: set[str], line: Sequence[str], threshold: int) -> list[str]:
    """Return the cell to hide next in a line, alone: none if the line is safe or all hidden."""
    inside = [name for name in line if name in hidden]
    safe = len(inside) >= FEWEST_HIDDEN_CELLS and sum(counts[name] for name in inside) >= threshold
    left = [name for name in line if name not in hidden]
    if not inside or safe or not left:
        return []
    return [min(left, key=lambda name: (counts[name], name))]


def _level(
    count: int, last: Mapping[str, int | None] | None, name: str, threshold: int, base: int
) -> int | None:
    rounded = count // base * base
    if last is None:
        return rounded if count >= threshold else None
    level = last.get(name)
    if level is None:
        return rounded if count >= threshold + base - 1 else None
    if level - base < count < level + 2 * base - 1:
        return level
    return rounded if rounded >= threshold else None


def _kept(values: Mapping[str, int | None], counts: Counts) -> dict[str, int | None]:
    return {name: values.get(name) for name in counts}
