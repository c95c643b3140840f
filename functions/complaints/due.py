"""Keep the terms in sight: runs hourly over the rows of the desk's queues.

A complaint that was not answered in time gets one public entry a term; a calendar that changed
moves running terms, and the reporter is told; a question without a reply holds nothing up for ever.
A row says by itself whether its complaint needs a look, so the rest is not read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aws_lambda_powertools import Logger

from functions.complaints import clock, complaint, move, notice
from functions.complaints.complaint import Entry, Record
from functions.complaints.move import APPEALS, INTAKE
from functions.complaints.states import State
from functions.shared import clock as time
from functions.shared import table
from functions.shared.content import load
from functions.shared.errors import ChangedMeanwhileError, TooManyError

logger = Logger(service="dauys")
MOST = 1_000  # complaints looked at in a run; the next hour goes on


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Look at every open complaint's row once."""
    return run(time.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Return how many entries of each kind were made."""
    done = Counter[str]()
    for looked, number in enumerate(_wanted(now)):
        if looked == MOST:
            logger.info("due goes on in the next run")
            break
        try:
            done.update(_look(complaint.load(number, consistent=True), now))
        except ChangedMeanwhileError:
            continue  # whoever changed it also wrote its row anew
        except TooManyError:
            logger.warning("history is full", extra={"complaint": number})
    logger.info("due", extra={"made": dict(done)})
    return dict(done)


def _wanted(now: dt.datetime) -> Iterator[int]:
    """Yield the complaints whose rows ask for a look: one Query a queue."""
    at = time.text(now)
    for queue in (INTAKE, APPEALS, *(f"COMPLAINTS#{body}" for body in load().bodies)):
        # A list: what is done to a complaint moves its row within the queue.
        for item in list(table.query("core", "queue", queue, index="queue", sk_name="queue_at")):
            row = item["row"]
            is_missed = row["due_at"] <= at and not row.get("noted")
            is_silent = "" < row.get("reply_by", "") <= at
            if is_missed or is_silent or _has_moved(row):
                yield row["id"]


def _has_moved(row: dict[str, Any]) -> bool:
    """Tell whether the calendar changed since the row was written, or since the date was told."""
    if row.get("days") != clock.days():
        return True
    end = clock.calendar_of(row["clock"])
    return bool(row["told"] != clock.last_day(end, time.parse(row["due_at"])).isoformat())


def _look(record: Record, now: dt.datetime) -> Iterator[str]:
    """Make what entries are due, each one write and one message; yield their kinds."""
    for name, facts in _entries(record, now):
        entry = Entry(at=now, move=name, role="platform", facts=facts)
        record = move.apply(record, entry)
        notice.tell(record, entry)
        yield name
    row: dict[str, Any] = record.queue.get("row", {})
    if row and row.get("days") != clock.days():
        queue = move.queue_of(record.complaint, now, record.proposal is not None)
        complaint.save(record, replace(record, queue=queue))


def _entries(record: Record, now: dt.datetime) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the platform's moves that a complaint needs now, with their facts."""
    facts, row = record.complaint, record.queue.get("row", {})
    found = move.status_of(facts, now)
    if not found.is_open:
        return
    on = found.due.on.isoformat()
    if row.get("told", on) != on:
        yield "due_moved", {"from": row["told"], "to": on}
    if found.state == State.WAITING and now >= move.reply_by(facts):
        yield "go_on", {}
    if found.is_late and not move.is_noted(facts, found):
        yield "overdue", {"due_on": on}
