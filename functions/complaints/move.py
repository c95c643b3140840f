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
    return replace(
        record, complaint=made, queue=queue_of(made, entry.at, record.proposal is not None)
    )


def apply(record: Record, entry: Entry, **changes: object) -> Record:
    """Make a move and store it: one conditional UpdateItem; none if this request made it before."""
    if has_made(record, entry):
        return record
    return complaint.save(record, make(record, entry, **changes))


def queue_of(facts: Complaint, now: dt.datetime, is_proposed: bool = False) -> dict[str, object]:
    """Return the keys and the row of the desk's index; nothing once nobody owes anything."""
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
        "proposed": is_proposed,
        "example": facts.example,
    }
    return {"queue": queue, "queue_at": f"{due_at}#{facts.id:09d}", "row": row}
