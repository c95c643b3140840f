"""Rows about complaints, in the columns of GeoReport's bulk format and some more; and what people
say of the answers, as the file that is public already protects it.
"""

from __future__ import annotations

import json

from functions.complaints.statistics import CRITERIA
from functions.opendata.dataset import HIDDEN, Absent, Row
from functions.opendata.spool import Spool
from functions.publishing import complaint_csv
from functions.publishing.data_sources import (
    Json,
    Record,
    Sources,
    day,
    moment,
    page,
    published,
)
from functions.publishing.satisfaction import ALL, DIMENSIONS
from functions.shared.text import starts_like_formula

_NUMBERS = ("asked", "answered", "satisfied", "response_rate", "share", "low", "high")
_NOTES = complaint_csv.COLUMNS.index("status_notes")
_SUBTYPE = complaint_csv.COLUMNS.index("service_subtype")


def complaints(sources: Sources) -> dict[str, Spool]:
    """Return all that is public of every complaint."""
    rows = sources.complaints.execute(
        "SELECT listed, line, csv FROM complaint WHERE listed != '' ORDER BY id"
    )
    return {"requests": Spool(_complaint(*map(json.loads, row)) for row in rows)}


def _complaint(listed: Json, line: Json, cells: list[str]) -> Record:
    told, place = listed["attributes"], listed["attributes"]["place"] or {}
    return {
        "service_request_id": listed["number"],
        "requested_datetime": moment(told["filed_at"]),
        "updated_datetime": moment(told["updated_at"]),
        "closed_date": moment(told["closed_at"]),
        "status": "open" if told["is_open"] else "closed",
        "status_description": told["state"],
        "status_notes": _unguarded(cells[_NOTES]) or None,
        "source": told["channel"],
        "service_code": told["category"],
        "service_subtype": cells[_SUBTYPE] or None,
        "description": told["text"],
        "agency_responsible": told["body"] or told["office"] or None,
        "address": place.get("address"),
        "lat": place.get("lat"),
        "long": place.get("long"),
        "region": place.get("region"),
        "registered_on": day(told["registered_on"]),
        "due_on": day(told["due_on"]),
        "answered_at": moment(told["answered_at"]),
        "working_days": line["days"],
        "late": told["is_late"],
        "counted": line["counts"],
        "verdict": told["verdict"],
        "contradicted": told["contradicted"],
        "supports": told["supports"],
        "duplicate_of": told["duplicate_of"],
        "language": told["language"],
        "example": told["example"],
        "page": page(f"complaints/{listed['id']}/"),
    }


def _unguarded(text: str) -> str:
    """Take back the apostrophe that the older file puts before what looks like a formula."""
    return text[1:] if text[:1] == "'" and starts_like_formula(text[1:]) else text


def satisfaction(_: Sources) -> dict[str, list[Row]]:
    """Return what people say of answers, by group; hidden cells as they are hidden there."""
    told = published("complaints/satisfaction.json")
    if told is None:
        return {"groups": []}
    groups = {(ALL, ALL): told["totals"]}
    groups |= {
        (dimension, name): cell
        for dimension in DIMENSIONS
        for name, cell in told[f"by_{dimension}"].items()
    }
    return {"groups": [_group(*key, cell) for key, cell in groups.items()]}


def _group(dimension: str, name: str, cell: Json | None) -> Row:
    hidden = Absent(HIDDEN)
    found = {one: cell[one] if cell else hidden for one in _NUMBERS}
    means = {f"mean_{one}": (cell or {"means": {}})["means"].get(one) for one in CRITERIA}
    # A mean that too few people gave is hidden, not missing.
    shown = {one: hidden if mean is None else mean for one, mean in means.items()}
    return {"dimension": dimension, "group": name, **found, **shown}
