"""A work as the public sees it: its facts, its condition on a day, what residents say in numbers.

What residents wrote beside their yes or no goes to the body; nobody has read it before that, so no
page shows it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from functions.projects import work as works
from functions.projects.work import Condition, Work
from functions.publishing import project_words


@dataclass(frozen=True)
class SeenWork:
    """One work as of an instant; `yes` and `no` count residents."""

    work: Work
    now: dt.datetime
    yes: int = 0
    no: int = 0

    @cached_property
    def condition(self) -> Condition:
        return works.condition(self.work, project_words.local(self.now))

    @property
    def late_now(self) -> bool:
        """Whether it should be finished and is not."""
        return self.condition.is_late and self.condition.state in ("planned", "running")

    @property
    def last_day(self) -> dt.date:
        """Today; of a finished work, its last day."""
        return self.work.done_on or project_words.local(self.now)

    def next_change_on(self) -> dt.date | None:
        """Return the next day on which the page changes by time alone."""
        today, work = project_words.local(self.now), self.work
        if work.done_on or work.stopped:
            return None
        ends = [one.due_on for one in work.milestones if not one.done_on] + [work.ends_on]
        days = [day + dt.timedelta(days=1) for day in ends]
        days += [work.begins_on] if work.begins_on else []
        return min((day for day in days if day > today), default=None)
