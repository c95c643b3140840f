"""The coupon of a complaint that was taken: number, time, office, and how its due date came."""

from __future__ import annotations

from typing import Any

from functions.complaints import filing, links, move
from functions.complaints.clock import Step
from functions.complaints.complaint import Complaint
from functions.complaints.filing import Filed
from functions.media import upload
from functions.media.kinds import PHOTOS
from functions.shared import clock
from functions.shared.words import date, pick, t


def answer(filed: Filed, lang: str) -> dict[str, Any]:
    """Return the coupon as data, with the private link and the permit to add photos."""
    facts = filed.record.complaint
    due = move.status_of(facts, facts.filed_at).due
    found: dict[str, Any] = {
        "state": "received",
        "complaint": facts.id,
        "number": facts.number,
        "filed_at": clock.text(facts.filed_at),
        "registered_on": next(s.on for s in due.steps if s.kind == "registered").isoformat(),
        "due_on": due.on.isoformat(),
        "due_steps": steps(due.steps, lang),
        "office": facts.office,
    }
    return found | _route(facts, lang) | _private(filed, lang)


def steps(computed: tuple[Step, ...], lang: str) -> list[dict[str, str]]:
    """Return the steps of a due date as data, each with its sentence."""
    return [
        {"kind": one.kind, "on": one.on.isoformat(), "term": one.term, "text": _sentence(one, lang)}
        for one in computed
    ]


def _sentence(step: Step, lang: str) -> str:
    return f"{t(lang, f'complaint_coupon.step.{step.kind}')}: {date(lang, step.on)}"


def owner(complaint_id: int) -> str:
    """Return the name under which a complaint's photos are kept."""
    return f"complaint:{complaint_id}"


def permit(complaint_id: int, lang: str, onward: str) -> str:
    """Return a token that lets the reporter add photos for a day."""
    return upload.permit(owner(complaint_id), PHOTOS, lang, onward=onward)


def _route(facts: Complaint, lang: str) -> dict[str, Any]:
    """Say which body is likely to answer, and by which rule; an official decides it."""
    found = filing.suggestion(facts)
    if found is None:
        return {}
    number, rule = found
    return {"body": rule.body, "rule": {"number": number, "why": pick(rule.why, lang)[0]}}


def _private(filed: Filed, lang: str) -> dict[str, Any]:
    """Return what only the reporter may have; nothing of it once the reporter's data is erased."""
    if not filed.secret:
        return {}
    number = filed.record.complaint.id
    link = links.track(lang, number, filed.secret)
    return {"link": link, "uploads": permit(number, lang, link)}
