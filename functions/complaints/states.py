"""The states of a complaint and the moves between them; pure.

State is the fold of the history over the table of moves, plus what the time alone brings: a result
opens the survey, and the end of the survey closes the complaint. `closed` is reached in no other
way, and a result cannot be given without its text, the actions taken, the responsible body and a
reason code, so no complaint is closed without them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from functions.complaints import clock
from functions.complaints.clock import ClockRule, Due
from functions.complaints.complaint import Complaint, Entry
from functions.shared.calendars import Calendar


class State(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    VERIFYING = "verifying"
    CONFIRMED = "confirmed"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting_reporter"
    FORWARDED = "forwarded"
    RESOLVED = "resolved"
    SURVEY = "survey"
    CLOSED = "closed"
    NOT_CONFIRMED = "not_confirmed"
    FALSE = "false_information"
    CORRECTED = "correction_published"
    DISMISSED = "dismissed"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    APPEALED = "appealed"


S = State
WORK = frozenset({S.VERIFYING, S.CONFIRMED, S.ASSIGNED, S.IN_PROGRESS})
OPEN = WORK | {S.RECEIVED, S.ACCEPTED, S.WAITING, S.FORWARDED, S.APPEALED}
# The decision has been given; what remains is to say whether it was enough.
DECIDED = frozenset(
    {S.RESOLVED, S.SURVEY, S.CLOSED, S.NOT_CONFIRMED, S.FALSE, S.CORRECTED, S.DISMISSED}
)
SURVEYED = frozenset({"resolve", "not_confirm", "publish_correction"})
STAYS, RETURNS = "stays", "returns"


@dataclass(frozen=True)
class Move:
    """From which states a move leads to which, who may make it, and what it must carry."""

    origins: frozenset[State]
    to: State | str
    roles: tuple[str, ...]
    needs: frozenset[str] = frozenset()


def _move(origins: frozenset[State] | State, to: State | str, *roles: str, needs: str = "") -> Move:
    one = frozenset({origins}) if isinstance(origins, State) else origins
    return Move(one, to, roles, frozenset(needs.split()))


_STAFF = ("moderator", "clerk", "supervisor")
MOVES: Mapping[str, Move] = MappingProxyType(
    {
        "accept": _move(S.RECEIVED, S.ACCEPTED, "moderator", "supervisor"),
        "dismiss": _move(S.RECEIVED, S.DISMISSED, "moderator", "supervisor", needs="text code"),
        "verify": _move(frozenset({S.ACCEPTED, S.FORWARDED}), S.VERIFYING, *_STAFF, needs="body"),
        "confirm": _move(S.VERIFYING, S.CONFIRMED, *_STAFF, needs="text"),
        "not_confirm": _move(S.VERIFYING, S.NOT_CONFIRMED, *_STAFF, needs="text code"),
        "declare_false": _move(S.VERIFYING, S.FALSE, *_STAFF, needs="text code"),
        "publish_correction": _move(S.FALSE, S.CORRECTED, *_STAFF, needs="text body"),
        "assign": _move(frozenset({S.CONFIRMED, S.ASSIGNED}), S.ASSIGNED, *_STAFF, needs="body"),
        "start": _move(S.ASSIGNED, S.IN_PROGRESS, "clerk", "supervisor"),
        "ask": _move(frozenset({S.VERIFYING, S.IN_PROGRESS}), S.WAITING, *_STAFF, needs="text"),
        "reply": _move(S.WAITING, RETURNS, "reporter", needs="text"),
        "go_on": _move(S.WAITING, RETURNS, *_STAFF, "platform"),
        "extend": _move(WORK | {S.WAITING}, STAYS, "clerk", "supervisor", needs="text until"),
        "forward": _move(
            frozenset({S.ACCEPTED, S.VERIFYING, S.CONFIRMED, S.ASSIGNED, S.FORWARDED}),
            S.FORWARDED,
            *_STAFF,
            needs="text body",
        ),
        "mark_duplicate": _move(WORK | {S.RECEIVED, S.ACCEPTED}, S.DUPLICATE, *_STAFF, needs="of"),
        "resolve": _move(
            frozenset({S.ASSIGNED, S.IN_PROGRESS}),
            S.RESOLVED,
            "clerk",
            "supervisor",
            needs="text actions body code",
        ),
        "rate": _move(
            frozenset({S.SURVEY, S.NOT_CONFIRMED, S.CORRECTED}),
            STAYS,
            "reporter",
            needs="satisfied",
        ),
        "reopen": _move(
            frozenset({S.SURVEY, S.NOT_CONFIRMED}), S.ASSIGNED, "reporter", needs="text"
        ),
        "appeal": _move(DECIDED - {S.RESOLVED, S.FALSE}, S.APPEALED, "reporter", needs="text"),
        "uphold": _move(S.APPEALED, RETURNS, "supervisor", needs="text"),
        "send_back": _move(S.APPEALED, S.VERIFYING, "supervisor", needs="text body"),
        "withdraw": _move(OPEN - {S.APPEALED}, S.WITHDRAWN, "reporter"),
        "redact": _move(frozenset(State), STAYS, "moderator", "supervisor", "reporter"),
        "overdue": _move(OPEN, STAYS, "platform"),
        "due_moved": _move(OPEN, STAYS, "platform"),
    }
)


@dataclass(frozen=True)
class Status:
    """Where a complaint stands at an instant. `answered_at` is when the decision was given."""

    state: State
    body: str
    due: Due
    is_late: bool
    answered_at: dt.datetime | None = None
    survey_until: dt.datetime | None = None
    is_rated: bool = False
    may_reopen: bool = False
    appeal_until: dt.datetime | None = None
    next_change_at: dt.datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the government still owes something."""
        return self.state in OPEN


@dataclass(frozen=True)
class _Folded:
    state: State = S.RECEIVED
    before: State = S.RECEIVED
    body: str = ""
    answered_at: dt.datetime | None = None
    result_at: dt.datetime | None = None
    restarted_at: dt.datetime | None = None
    extended_to: dt.date | None = None
    appealed_at: dt.datetime | None = None
    rated: bool = False
    reopened: bool = False


def status(complaint: Complaint, rule: ClockRule, calendar: Calendar, now: dt.datetime) -> Status:
    """Return where a complaint stands; the same facts, rule, calendar and time give the same."""
    folded = _Folded()
    for entry in complaint.history:
        folded = _after(folded, entry)
    is_appealed = folded.state == S.APPEALED
    due = clock.due(
        rule,
        calendar,
        complaint.filed_at,
        restarted_at=folded.appealed_at if is_appealed else folded.restarted_at,
        extended_to=None if is_appealed else folded.extended_to,
    )
    made = Status(folded.state, folded.body, due, False, folded.answered_at)
    if folded.result_at and not is_appealed:
        made = _with_survey(made, folded, calendar.after(folded.result_at, rule.survey), now)
    if folded.answered_at and not folded.appealed_at:
        made = _with_appeal(made, calendar.after(folded.answered_at, rule.appeal), now)
    return _with_lateness(made, now)


def may(complaint: Complaint, found: Status, move: str, role: str) -> bool:
    """Tell whether a role may make a move now."""
    rule = MOVES[move]
    if found.state not in rule.origins or role not in rule.roles:
        return False
    if move == "rate":
        return not found.is_rated and found.survey_until is not None
    if move == "reopen":
        return found.may_reopen
    if move == "appeal":
        return found.appeal_until is not None
    return True


def missing(entry: Entry) -> tuple[str, ...]:
    """Return the parts that a move must carry and this entry does not."""
    has = {"text": any(entry.text.values()), "code": entry.code, "body": entry.body}
    return tuple(
        name
        for name in sorted(MOVES[entry.move].needs)
        if not has.get(name, entry.facts.get(name) not in (None, "", []))
    )


def _after(folded: _Folded, entry: Entry) -> _Folded:
    move = MOVES[entry.move]
    to = {STAYS: folded.state, RETURNS: folded.before}.get(move.to) or State(move.to)
    made = replace(
        folded,
        state=to,
        before=folded.state if move.to != STAYS and move.to != RETURNS else folded.before,
        body=entry.body or folded.body,
    )
    if to in DECIDED and folded.state not in DECIDED and move.to != RETURNS:
        made = replace(made, answered_at=entry.at)
    if entry.move in SURVEYED:
        made = replace(made, result_at=entry.at, rated=False)
    if entry.move in ("reopen", "send_back"):
        made = replace(
            made,
            answered_at=None,
            result_at=None,
            restarted_at=entry.at,
            extended_to=None,
            rated=False,
            reopened=made.reopened or entry.move == "reopen",
        )
    if entry.move == "extend":
        made = replace(made, extended_to=dt.date.fromisoformat(entry.facts["until"]))
    if entry.move == "rate":
        made = replace(made, rated=True)
    if entry.move == "appeal":
        made = replace(made, appealed_at=entry.at)
    return made


def _with_survey(made: Status, folded: _Folded, until: dt.datetime, now: dt.datetime) -> Status:
    """Open the survey at the result, and close the complaint when it is over."""
    over, state = now >= until or folded.rated, made.state
    if state == S.RESOLVED:
        state = S.CLOSED if over else S.SURVEY
    return replace(
        made,
        state=state,
        survey_until=None if over else until,
        is_rated=folded.rated,
        may_reopen=not over and not folded.reopened and state in MOVES["reopen"].origins,
        next_change_at=None if over else until,
    )


def _with_appeal(made: Status, until: dt.datetime, now: dt.datetime) -> Status:
    if now >= until:
        return made
    return replace(made, appeal_until=until, next_change_at=made.next_change_at or until)


def _with_lateness(made: Status, now: dt.datetime) -> Status:
    """An answer is late when it came after the term; no answer, once the term is over."""
    if made.answered_at and made.state != S.APPEALED:
        return replace(made, is_late=made.answered_at > made.due.at)
    if not made.is_open:
        return made
    late = now >= made.due.at
    return replace(made, is_late=late, next_change_at=None if late else made.due.at)
