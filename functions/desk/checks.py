"""Checks that acts share: who speaks for a body, and which days make sense."""

from __future__ import annotations

import datetime as dt

from functions.desk.case import Case
from functions.desk.roles import role_for
from functions.shared.errors import FieldError, ForbiddenError, InvalidInputError


def own_body(case: Case, body: str) -> None:
    """Let a clerk speak for their own body only. Raises InvalidInputError or ForbiddenError."""
    if body not in case.bodies:
        raise InvalidInputError(FieldError("body", "unknown"))
    if role_for(case.who, "response", [body]) is None:
        raise ForbiddenError


def owed(case: Case, body: str) -> str | None:
    """Return the threshold of the oldest answer that this body owes, if it owes one."""
    pending = [
        duty
        for duty in case.status.duties
        if duty.kind == "answer" and duty.body == body and duty.done_at is None
    ]
    return min(pending, key=lambda duty: duty.starts_at).threshold if pending else None


def past_day(case: Case, field: str, day: dt.date) -> None:
    """Refuse a day that has not come, or one before the petition was public."""
    if day > case.today:
        raise InvalidInputError(FieldError(field, "in_the_future"))
    published_at = case.petition.published_at
    if published_at and day < case.rules.calendar.local_date(published_at):
        raise InvalidInputError(FieldError(field, "too_early"))


def coming_day(case: Case, field: str, day: dt.date) -> None:
    """Refuse a day that is over, or one on which nobody works."""
    if day < case.today:
        raise InvalidInputError(FieldError(field, "in_the_past"))
    if not case.rules.calendar.is_working(day):
        raise InvalidInputError(FieldError(field, "not_a_working_day"))
