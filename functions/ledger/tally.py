"""One petition's state as the log tells it: each method is one type of entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from functions.ledger.entries import Entry
from functions.shared import clock

CLASSES = ("email", "eid", "paper")


class FoldError(ValueError):
    """This entry cannot follow the entries before it."""


@dataclass(frozen=True)
class Counts:
    """What the log says of one petition; `areas` is private, known to the platform only."""

    email: int = 0
    eid: int = 0
    paper: int = 0
    passed: dict[str, datetime] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    closed: int | None = None

    @property
    def total(self) -> int:
        return self.email + self.eid + self.paper


@dataclass(frozen=True)
class Goal:
    """A threshold: n signatures, and in m areas at least the area's own minimum.

    The minimums are private; without them any signature makes an area count.
    """

    n: int
    m: int = 0
    minimums: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """Live signatures by assurance class, goals, and whether the petition is closed.

    Every method raises FoldError and changes nothing if its entry cannot follow.
    """

    live: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    goals: dict[str, Goal] = field(default_factory=dict)
    passed: dict[str, str] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    closes_at: str = ""
    closed: int | None = None

    @property
    def total(self) -> int:
        return sum(self.live.values())

    def counts(self) -> Counts:
        """Return the state as others read it."""
        passed = {k: clock.parse(at) for k, at in self.passed.items()}
        return Counts(**self.live, passed=passed, areas=dict(self.areas), closed=self.closed)

    def is_passing(self, k: str) -> bool:
        """Tell whether a goal is reached now and was not passed before."""
        goal = self.goals[k]
        if k in self.passed or self.total < goal.n:
            return False
        least = goal.minimums or dict.fromkeys(self.areas, 1)
        return sum(self.areas.get(area, 0) >= n for area, n in least.items()) >= goal.m

    def note(self, entry: Entry) -> None:
        """Take a `rule` or `text` entry, which changes no number."""

    def goal(self, entry: Entry) -> None:
        _require(entry.k not in self.goals, "a goal is set once")
        self.goals[entry.k] = Goal(entry.n, entry.m)

    def open(self, entry: Entry) -> None:
        _require(not self.closes_at, "it opens once")
        self.closes_at = entry.x

    def extend(self, entry: Entry) -> None:
        _require(bool(self.closes_at) and self.closed is None, "only what is open is extended")
        self.closes_at = entry.x

    def sign(self, entry: Entry) -> None:
        _require(self.closed is None, "signed after the close")
        self.live[entry.a] += 1

    def late(self, entry: Entry) -> None:
        _require(self.closed is not None, "late before the close")

    def pass_(self, entry: Entry) -> None:
        _require(entry.k in self.goals and entry.k not in self.passed, "a goal is passed once")
        _require(self.total == entry.n, "passed with another count")
        _require(entry.n >= self.goals[entry.k].n, "passed below the goal")
        self.passed[entry.k] = entry.at

    def close(self, entry: Entry) -> None:
        _require(bool(self.closes_at) and self.closed is None, "only what is open is closed")
        _require(entry.h >= self.closes_at[:13], "closed before its time")
        _require(self.total == entry.n, "closed with another count")
        self.closed = entry.n


def _require(holds: bool, why: str) -> None:
    if not holds:
        raise FoldError(why)
