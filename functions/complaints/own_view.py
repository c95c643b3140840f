"""What the reporter sees: the whole complaint, with the words that are for the reporter alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.complaints import category, clock, letter, links, move, receipt, states
from functions.complaints.complaint import Complaint, Entry, Record
from functions.complaints.states import Status
from functions.media import record as photos
from functions.media.kinds import PHOTOS
from functions.media.record import Upload
from functions.shared import clock as time
from functions.shared.words import pick

MAY = ("reply", "withdraw", "redact", "rate", "reopen", "appeal")


def view(record: Record, secret: str, lang: str, now: dt.datetime) -> dict[str, Any]:
    """Return the reporter's view: one Query for the photos."""
    facts = record.complaint
    found = move.status_of(facts, now)
    uploads = photos.of_owner(receipt.owner(facts.id))
    return {
        "complaint": facts.id,
        "number": facts.number,
        "category": facts.category,
        "filed_at": time.text(facts.filed_at),
        "office": facts.office,
        **_standing(facts, found, lang),
        "history": [line(entry, lang) for entry in facts.history],
        "may": [name for name in MAY if states.may(facts, found, name, "reporter")],
        "description": facts.description,
        "shown": facts.shown,
        "may_publish": facts.may_publish,
        "photos": [_photo(one, facts) for one in uploads],
        "uploads": _permit(facts, found, uploads, secret, lang),
        "duplicate_of": facts.duplicate_of,
        "supporters": len(record.supporters),
    }


def line(entry: Entry, lang: str) -> dict[str, Any]:
    """Return one line of the history, with its text even where the public does not see it."""
    reason = category.reasons().get(entry.code)
    return {
        "at": time.text(entry.at),
        "move": entry.move,
        "role": entry.role,
        "body": entry.body,
        "body_name": letter.name_of(entry.body, lang) if entry.body else "",
        "code": entry.code,
        "reason": pick(reason.name, lang)[0] if reason else "",
        "text": pick(entry.text, lang)[0],
        "private": entry.private,
        "actions": letter.actions(entry, lang),
        "facts": {name: entry.facts[name] for name in _TOLD if name in entry.facts},
    }


_TOLD = ("until", "from", "to", "due_on", "of", "number", "satisfied")


def _standing(facts: Complaint, found: Status, lang: str) -> dict[str, Any]:
    """Return the state and every clock that runs."""
    until = {"survey": found.survey_until, "appeal": found.appeal_until}
    waits = found.state == states.State.WAITING
    return {
        "state": str(found.state),
        "is_late": found.is_late,
        "body": found.body,
        "body_name": letter.name_of(found.body, lang) if found.body else "",
        "due_on": found.due.on.isoformat(),
        "due_steps": receipt.steps(found.due.steps, lang),
        "survey": {"open": until["survey"] is not None, "until": _day(facts, until["survey"])},
        "appeal_until": _day(facts, until["appeal"]),
        "reply_until": _day(facts, move.reply_by(facts) if waits else None),
    }


def _day(facts: Complaint, end: dt.datetime | None) -> str | None:
    return clock.last_day(clock.calendar_of(facts.clock), end).isoformat() if end else None


def _photo(upload: Upload, facts: Complaint) -> dict[str, str]:
    shown = {photo.id for photo in facts.shown_photos}
    url = {"url": f"/{upload.files[-1]}"} if upload.id in shown else {}
    return {"id": upload.id, "state": upload.state} | url


def _permit(
    facts: Complaint, found: Status, uploads: list[Upload], secret: str, lang: str
) -> str | None:
    """Return the permit to add photos, while somebody still looks at the complaint."""
    taken = sum(one.state != "refused" for one in uploads)
    if not found.is_open or taken >= PHOTOS.count:
        return None
    return receipt.permit(facts.id, lang, links.track(lang, facts.id, secret))
