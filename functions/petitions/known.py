"""What a request must know of a petition, kept in the module and refreshed each minute.

A stale copy cannot miscount: whether a signature counts is decided from the times stored in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from functions.petitions import lifecycle, petition, rules
from functions.petitions.petition import Record
from functions.petitions.rules import RuleSet
from functions.shared import clock
from functions.shared.errors import GoneError, NotFoundError, PetitionClosedError

FRESH = dt.timedelta(minutes=1)
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


def get(petition_id: int) -> Known:
    """Return a petition: two GetItem when the copy is older than a minute, else no call.

    Raises NotFoundError.
    """
    now = clock.now()
    read_at, record = _seen.get(petition_id, (None, None))
    if read_at is None or record is None or not now - FRESH < read_at <= now:
        record = petition.load(petition_id)
        if len(_seen) >= MOST:
            _seen.clear()
        _seen[petition_id] = (now, record)
    return Known(record, rules.rule_set(record.petition.rule_set))


def open_for_signing(petition_id: int) -> Known:
    """Return a petition that takes signatures now.

    Raises NotFoundError, GoneError or PetitionClosedError.
    """
    known = get(petition_id)
    status = known.status(clock.now())
    if status.visibility == "gone":
        raise GoneError
    if status.visibility == "none":
        raise NotFoundError
    if not status.takes_signatures:
        raise PetitionClosedError
    return known


def forget() -> None:
    """Drop every copy."""
    _seen.clear()
