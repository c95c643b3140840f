"""Rows of the complaints' queue, and what they share with the screen: names and clocks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.complaints import category, duty
from functions.complaints.clock import calendar_of, clock_rule, last_day
from functions.complaints.states import State
from functions.desk.names import place_name
from functions.shared import clock, content
from functions.shared.calendars import Calendar


def body(body_id: str) -> dict[str, Any] | None:
    """Return {id, name} of a body, or None for none."""
    found = content.load().bodies.get(body_id)
    return {"id": body_id, "name": found["name"]} if found else None


def kind(category_id: str) -> dict[str, Any]:
    """Return {id, name} of a category of complaints."""
    found = category.categories().get(category_id)
    return {"id": category_id, "name": found.name if found else {}}


def term(calendar: Calendar, end: dt.datetime, now: dt.datetime) -> dict[str, Any]:
    """Return a term's end, its last day, and the working days left; below zero when it is late."""
    return {
        "at": clock.text(end),
        "on": last_day(calendar, end).isoformat(),
        "days_left": calendar.working_days_left(now, end),
        "late": now >= end,
    }


def row(stored: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """Return one line of the queue from the row that the index holds."""
    calendar, rule = calendar_of(stored["clock"]), clock_rule(stored["clock"])
    filed_at = clock.parse(stored["filed_at"])
    is_new = stored["state"] == State.RECEIVED
    return {
        "id": stored["id"],
        "number": stored["number"],
        "title": stored["title"],
        "category": kind(stored["category"]),
        "jurisdiction": place_name(stored["jurisdiction"]),
        "state": stored["state"],
        "body": body(stored["body"]),
        "filed_at": stored["filed_at"],
        "example": stored["example"],
        "proposed": stored["proposed"],
        "due": term(calendar, clock.parse(stored["due_at"]), now),
        "accept": term(calendar, duty.accept_by(rule, calendar, filed_at), now) if is_new else None,
    }
