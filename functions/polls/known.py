"""What a ballot's request must know of a poll, kept in the module and refreshed each minute.

A stale copy cannot let anything wrong in: after sealing only a withdrawal changes what matters, and
the times at which ballots are taken are sealed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from functions.ledger.poll_tally import PollTally
from functions.polls import poll, sealed
from functions.polls.methods.rule import Rule
from functions.polls.poll import Poll
from functions.polls.state import State, state
from functions.shared import clock
from functions.shared.errors import ConflictError, GoneError, NotFoundError

FRESH = dt.timedelta(minutes=1)
FRESH_FOR_REFUSAL = dt.timedelta(seconds=5)
MOST = 1_000
_seen: dict[int, tuple[dt.datetime, Known]] = {}


class PollNotOpenError(ConflictError):
    """The poll does not take ballots yet."""

    code = "poll_not_open"


class PollClosedError(ConflictError):
    """The poll takes no ballots any more."""

    code = "poll_closed"


@dataclass(frozen=True)
class Known:
    """A poll, with what the log tells of it."""

    poll: Poll
    logged: PollTally

    @cached_property
    def rule(self) -> Rule:
        return sealed.rule_of(self.poll)

    def state(self, now: dt.datetime) -> State:
        """Return where the poll stands."""
        return state(self.poll, self.logged, now)


def get(poll_id: int, fresh: dt.timedelta = FRESH) -> Known:
    """Return a poll: two GetItem when the copy is older than `fresh`. Raises NotFoundError."""
    now = clock.now()
    read_at, known = _seen.get(poll_id, (None, None))
    if read_at is None or known is None or not now - fresh < read_at <= now:
        known = Known(poll.load(poll_id).poll, poll.logged(poll_id))
        if len(_seen) >= MOST:
            _seen.clear()
        _seen[poll_id] = (now, known)
    return known


def open_for_voting(poll_id: int) -> Known:
    """Return a poll that takes ballots now; nobody is refused on a copy of last minute.

    Raises NotFoundError, GoneError, PollNotOpenError or PollClosedError.
    """
    known = get(poll_id)
    if known.state(clock.now()) != State.OPEN:
        known = get(poll_id, FRESH_FOR_REFUSAL)
    found = known.state(clock.now())
    if found == State.OPEN:
        return known
    raise {
        State.DRAFT: NotFoundError,
        State.DISCARDED: NotFoundError,
        State.SEALED: PollNotOpenError,
        State.WITHDRAWN: GoneError,
    }.get(found, PollClosedError)()


def forget() -> None:
    """Drop every copy."""
    _seen.clear()
