"""How a body answers petitions, added up from its duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from functions.shared import clock

# Stands for no deadline: later than any instant as it is written.
NO_END = "9999"


@dataclass(frozen=True)
class Owed:
    """One duty of a body as stored."""

    pid: int
    kind: str
    starts_at: str
    due_at: str
    done_at: str

    def state(self, now: str) -> str:
        """Tell how the duty stands, as the lifecycle does."""
        if self.done_at:
            return "done_late" if self.done_at >= self.due_at else "done"
        return "late" if now >= self.due_at else "pending"


@dataclass(frozen=True)
class Record:
    """How a body answers, in numbers; `median_days` is None before its first answer."""

    petitions: int
    on_time: int
    late: int
    overdue: int
    pending: int
    median_days: int | None


def record(owed: Sequence[Owed], now: dt.datetime, petitions: int) -> Record:
    """Add a body's duties up."""
    at = clock.text(now)
    states = [one.state(at) for one in owed]
    days = [
        max(0, (clock.parse(one.done_at) - clock.parse(one.starts_at)).days)
        for one in owed
        if one.done_at  # an answer before its duty began took no time
    ]
    return Record(
        petitions=petitions,
        on_time=states.count("done"),
        late=states.count("done_late"),
        overdue=states.count("late"),
        pending=states.count("pending"),
        median_days=round(median(days)) if days else None,
    )
