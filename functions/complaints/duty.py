"""The lesser terms of a complaint: for accepting it, forwarding it, and how long an extension is.

The term of the decision itself is `Status.due`. Each of these is the end of a day, in UTC.
"""

from __future__ import annotations

import datetime as dt

from functions.complaints import clock
from functions.complaints.clock import ClockRule
from functions.complaints.complaint import Complaint
from functions.complaints.states import Status
from functions.shared.calendars import Calendar

# After these the body in charge begins anew to look whether the complaint is its own.
ANEW = ("forward", "reopen", "send_back")


def accept_by(rule: ClockRule, calendar: Calendar, filed_at: dt.datetime) -> dt.datetime:
    """Return until when a complaint is to be accepted or dismissed."""
    return clock.after(calendar, clock.registered_on(rule, calendar, filed_at), rule.accept)


def forward_by(rule: ClockRule, calendar: Calendar, complaint: Complaint) -> dt.datetime:
    """Return until when the body in charge has to forward a complaint that is not its own."""
    came = [entry.at for entry in complaint.history if entry.move in ANEW]
    begun = came[-1] if came else complaint.filed_at
    return clock.after(calendar, clock.registered_on(rule, calendar, begun), rule.forward)


def latest_extension(rule: ClockRule, calendar: Calendar, found: Status) -> dt.date:
    """Return the latest day that the law allows, however often the term is extended."""
    ordinary = next(step.on for step in found.due.steps if step.kind == "term")
    return clock.longest_extension(rule, calendar, ordinary)


def may_extend(rule: ClockRule, calendar: Calendar, found: Status, now: dt.datetime) -> bool:
    """Tell whether there is a later day, and the term is still running: lateness stays lateness."""
    return now < found.due.at and found.due.on < latest_extension(rule, calendar, found)


def notice_by(rule: ClockRule, calendar: Calendar, now: dt.datetime) -> dt.date:
    """Return the last day to tell the reporter of an extension that is decided now."""
    end = clock.after(calendar, calendar.local_date(now), rule.extension.notice)
    return clock.last_day(calendar, end)
