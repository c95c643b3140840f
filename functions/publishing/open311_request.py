"""A public complaint as a GeoReport v2 service request.

A row holds the request once for every language: `core` and `more` are the same in all of them,
`said` and `told` hold the words; `more` and `told` are answered only with `extensions=true`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from functions.complaints.category import categories
from functions.complaints.georeport import Value
from functions.publishing.complaint_public import PublicComplaint, PublicEntry
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import date, pick, t

Row: TypeAlias = dict[str, Any]
OPEN, CLOSED = "open", "closed"
# The order of the specification's list.
FIELDS = (
    *("service_request_id", "status", "status_notes", "service_name", "service_code"),
    *("description", "agency_responsible", "service_notice", "requested_datetime"),
    *("updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat", "long"),
    "media_url",
)
EXTENSIONS = ("attributes", "notes", "extended_attributes")


def row(complaint: PublicComplaint) -> Row:
    """Return a complaint's row."""
    languages = load().languages
    return {
        "core": _core(complaint),
        "said": {lang: _said(complaint, lang) for lang in languages},
        "more": _more(complaint),
        "told": {lang: _told(complaint, lang) for lang in languages},
    }


def request(one: Row, lang: str, *, extensions: bool = False) -> dict[str, Value]:
    """Return the request that a row stands for; what is empty is None."""
    known = one["core"] | one["said"][lang]
    made: dict[str, Value] = {name: known.get(name) or None for name in FIELDS}
    made |= {name: known[name] for name in ("lat", "long")}  # 0 is a place
    if extensions:
        more = one["told"][lang] | {"extended_attributes": one["more"]}
        made |= {name: more[name] for name in EXTENSIONS}
    return made


def _core(complaint: PublicComplaint) -> dict[str, Value]:
    place, point = complaint.place, complaint.point
    return {
        "service_request_id": complaint.number,
        "status": OPEN if complaint.status.is_open else CLOSED,
        "service_code": complaint.category,
        "description": complaint.text,
        "requested_datetime": clock.text(complaint.filed_at),
        "updated_datetime": clock.text(complaint.closed_at or complaint.updated_at),
        "expected_datetime": clock.text(complaint.status.due.at),
        "address": place.address if place else "",
        "address_id": place.address_id if place else "",
        "zipcode": place.zipcode if place else "",
        "lat": point[0] if point else None,
        "long": point[1] if point else None,
        "media_url": _photo(complaint),
    }


def _said(complaint: PublicComplaint, lang: str) -> dict[str, Value]:
    category = categories().get(complaint.category)
    notice = t(lang, "open311.notice.due", due=date(lang, complaint.status.due.on))
    return {
        "service_name": pick(category.name, lang)[0] if category else complaint.category,
        "status_notes": _status_notes(complaint, lang),
        "agency_responsible": _body(complaint.status.body, lang),
        "service_notice": notice if complaint.status.is_open else None,
    }


def _status_notes(complaint: PublicComplaint, lang: str) -> str:
    """Say where the complaint stands in one sentence, and what was answered."""
    said = t(lang, f"open311.status.{complaint.state}", body=_body(complaint.body, lang))
    answer = pick(complaint.result.texts, lang)[0] if complaint.result else ""
    return f"{said} {answer}".rstrip()


def _more(complaint: PublicComplaint) -> dict[str, Value]:
    return {
        "state": str(complaint.state),
        "url": f"{settings().site_url}/{load().default_language}/complaints/{complaint.id}/",
        "source": complaint.channel,
        "language": complaint.language,
        "due_on": complaint.status.due.on.isoformat(),
        "is_late": complaint.status.is_late,
        "verdict": complaint.verdict or None,
        "satisfied": complaint.satisfied,
        "supporters": complaint.supports,
        "region": complaint.region or None,
        "example": complaint.example,
    }


def _told(complaint: PublicComplaint, lang: str) -> dict[str, Value]:
    category = categories().get(complaint.category)
    asked = {one.code: one for one in category.attributes} if category else {}
    attributes: list[Value] = []
    for code, keys in complaint.attributes.items():
        names = {value.key: pick(value.name, lang)[0] for value in asked[code].values}
        values: list[Value] = [{"key": key, "name": names[key]} for key in keys]
        label = pick(asked[code].description, lang)[0]
        attributes.append({"code": code, "label": label, "values": values})
    return {"attributes": attributes, "notes": [_note(one, lang) for one in complaint.history]}


def _note(entry: PublicEntry, lang: str) -> Mapping[str, Value]:
    return {
        "datetime": clock.text(entry.at),
        "description": pick(entry.texts, lang)[0] or None,
        "type": entry.move,
        "agency_responsible": _body(entry.body, lang),
    }


def _body(body: str, lang: str) -> str:
    found = load().bodies.get(body)
    return pick(found["name"], lang)[0] if found else body


def _photo(complaint: PublicComplaint) -> str | None:
    photo = complaint.photos[0].id if complaint.photos else ""
    return f"{settings().site_url}/media/{photo}.jpg" if photo else None
