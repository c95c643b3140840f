"""A vote as the publisher sees it: its facts, what the log tells, and its published result."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from functions.ledger.poll_tally import PollTally
from functions.polls import sealed
from functions.polls.methods.rule import Rule
from functions.polls.poll import Poll
from functions.polls.state import PUBLIC, State, state
from functions.shared import objects

OVER = (State.COUNTING, State.CLOSED)


@dataclass(frozen=True)
class Seen:
    """One vote as of a run."""

    poll: Poll
    logged: PollTally
    now: dt.datetime

    log_size: int = 0

    @cached_property
    def file(self) -> dict[str, Any] | None:
        """The public file of the result, once there is one."""
        if self.poll.result is None:
            return None
        stored = objects.read("site", f"polls/{self.poll.id}/result.json")
        return json.loads(stored.body) if stored else None

    @property
    def result(self) -> dict[str, Any] | None:
        """What was counted, as `polls.methods.Result.to_dict` writes it."""
        return self.file["result"] if self.file else None

    @cached_property
    def state(self) -> State:
        return state(self.poll, self.logged, self.now)

    @cached_property
    def rule(self) -> Rule:
        return sealed.rule_of(self.poll)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def unique(self) -> int | None:
        """How many ballots are like no other; None before the count."""
        return self.file["unique"] if self.file else None

    @property
    def groups(self) -> dict[str, dict[str, int | None]]:
        """Voters by region, age and way of proof, as the result file protects them."""
        return (self.file or {}).get("by") or {}

    def next_at(self) -> dt.datetime | None:
        """Return when the page changes by time alone: at opening, at closing, each last day."""
        if self.state == State.SEALED and self.now < self.poll.opens_at:
            return self.poll.opens_at
        if self.state == State.OPEN:
            # The next whole day before the end; a second less, so that it lies ahead.
            days = (self.poll.closes_at - self.now - dt.timedelta(seconds=1)).days
            return self.poll.closes_at - dt.timedelta(days=days)
        return None

    @property
    def days_left(self) -> int:
        """How many whole days an open vote still has."""
        return (self.poll.closes_at - self.now).days
