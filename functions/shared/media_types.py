"""What the ending of a key says: the file's media type, and whether a browser saves or shows it."""

from __future__ import annotations

import mimetypes
import os

_TYPES = {
    ".json": "application/json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
}


def content_type(key: str) -> str:
    """Return the media type that a key's ending stands for."""
    name = key.rsplit("/", 1)[-1]
    if key.startswith("open311/"):  # GeoReport v2 says exactly how; its validators look
        charset = "" if name.startswith("discovery.") else "; charset=utf-8"
        return f"text/xml{charset}" if name.endswith(".xml") else f"application/json{charset}"
    if name == "atom.xml":
        return "application/atom+xml; charset=utf-8"
    if name == "feed.json" or key == "data/changes.json":
        return "application/feed+json; charset=utf-8"
    if name == "checkpoint":  # C2SP tlog-tiles
        return "text/plain; charset=utf-8"
    ending = os.path.splitext(name)[1]
    return _TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")


def disposition(key: str) -> str | None:
    """Return how a browser takes a file: documents are saved under our name, never opened."""
    name = key.rsplit("/", 1)[-1]
    return f'attachment; filename="{name}"' if name.endswith(".pdf") else None
