"""A read model's file kept as blocks named by their hash: a small change uploads a few of them.

A generation is a list of blocks. Blocks go up before the list that names them, and those of the
generation before stay until the next one, for whoever still reads it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from functions.shared import objects

BLOCK_BYTES = 128 * 1024
_DIGITS = 32
# As many blocks are in memory at once while a file is read or written.
_AT_ONCE = 64


class MissingBlockError(Exception):
    """A block is not there any more: a newer generation has come."""


@dataclass(frozen=True)
class Generation:
    """Which blocks make up a file, and which only the generation before it had."""

    folder: str
    names: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return _name("".join(self.names).encode())

    @property
    def key(self) -> str:
        return f"{self.folder}/{self.id}.json"


def read(folder: str, generation: str, handle: int) -> Generation:
    """Write a generation's blocks to an open file. Raises MissingBlockError."""
    stored = objects.read("private", f"{folder}/{generation}.json")
    if stored is None:
        raise MissingBlockError(generation)
    found = Generation(folder, **json.loads(stored.body))
    for start in range(0, len(found.names), _AT_ONCE):
        some = found.names[start : start + _AT_ONCE]
        bodies = objects.read_each("private", [f"{folder}/{name}" for name in some])
        for body in bodies:
            if body is None:
                raise MissingBlockError(generation)
            os.write(handle, body)
    return found


def write(last: Generation, handle: int) -> Generation:
    """Write the blocks of an open file that the last generation does not have, then their list."""
    there, names = set(last.names), list[str]()
    new: list[tuple[str, bytes, None]] = []
    for body in _bodies(handle):
        names.append(_name(body))
        if names[-1] not in there:
            new.append((f"{last.folder}/{names[-1]}", body, None))
        if len(new) == _AT_ONCE:
            objects.write_each("private", new)
            new = []
    objects.write_each("private", new)
    made = Generation(last.folder, names, sorted(there.difference(names)))
    body = json.dumps({"names": made.names, "before": made.before}).encode()
    objects.write("private", made.key, body)
    return made


def forget(last: Generation, made: Generation) -> None:
    """Take away the blocks that neither the new generation nor the last one has."""
    kept = {*made.names, *made.before}
    gone = [f"{last.folder}/{name}" for name in last.before if name not in kept]
    # The list of the last generation goes too: its blocks are named by the new one's `before`.
    lists = [last.key] if last.names and last.id != made.id else []
    objects.delete_each("private", [*gone, *lists])


def _bodies(handle: int) -> Iterator[bytes]:
    place = 0
    while body := os.pread(handle, BLOCK_BYTES, place):
        yield body
        place += len(body)


def _name(body: bytes) -> str:
    # Processors have instructions for this hash; each run hashes the whole file.
    return hashlib.sha256(body).hexdigest()[:_DIGITS]
