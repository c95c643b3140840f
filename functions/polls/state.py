"""Where a poll stands: a pure function of its facts, what the log tells of it, and the time.

draft ─discard─► discarded, which nobody but officials ever saw
draft ─seal─► sealed ─opens_at, and the seal is logged─► open ─closes_at─► counting ─tally─► closed
  └──────────────┴──────────────────────────────────────┴─withdraw, with a reason─► withdrawn
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from functions.ledger.poll_tally import PollTally
from functions.polls.poll import Poll


class State(StrEnum):
    """What a poll is at an instant."""

    DRAFT = "draft"
    SEALED = "sealed"
    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


PUBLIC = frozenset(State) - {State.DRAFT, State.DISCARDED}


def state(poll: Poll, logged: PollTally, now: dt.datetime) -> State:
    """Return where a poll stands; it takes ballots from `opens_at` until before `closes_at`."""
    if poll.sealed is None:
        return State.DRAFT if poll.discarded_at is None else State.DISCARDED
    if poll.withdrawn_at is not None:
        return State.WITHDRAWN
    if poll.result is not None:
        return State.CLOSED
    if now >= poll.closes_at:
        return State.COUNTING
    if now >= poll.opens_at and is_sealed(poll, logged):
        return State.OPEN
    return State.SEALED


def is_sealed(poll: Poll, logged: PollTally) -> bool:
    """Tell whether the log holds the very document that is shown."""
    return poll.sealed is not None and logged.sealed == poll.sealed.hash
