"""The search index as readers have it: the newest file, opened once, looked for twice a minute."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from functions.publishing import search_index
from functions.publishing.search_files import POINTER
from functions.shared import objects
from functions.shared.settings import settings

LOOK_EVERY = dt.timedelta(seconds=30)


@dataclass
class _Open:
    """The index in use and when the pointer was last looked at."""

    bucket: str = ""
    name: str = ""
    index: sqlite3.Connection | None = None
    looked_at: dt.datetime | None = None


_open = _Open()


def index(now: dt.datetime) -> sqlite3.Connection:
    """Return the newest index; an empty one before anything was published."""
    bucket = settings().bucket_private
    seen = _open.looked_at if _open.bucket == bucket else None
    if _open.index is None or seen is None or not seen <= now < seen + LOOK_EVERY:
        stored = objects.read("private", POINTER)
        name = json.loads(stored.body)["file"] if stored else ""
        if _open.index is None or (bucket, name) != (_open.bucket, _open.name):
            _open.index, _open.name, _open.bucket = _opened(name), name, bucket
        _open.looked_at = now
    return _open.index


def _opened(name: str) -> sqlite3.Connection:
    """Open the index from its folder, or from a copy that this sandbox keeps."""
    address = settings().bucket_private
    if name and address.startswith("file://"):
        return search_index.read(Path(address.removeprefix("file://")) / name)
    folder = Path(tempfile.mkdtemp(prefix="dauys-search-"))
    path = folder / "index.sqlite"
    stored = objects.read("private", name) if name else None
    if stored:
        path.write_bytes(stored.body)
    else:
        search_index.create(path).close()
    found = search_index.read(path)
    # The open file stays readable; its name is not needed any more.
    path.unlink()
    folder.rmdir()
    return found
