"""The frame of the OpenAPI file: what the service is, and how the desk signs in."""

from __future__ import annotations

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
