"""Complaints for tests of rules: facts in memory, judged by the project's own clock rule."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from functions.complaints import states
from functions.complaints.clock import ClockRule
from functions.complaints.complaint import Complaint, Entry
from functions.complaints.place import Place
from functions.complaints.states import Status
from functions.shared.calendars import Calendar
from tests.unit.lives import compiled, utc

FILED = utc("2026-02-02 06:00")  # a Monday, eleven o'clock in Almaty


@cache
def kz() -> ClockRule:
    """The clock rule of Kazakhstan."""
    every: Any = compiled()["clocks"]
    return ClockRule.model_validate(every["kz-appc@2021-07-01"])


@cache
def calendar(name: str = "kz") -> Calendar:
    every: Any = compiled()["calendars"]
    return Calendar.model_validate(every[name])


def complaint(*history: Entry, **facts: Any) -> Complaint:
    """Facts of a complaint filed on a working Monday."""
    base: dict[str, Any] = {
        "id": 7,
        "number": "2026-000007-1",
        "category": "waste",
        "clock": kz().key,
        "language": "en",
        "description": "An example",
        "place": Place(jurisdiction="KZ-75"),
        "office": "government",
        "filed_at": FILED,
        "changed_at": FILED,
        "history": list(history),
    }
    return Complaint(**base | facts)


def entry(move: str, at: dt.datetime | str, role: str = "clerk", **parts: Any) -> Entry:
    """A line of history that carries everything any move needs."""
    facts = {"until": "2026-03-31", "actions": ["Looked"], "satisfied": False, "of": 3}
    full: dict[str, Any] = {
        "text": {"en": "An example text"},
        "code": "fixed",
        "body": "akimat-almaty",
        "facts": facts,
    }
    when = utc(at) if isinstance(at, str) else at
    return Entry.model_validate({"at": when, "move": move, "role": role} | full | parts)


def see(facts: Complaint, now: dt.datetime | str) -> Status:
    """Return where a complaint stands under the law of Kazakhstan."""
    when = utc(now) if isinstance(now, str) else now
    return states.status(facts, kz(), calendar(), when)
