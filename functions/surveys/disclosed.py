"""What may be shown of the figures, so that nobody can work out how one person answered; pure.

Nothing is said of a question before ten people answered it. A count from one to nine is hidden, and
with it as many others as keep it from being computed; all are where everybody gave one answer. A
mean is rounded, and left out where it would give hidden counts back; beside hidden counts its
interval is the widest that the shown ones allow, since the true one would tell them too. A question
that only some were asked is hidden where the number of those who were asked would tell a hidden
count, or how few met one of its conditions and not another. A figure that was shown is renewed only
when ten more people answered.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT as FEWEST
from functions.shared.disclosure import protect
from functions.shared.wilson import wilson
from functions.surveys import combined
from functions.surveys.intervals import student
from functions.surveys.question import Condition, Kind, Question
from functions.surveys.results import Figure

MEAN_DIGITS = 1
SHARE_DIGITS = 3
# A hidden count must have at least this many values that all shown figures allow.
LEAST_POSSIBLE = 5
FEW, FOLLOWS = "few", "follows"


@dataclass(frozen=True)
class Share:
    """A count of people with its share of those who answered; None is hidden."""

    count: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Shown:
    """What is public of a figure; `hidden` tells why nothing is: `few` or `follows`."""

    question: str
    kind: Kind
    row: str = ""
    hidden: str = ""
    asked: int | None = None
    answered: int | None = None
    cells: dict[str, Share] = field(default_factory=dict)
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    median: float | None = None
    satisfied: Share | None = None


@dataclass(frozen=True)
class Group:
    """What is public of a group of people on one thing."""

    answered: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None


def shown(questions: Sequence[Question], found: Sequence[Figure]) -> list[Shown]:
    """Return what may be shown of all figures of a survey, in their order."""
    told: dict[str, list[Shown]] = {}
    exact = {one.question: one for one in found}
    for question in questions:
        own = [one for one in found if one.question == question.id]
        follows = any(_tells(one, told[one.question]) for one in question.show_if)
        follows = follows or any(combined.tells(question, one.asked, exact) for one in own)
        told[question.id] = [_hidden(one, FOLLOWS) if follows else _shown(one) for one in own]
    return [one for each in told.values() for one in each]


def groups(found: Mapping[str, Figure]) -> dict[str, Group]:
    """Return what may be shown of one thing's figures by group, such as regions."""
    counts = protect({name: one.answered for name, one in found.items()})
    return {name: Group() if counts[name] is None else _group(one) for name, one in found.items()}


def renewed(fresh: Figure, held: Figure | None) -> Figure:
    """Return the figure to show: the one shown before until ten more people answered."""
    was_shown = held is not None and held.answered >= FEWEST
    if held and was_shown and abs(fresh.answered - held.answered) < FEWEST:
        return held
    return fresh


def share(count: int, trials: int) -> Share:
    """Return a share with Wilson's interval."""
    low, high = wilson(count, trials)
    return Share(count, *(round(value, SHARE_DIGITS) for value in (count / trials, low, high)))


def _shown(one: Figure) -> Shown:
    if one.answered < FEWEST:
        return _hidden(one, FEW)
    cells = _cells(one)
    mean, low, high = _mean(one, cells)
    return Shown(
        one.question,
        one.kind,
        one.row,
        asked=one.asked,
        answered=one.answered,
        cells={
            name: Share() if count is None else share(count, one.answered)
            for name, count in cells.items()
        },
        mean=mean,
        low=low,
        high=high,
        median=one.median,
        satisfied=_satisfied(one, cells),
    )


def _hidden(one: Figure | Shown, why: str) -> Shown:
    return Shown(one.question, one.kind, one.row, hidden=why)


def _cells(one: Figure) -> dict[str, int | None]:
    if one.kind == "text":
        return {}
    if one.kind != "multiple":
        return _guarded(one.counts)
    # Each choice of several is a table of its own: those who made it, and those who did not.
    return {
        name: _guarded({"yes": count, "no": one.answered - count})["yes"] if count else 0
        for name, count in one.counts.items()
    }


def _guarded(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return the counts with small ones hidden; nobody is in a count of none, so it is shown.

    Where all gave the same answer nothing is shown: it would be the answer of each of them.
    """
    given = {name: count for name, count in counts.items() if count}
    if len(given) == 1:
        return dict.fromkeys(counts)
    shown = protect(given)
    return {name: shown.get(name, 0) for name in counts}


def _satisfied(one: Figure, cells: Mapping[str, int | None]) -> Share | None:
    """Return the share satisfied, unless it would split the hidden marks into two known parts."""
    if one.satisfied is None or one.answered == 0:
        return None
    upper = {name for name, value in one.values.items() if value >= (one.enough or 0)}
    hidden = {name for name, count in cells.items() if count is None}
    both = bool(hidden & upper) and bool(hidden - upper)
    counted = protect({"yes": one.satisfied, "no": one.answered - one.satisfied})
    if both or counted["yes"] is None:
        return Share()
    return share(one.satisfied, one.answered)


def _mean(one: Figure, cells: Mapping[str, int | None]) -> tuple[float | None, ...]:
    """Return the mean and its interval, rounded; None where it would give hidden counts back."""
    mean = _rounded(one.mean)
    hidden = [name for name, count in cells.items() if count is None]
    if mean is None or not hidden or not one.values:
        return mean, _rounded(one.low), _rounded(one.high)
    if not _keeps_hidden(one, cells, hidden, mean):
        return None, None, None
    squares = sum(
        count * (one.values[name] - mean) ** 2 for name, count in cells.items() if count is not None
    )
    farthest = max(abs(one.values[name] - mean) for name in hidden)
    squares += _people(one, cells) * farthest**2
    reach = student(one.answered - 1) * math.sqrt(squares / (one.answered - 1) / one.answered)
    lowest, highest = min(one.values.values()), max(one.values.values())
    return mean, _rounded(max(lowest, mean - reach)), _rounded(min(highest, mean + reach))


def _keeps_hidden(
    one: Figure, cells: Mapping[str, int | None], hidden: Sequence[str], mean: float
) -> bool:
    """Tell whether the rounded mean leaves every hidden count open.

    Total, shown counts and mean tell how many people hide, and nearly the sum of their marks. A
    hidden count is open if at least five values of it go with that.
    """
    known = sum(one.values[name] * count for name, count in cells.items() if count is not None)
    reach = 0.5 * 10**-MEAN_DIGITS
    sums = ((mean - reach) * one.answered - known, (mean + reach) * one.answered - known)
    people = _people(one, cells)
    return all(_possible(name, hidden, one.values, people, sums) for name in hidden)


def _people(one: Figure, cells: Mapping[str, int | None]) -> int:
    """Return how many people are behind the hidden counts."""
    return one.answered - sum(count for count in cells.values() if count is not None)


def _possible(
    name: str,
    hidden: Iterable[str],
    values: Mapping[str, float],
    people: int,
    sums: tuple[float, float],
) -> bool:
    others = [values[other] for other in hidden if other != name]
    open_ = 0
    for count in range(people + 1):
        rest = people - count
        least = count * values[name] + rest * min(others)
        most = count * values[name] + rest * max(others)
        open_ += least <= sums[1] and most >= sums[0]
    return open_ >= LEAST_POSSIBLE


def _group(one: Figure) -> Group:
    return Group(one.answered, _rounded(one.mean), _rounded(one.low), _rounded(one.high))


def _rounded(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(value, MEAN_DIGITS)


def _tells(condition: Condition, source: Sequence[Shown]) -> bool:
    """Tell whether the number of those who meet a condition would give a hidden count away."""
    if any(one.hidden for one in source):
        return True
    hidden = {name for one in source for name, cell in one.cells.items() if cell.count is None}
    if condition.test == "answered" or not hidden:
        return False
    if source[0].kind == "number":
        return True
    if condition.test != "at_least":
        return str(condition.value) in hidden
    meets = {name for name in hidden if float(name) >= float(condition.value or 0)}
    return bool(meets) and meets != hidden
