"""What an official may do with a complaint now, and what each move needs: reasons, templates."""

from __future__ import annotations

from typing import Any

from functions.complaints import category, duty, states
from functions.complaints.states import MOVES, RETURNS, STAYS
from functions.desk import complaint_roles, complaint_step
from functions.desk.complaint_case import Case

# The body of these is chosen with the move, so the template keeps its place for the name.
_CHOOSES_BODY = frozenset({"forward", "verify", "assign"})


def offers(case: Case) -> list[dict[str, Any]]:
    """Return the moves that this official may make, in the order of the table of moves."""
    return [_offer(case, name) for name in complaint_step.STAFF if is_open(case, name)]


def is_open(case: Case, name: str) -> bool:
    """Tell whether a move fits the state, the role, the terms, and a proposal that waits."""
    role = complaint_roles.role_for(case.who, name, case.status.body)
    if role is None or not states.may(case.facts, case.status, name, role):
        return False
    if case.record.proposal and not complaint_step.stays(name):
        return False
    if name == "extend":
        return duty.may_extend(case.rule, case.calendar, case.status, case.now)
    return True


def _offer(case: Case, name: str) -> dict[str, Any]:
    needs = sorted(MOVES[name].needs)
    return {
        "move": name,
        "address": name.replace("_", "-"),
        "needs": needs,
        "takes": sorted(complaint_step.fields(name) - set(needs)),
        "reasons": [
            {"code": code, "name": one.name}
            for code, one in complaint_step.reasons_for(name).items()
        ],
        "templates": [
            {"id": key, "name": one.name, "text": _text(case, name, one)}
            for key, one in category.templates().items()
            if name in one.moves
        ],
        "four_eyes": name in category.four_eyes(),
        "to": str(MOVES[name].to),
        "then": _following(case, name),
    }


def _text(case: Case, name: str, template: category.Template) -> dict[str, str]:
    """Return a template's text with what is known put in."""
    if name in _CHOOSES_BODY:
        return {
            lang: text.replace("{number}", case.facts.number)
            for lang, text in template.text.items()
        }
    return complaint_step.filled(template.text, case.facts, case.status.body)


def _following(case: Case, name: str) -> list[str]:
    """Return the moves that may follow in the same request; none after one that changes nothing."""
    to = MOVES[name].to
    if to in (STAYS, RETURNS):
        return []
    body = case.status.body
    return [
        next_
        for next_ in complaint_step.STAFF
        if to in MOVES[next_].origins
        and not complaint_step.stays(next_)
        and complaint_roles.role_for(case.who, next_, body) is not None
    ]
