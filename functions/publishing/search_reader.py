"""The indexes as readers have them: the newest files of each, looked for twice a minute.

A file is fetched when it is first asked for, so whoever looks for petitions does not wait for the
others; a large one stays as long as only the small one beside it is new.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from functions.publishing import search_index, search_part
from functions.publishing.search_files import NAMES, Pointer, pointer_of, version
from functions.publishing.search_part import Part
from functions.shared import objects
from functions.shared.settings import settings

LOOK_EVERY = dt.timedelta(seconds=30)


@dataclass
class _Open:
    """An index in use: its files' names, what they hold, when its pointer was last looked at."""

    file: str
    fresh: str
    whole: Part
    parts: list[Part]
    looked_at: dt.datetime


_open: dict[tuple[str, str], _Open] = {}


def index(name: str, now: dt.datetime) -> list[Part]:
    """Return the newest files of an index; an empty one before anything was published."""
    key = (settings().bucket_private, name)
    held = _open.get(key)
    if held and held.looked_at <= now < held.looked_at + LOOK_EVERY:
        return held.parts
    file, fresh = _newest(name)
    if held is None or (file, fresh) != (held.file, held.fresh):
        whole = held.whole if held and held.file == file else _read(file)
        held = _Open(file, fresh, whole, _parts(whole, fresh), now)
    held.looked_at = now
    _open[key] = held
    return held.parts


def every(now: dt.datetime) -> list[Part]:
    """Return the newest files of all indexes."""
    return [part for name in NAMES for part in index(name, now)]


def forget() -> None:
    """Close nothing, keep nothing, as a new sandbox would."""
    _open.clear()


def _newest(name: str) -> tuple[str, str]:
    stored = objects.read("private", pointer_of(name))
    pointer: Pointer | None = json.loads(stored.body) if stored else None
    # What another version of the code wrote is looked up in another way: wait for our own.
    if pointer is None or pointer["format"] != version():
        return "", ""
    return pointer["file"], pointer["fresh"]


def _parts(whole: Part, fresh: str) -> list[Part]:
    if not fresh:
        return [whole]
    changed = _read(fresh)
    return [changed, whole.without(changed.covered())]


def _read(file: str) -> Part:
    """Open a file from its folder, or from a copy that this sandbox keeps."""
    address = settings().bucket_private
    if file and address.startswith("file://"):
        return search_part.read(Path(address.removeprefix("file://")) / file)
    folder = Path(tempfile.mkdtemp(prefix="dauys-search-"))
    path = folder / "index.sqlite"
    stored = objects.read("private", file) if file else None
    if stored:
        path.write_bytes(stored.body)
    else:
        search_index.Writer(path).close()
    found = search_part.read(path)
    # The open file stays readable; its name is not needed any more.
    path.unlink()
    folder.rmdir()
    return found
