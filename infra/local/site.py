"""Serves the published site and the public log from folders, with the answers CloudFront gives."""

from __future__ import annotations

from pathlib import Path

from functions.shared import objects
from infra.local.events import Answer, Request
from infra.local.files import File, Folder, unchanged

# How long a browser may keep an answer, in seconds; a published tile never changes.
KEEP_TILES = "public, max-age=31536000, immutable"
KEEP_ASSETS = "public, max-age=3600"
KEEP_PAGES = "public, max-age=10, stale-while-revalidate=20, stale-if-error=50"


class Site:
    """The files behind the distribution's origins, by the origin's name."""

    def __init__(self, site: Path, log: Path) -> None:
        self._folders = {"pages": Folder(site), "log": Folder(log)}

    def answer(self, request: Request, origin: str, path: str) -> Answer | None:
        """Return the file at a path that the edge function has made, or None."""
        file = self._folders[origin].find(path.lstrip("/"))
        return _file(request, file) if file else None


def _file(request: Request, file: File) -> Answer:
    zipped = file.zipped if "gzip" in request.header("accept-encoding") else None
    headers = [
        ("etag", f"W/{file.etag}" if zipped else file.etag),
        ("cache-control", keep(request.path)),
        ("vary", "accept-encoding"),
    ]
    if unchanged(file.etag, request.header("if-none-match")):
        return Answer(304, headers)
    headers.append(("content-type", file.content_type))
    taken = objects.disposition(request.path)
    if taken:
        headers.append(("content-disposition", taken))
    if zipped:
        headers.append(("content-encoding", "gzip"))
    return Answer(200, headers, zipped or file.body)


def keep(path: str) -> str:
    """Return the Cache-Control of a path."""
    if path.startswith("/log/tile/"):
        return KEEP_TILES
    return KEEP_ASSETS if path.startswith("/assets/") else KEEP_PAGES
