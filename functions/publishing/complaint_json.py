"""A complaint as JSON: the short form of lists, the long form of its own file.

Every key is always there; what is not told is null. Keys may be added, none is renamed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.complaints.category import categories
from functions.complaints.clock import clock_rule
from functions.publishing.complaint_clocks import Clock, clocks
from functions.publishing.complaint_public import PublicComplaint, PublicEntry
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings

Json = dict[str, Any]


def address(number: int) -> str:
    """Return the address of a complaint's own file."""
    return f"{settings().site_url}/complaints/{number}.json"


def listed(one: PublicComplaint) -> Json:
    """Return a complaint as it stands in lists."""
    return {
        "type": "complaint",
        "id": one.id,
        "number": one.number,
        "links": {"self": address(one.id)},
        "attributes": _attributes(one),
    }


def show(one: PublicComplaint, repeats: list[int], now: dt.datetime) -> Json:
    """Return a complaint with its whole history and every clock."""
    site, short = settings().site_url, listed(one)
    pages = {lang: f"{site}/{lang}/complaints/{one.id}/" for lang in load().languages}
    more = {
        "attributes_chosen": {code: list(keys) for code, keys in one.attributes.items()},
        "photos": [
            {
                "url": f"{site}/media/{photo.id}.jpg",
                "small_url": f"{site}/media/{photo.id}.small.jpg",
                "width": photo.width,
                "height": photo.height,
            }
            for photo in one.photos
        ],
        "due_steps": [
            {"kind": step.kind, "on": step.on.isoformat(), "term": step.term or None}
            for step in one.status.due.steps
        ],
        "clock_rule": {"key": one.clock, "source": clock_rule(one.clock).source},
        "clocks": [_clock(found, now) for found in clocks(one)],
        "verdict_entry": _entry(one.verdict_entry),
        "result": _entry(one.result),
        "correction": _entry(one.correction),
        "duplicates": repeats,
        "history": [_entry(entry) for entry in one.history],
    }
    return {
        "links": {"self": address(one.id), "pages": pages},
        "data": {**short, "attributes": short["attributes"] | more},
    }


def _attributes(one: PublicComplaint) -> Json:
    status, known = one.status, categories().get(one.category)
    registered = next(step.on for step in status.due.steps if step.kind == "registered")
    return {
        "category": one.category,
        "category_name": dict(known.name) if known else {},
        "state": str(one.state),
        "is_open": status.is_open,
        "is_late": status.is_late,
        "example": one.example,
        "language": one.language,
        "channel": one.channel,
        "text": one.text,
        "place": _place(one),
        "body": status.body or None,
        "office": one.office,
        "filed_at": clock.text(one.filed_at),
        "registered_on": registered.isoformat(),
        "due_on": status.due.on.isoformat(),
        "due_at": clock.text(status.due.at),
        "updated_at": clock.text(one.updated_at),
        "answered_at": _moment(status.answered_at),
        "closed_at": _moment(one.closed_at),
        "survey_until": _moment(status.survey_until),
        "appeal_until": _moment(status.appeal_until),
        "verdict": one.verdict or None,
        "satisfied": one.satisfied,
        "contradicted": one.contradiction is not None,
        "supports": one.supports,
        "duplicate_of": one.duplicate_of,
    }


def _place(one: PublicComplaint) -> Json | None:
    place = one.place
    if place is None and not one.region:
        return None
    return {
        "jurisdiction": place.jurisdiction if place else None,
        "region": one.region or None,
        "lat": place.lat if place else None,
        "long": place.long if place else None,
        "address": (place.address or None) if place else None,
    }


def _clock(found: Clock, now: dt.datetime) -> Json:
    return {
        "kind": found.kind,
        "state": found.state(now),
        "due_at": clock.text(found.due_at),
        "due_on": found.due_on.isoformat(),
        "done_at": _moment(found.done_at),
    }


def _entry(entry: PublicEntry | None) -> Json | None:
    if entry is None:
        return None
    return {
        "at": clock.text(entry.at),
        "move": entry.move,
        "role": entry.role,
        "body": entry.body or None,
        "code": entry.code or None,
        "text": dict(entry.texts) or None,
        "private": entry.is_private,
        "facts": dict(entry.facts),
    }


def _moment(at: dt.datetime | None) -> str | None:
    return clock.text(at) if at else None
