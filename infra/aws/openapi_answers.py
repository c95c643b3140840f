"""What routes answer: the shared refusals, and what each route says when it did its work."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

Document = dict[str, Any]

_PAGE: Document = {"text/html": {"schema": {"type": "string"}}}
RESPONSES: Document = {
    "Problem": {
        "description": "Refused",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    },
    "Redirect": {
        "description": "Go on there",
        "headers": {"Location": {"schema": {"type": "string"}}},
    },
    "GeoReportErrors": {
        "description": "Refused (Open311 GeoReport v2), in the format of the address",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/GeoReportErrors"}},
            "text/xml": {},
        },
    },
    "FormDone": {
        "description": "A plain form was taken; its result page",
        "headers": {"Location": {"schema": {"type": "string"}}},
    },
    "FormRefused": {
        "description": "A plain form was refused; the page names the fields, keeps what was typed",
        "content": _PAGE,
    },
}
_BODIES: dict[str, Document] = {
    "GET /api/v1/contributions/offers": {"application/json": {}} | _PAGE,
    "GET /api/v1/uploads/{permit}": _PAGE,
    "GET /api/v1/desk/media/{upload}": {"image/jpeg": {}, "application/pdf": {}},
}
_RECEIPTS = {
    "POST /api/v1/confirmations": "Receipt",
    "POST /api/v1/polls/{id}/ballots": "BallotReceipt",
}
_NAMED = {HTTPStatus.ACCEPTED: "Pending"}


def is_georeport(key: str) -> bool:
    """Tell whether a route speaks Open311 GeoReport v2 and not the platform's own language."""
    return key.partition(" ")[2].startswith("/open311/")


def success(key: str, status: HTTPStatus) -> Document:
    """Return the answer of a route that did what it was asked."""
    if key == "GET /{lang}/search":
        return {"description": "The page of results", "content": _PAGE}
    if is_georeport(key):
        kind: Document = {"text/xml": {}}
        if key.endswith(".json"):
            kind = {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}}
        return {"description": "Service requests, or the one that was taken", "content": kind}
    if key in _BODIES:
        return {"description": status.phrase, "content": _BODIES[key]}
    name = _RECEIPTS.get(key) or _NAMED.get(status)
    schema = {"$ref": f"#/components/schemas/{name}"} if name else {"type": "object"}
    return {"description": status.phrase, "content": {"application/json": {"schema": schema}}}
