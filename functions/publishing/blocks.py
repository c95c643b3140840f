"""A read model's file kept in segments: a small change writes one, and a reader finds a whole file.

The file is a row of blocks. A run writes the blocks it changed one behind the other, as segments; a
generation is the list of segments from which the file comes back, a later one over those before it.
What is out of date is written anew before it outgrows what counts. Segments go up before the list
that names them, and those of the generation before stay until the next, for whoever still reads it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeVar

from functions.shared import objects

BLOCK_BYTES = 8 * 1024
SEGMENT_BLOCKS = 512
# As many segments are in memory at once while a file is read or written.
_AT_ONCE = 4
# How many blocks may be kept for each that counts, and how many segments beside those of a file
# written in one go.
_MOST_KEPT, _MOST_SMALL = 2, 64
_DIGITS = 32

ItemT = TypeVar("ItemT")
Segments = dict[str, Sequence[int]]


class MissingBlockError(Exception):
    """A segment is not there any more: a newer generation has come."""


@dataclass(frozen=True)
class Generation:
    """Which segments make up a file, with their blocks; which only the generation before had."""

    folder: str
    id: str = ""
    segments: Segments = field(default_factory=dict)
    before: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.folder}/{self.id}.json"


def read(folder: str, generation: str, handle: int) -> Generation:
    """Write a generation's blocks to an open file. Raises MissingBlockError."""
    stored = objects.read("private", f"{folder}/{generation}.json")
    if stored is None:
        raise MissingBlockError(generation)
    told = json.loads(stored.body)
    if "segments" not in told:  # kept by an older release in another way: as good as lost
        return Generation(folder)
    found = Generation(folder, generation, **told)
    for names in _cut(list(found.segments), _AT_ONCE):
        bodies = objects.read_each("private", [f"{folder}/{name}" for name in names])
        for name, body in zip(names, bodies, strict=True):
            if body is None:
                raise MissingBlockError(generation)
            for place, number in enumerate(found.segments[name]):
                block = body[place * BLOCK_BYTES : (place + 1) * BLOCK_BYTES]
                os.pwrite(handle, block, number * BLOCK_BYTES)
    return found


def write(last: Generation, handle: int, changed: Set[int]) -> Generation:
    """Write the changed blocks of an open file, and the list that makes it up with the others."""
    live = {number: name for name, numbers in last.segments.items() for number in numbers}
    counts = Counter(live.values())
    counts.subtract(live[number] for number in changed if number in live)
    # Those of which no block counts any more go.
    segments = {name: numbers for name, numbers in last.segments.items() if counts[name]}
    anew = set(changed)
    if worn := _worn(segments, counts, len(live.keys() | changed), len(changed)):
        segments = {name: numbers for name, numbers in segments.items() if name not in worn}
        anew |= {number for number, name in live.items() if name in worn}
    for some in _cut(_cut(sorted(anew), SEGMENT_BLOCKS), _AT_ONCE):
        made = {_name(numbers, body): body for numbers in some for body in [_body(handle, numbers)]}
        objects.write_each(
            "private", ((f"{last.folder}/{n}", body, None) for n, body in made.items())
        )
        segments |= dict(zip(made, some, strict=True))
    before = sorted(last.segments.keys() - segments.keys())
    told = json.dumps({"segments": segments, "before": before}, separators=(",", ":")).encode()
    generation = Generation(last.folder, _name([], told), segments, before)
    objects.write("private", generation.key, told)
    return generation


def forget(last: Generation, made: Generation) -> None:
    """Take away the segments that neither the new generation nor the last one has."""
    kept = {*made.segments, *made.before}
    if last.id:
        gone = [f"{last.folder}/{name}" for name in last.before if name not in kept]
        # The list of the last generation goes too: what it alone has, the new one names.
        gone += [last.key] if last.id != made.id else []
    else:  # whatever else lies there, nobody reads any more
        names = {f"{made.folder}/{name}" for name in kept} | {made.key}
        found = objects.list_keys("private", f"{made.folder}/")
        gone = [key for key in found if key not in names]
    objects.delete_each("private", gone)


def _worn(segments: Segments, counts: Mapping[str, int], blocks: int, changed: int) -> set[str]:
    """Return segments to write anew so that not too much is kept that is out of date."""
    kept = sum(map(len, segments.values())) + changed
    many, worn = len(segments), set[str]()
    most = _MOST_SMALL + 2 * (blocks // SEGMENT_BLOCKS)
    for name in sorted(segments, key=lambda name: counts[name]):
        if kept <= _MOST_KEPT * blocks and many <= most:
            break
        worn.add(name)
        kept -= len(segments[name]) - counts[name]
        many -= 1
    return worn


def _body(handle: int, numbers: Sequence[int]) -> bytes:
    return b"".join(os.pread(handle, BLOCK_BYTES, number * BLOCK_BYTES) for number in numbers)


def _cut(items: Sequence[ItemT], size: int) -> list[Sequence[ItemT]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _name(numbers: Sequence[int], body: bytes) -> str:
    """Return the name of a segment: the same bytes for other blocks are another one."""
    found = hashlib.sha256(",".join(map(str, numbers)).encode())
    found.update(body)
    return found.hexdigest()[:_DIGITS]
