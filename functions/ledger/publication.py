"""Publish a head: tiles, signed checkpoint, counts. Everything may be done twice, by two at once.

Files of a size never change. What does change (checkpoint, counts) is written over an older one
only: each write names the ETag it replaces, so a writer that was asleep cannot put the past back.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import asdict

from functions.ledger import counts, head, note, promise, reader
from functions.ledger.fold import Fold
from functions.ledger.head import Head
from functions.ledger.parallel import each
from functions.ledger.stage import Stage, StageError
from functions.ledger.tiles import Tile
from functions.shared import crypto, keys, objects, table
from functions.shared.settings import settings

FOREVER = "public, max-age=31536000, immutable"
SECONDS = "public, max-age=5, stale-while-revalidate=10, stale-if-error=86400"
WRITE_TRIES = 5


class ForkError(Exception):
    """Two histories exist under one name: nothing more is published until a person has looked."""


def key() -> note.Key:
    """Return the public key of the log, under its name."""
    return note.Key(settings().log_origin, crypto.log_public_key())


def current() -> note.Checkpoint | None:
    """Return the public checkpoint, or None before the first."""
    stored = objects.read("log", "checkpoint")
    return note.open_checkpoint(reader.text(stored.body), key()) if stored else None


def publish(now: Head, stage: Stage) -> None:
    """Make the head public. Raises StageError if the stage is not the head's, or ForkError."""
    edge, tiles = stage.grown
    if edge.size != now.size or edge.root().hex() != now.root:
        raise StageError(f"{now.stage} is not the stage of this head")
    each(_put_tile, tiles)
    _put_checkpoint(note.Checkpoint(settings().log_origin, now.size, edge.root()))
    _put_log()
    _put_batch(stage)
    each(counts.put, _counts(stage, now.size))
    _put_counts(now, stage)
    head.finish(now)


def _put_tile(tile: Tile) -> None:
    try:
        objects.write("log", tile.path, tile.body, cache=FOREVER, if_none_match=True)
    except objects.PreconditionFailedError:
        stored = objects.read("log", tile.path)
        if stored is None or stored.body != tile.body:
            raise ForkError(tile.path) from None


def _put_checkpoint(now: note.Checkpoint) -> None:
    """Sign the head and publish it: only here, so after the swap that made it the head."""

    def is_older(body: bytes) -> bool:
        there = note.open_checkpoint(reader.text(body), key())
        if there.size == now.size and there != now:
            raise ForkError("checkpoint")
        return there.size < now.size

    _put_newer("checkpoint", lambda: note.sign(now.text(), key(), crypto.sign_log), is_older)


def _put_counts(now: Head, stage: Stage) -> None:
    """Publish the counts; what is told of areas stays private."""
    published = {
        "origin": settings().log_origin,
        "size": now.size,
        "root": base64.b64encode(bytes.fromhex(now.root)).decode(),
        "at": stage.batch.at,
        **_folded(stage.fold),
    }

    def is_older(body: bytes) -> bool:
        return bool(json.loads(body)["size"] < now.size)

    there = objects.read("log", "counts.json")
    if there is None or is_older(there.body):
        areas = {str(p): tally.areas for p, tally in stage.fold.tallies.items() if tally.areas}
        objects.write("private", "areas.json", _json(areas).encode())
    _put_newer("counts.json", lambda: _json(published), is_older)


def _folded(fold: Fold) -> dict[str, dict[str, object]]:
    tallies = {str(petition): tally for petition, tally in sorted(fold.tallies.items())}
    return {
        "counts": {petition: tally.live for petition, tally in tallies.items()},
        "passed": {petition: tally.passed for petition, tally in tallies.items() if tally.passed},
        "closed": {
            petition: tally.closed
            for petition, tally in tallies.items()
            if tally.closed is not None
        },
        **_polls(fold),
    }


def _polls(fold: Fold) -> dict[str, dict[str, object]]:
    """Return how many voted, what was sealed and what was counted; no ballot's choice is known."""
    polls = {str(poll): tally for poll, tally in sorted(fold.polls.items())}
    return {
        "polls": {poll: tally.told() for poll, tally in polls.items()},
        "sealed": {poll: tally.sealed for poll, tally in polls.items()},
        "tallied": {
            poll: tally.tallied for poll, tally in polls.items() if tally.tallied is not None
        },
    }


def _put_log() -> None:
    """Publish the log's own description: whose it is and the keys to check it with."""
    described = {
        "origin": settings().log_origin,
        "vkey": key().vkey(),
        "promise_vkey": promise.key().vkey(),
        "maximum_merge_delay_seconds": int(promise.MAXIMUM_MERGE_DELAY.total_seconds()),
    }
    body = _json(described).encode()
    _put_newer("log.json", body.decode, lambda there: there != body)


def _put_batch(stage: Stage) -> None:
    """Note where the batch lies, for whoever looks a signature up; an empty one says nothing."""
    if stage.leaves:
        place = f"{stage.batch.at}#{stage.batch.start}"
        table.put("core", {**keys.batch(place), **asdict(stage.batch)})


def _counts(stage: Stage, size: int) -> list[table.Item]:
    fold = stage.fold
    return [
        *(counts.to_item(petition, fold.tallies[petition], size) for petition in stage.touched),
        *(counts.of_poll(poll, fold.polls[poll], size) for poll in stage.touched_polls),
    ]


def _put_newer(name: str, body: Callable[[], str], is_older: Callable[[bytes], bool]) -> None:
    """Replace a file of the log if what stands there is older."""
    for _ in range(WRITE_TRIES):
        stored = objects.read("log", name)
        if stored and not is_older(stored.body):
            return
        etag = stored.etag if stored else None
        try:
            objects.write(
                "log",
                name,
                body().encode(),
                cache=SECONDS,
                if_match=etag,
                if_none_match=etag is None,
            )
        except objects.PreconditionFailedError:
            continue
        return
    raise ForkError(f"{name} is always written by another")


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
