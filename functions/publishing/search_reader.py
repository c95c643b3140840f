"""The indexes as readers have them: the newest file of each, looked for twice a minute.

A file is fetched when it is first asked for, so whoever looks for petitions does not wait for the
others.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from functions.publishing import search_index
from functions.publishing.search_files import NAMES, pointer_of, version
from functions.shared import objects
from functions.shared.settings import settings

LOOK_EVERY = dt.timedelta(seconds=30)


@dataclass
class _Open:
    """An index in use, its file's name, and when its pointer was last looked at."""

    index: sqlite3.Connection
    file: str
    looked_at: dt.datetime


_open: dict[tuple[str, str], _Open] = {}


def index(name: str, now: dt.datetime) -> sqlite3.Connection:
    """Return the newest index of a name; an empty one before anything was published."""
    key = (settings().bucket_private, name)
    held = _open.get(key)
    if held and held.looked_at <= now < held.looked_at + LOOK_EVERY:
        return held.index
    file = _newest(name)
    if held is None or held.file != file:
        held = _Open(_opened(file), file, now)
    held.looked_at = now
    _open[key] = held
    return held.index


def every(now: dt.datetime) -> list[sqlite3.Connection]:
    """Return the newest index of each name."""
    return [index(name, now) for name in NAMES]


def forget() -> None:
    """Close nothing, keep nothing, as a new sandbox would."""
    _open.clear()


def _newest(name: str) -> str:
    stored = objects.read("private", pointer_of(name))
    pointer = json.loads(stored.body) if stored else {}
    # What another version of the code wrote is looked up in another way: wait for our own.
    return str(pointer["file"]) if pointer.get("format") == version() else ""


def _opened(file: str) -> sqlite3.Connection:
    """Open an index from its folder, or from a copy that this sandbox keeps."""
    address = settings().bucket_private
    if file and address.startswith("file://"):
        return search_index.read(Path(address.removeprefix("file://")) / file)
    folder = Path(tempfile.mkdtemp(prefix="dauys-search-"))
    path = folder / "index.sqlite"
    stored = objects.read("private", file) if file else None
    if stored:
        path.write_bytes(stored.body)
    else:
        search_index.Writer(path).close()
    found = search_index.read(path)
    # The open file stays readable; its name is not needed any more.
    path.unlink()
    folder.rmdir()
    return found
