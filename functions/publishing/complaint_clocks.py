"""Each clock of a complaint: what is owed, by when, how that was computed, whether it was kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from functions.complaints import clock, duty
from functions.complaints.clock import ClockRule, Step
from functions.complaints.states import State
from functions.publishing.complaint_public import PublicComplaint
from functions.shared.calendars import Calendar

TAKEN = ("accept", "dismiss", "mark_duplicate", "withdraw")
_UNOWED = (State.DUPLICATE, State.WITHDRAWN)


@dataclass(frozen=True)
class Clock:
    """One clock. `done_at` is when what is owed was done; a stopped clock is owed no more."""

    kind: str
    due_at: dt.datetime
    due_on: dt.date
    done_at: dt.datetime | None = None
    steps: Sequence[Step] = ()
    is_stopped: bool = False
    is_right: bool = False

    def state(self, now: dt.datetime) -> str:
        """Return pending, late, done, done_late or stopped; the reporter's own terms: open."""
        if self.done_at:
            return "done_late" if self.done_at >= self.due_at else "done"
        if self.is_stopped:
            return "stopped"
        if self.is_right:
            return "open" if now < self.due_at else "over"
        return "late" if now >= self.due_at else "pending"


def clocks(one: PublicComplaint) -> list[Clock]:
    """Return the clocks of a complaint in the order in which they began."""
    rule, calendar = clock.clock_rule(one.clock), clock.calendar_of(one.clock)
    return [
        _taken(one, rule, calendar),
        *_forwarded(one, rule, calendar),
        _decided(one),
        *_reply(one, rule, calendar),
        *_rights(one, calendar),
    ]


def next_render_at(one: PublicComplaint, now: dt.datetime) -> dt.datetime | None:
    """Return when the pages change without a new entry."""
    ends = [found.due_at for found in clocks(one) if found.state(now) in ("pending", "open")]
    change = one.status.next_change_at
    return min([at for at in (change, *ends) if at and at > now], default=None)


def _taken(one: PublicComplaint, rule: ClockRule, calendar: Calendar) -> Clock:
    registered = clock.registered_on(rule, calendar, one.filed_at)
    end = duty.accept_by(rule, calendar, one.filed_at)
    last = clock.last_day(calendar, end)
    steps = (
        Step("filed", calendar.local_date(one.filed_at)),
        Step("registered", registered),
        Step("term", last, rule.accept),
    )
    return Clock("accept", end, last, _first(one, TAKEN), steps)


def _forwarded(one: PublicComplaint, rule: ClockRule, calendar: Calendar) -> Iterator[Clock]:
    """Yield the clock of the last forwarding; each body has the same time for it."""
    places = [n for n, entry in enumerate(one.history) if entry.move == "forward"]
    if places:
        came = [entry.at for entry in one.history[: places[-1]] if entry.move in duty.ANEW]
        begun = clock.registered_on(rule, calendar, came[-1] if came else one.filed_at)
        end = clock.after(calendar, begun, rule.forward)
        yield Clock("forward", end, clock.last_day(calendar, end), one.history[places[-1]].at)


def _decided(one: PublicComplaint) -> Clock:
    due, status = one.status.due, one.status
    is_stopped = status.state in _UNOWED
    done = None if status.state == State.APPEALED else status.answered_at
    return Clock("decide", due.at, due.on, done, due.steps, is_stopped)


def _reply(one: PublicComplaint, rule: ClockRule, calendar: Calendar) -> Iterator[Clock]:
    if one.state == State.WAITING:
        asked = next(entry.at for entry in reversed(one.history) if entry.move == "ask")
        end = calendar.after(asked, rule.reply)
        yield Clock("reply", end, clock.last_day(calendar, end), is_right=True)


def _rights(one: PublicComplaint, calendar: Calendar) -> Iterator[Clock]:
    """Yield what the reporter may still do: say whether it was enough, and appeal."""
    rights = (("survey", one.status.survey_until), ("appeal", one.status.appeal_until))
    for kind, until in rights:
        if until:
            yield Clock(kind, until, clock.last_day(calendar, until), is_right=True)


def _first(one: PublicComplaint, moves: Sequence[str]) -> dt.datetime | None:
    return next((entry.at for entry in one.history if entry.move in moves), None)
