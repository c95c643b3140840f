"""The parts of the OpenAPI file that no model holds: answers, query words, the frame."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

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
    "id": {"description": "Number of the petition", "schema": {"type": "integer", "minimum": 1}},
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
    "view": {"description": "Which list of the desk", "schema": {"type": "string"}},
    "petition": {
        "description": "Number of the petition to sign",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
    "code": {"description": "Code of the identity provider", "schema": {"type": "string"}},
    "error": {"description": "Refusal of the identity provider", "schema": {"type": "string"}},
    "sealed": {
        "name": "state",
        "description": "What the start of the sign-in sealed",
        "schema": {"type": "string"},
    },
}
_FILTERS = ("state", "jurisdiction", "category", "body")
ASKED: dict[str, tuple[str, ...]] = {
    "GET /api/v1/petitions/similar": ("q", "lang"),
    "GET /api/v1/search": ("q", "lang", *_FILTERS, "page"),
    "GET /{lang}/search": ("q", *_FILTERS, "page"),
    "GET /api/v1/desk/queue": ("view",),
    "GET /api/v1/desk/petitions/{id}": (),
    "GET /api/v1/eid/start": ("petition", "lang"),
    "GET /api/v1/eid/callback": ("code", "sealed", "error"),
}
SCHEMAS: Document = {
    "Pending": {
        "type": "object",
        "description": "Taken; a mail is on its way. The same for an address that signed already.",
        "required": ["state"],
        "properties": {"state": {"const": "pending"}, "petition": {"type": "integer"}},
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
    "FormDone": {
        "description": "A plain form was taken; its result page",
        "headers": {"Location": {"schema": {"type": "string"}}},
    },
    "FormRefused": {
        "description": "A plain form was refused; the page names the fields, keeps what was typed",
        "content": _PAGE,
    },
}
_NAMED = {HTTPStatus.ACCEPTED: "Pending"}


def success(key: str, status: HTTPStatus) -> Document:
    """Return the answer of a route that did what it was asked."""
    if key == "GET /{lang}/search":
        return {"description": "The page of results", "content": _PAGE}
    name = "Receipt" if key == "POST /api/v1/confirmations" else _NAMED.get(status)
    schema = {"$ref": f"#/components/schemas/{name}"} if name else {"type": "object"}
    return {"description": status.phrase, "content": {"application/json": {"schema": schema}}}
