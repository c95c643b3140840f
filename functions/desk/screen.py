"""One petition's screen on the desk: all that a decision needs, as far as the role may see it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from functions.desk import notes, rows
from functions.desk.case import Case
from functions.desk.extension import owed
from functions.desk.fields import DETAILS_MAX, REASON_MAX, SUMMARY_MAX, TITLE_MAX
from functions.desk.names import body_name, category_name, place_name
from functions.desk.roles import SEES_PETITIONER, acts_for
from functions.desk.stage import FITS
from functions.petitions import attachments, intervals, notice, outage
from functions.shared import clock, keys, table

_FACTS = {
    "text", "language", "translations", "petitioner", "copetitioners", "example", "attachments",
    "submitted_at", "published_at", "return_reason", "return_count", "rejection", "removal_code",
    "extensions", "responses", "debates", "decision", "implementation",
}  # fmt: skip


def screen(case: Case) -> dict[str, Any]:
    """Return the screen's data; two Query calls for history and notes."""
    p = case.petition
    return {
        "petition": {
            "id": p.id,
            **p.model_dump(mode="json", include=_FACTS),
            "jurisdiction": place_name(p.jurisdiction),
            "category": category_name(p.category),
            "body": body_name(case, p.body),
        },
        "version": case.record.version,
        "files": _files(case),
        "outage": _outage(case),
        "status": _status(case),
        "acts": possible(case),
        "bodies": [body_name(case, body) for body in case.bodies],
        "counts": _counts(case),
        "contact": _contact(case),
        "rules": _rules(case),
        "approvals": _approvals(case),
        "history": _history(p.id),
        "notes": notes.of(p.id, case.who),
    }


def possible(case: Case) -> list[str]:
    """Return the acts that this official may do now."""
    return [act for act in acts_for(case.who, case.bodies) if FITS[act](case)]


def _status(case: Case) -> dict[str, Any]:
    status = case.status
    return {
        "state": status.state.value,
        "visibility": status.visibility,
        "closes_at": status.closes_at,
        "goals": [
            {"id": goal.id, "count_needed": goal.count_needed, "reached_at": goal.reached_at}
            for goal in status.goals
        ],
        "duties": [rows.due(case, duty) for duty in status.duties],
        "flags": rows.flags(case),
    }


def _outage(case: Case) -> dict[str, Any] | None:
    """Return the time that the petition lost, where it may be extended: two calls, else none."""
    if "extension" not in possible(case):
        return None
    lost = owed(case, outage.load(case.now))
    told = [{"from": clock.text(one.start), "until": clock.text(one.end)} for one in lost]
    return {"minutes": intervals.minutes(lost), "intervals": told}


def _files(case: Case) -> list[dict[str, Any]]:
    """Return what was added to the petition: one Query, where the rule set allows files."""
    told = {"id", "form", "state", "reason", "bytes", "width", "height"}
    return [one.model_dump(include=told) for one in attachments.added(case.petition.id, case.rules)]


def _counts(case: Case) -> dict[str, int]:
    counts = case.record.counts
    return {
        "email": counts.email,
        "eid": counts.eid,
        "paper": counts.paper,
        "total": counts.total,
    }


def _contact(case: Case) -> dict[str, Any]:
    """Return the petitioner's contact data to those who need it to decide; else only why not."""
    if not case.who.roles & set(SEES_PETITIONER):
        return {"seen": "no"}
    contact = notice.open_contact(case.record) if case.record.contact else None
    return {"seen": "yes", **asdict(contact)} if contact else {"seen": "erased"}


def _rules(case: Case) -> dict[str, Any]:
    rules = case.rules
    return {
        "key": rules.key,
        "title": rules.title,
        "two_person": rules.moderation.two_person,
        "checklist": rules.checklist,
        "prohibited": rules.prohibited,
        "rejections": [one.model_dump(mode="json") for one in rules.rejections],
        "texts": rules.texts.model_dump(),
        "limits": {
            "summary": SUMMARY_MAX,
            "details": DETAILS_MAX,
            "reason": REASON_MAX,
            "title": TITLE_MAX,
        },
        "free_resubmissions": rules.moderation.free_resubmissions,
    }


def _approvals(case: Case) -> dict[str, Any]:
    given = case.petition.approvals
    mine = any(approval.by == case.who.sub for approval in given)
    return {"given": len(given), "mine": mine}


def _history(petition_id: int) -> list[dict[str, Any]]:
    found = table.query(
        "core",
        "pk",
        keys.petition(petition_id)["pk"],
        begins="EVENT#",
        newest_first=True,
        limit=100,
    )
    return [{name: item.get(name) for name in ("at", "what", "role", "facts")} for item in found]
