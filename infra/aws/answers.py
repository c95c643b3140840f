"""The parts of the OpenAPI file that no model holds: answers, query words, the frame."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from functions.opendata.dataset import NAME
from functions.publishing.search_document import KINDS
from functions.publishing.uk_lists import STATES

Document = dict[str, Any]

FRAME: Document = {
    "openapi": "3.1.0",
    "info": {
        "title": "Dauys",
        "version": "1",
        "summary": "Petitions with a count that anyone can recompute.",
        "description": (
            "Reading needs no API: every page and every data file is static. These routes take "
            "what people and officials do. Public forms post JSON or a plain form; the desk takes "
            "JSON with a bearer token. A POST that is repeated with the same `rid` gets the same "
            "answer and does nothing twice. GET never changes anything."
        ),
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "servers": [{"url": "/"}],
}
SECURITY: Document = {
    "desk": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A token of the desk's issuer; its roles decide what may be done.",
    }
}
PATH: Document = {
    "id": {
        "description": "Number of the petition, complaint, vote, project or survey",
        "schema": {"type": "integer", "minimum": 1},
    },
    "move": {
        "description": "A move of the complaint, its words joined by hyphens, such as not-confirm",
        "schema": {"type": "string", "pattern": "^[a-z-]+$"},
    },
    "act": {
        "description": "An act of the desk, its words joined by hyphens, such as put-to-vote",
        "schema": {"type": "string", "pattern": "^[a-z_-]+$"},
    },
    "question": {
        "description": "Id of a question within its survey",
        "schema": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,23}$"},
    },
    "dataset": {
        "description": "Id of an uploaded dataset",
        "schema": {"type": "string", "maxLength": 80, "pattern": NAME},
    },
    "number": {
        "description": "Number of the idea within its project",
        "schema": {"type": "integer", "minimum": 1},
    },
    "comment_id": {
        "description": "Id of a comment",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{20}$"},
    },
    "pledge_id": {
        "description": "Id of a pledge",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{20}$"},
    },
    "key": {
        "description": "Id of an outside app's key",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
    "upload": {
        "description": "Id of an added file",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{34}$"},
    },
    "permit": {"description": "What lets its holder add files", "schema": {"type": "string"}},
    "lang": {
        "description": "Language of the page",
        "schema": {"type": "string", "enum": ["kk", "ru", "en"]},
    },
    "token": {"description": "Token of the mail's link", "schema": {"type": "string"}},
}
QUERY: Document = {
    "q": {"description": "Words to look for", "schema": {"type": "string", "maxLength": 200}},
    "lang": {
        "description": "Language; else that of the browser",
        "schema": {"type": "string", "enum": ["kk", "ru", "en"]},
    },
    "state": {"description": "Only petitions in this state", "schema": {"type": "string"}},
    "jurisdiction": {
        "description": "Only petitions to this place, such as KZ-75",
        "schema": {"type": "string"},
    },
    "category": {"description": "Only petitions of this kind", "schema": {"type": "string"}},
    "body": {"description": "Only petitions to this body", "schema": {"type": "string"}},
    "page": {"description": "Page, from 1", "schema": {"type": "integer", "minimum": 1}},
    "small": {"description": "1 for the small picture", "schema": {"const": "1"}},
    "part": {
        "description": "Part of 3 MB, from 0; the last one is shorter",
        "schema": {"type": "integer", "minimum": 0},
    },
    "queue": {
        "description": "Which queue of complaints: intake, appeals, or a body's id",
        "schema": {"type": "string"},
    },
    "after": {"description": "The `next` of the page before", "schema": {"type": "string"}},
    "view": {"description": "Which list of the desk", "schema": {"type": "string"}},
    "petition": {
        "description": "Number of the petition to sign",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
    "region": {
        "description": "Code of one's own region, where it counts",
        "schema": {"type": "string"},
    },
    "back": {
        "description": "Page of this site to return to, such as /kk/polls/3/",
        "schema": {"type": "string", "maxLength": 200},
    },
    "code": {"description": "Code of the identity provider", "schema": {"type": "string"}},
    "error": {"description": "Refusal of the identity provider", "schema": {"type": "string"}},
    "kind": {
        "name": "category",
        "description": "Category of the complaint",
        "required": True,
        "schema": {"type": "string"},
    },
    "latitude": {
        "name": "lat",
        "description": "Where it is, in degrees (WGS 84)",
        "required": True,
        "schema": {"type": "number", "minimum": -90, "maximum": 90},
    },
    "longitude": {
        "name": "long",
        "description": "Where it is, in degrees (WGS 84)",
        "required": True,
        "schema": {"type": "number", "minimum": -180, "maximum": 180},
    },
    "sealed": {
        "name": "state",
        "description": "What the start of the sign-in sealed",
        "schema": {"type": "string"},
    },
}
QUERY |= {
    "thing": {
        "name": "kind",
        "description": "Only things of this kind; without it, all",
        "schema": {"type": "string", "enum": list(KINDS)},
    },
    "uk_state": {
        "name": "state",
        "description": "Only petitions in this state, in the words of the UK's service",
        "schema": {"type": "string", "enum": list(STATES), "default": "all"},
    },
    "count": {
        "description": "Petitions on a page",
        "schema": {"type": "integer", "minimum": 1, "maximum": 50, "default": 50},
    },
    "topic": {"description": "Codes of topics, apart by commas", "schema": {"type": "string"}},
}
GEOREPORT: Document = {
    "jurisdiction_id": {
        "description": "The site's domain; not needed",
        "schema": {"type": "string"},
    },
    "service_request_id": {
        "description": "Ids, apart by commas; overrides all other words",
        "schema": {"type": "string"},
    },
    "service_code": {
        "description": "Services, apart by commas",
        "schema": {"type": "string"},
    },
    "start_date": {
        "description": "Requested at or after; at most 90 days before end_date",
        "schema": {"type": "string", "format": "date-time"},
    },
    "end_date": {
        "description": "Requested at or before; else now",
        "schema": {"type": "string", "format": "date-time"},
    },
    "status": {
        "description": "open, closed, or both apart by a comma",
        "schema": {"type": "string"},
    },
    "page_size": {
        "description": "Requests on a page",
        "schema": {"type": "integer", "minimum": 1, "maximum": 500, "default": 50},
    },
    "lat": {"description": "Middle of a circle", "schema": {"type": "number"}},
    "long": {"description": "Middle of a circle", "schema": {"type": "number"}},
    "radius": {"description": "Metres", "schema": {"type": "number", "maximum": 50_000}},
    "bbox": {"description": "West, south, east, north", "schema": {"type": "string"}},
    "extensions": {
        "description": "true for attributes, notes and extended attributes",
        "schema": {"type": "boolean"},
    },
}
QUERY |= GEOREPORT
_FILTERS = ("state", "jurisdiction", "category", "body")
_GEOREPORT_LISTS = (
    "GET /open311/v2/requests.xml",
    "GET /open311/v2/requests.json",
    "GET /open311/v2/{lang}/requests.xml",
    "GET /open311/v2/{lang}/requests.json",
)
ASKED: dict[str, tuple[str, ...]] = {
    "GET /api/v1/complaints/nearby": ("kind", "latitude", "longitude", "lang"),
    "GET /api/v1/uploads/{permit}": (),
    "GET /api/v1/desk/media/{upload}": ("small", "part"),
    "GET /api/v1/petitions/similar": ("q", "lang"),
    "GET /api/v1/search": ("q", "thing", "lang", *_FILTERS, "page"),
    "GET /{lang}/search": ("q", "thing", *_FILTERS, "page"),
    "GET /petitions/asked.json": ("q", "uk_state", "page", "count", "topic"),
    "GET /petitions/asked.csv": ("q", "uk_state", "topic"),
    "GET /api/v1/contributions/offers": ("lang",),
    "GET /api/v1/desk/claims": (),
    "GET /api/v1/desk/outages": (),
    "GET /api/v1/desk/complaints": ("queue", "after"),
    "GET /api/v1/desk/complaints/{id}": (),
    "GET /api/v1/desk/processes": (),
    "GET /api/v1/desk/projects": (),
    "GET /api/v1/desk/projects/{id}": (),
    "GET /api/v1/desk/works": (),
    "GET /api/v1/desk/works/{id}": (),
    "GET /api/v1/projects/{id}/similar": ("q",),
    "GET /api/v1/desk/keys": (),
    "GET /api/v1/desk/queue": ("view",),
    "GET /api/v1/desk/petitions/{id}": (),
    "GET /api/v1/eid/start": ("petition", "lang", "region"),
    "GET /api/v1/eid/callback": ("code", "sealed", "error"),
    "GET /api/v1/passes/eid": ("lang", "back", "region"),
    "GET /api/v1/passes/eid/callback": ("code", "sealed", "error"),
    "GET /api/v1/desk/datasets": (),
    "GET /api/v1/desk/datasets/{dataset}": ("lang",),
    "GET /api/v1/desk/surveys": (),
    "GET /api/v1/desk/surveys/{id}": (),
    "GET /api/v1/desk/surveys/{id}/texts/{question}": (),
    "GET /api/v1/desk/polls": (),
    "GET /api/v1/desk/polls/{id}": ("lang",),
    **dict.fromkeys(_GEOREPORT_LISTS, (*GEOREPORT, "page")),
}
SCHEMAS: Document = {
    "Pending": {
        "type": "object",
        "description": "Taken; a mail is on its way. The same for an address that signed already.",
        "required": ["state"],
        "properties": {
            "state": {"const": "pending"},
            "petition": {"type": "integer"},
            "uploads": {"type": "string", "description": "Permit to add files, if any may be"},
        },
    },
    "Receipt": {
        "type": "object",
        "description": (
            "What a signer may keep: the entry that the public log will hold, the salt that ties "
            "it to the signer, and the signed promise by when it will be there."
        ),
        "required": ["state", "petition"],
        "properties": {
            "state": {
                "enum": ["counted", "already", "late", "sponsor", "petition", "copetitioner"]
            },
            "petition": {"type": "integer"},
            "entry": {"type": "string"},
            "salt": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "promise": {"type": "string"},
            "included_by": {"type": "string", "format": "date-time"},
            "withdrawal": {"type": "string"},
            "sponsor_link": {"type": "string"},
        },
    },
    "BallotReceipt": {
        "type": "object",
        "description": (
            "What a voter may keep: the entry that the public log will hold, and the signed "
            "promise by when. It shows that the ballot is in, and cannot show what it says."
        ),
        "required": ["poll", "state", "n", "left", "entry", "promise", "included_by"],
        "properties": {
            "poll": {"type": "integer"},
            "state": {"enum": ["counted", "changed"]},
            "n": {"type": "integer", "description": "Which of one's ballots; the last counts"},
            "left": {"type": "integer", "description": "How often it may still be changed"},
            "entry": {"type": "string"},
            "promise": {"type": "string"},
            "included_by": {"type": "string", "format": "date-time"},
        },
    },
    "GeoReportErrors": {
        "type": "array",
        "description": "What is wrong, in the words of Open311 GeoReport v2.",
        "items": {
            "type": "object",
            "required": ["code", "description"],
            "properties": {"code": {"type": "integer"}, "description": {"type": "string"}},
        },
    },
    "Problem": {
        "type": "object",
        "description": "A refusal (RFC 9457), in the reader's language; it repeats no input.",
        "required": ["type", "title", "status", "code", "errors"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "code", "detail"],
                    "properties": {
                        "name": {"type": "string"},
                        "code": {"type": "string"},
                        "detail": {"type": "string"},
                    },
                },
            },
        },
    },
}
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
