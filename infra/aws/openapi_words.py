"""The words that addresses take: in the path, and behind the question mark."""

from __future__ import annotations

from typing import Any

from functions.opendata.dataset import NAME
from functions.publishing.search_document import KINDS
from functions.publishing.uk_lists import STATES

Document = dict[str, Any]

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
