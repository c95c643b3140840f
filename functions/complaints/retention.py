"""Forget who reported: runs daily.

When a complaint's end is as long ago as its clock rule says, the reporter's data, the supporters'
mailboxes and the photos that are not public go; what was published stays. Each clock rule has a
cursor over the complaints in the order of their last change, so a day's work is what is due.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aws_lambda_powertools import Logger

from functions.complaints import clock, complaint, move, receipt
from functions.complaints.complaint import Record
from functions.media import publication
from functions.shared import clock as time
from functions.shared import keys, table
from functions.shared.content import load
from functions.shared.errors import ChangedMeanwhileError

logger = Logger(service="dauys")
MOST = 500  # erased in a run; the next day goes on
BEGINNING = "2000-01-01T00:00:00Z"


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Look at every complaint whose time has come."""
    return run(time.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Return how many reporters were forgotten."""
    state = table.get("ops", keys.COMPLAINTS_RETENTION) or {"cursors": {}}
    cursors, erased = dict(state["cursors"]), 0
    for rule in sorted(load().clocks):
        for record in _due(rule, cursors.get(rule, BEGINNING), now):
            cursors[rule] = time.text(record.complaint.changed_at)
            erased += _is_over(record, rule, now) and _erase(record.complaint.id)
            if erased >= MOST:
                break
    table.put("ops", {**keys.COMPLAINTS_RETENTION, "cursors": cursors})
    logger.info("complaints retention", extra={"erased": erased})
    return {"erased": erased}


def _due(rule: str, since: str, now: dt.datetime) -> Iterator[Record]:
    """Yield complaints that a rule keeps no longer, the one changed longest ago first."""
    for record in complaint.changed_since(time.parse(since)):
        if _kept_until(rule, record.complaint.changed_at) > now:
            return
        yield record


def _kept_until(rule: str, end: dt.datetime) -> dt.datetime:
    return clock.calendar_of(rule).after(end, clock.clock_rule(rule).keep_contacts)


def _is_over(record: Record, rule: str, now: dt.datetime) -> bool:
    """Tell whether the complaint is of this rule, ended, and still knows its reporter."""
    facts = record.complaint
    is_open = move.status_of(facts, now).is_open
    return facts.clock == rule and not is_open and record.reporter is not None


def _erase(number: int) -> bool:
    """Erase the reporter last: a crash before leaves it all to be done again."""
    record = complaint.load(number, consistent=True)
    shown = frozenset(photo.id for photo in record.complaint.shown_photos)
    publication.erase(receipt.owner(number), keep=shown)
    begins = keys.support(number, "")
    for item in table.query("core", "pk", begins["pk"], begins=begins["sk"]):
        table.delete("core", keys.Key(pk=item["pk"], sk=item["sk"]))
    try:
        complaint.save(record, replace(record, reporter=None))
    except ChangedMeanwhileError:
        return False
    return True
