"""Make the stage of the head again when it is lost, or refuse: the log itself is never touched.

If the head's entries are public, they say what the batch was. If the run stopped before it could
publish them, it is done again on the items that it can have read; which of the youngest it did read
is not known, so the choices are tried. A stage is taken only if it makes the head's own root.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from typing import Any

from functions.ledger import asked as asks
from functions.ledger import (
    head,
    inbox,
    lookup,
    reader,
    rebuild,
    reconcile,
    resolve,
    sequence,
    window,
)
from functions.ledger import logged as logs
from functions.ledger import stage as stages
from functions.ledger.asked import Asked, Wanted
from functions.ledger.entries import EntryError
from functions.ledger.head import Head
from functions.ledger.logged import Logged
from functions.ledger.stage import Batch, OvertakenError, Seen, Stage, StageError
from functions.ledger.tally import FoldError
from functions.ledger.tiles import TileError
from functions.shared import clock, keys, objects, table

MOST_DOUBTFUL = 10  # each of the youngest items is tried with and without: at most 1,024 runs
MOST_CUTS = 500


class RecoveryError(Exception):
    """Nothing was changed; the message says what does not fit."""


def recover() -> Head:
    """Store the head's stage again, unless it is there. Raises RecoveryError."""
    of = head.load()
    if of is None:
        raise RecoveryError("there is no head: restore the head first")
    try:
        if _fits(stages.load(of), of):
            return of
    except OvertakenError:
        raise RecoveryError("the head moves: there is nothing to recover") from None
    except StageError:
        stage = rebuilt(of)
    else:
        raise RecoveryError(f"{of.stage} is there and is another's: move it aside first")
    if head.load() != of:
        raise RecoveryError("the head moved meanwhile")
    stages.save(of.stage, stage)
    return of


def rebuilt(of: Head) -> Stage:
    """Return the stage that a head names, made from everything else. Raises RecoveryError."""
    try:
        for stage, leaves in _tries(of):
            if _fits(stage, of):
                return replace(stage, seen=_seen(logs.load([*leaves, *stage.leaves]), of))
    except (EntryError, FoldError) as error:
        raise RecoveryError(f"the public entries are no valid log: {error}") from error
    raise RecoveryError("what is left does not make the log that the head names")


def _fits(stage: Stage, of: Head) -> bool:
    edge, _ = stage.grown
    return (edge.size, edge.root().hex()) == (of.size, of.root)


def _tries(of: Head) -> Iterator[tuple[Stage, list[bytes]]]:
    """Yield the stages that the head's can be, each with the entries before its batch."""
    start = max(of.done, 0)
    public = _entries(of.size)
    before = public[:start] if public is not None else _entries(start)
    if before is None:
        raise RecoveryError(f"the first {start} entries of the public log cannot be read")
    batch = Batch(of.read_at, _since(of, start), start)
    base, found = rebuild.at_the_end(before, batch)
    if start == of.size:
        yield base, before
        return
    asked = _asked(batch, of)
    if public is not None:
        yield _run(base, batch, _of_batch(asked, logs.load(public), start)), before
        return
    for chosen in _choices(_new(asked, found)):
        yield _run(base, batch, asks.sort(chosen)), before


def _entries(size: int) -> list[bytes] | None:
    """Return the public entries of a log of this size; None if they are not all there."""
    try:
        return list(reader.entries(lookup.fetch, 0, size))
    except (FileNotFoundError, TileError):
        return None


def _since(of: Head, start: int) -> str:
    """Return a minute that the lost batch's run did not read before."""
    stored = objects.read("log", "counts.json")
    told: dict[str, Any] = json.loads(stored.body) if stored else {"at": "", "size": 0}
    if told["at"] and told["size"] == of.size > start:
        batch = table.get("core", keys.batch(f"{told['at']}#{start}"), consistent=True)
        if batch:
            return str(batch["since"])
    if 0 < told["size"] <= start:
        return window.oldest(clock.parse(told["at"]))
    begun_at = clock.parse(told["at"] or of.read_at)  # a new log first reads an hour back
    return window.oldest(begun_at - sequence.FIRST_READ)


def _asked(batch: Batch, of: Head) -> Asked:
    """Return what the inbox shows of the time that the run can have read."""
    last = clock.parse(of.read_at)
    return asks.sort(_shown(batch.since, last))


def _shown(since: str, last: datetime) -> Iterator[table.Item]:
    for at in inbox.minutes(clock.parse(f"{since}:00Z"), last):
        yield from inbox.read(at)


def _of_batch(asked: Asked, public: Logged, start: int) -> Asked:
    """Return those that became the public entries from `start` on."""

    def is_of_batch(index: int | None) -> bool:
        return index is not None and index >= start

    acts = [
        act
        for act in asked.acts
        if (whose := public.find(act.about)) is not None
        and is_of_batch(public.find_act(act, whose))
    ]
    return Asked(
        first=[one for one in asked.first if is_of_batch(public.find(one))],
        signatures=[one for one in _signatures(asked) if is_of_batch(public.find(one))],
        acts=acts,
    )


def _signatures(asked: Asked) -> list[Wanted]:
    """Return the signatures, those too that are gone and only known by what is asked about them."""
    named = {act.about.hash: act.about for act in asked.acts}
    return list((named | {one.hash: one for one in asked.signatures}).values())


def _new(asked: Asked, found: Logged) -> list[table.Item]:
    """Return what was not in the log before, oldest first.

    A signature that is gone since then is known by what is asked about it.
    """
    known = {one.hash for one in asked.signatures}
    wanted = [*asked.first, *asked.signatures]
    wanted += [
        one for one in _signatures(asked) if one.hash not in known and resolve.is_gone(one.item)
    ]
    items = [one.item | _subject(one) for one in wanted if found.find(one) is None]
    items += [
        act.item for act in asked.acts if not reconcile.is_done(found, act, found.find(act.about))
    ]
    return sorted(items, key=lambda item: (item["at"], item["c"]))


def _subject(one: Wanted) -> dict[str, int]:
    kind, number = one.entry.subject
    return {kind: number}


def _choices(items: list[table.Item]) -> Iterator[list[table.Item]]:
    """Yield what the run may have read: all up to some item, then all but some of the youngest."""
    for end in range(len(items), max(0, len(items) - MOST_CUTS) - 1, -1):
        yield items[:end]
    sure, doubtful = items[:-MOST_DOUBTFUL], items[-MOST_DOUBTFUL:]
    for count in range(len(doubtful) - 1, 0, -1):
        for chosen in combinations(doubtful, count):
            yield [*sure, *chosen]


def _run(base: Stage, batch: Batch, asked: Asked) -> Stage:
    """Decide as the lost run did, at its own time."""
    edge, _ = base.grown
    before = Head(0, edge.size, edge.root().hex(), "", batch.at, done=edge.size)
    stage, now = replace(base, fold=deepcopy(base.fold)), clock.parse(batch.at)
    decided, _ = sequence.decide(before, stage, asked, now, may_close=True)
    made = replace(batch, sign_start=decided.sign_start, sign_end=decided.sign_end, end=decided.end)
    touched = sorted(decided.touched), sorted(decided.touched_polls)
    return Stage(made, edge, decided.leaves, decided.hashes, decided.fold, {}, *touched)


def _seen(found: Logged, of: Head) -> Seen:
    """Return what the next runs must not take again: what is in the log and can still be read."""
    oldest = window.oldest(clock.parse(of.read_at))
    asked = asks.sort(_shown(oldest, clock.parse(of.read_at)))
    done = [one.item for one in [*asked.first, *_signatures(asked)] if found.find(one) is not None]
    done += [
        act.item
        for act in asked.acts
        if (whose := found.find(act.about)) is not None and found.find_act(act, whose) is not None
    ]
    return _marks(item for item in done if item["bucket"][:16] >= oldest)


def _marks(items: Iterable[table.Item]) -> Seen:
    seen: Seen = {}
    for item in items:
        seen.setdefault(item["bucket"][:16], set()).add(window.mark(item))
    return seen
