"""A publisher's index as objects: made anew from the last ones, then pointed at.

Readers follow `search/{name}.json`. A file never changes under its name; those before the last stay
a while for readers that have not looked at the pointer yet. Beside a large file lies a small, fresh
one with what changed since, so that a change costs no more than the small one.
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
from typing import TypedDict

from functions.publishing import (
    kazakh,
    search_document,
    search_index,
    search_row,
    search_sets,
    terms,
)
from functions.publishing.search_document import Document
from functions.shared import clock, objects

NAMES = ("petitions", "complaints", "participation", "site", "datasets")
SMALL_BYTES = 20_000_000
LARGE_EVERY = dt.timedelta(minutes=10)
# More than a run has time for are left to the next one; more than a fresh file should hold go into
# the large one.
MOST_GROUPS, MOST_FRESH = 10_000, 1_000


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


class Pointer(TypedDict):
    """The files in use, "" for no fresh one, and those before; `at`, `bytes`: the large one's."""

    file: str
    fresh: str
    before: list[str]
    format: str
    at: str
    bytes: int


def pointer_of(name: str) -> str:
    """Return the key that says which files are the newest of an index."""
    return f"search/{name}.json"


def publish(shelf: Shelf, now: dt.datetime) -> bool:
    """Bring an index up to date if something waits; tell whether it was.

    An index of another format, or one that is lost, begins anew; while one is being filled, readers
    have what it holds so far. A large file is made anew at most every ten minutes.
    """
    stored = objects.read("private", pointer_of(shelf.name))
    pointer: Pointer | None = json.loads(stored.body) if stored else None
    if pointer is None or pointer["format"] != version():
        shelf.renew()
        _whole(shelf, shelf.waiting(), now, pointer, "")
        return True
    groups = shelf.waiting()
    if not groups:
        return False
    if pointer["bytes"] > SMALL_BYTES:
        changed = _beside(shelf, groups, pointer)
        if not changed:
            return True
        if len(groups) <= MOST_GROUPS and _is_early(now, pointer):
            return False
        groups = list(dict.fromkeys([*changed, *groups]))
    _whole(shelf, groups, now, pointer, pointer["file"])
    return True


@cache
def version() -> str:
    """Return what an index was made by: a stem cut in another way is another format."""
    digest = hashlib.sha256(str(search_index.FORMAT).encode())
    for module in (kazakh, search_document, search_index, search_row, search_sets, terms):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()[:16]


def _is_early(now: dt.datetime, pointer: Pointer) -> bool:
    """Tell whether the large file was made so lately that changes can wait."""
    made = clock.parse(pointer["at"])
    return made <= now < made + LARGE_EVERY


def _beside(shelf: Shelf, groups: Sequence[str], pointer: Pointer) -> list[str]:
    """Take changes into the fresh file; if it cannot hold them, return what it holds already."""
    with tempfile.TemporaryDirectory(prefix="dauys-search-") as folder:
        path = _fetched(Path(folder), pointer["fresh"])
        index = search_index.Writer(path)
        changed = index.covered()
        if len({*changed, *groups}) > MOST_FRESH:
            index.close()
            return changed or [groups[0]]
        for group in groups:
            index.cover(group, shelf.documents(group))
        index.close()
        fresh = _written(f"{shelf.name}-fresh", path.read_bytes())
    _point(shelf.name, {**pointer, "fresh": fresh}, pointer)
    shelf.done(groups)
    return []


def _whole(
    shelf: Shelf, groups: Sequence[str], now: dt.datetime, last: Pointer | None, file: str
) -> None:
    """Make the large file anew from itself and what changed, or from nothing."""
    taken = groups[:MOST_GROUPS]
    with tempfile.TemporaryDirectory(prefix="dauys-search-") as folder:
        path = _fetched(Path(folder), file)
        index = search_index.Writer(path)
        for group in taken:
            index.put(group, shelf.documents(group))
        index.close()
        body = path.read_bytes()
    pointer = Pointer(
        file=_written(shelf.name, body),
        fresh="",
        before=[],
        format=version(),
        at=clock.text(now),
        bytes=len(body),
    )
    _point(shelf.name, pointer, last)
    shelf.done(taken)


def _fetched(folder: Path, file: str) -> Path:
    """Return where a file's copy lies, or is to lie if there is none."""
    path = folder / "index.sqlite"
    stored = objects.read("private", file) if file else None
    if stored:
        path.write_bytes(stored.body)
    return path


def _written(name: str, body: bytes) -> str:
    file = f"search/{name}-{hashlib.sha256(body).hexdigest()[:24]}.sqlite"
    objects.write("private", file, body)
    return file


def _point(name: str, pointer: Pointer, last: Pointer | None) -> None:
    """Point at new files, and delete those that nobody can be reading any more."""
    used = {pointer["file"], pointer["fresh"]}
    earlier = [last["file"], last.get("fresh", "")] if last else []
    before = [file for file in earlier if file and file not in used]
    objects.write("private", pointer_of(name), json.dumps({**pointer, "before": before}).encode())
    oldest = last["before"] if last else []
    for file in [oldest] if isinstance(oldest, str) else oldest:
        if file and file not in used and file not in before:
            objects.delete("private", file)
