"""What a petition's status says: its state, its goals, its duties, its timeline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Visibility = Literal["public", "link", "none", "gone"]
Clock = Literal["pending", "late", "done", "done_late"]


class State(StrEnum):
    """Where a petition stands; every petition is in exactly one state at every instant."""

    UNCONFIRMED = "unconfirmed"
    GATHERING_SPONSORS = "gathering_sponsors"
    INSUFFICIENT = "insufficient"
    MODERATION = "moderation"
    RETURNED = "returned"
    REJECTED = "rejected"
    HIDDEN = "hidden"
    PROVING = "proving"
    OPEN = "open"
    CLOSED = "closed"
    AWAITING_RESPONSE = "awaiting_response"
    RESPONDED = "responded"
    AWAITING_DEBATE = "awaiting_debate"
    DEBATED = "debated"
    DECIDED = "decided"
    IMPLEMENTED = "implemented"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Goal:
    """A count to reach. `sponsors` counts sponsors, every other goal counts signatures."""

    id: str
    kind: str
    count_needed: int
    reached_at: dt.datetime | None = None


@dataclass(frozen=True)
class Duty:
    """What a body owes, since when and until when; `due_at` is None where no law sets a term."""

    kind: str
    body: str
    threshold: str | None
    starts_at: dt.datetime
    due_at: dt.datetime | None = None
    done_at: dt.datetime | None = None

    def state(self, now: dt.datetime) -> Clock:
        """Tell how the duty stands: the term is over at `due_at` itself."""
        if self.done_at:
            return "done_late" if self.due_at and self.done_at >= self.due_at else "done"
        return "late" if self.due_at and now >= self.due_at else "pending"


@dataclass(frozen=True)
class Moment:
    """An event that was (`done`) or is to come; `ref` is its threshold, code or outcome."""

    kind: str
    at: dt.datetime | None = None
    on: dt.date | None = None
    done: bool = True
    ref: str | None = None


@dataclass(frozen=True)
class Status:
    """A petition's standing at one instant, computed and never stored."""

    state: State
    visibility: Visibility
    takes_signatures: bool
    takes_sponsors: bool
    response_state: Literal["none", "awaiting", "done"]
    debate_state: Literal["none", "awaiting", "scheduled", "done"]
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    stage_ends_at: dt.datetime | None
    goals: tuple[Goal, ...]
    duties: tuple[Duty, ...]
    timeline: tuple[Moment, ...]
    next_change_at: dt.datetime | None = None
