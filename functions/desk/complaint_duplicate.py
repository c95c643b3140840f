"""Marking a complaint as a duplicate: it follows its parent from now on.

The parent is written first, on the condition that it is as it was read, and the duplicate after.
So two complaints can never become each other's duplicates, since either needs the other unchanged;
a crash between the two leaves one number too many on the parent, which the retry makes true.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from functions.complaints import complaint, move
from functions.complaints.complaint import Record
from functions.complaints.states import State
from functions.desk.complaint_case import Case
from functions.shared.errors import FieldError, InvalidInputError, NotFoundError

# What follows a parent that is not dealt with would never be answered.
_NO_PARENT = frozenset({State.WITHDRAWN, State.DISMISSED})


def parent(case: Case, of: int) -> Record:
    """Return the complaint to follow. Raises InvalidInputError naming why it cannot be."""
    if of == case.facts.id:
        raise _refused("itself")
    try:
        found = complaint.load(of, consistent=True)
    except NotFoundError:
        raise _refused("not_a_choice") from None
    state = move.status_of(found.complaint, case.now).state
    if found.complaint.duplicate_of is not None or state == State.DUPLICATE:
        raise _refused("is_duplicate")
    if state in _NO_PARENT:
        raise _refused("not_open")
    if any(_follows(one, case.facts.id) for one in case.facts.duplicates):
        raise _refused("has_duplicates")
    return found


def reserve(found: Record, complaint_id: int, now: dt.datetime) -> None:
    """Write a duplicate's number on its parent, unless it is there. One conditional UpdateItem.

    Raises ChangedMeanwhileError.
    """
    facts = found.complaint
    if complaint_id in facts.duplicates:
        return
    numbers = [*facts.duplicates, complaint_id]
    changed = facts.model_copy(update={"duplicates": numbers, "changed_at": now})
    complaint.save(found, replace(found, complaint=changed))


def _follows(complaint_id: int, of: int) -> bool:
    return complaint.load(complaint_id).complaint.duplicate_of == of


def _refused(code: str) -> InvalidInputError:
    return InvalidInputError(FieldError("of", code))
