"""The stage: all that a run decided, stored before the head moves to it.

With the stage alone any later run can publish the same tiles, checkpoint and counts again, so a
crash after the move loses nothing. One object: a line of JSON, then hashes and entries as bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from functions.ledger import head
from functions.ledger.fold import Fold
from functions.ledger.head import Head
from functions.ledger.poll_tally import PollTally
from functions.ledger.tally import CLASSES, Goal, Tally
from functions.ledger.tiles import (
    Edge,
    Tile,
    decode_bundle,
    decode_hashes,
    encode_bundle,
    grow,
)
from functions.shared import objects

SEEN_BYTES = 16
Seen = dict[str, set[bytes]]


class StageError(Exception):
    """The stage that the head names is missing or is not the head's: a person must look."""


class OvertakenError(Exception):
    """Another run has moved the head meanwhile: this one has nothing left to do."""


@dataclass(frozen=True)
class Batch:
    """Where a batch lies in the log, when it was made, and the oldest minute its run could read."""

    at: str
    since: str
    start: int = 0
    sign_start: int = 0
    sign_end: int = 0
    end: int = 0


@dataclass(frozen=True)
class Stage:
    """A batch, the tree before it, and the fold and the inbox's seen items after it.

    `seen` holds the first 16 bytes of each item's `c` by minute of its bucket.
    """

    batch: Batch
    before: Edge = field(default_factory=Edge)
    leaves: list[bytes] = field(default_factory=list)
    hashes: list[bytes] | None = None
    fold: Fold = field(default_factory=lambda: Fold(remember=False))
    seen: Seen = field(default_factory=dict)
    touched: list[int] = field(default_factory=list)
    touched_polls: list[int] = field(default_factory=list)

    @cached_property
    def grown(self) -> tuple[Edge, list[Tile]]:
        """Return the tree after the batch, and the tiles that the batch made."""
        return grow(self.before, self.leaves, self.hashes)


def key(size: int, root: str) -> str:
    """Return the private object's key."""
    return f"stage/{size}-{root}"


def save(name: str, stage: Stage) -> None:
    """Store a stage; the same name is always the same log, so a second one changes nothing."""
    try:
        objects.write("private", name, encode(stage), if_none_match=True)
    except objects.PreconditionFailedError:
        return


def load(of: Head) -> Stage:
    """Read a head's stage. Raises OvertakenError if it is gone with its head, else StageError."""
    stored = objects.read("private", of.stage)
    if stored is None:
        if head.load() != of:
            raise OvertakenError
        raise StageError(f"{of.stage} is missing")
    return decode(stored.body)


def encode(stage: Stage) -> bytes:
    """Return a stage as bytes."""
    told = {
        "batch": asdict(stage.batch),
        "size": stage.before.size,
        "levels": [len(level) for level in stage.before.levels],
        "tail": len(stage.before.entries),
        "leaves": len(stage.leaves),
        "seen": {minute: len(ids) for minute, ids in stage.seen.items()},
        "tallies": {petition: _pack(tally) for petition, tally in stage.fold.tallies.items()},
        "ended": stage.fold.ended,
        "touched": stage.touched,
        "polls": {poll: asdict(tally) for poll, tally in stage.fold.polls.items()},
        "touched_polls": stage.touched_polls,
    }
    hashes = b"".join(b"".join(level) for level in stage.before.levels)
    seen = b"".join(b"".join(sorted(ids)) for ids in stage.seen.values())
    bundle = encode_bundle([*stage.before.entries, *stage.leaves])
    return json.dumps(told, separators=(",", ":")).encode() + b"\n" + hashes + seen + bundle


def decode(body: bytes) -> Stage:
    """Read what `encode` wrote."""
    line, _, rest = body.partition(b"\n")
    told = json.loads(line)
    levels, at = [], 0
    for width in told["levels"]:
        levels.append(tuple(decode_hashes(rest[at : at + 32 * width], width)))
        at += 32 * width
    seen: Seen = {}
    for minute, count in told["seen"].items():
        end = at + SEEN_BYTES * count
        seen[minute] = {rest[i : i + SEEN_BYTES] for i in range(at, end, SEEN_BYTES)}
        at = end
    entries = decode_bundle(rest[at:], told["tail"] + told["leaves"])
    return Stage(
        batch=Batch(**told["batch"]),
        before=Edge(told["size"], tuple(levels), tuple(entries[: told["tail"]])),
        leaves=entries[told["tail"] :],
        fold=_fold(told),
        seen=seen,
        touched=told["touched"],
        touched_polls=told.get("touched_polls", []),  # none in a stage from before there were polls
    )


def _fold(told: dict[str, Any]) -> Fold:
    fold = Fold(remember=False)
    fold.tallies = {int(petition): _unpack(row) for petition, row in told["tallies"].items()}
    fold.ended = {int(index): state for index, state in told["ended"].items()}
    fold.polls = {int(poll): PollTally(**row) for poll, row in told.get("polls", {}).items()}
    return fold


def _pack(tally: Tally) -> list[Any]:
    goals = {k: [goal.n, goal.m, goal.minimums] for k, goal in tally.goals.items()}
    live = [tally.live[name] for name in CLASSES]
    return [live, goals, tally.passed, tally.areas, tally.closes_at, tally.closed]


def _unpack(row: list[Any]) -> Tally:
    live, goals, passed, areas, closes_at, closed = row
    made = {k: Goal(*goal) for k, goal in goals.items()}
    return Tally(dict(zip(CLASSES, live, strict=True)), made, passed, areas, closes_at, closed)
