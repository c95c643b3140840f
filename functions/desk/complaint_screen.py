"""One complaint's screen on the desk: all that a decision needs, as far as the role may see it."""

from __future__ import annotations

from typing import Any

from functions.complaints import category, duty, nearby, receipt
from functions.complaints.complaint import Entry
from functions.complaints.states import MOVES, State
from functions.desk import complaint_asked as asked
from functions.desk import complaint_facts, complaint_notes, complaint_offer, complaint_proposal
from functions.desk.complaint_case import Case
from functions.desk.complaint_rows import body, term
from functions.desk.fields import NOTE_MAX
from functions.media import record
from functions.shared import clock, content

LIMITS = {
    "text": asked.TEXT_MAX,
    "action": asked.ACTION_MAX,
    "actions": asked.MOST_ACTIONS,
    "shown": asked.SHOWN_MAX,
    "note": NOTE_MAX,
    "chain": asked.MOST_CHAINED,
}


def screen(case: Case) -> dict[str, Any]:
    """Return the screen's data: two Query calls, for notes and photos, and a few public files."""
    return {
        "version": case.record.version,
        "complaint": complaint_facts.facts(case),
        "reporter": complaint_facts.reporter(case),
        "status": _status(case),
        "history": [_line(entry) for entry in case.facts.history],
        "may": complaint_offer.offers(case),
        "routing": _routing(case),
        "bodies": [body(one) for one in content.load().bodies],
        "nearby": _nearby(case),
        "notes": complaint_notes.of(case),
        "photos": _photos(case),
        "proposal": _proposal(case),
        "extension": _extension(case),
        "accept": _accept(case),
        "forward": _forward(case),
        "limits": LIMITS,
    }


def _status(case: Case) -> dict[str, Any]:
    found = case.status
    instants = {
        name: clock.text(at) if (at := getattr(found, name)) else None
        for name in ("answered_at", "survey_until", "appeal_until")
    }
    return {
        "state": found.state.value,
        "body": body(found.body),
        "due": term(case.calendar, found.due.at, case.now) if found.is_open else None,
        "due_steps": [
            {"kind": step.kind, "on": step.on.isoformat(), "term": step.term}
            for step in found.due.steps
        ],
        "is_late": found.is_late,
        "is_rated": found.is_rated,
        **instants,
    }


def _line(entry: Entry) -> dict[str, Any]:
    reason = category.reasons().get(entry.code)
    return {
        "at": clock.text(entry.at),
        "move": entry.move,
        "role": entry.role,
        "body": body(entry.body),
        "code": entry.code,
        "reason": reason.name if reason else {},
        "text": entry.text,
        "private": entry.private,
        "facts": entry.facts,
    }


def _routing(case: Case) -> dict[str, Any] | None:
    if case.suggestion is None:
        return None
    number, rule = case.suggestion
    return {"body": body(rule.body), "rule": number, "why": rule.why}


def _nearby(case: Case) -> list[dict[str, Any]]:
    """Return open complaints of the category near by, without this one."""
    point = case.facts.place.point
    found = nearby.similar(case.category, point) if point else []
    return [one for one in found if one["id"] != case.facts.id]


def _photos(case: Case) -> list[dict[str, Any]]:
    shown = {photo.id for photo in case.facts.shown_photos}
    named = {"id", "form", "state", "reason", "bytes", "width", "height"}
    return [
        one.model_dump(mode="json", include=named) | {"shown": one.id in shown}
        for one in record.of_owner(receipt.owner(case.facts.id))
    ]


def _proposal(case: Case) -> dict[str, Any] | None:
    waiting = case.record.proposal
    if waiting is None:
        return None
    return {
        "at": clock.text(waiting.at),
        "move": waiting.move,
        "by_me": waiting.by == case.who.sub,
        "may_approve": complaint_proposal.may_approve(case, waiting),
        "asked": {
            name: value
            for name, value in waiting.asked.items()
            if name not in ("rid", "seen", "lang")
        },
    }


def _extension(case: Case) -> dict[str, Any] | None:
    """Return how far the term can be extended, if this official may do so now."""
    if not complaint_offer.is_open(case, "extend"):
        return None
    return {
        "from": case.status.due.on.isoformat(),
        "latest": duty.latest_extension(case.rule, case.calendar, case.status).isoformat(),
        "most": case.rule.extension.most,
        "notice_by": duty.notice_by(case.rule, case.calendar, case.now).isoformat(),
    }


def _accept(case: Case) -> dict[str, Any] | None:
    if case.status.state != State.RECEIVED:
        return None
    return term(
        case.calendar, duty.accept_by(case.rule, case.calendar, case.facts.filed_at), case.now
    )


def _forward(case: Case) -> dict[str, Any] | None:
    if case.status.state not in MOVES["forward"].origins:
        return None
    return term(case.calendar, duty.forward_by(case.rule, case.calendar, case.facts), case.now)
