"""One move as an official asks for it: checked, and turned into a line of the history. Pure."""

from __future__ import annotations

from typing import Any

from functions.complaints import category, duty
from functions.complaints.complaint import Complaint, Entry, Role
from functions.complaints.states import MOVES, STAYS
from functions.desk import complaint_roles
from functions.desk.complaint_asked import ChainedMove
from functions.desk.complaint_case import Case
from functions.shared import content
from functions.shared.errors import FieldError, ForbiddenError, InvalidInputError, NotNowError
from functions.shared.facts import Texts

SHOWS = frozenset({"accept", "redact"})
ASSIGNS = frozenset({"verify", "assign"})
# With these the body in charge goes on; with the others that need a body, an official chooses one.
KEEPS_BODY = frozenset({"verify", "resolve", "publish_correction", "send_back"})
STAFF = tuple(
    name for name, move in MOVES.items() if {"moderator", "clerk", "supervisor"} & set(move.roles)
)


def entry(case: Case, asked: ChainedMove, rid: str) -> Entry:
    """Return the line of the history for a move. Raises a CivicError if it does not hold."""
    role = complaint_roles.role_for(case.who, asked.move, case.status.body)
    if role is None:
        raise ForbiddenError
    wrong = [FieldError(name, "unknown") for name in sorted(asked.given() - fields(asked.move))]
    if wrong:
        raise InvalidInputError(*wrong)
    body = _body(case, asked, role)
    _check_code(asked)
    _check_until(case, asked)
    return Entry(
        at=case.now,
        move=asked.move,
        role=_public(role),
        rid=rid,
        body=body,
        code=asked.code,
        text=filled(asked.text or {}, case.facts, body or case.status.body),
        private=asked.move == "ask",
        facts=_facts(case, asked, body),
    )


def fields(move: str) -> set[str]:
    """Return the fields that a move takes, needed or not."""
    more = {"code"} if reasons_for(move) else set()
    return {
        *MOVES[move].needs,
        "text",
        *more,
        *(("shown", "shown_photos") if move in SHOWS else ()),
    }


def reasons_for(move: str) -> dict[str, category.Reason]:
    """Return the reasons that can be given for a move."""
    return {code: one for code, one in category.reasons().items() if move in one.moves}


def filled(texts: Texts, facts: Complaint, body: str) -> Texts:
    """Return texts with `{number}` and `{body}` put in; nothing else in braces is touched."""
    names = content.load().bodies.get(body, {}).get("name", {})
    return {
        lang: text.replace("{number}", facts.number).replace("{body}", names.get(lang, ""))
        for lang, text in texts.items()
    }


def stays(move: str) -> bool:
    """Tell whether a move leaves the state as it is."""
    return MOVES[move].to == STAYS


def _body(case: Case, asked: ChainedMove, role: str) -> str:
    """Return the body that a move names; a clerk speaks for their own."""
    body, now = asked.body, case.status.body
    if not body and asked.move in KEEPS_BODY:
        body = now
    if body and body not in content.load().bodies:
        raise InvalidInputError(FieldError("body", "not_a_choice"))
    if not complaint_roles.speaks_for(role, case.who, asked.move, body):
        raise ForbiddenError
    if asked.move == "forward" and body == now:
        raise InvalidInputError(FieldError("body", "same"))
    return body


def _check_code(asked: ChainedMove) -> None:
    if asked.code and asked.code not in reasons_for(asked.move):
        raise InvalidInputError(FieldError("code", "not_a_choice"))


def _check_until(case: Case, asked: ChainedMove) -> None:
    """Refuse an extension that the law does not allow."""
    if asked.move != "extend" or asked.until is None:
        return
    if not duty.may_extend(case.rule, case.calendar, case.status, case.now):
        raise NotNowError
    if asked.until <= case.status.due.on:
        raise InvalidInputError(FieldError("until", "too_early"))
    if asked.until > duty.latest_extension(case.rule, case.calendar, case.status):
        raise InvalidInputError(FieldError("until", "too_late"))
    if not case.calendar.is_working(asked.until):
        raise InvalidInputError(FieldError("until", "not_a_working_day"))


def _facts(case: Case, asked: ChainedMove, body: str) -> dict[str, Any]:
    """Return the small values that go with a move."""
    found: dict[str, Any] = {}
    if asked.until is not None:
        found |= {"until": asked.until.isoformat(), "from": case.status.due.on.isoformat()}
    if asked.of is not None:
        found["of"] = asked.of
    if asked.actions:
        found["actions"] = list(asked.actions)
    if asked.move == "forward" and _is_late(case):
        found["late"] = True
    if asked.move in ASSIGNS and case.suggestion and case.suggestion[1].body == body:
        found |= {"rule": case.suggestion[0], "why": case.suggestion[1].why}
    return found


def _is_late(case: Case) -> bool:
    return case.now >= duty.forward_by(case.rule, case.calendar, case.facts)


def _public(role: str) -> Role:
    found: dict[str, Role] = {"moderator": "moderator", "clerk": "clerk"}
    return found.get(role, "supervisor")
