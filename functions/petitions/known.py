"""What a request must know of a petition, kept in the module and refreshed each minute.

A stale copy cannot miscount: whether a signature counts is decided from the times stored in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from functions.petitions import lifecycle, petition, rules
from functions.petitions.petition import Record
from functions.petitions.rules import RuleSet
from functions.shared import clock
from functions.shared.errors import CivicError, GoneError, NotFoundError, PetitionClosedError

FRESH = dt.timedelta(minutes=1)
FRESH_FOR_REFUSAL = dt.timedelta(seconds=5)
SECOND = dt.timedelta(seconds=1)  # a token tells whole seconds
MOST = 1_000
_seen: dict[int, tuple[dt.datetime, Record]] = {}


@dataclass(frozen=True)
class Known:
    """A petition with its rule set."""

    record: Record
    rules: RuleSet

    def status(self, now: dt.datetime) -> lifecycle.Status:
        """Return its state at an instant."""
        return lifecycle.status(self.record.petition, self.rules, self.record.counts, now)


Refusal = Callable[[Known], CivicError | None]


def get(petition_id: int, fresh: dt.timedelta = FRESH) -> Known:
    """Return a petition: two GetItem when the copy is older than `fresh`, else no call.

    Raises NotFoundError.
    """
    now = clock.now()
    read_at, record = _seen.get(petition_id, (None, None))
    if read_at is None or record is None or not now - fresh < read_at <= now:
        record = petition.load(petition_id)
        if len(_seen) >= MOST:
            _seen.clear()
        _seen[petition_id] = (now, record)
    return Known(record, rules.rule_set(record.petition.rule_set))


def unless(petition_id: int, refusal: Refusal, asked_at: dt.datetime | None = None) -> Known:
    """Return a petition that `refusal` has nothing against, else raise what it returns.

    Nobody is refused on a copy of last minute, nor on one from before `asked_at`, when the petition
    was seen to be there: it is read again first. Raises NotFoundError.
    """
    known = get(petition_id)
    if refusal(known):
        since = clock.now() - asked_at - SECOND if asked_at else FRESH_FOR_REFUSAL
        known = get(petition_id, min(since, FRESH_FOR_REFUSAL))
    refused = refusal(known)
    if refused:
        raise refused
    return known


def open_for_signing(petition_id: int) -> Known:
    """Return a petition that takes signatures now.

    Raises NotFoundError, GoneError or PetitionClosedError.
    """
    return unless(petition_id, not_open)


def not_open(known: Known) -> CivicError | None:
    """Return why a petition takes no signatures now, if so."""
    status = known.status(clock.now())
    return None if status.takes_signatures else not_there(status) or PetitionClosedError()


def not_there(status: lifecycle.Status) -> CivicError | None:
    """Return the refusal for a petition that the public cannot see, if so."""
    refusals = {"gone": GoneError, "none": NotFoundError}
    refused = refusals.get(status.visibility)
    return refused() if refused else None


def forget() -> None:
    """Drop every copy."""
    _seen.clear()
