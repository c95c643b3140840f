"""Which words each GET takes behind the question mark."""

from __future__ import annotations

from infra.aws.openapi_words import GEOREPORT

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
