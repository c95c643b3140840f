"""A work as JSON: the short form of lists, the long form of its own file.

Every key is always there; what there is not (yet) is null. Keys may be added, none is renamed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.projects.work import Work
from functions.publishing import project_json
from functions.publishing.work_seen import SeenWork
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings

Json = dict[str, Any]


def address(number: int) -> str:
    """Return the address of a work's own file."""
    return f"{settings().site_url}/implemented/{number}.json"


def listed(seen: SeenWork) -> Json:
    """Return a work as it stands in lists."""
    work, found = seen.work, seen.condition
    attributes = {
        "state": found.state,
        "progress": found.progress,
        "late": found.is_late,
        "title": dict(work.title),
        "body": work.body,
        "jurisdiction": work.jurisdiction,
        "contractor": work.contractor or None,
        "planned": work.planned,
        "spent": work.spent,
        "over_budget": found.over_budget,
        "currency": work.currency,
        "decided_on": _day(work.decided_on),
        "begins_on": _day(work.begins_on),
        "ends_on": _day(work.ends_on),
        "done_on": _day(work.done_on),
        "confirmed": {"yes": seen.yes, "no": seen.no},
        "trail": work.trail,
        "at": clock.text(work.at),
        "example": work.example,
    }
    links = {"self": address(work.id)}
    return {"type": "implemented", "id": work.id, "links": links, "attributes": attributes}


def show(seen: SeenWork) -> Json:
    """Return a work with its decision, milestones, photos and history."""
    work, short, site = seen.work, listed(seen), settings().site_url
    pages = {lang: f"{site}/{lang}/implemented/{work.id}/" for lang in load().languages}
    more = {
        "asked": dict(work.asked),
        "decided": dict(work.decided),
        "decision_url": work.decision_url or None,
        "contract_url": work.contract_url or None,
        "place": work.place.model_dump(),
        "milestones": _milestones(work, seen),
        "photos": [
            {"url": f"{site}/media/{one.id}.jpg", "width": one.width, "height": one.height}
            for one in work.photos
        ],
        "thanks": work.thanks or None,
        "stopped": dict(work.stopped) or None,
        "history": [project_json.entry(one) for one in work.history],
    }
    return {
        "links": {
            "self": address(work.id),
            "pages": pages,
            "trail": f"{site}/trails/{work.trail}.json",
        },
        "data": {**short, "attributes": short["attributes"] | more},
    }


def _milestones(work: Work, seen: SeenWork) -> list[Json]:
    whole = sum(one.weight for one in work.milestones)
    return [
        {
            **one.model_dump(mode="json"),
            "share": round(one.weight / whole, 4),
            "late": (one.done_on or seen.last_day) > one.due_on,
        }
        for one in work.milestones
    ]


def _day(on: dt.date | None) -> str | None:
    return on.isoformat() if on else None
