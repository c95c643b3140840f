"""The queue's rows: for each petition what is due, when, and what needs attention."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, get_args

from functions.desk.case import Case
from functions.desk.names import body_name, place_name
from functions.petitions.lifecycle import Duty, State

View = Literal["moderation", "duties", "open", "flagged", "all"]
VIEWS: tuple[View, ...] = get_args(View)
NEAR = 0.9  # of a threshold
_BEFORE = {"moderation", "admissibility", "routing"}  # what laws call the check before publication
_NOT_SENT = {State.UNCONFIRMED, State.GATHERING_SPONSORS}
_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def sees(case: Case) -> bool:
    """Tell whether this official may open the petition: clerks only those of their bodies."""
    if case.who.sees_everything:
        return True
    return case.petition.published_at is not None and bool(case.who.bodies & set(case.bodies))


def belongs(case: Case, view: View) -> bool:
    """Tell whether a petition is in a view of this official's queue."""
    if not sees(case) or case.state in _NOT_SENT:
        return False
    if view == "moderation":
        return case.state is State.MODERATION
    if view == "duties":
        return any(duty.kind not in _BEFORE for duty in pending(case))
    if view == "open":
        return case.status.takes_signatures
    return view == "all" or bool(flags(case))


def pending(case: Case) -> list[Duty]:
    """Return the duties not done yet, the earliest first; a clerk's are those of their bodies."""
    mine = [
        duty
        for duty in case.status.duties
        if duty.done_at is None and (case.who.sees_everything or duty.body in case.who.bodies)
    ]
    return sorted(mine, key=lambda duty: duty.due_at or _LAST)


def flags(case: Case) -> list[str]:
    """Return what should catch an official's eye, as words of the desk."""
    p, waiting = case.petition, case.state is State.MODERATION
    found = {
        "overdue": any(duty.state(case.now) == "late" for duty in pending(case)),
        "second_approval": waiting and bool(p.approvals),
        "resubmitted": waiting and p.resubmitted_at is not None,
        "near_threshold": case.status.takes_signatures and _is_near(case),
    }
    return [name for name, holds in found.items() if holds]


def due(case: Case, duty: Duty) -> dict[str, Any]:
    """Return a duty with its clock: working days left, below zero when it is late."""
    calendar = case.rules.calendar
    return {
        "kind": duty.kind,
        "body": body_name(case, duty.body),
        "starts_at": duty.starts_at,
        "due_at": duty.due_at,
        "done_at": duty.done_at,
        "days_left": calendar.working_days_left(case.now, duty.due_at) if duty.due_at else None,
        "state": duty.state(case.now),
    }


def row(case: Case) -> dict[str, Any]:
    """Return a petition as one line of the queue."""
    p, waiting = case.petition, pending(case)
    return {
        "id": p.id,
        "titles": {lang: text.title for lang, text in p.texts().items()},
        "example": p.example,
        "jurisdiction": place_name(p.jurisdiction),
        "body": body_name(case, p.body),
        "state": case.state.value,
        "due": due(case, waiting[0]) if waiting else None,
        "count": case.record.counts.total,
        "flags": flags(case),
    }


def order(case: Case) -> tuple[dt.datetime, int]:
    """Sort what is due first to the top, then the older petition."""
    waiting = pending(case)
    return ((waiting[0].due_at if waiting else None) or _LAST, case.petition.id)


def _is_near(case: Case) -> bool:
    total = case.record.counts.total
    return any(
        NEAR * goal.count_needed <= total < goal.count_needed
        for goal in case.status.goals
        if goal.reached_at is None
    )
