"""Making a move: is it allowed, does it carry what it must, and what the item becomes.

Every move of a complaint, whoever makes it, goes through `apply`: one conditional write that holds
the new entry of the history, so that no move is without its public line.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from functions.complaints import clock, complaint, states
from functions.complaints.complaint import MOST_ENTRIES, Complaint, Entry, Record
from functions.complaints.states import State, Status
from functions.shared import clock as time
from functions.shared.errors import FieldError, InvalidInputError, NotNowError, TooManyError

INTAKE, APPEALS = "COMPLAINTS#intake", "COMPLAINTS#appeals"
TITLE = 100
MOST_LETTERS = 150_000  # two bytes each in Cyrillic; an item holds 400 KB (DynamoDB's limit)
_INTAKE_STATES = frozenset({State.RECEIVED, State.ACCEPTED})


def status_of(facts: Complaint, now: dt.datetime) -> Status:
    """Return where a complaint stands, by its own clock rule and calendar."""
    rule = clock.clock_rule(facts.clock)
    return states.status(facts, rule, clock.calendar_of(facts.clock), now)


def has_made(record: Record, entry: Entry) -> bool:
    """Tell whether this very request was already carried out."""
    return bool(entry.rid) and any(
        one.rid == entry.rid and one.move == entry.move for one in record.complaint.history
    )


def make(record: Record, entry: Entry, **changes: object) -> Record:
    """Return the complaint after a move; `changes` are facts that the move sets besides.

    Raises NotNowError if the table of moves does not allow it now, InvalidInputError naming what
    the move must carry, TooManyError if the history is full.
    """
    facts = record.complaint
    if not states.may(facts, status_of(facts, entry.at), entry.move, entry.role):
        raise NotNowError
    lacks = states.missing(entry)
    if lacks:
        raise InvalidInputError(*(FieldError(name, "missing") for name in lacks))
    if len(facts.history) >= MOST_ENTRIES:
        raise TooManyError
    history = [*facts.history, entry]
    made = facts.model_copy(update={**changes, "history": history, "changed_at": entry.at})
    if len(made.model_dump_json(exclude_defaults=True)) > MOST_LETTERS:
        raise TooManyError
    told = "" if entry.move == "due_moved" else _told(record, made, entry.at)
    queue = queue_of(made, entry.at, record.proposal is not None, told)
    return replace(record, complaint=made, queue=queue)


def apply(record: Record, entry: Entry, **changes: object) -> Record:
    """Make a move and store it: one conditional UpdateItem; none if this request made it before."""
    if has_made(record, entry):
        return record
    return complaint.save(record, make(record, entry, **changes))


def _told(record: Record, made: Complaint, now: dt.datetime) -> str:
    """Return the due date that the reporter was told, unless the move itself sets another."""
    row: dict[str, str] = record.queue.get("row", {})
    same = status_of(record.complaint, now).due.on == status_of(made, now).due.on
    return row.get("told", "") if same else ""


def queue_of(
    facts: Complaint, now: dt.datetime, is_proposed: bool = False, told: str = ""
) -> dict[str, object]:
    """Return the keys and the row of the desk's index; nothing once nobody owes anything.

    For the hourly look at terms the row has the due date that was `told`, the calendars it was
    computed by, whether lateness is `noted`, and until when a question waits.
    """
    found = status_of(facts, now)
    if not found.is_open:
        return {}
    queue = f"COMPLAINTS#{found.body}" if found.body else INTAKE
    if found.state in _INTAKE_STATES:
        queue = INTAKE
    if found.state == State.APPEALED:
        queue = APPEALS
    due_at = time.text(found.due.at)
    row = {
        "id": facts.id,
        "number": facts.number,
        "category": facts.category,
        "jurisdiction": facts.place.jurisdiction,
        "state": str(found.state),
        "body": found.body,
        "title": (facts.shown or facts.description)[:TITLE],
        "filed_at": time.text(facts.filed_at),
        "due_at": due_at,
        "clock": facts.clock,
        "proposed": is_proposed,
        "example": facts.example,
        "told": told or found.due.on.isoformat(),
        "days": clock.days(),
        "noted": is_noted(facts, found),
        "reply_by": time.text(reply_by(facts)) if found.state == State.WAITING else "",
    }
    return {"queue": queue, "queue_at": f"{due_at}#{facts.id:09d}", "row": row}


def is_noted(facts: Complaint, found: Status) -> bool:
    """Tell whether the history says that the term which ends on this due date was missed."""
    on = found.due.on.isoformat()
    return any(one.move == "overdue" and one.facts.get("due_on") == on for one in facts.history)


def reply_by(facts: Complaint) -> dt.datetime:
    """Return until when the last question waits for the reporter."""
    asked = next(entry for entry in reversed(facts.history) if entry.move == "ask")
    return clock.calendar_of(facts.clock).after(asked.at, clock.clock_rule(facts.clock).reply)
