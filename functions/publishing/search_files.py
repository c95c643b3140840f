"""A publisher's index as an object: made anew from the last one, then pointed at.

Readers follow `search/{name}.json`. A file never changes under its name; the one before the last
stays a while for readers that have not looked at the pointer yet.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from functions.publishing import kazakh, search_document, search_index, search_row, terms
from functions.publishing.search_document import Document
from functions.shared import clock, objects

NAMES = ("petitions", "complaints", "participation", "site", "datasets")
SMALL_BYTES = 20_000_000
LARGE_EVERY = dt.timedelta(minutes=10)
# More than a run has time for are left to the next one.
MOST_GROUPS = 10_000


@dataclass(frozen=True)
class Shelf:
    """What one publisher's index is made from: groups of things that are replaced together.

    `waiting` are the groups that changed since the index was made; `renew` makes all of them wait.
    `documents` is what is public of a group; `done` is told which groups the index holds now.
    """

    name: str
    waiting: Callable[[], Sequence[str]]
    renew: Callable[[], None]
    documents: Callable[[str], Sequence[Document]]
    done: Callable[[Sequence[str]], None]


def pointer_of(name: str) -> str:
    """Return the key that says which file is the newest of an index."""
    return f"search/{name}.json"


def publish(shelf: Shelf, now: dt.datetime) -> bool:
    """Bring an index up to date if something waits; tell whether it was.

    An index of another format, or one that is lost, begins anew; while one is being filled, readers
    have what it holds so far.
    """
    stored = objects.read("private", pointer_of(shelf.name))
    pointer: dict[str, Any] = json.loads(stored.body) if stored else {}
    fits = pointer.get("format") == version()
    if not fits:
        shelf.renew()
    groups = shelf.waiting()
    is_few = len(groups) <= MOST_GROUPS
    if fits and (not groups or (is_few and _is_early(now, pointer))):
        return False
    taken = groups[:MOST_GROUPS]
    body = _updated(shelf, taken, pointer["file"] if fits else "")
    _write(shelf.name, now, body, pointer)
    shelf.done(taken)
    return True


@cache
def version() -> str:
    """Return what an index was made by: a stem cut in another way is another format."""
    digest = hashlib.sha256(str(search_index.FORMAT).encode())
    for module in (kazakh, search_document, search_index, search_row, terms):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()[:16]


def _is_early(now: dt.datetime, pointer: dict[str, Any]) -> bool:
    """Tell whether a large index was made so lately that it can wait."""
    made = clock.parse(str(pointer["at"]))
    return int(pointer["bytes"]) > SMALL_BYTES and made <= now < made + LARGE_EVERY


def _updated(shelf: Shelf, groups: Sequence[str], last: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dauys-search-") as folder:
        path = Path(folder) / "index.sqlite"
        stored = objects.read("private", last) if last else None
        if stored:
            path.write_bytes(stored.body)
        index = search_index.Writer(path)
        for group in groups:
            index.put(group, shelf.documents(group))
        index.close()
        return path.read_bytes()


def _write(name: str, now: dt.datetime, body: bytes, pointer: dict[str, Any]) -> None:
    file = f"search/{name}-{hashlib.sha256(body).hexdigest()[:24]}.sqlite"
    if file != pointer.get("file"):
        objects.write("private", file, body)
    told = {
        "file": file,
        "before": pointer.get("file", ""),
        "format": version(),
        "at": clock.text(now),
        "bytes": len(body),
    }
    objects.write("private", pointer_of(name), json.dumps(told).encode())
    old = str(pointer.get("before", ""))
    if old and old != file and file != pointer.get("file"):
        objects.delete("private", old)
