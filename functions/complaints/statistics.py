"""How complaints are answered, and what people say of the answers, in numbers; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import TypeVar

from functions.shared.calendars import Calendar
from functions.shared.wilson import wilson

CRITERIA = ("staff", "access", "information", "procedure", "time", "costs", "feedback", "result")
BEST = 5
_MONTHS_A_QUARTER = 3
KeyT = TypeVar("KeyT", bound=Hashable)
ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Line:
    """What statistics need of one complaint; `days` are working days to the answer."""

    state: str
    body: str
    category: str
    region: str
    quarter: str
    is_open: bool
    is_late: bool
    days: int | None = None
    verdict: str = ""
    satisfied: bool | None = None
    counts: bool = True

    @property
    def is_answered(self) -> bool:
        return self.days is not None


@dataclass(frozen=True)
class Figures:
    """How a set of complaints was answered. `median_days` is None before the first answer."""

    total: int
    open: int
    overdue: int
    on_time: int
    late: int
    median_days: int | None
    confirmed: int
    not_confirmed: int
    false: int
    satisfied: int
    contradicted: int


@dataclass(frozen=True)
class Answer:
    """One answer that was given, and what the reporter said of it; `satisfied` None: nothing."""

    body: str
    category: str
    region: str
    quarter: str
    satisfied: bool | None = None
    ratings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Satisfaction:
    """What people say of a set of answers. Shares lie between 0 and 1.

    `asked` counts the answers whose survey is over or filled in, `answered` those filled in; `low`
    and `high` bound the share satisfied with 95 % confidence (Wilson's score interval). A mean of
    ratings from 1 to 5 is None where too few people gave one.
    """

    asked: int
    answered: int
    satisfied: int
    response_rate: float | None
    share: float | None
    low: float | None
    high: float | None
    means: dict[str, float | None]


def figures(lines: Iterable[Line]) -> Figures:
    """Add complaints up. A withdrawn complaint or a duplicate is in the total and nowhere else."""
    every = list(lines)
    counted = [line for line in every if line.counts]
    answered = [line for line in counted if line.is_answered]
    days = [line.days for line in answered if line.days is not None]
    return Figures(
        total=len(every),
        open=sum(line.is_open for line in counted),
        overdue=sum(line.is_open and line.is_late for line in counted),
        on_time=sum(not line.is_late for line in answered),
        late=sum(line.is_late for line in answered),
        median_days=round(median(days)) if days else None,
        confirmed=sum(line.verdict == "confirmed" for line in counted),
        not_confirmed=sum(line.verdict == "not_confirmed" for line in counted),
        false=sum(line.verdict == "false" for line in counted),
        satisfied=sum(line.satisfied is True for line in counted),
        contradicted=sum(line.satisfied is False for line in counted),
    )


def satisfaction(answers: Sequence[Answer], *, fewest: int = 1) -> Satisfaction:
    """Add up what people say; a criterion that fewer than `fewest` people rated has no mean."""
    said = [answer for answer in answers if answer.satisfied is not None]
    happy = sum(answer.satisfied is True for answer in said)
    low, high = wilson(happy, len(said)) if said else (None, None)
    return Satisfaction(
        asked=len(answers),
        answered=len(said),
        satisfied=happy,
        response_rate=len(said) / len(answers) if answers else None,
        share=happy / len(said) if said else None,
        low=low,
        high=high,
        means={name: _mean(said, name, fewest) for name in CRITERIA},
    )


def by(items: Iterable[ItemT], key: Callable[[ItemT], KeyT]) -> dict[KeyT, list[ItemT]]:
    """Sort items into groups; the groups are in the order in which they first come."""
    found: dict[KeyT, list[ItemT]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def working_days(calendar: Calendar, begun: dt.date, ended: dt.date) -> int:
    """Return how many working days after the day of receipt an answer took; 0: on that day."""
    days = range(1, (ended - begun).days + 1)
    return sum(calendar.is_working(begun + dt.timedelta(days=n)) for n in days)


def quarter(day: dt.date) -> str:
    """Return the quarter of a day, such as `2026-Q4`."""
    return f"{day.year}-Q{(day.month - 1) // _MONTHS_A_QUARTER + 1}"


def _mean(said: Sequence[Answer], name: str, fewest: int) -> float | None:
    given = [answer.ratings[name] for answer in said if answer.ratings.get(name)]
    return round(fmean(given), 1) if given and len(given) >= fewest else None
