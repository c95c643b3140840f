"""Every minute: take the inbox, append to the log, publish the counts.

    read the head → publish what an earlier run left → read the inbox → decide → store the stage
    → move the head by compare-and-swap → tiles → sign → checkpoint → counts

The move of the head is the one point of no return. Nothing is signed before it, so no loser of a
race ever holds a signature; all after it can be done again by any later run. Two writers, a crash
or a lost answer at any step delay an entry, and never lose, double or fork.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from aws_lambda_powertools import Logger

from functions.ledger import batch as batches
from functions.ledger import head as heads
from functions.ledger import inbox, publication, resolve, window
from functions.ledger import stage as stages
from functions.ledger.asked import Asked, sort
from functions.ledger.batch import Decided
from functions.ledger.head import Head
from functions.ledger.lookup import Lookup
from functions.ledger.merkle import EMPTY_ROOT
from functions.ledger.stage import Batch, OvertakenError, Seen, Stage
from functions.ledger.window import Read
from functions.shared import clock, objects

FIRST_READ = timedelta(hours=1)

logger = Logger(service="dauys")


@dataclass
class Report:
    """What a run did; it holds no personal data."""

    size: int
    logged: int = 0
    waiting: int = 0
    is_behind: bool = False
    refused: Counter[str] = field(default_factory=Counter)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Run once; nothing is needed of the schedule's event."""
    report = asdict(run(clock.now()))
    logger.info("sequenced", **report)
    return report


def run(now: datetime) -> Report:
    """Bring the log up to now. Raises ForkError or StageError when a person must look."""
    published = publication.current()  # before the head, so it can only be the older one
    head = heads.load() or _found(now, is_new=published is None)
    if published and published.size > head.size:
        raise publication.ForkError("the head is older than the public checkpoint")
    try:
        return _run(head, max(now, clock.parse(head.read_at)))
    except OvertakenError:
        return Report(head.size)


def _run(head: Head, now: datetime) -> Report:
    if head.done < head.size:
        publication.publish(head, stages.load(head))
        head = replace(head, done=head.size)
    read = window.read(head, now)
    if read.items or head.due <= clock.text(now):
        return _append(head, read, now)
    heads.rest(head, clock.text(read.until))
    return Report(head.size, is_behind=read.is_behind)


def _append(head: Head, read: Read, now: datetime) -> Report:
    """Decide, store the stage, move the head, publish."""
    stage = read.stage or stages.load(head)
    asked = sort(read.items.values())
    decided, waiting = decide(head, stage, asked, now, may_close=not read.is_behind)
    refused = asked.refused + decided.refused
    report = Report(head.size, 0, len(waiting), read.is_behind, refused)
    if not decided.leaves:
        heads.rest(head, clock.text(read.until))
        return report
    following = _following(head, stage, decided, _seen(stage, asked, waiting, now, read), now)
    new = _moved(head, following, read)
    stages.save(new.stage, following)
    if not heads.swap(head, new):
        raise OvertakenError
    publication.publish(new, following)
    objects.delete("private", head.stage)
    return replace(report, size=new.size, logged=len(decided.leaves))


def decide(
    head: Head, stage: Stage, asked: Asked, now: datetime, *, may_close: bool
) -> tuple[Decided, set[str]]:
    """Return what to append, and the `c` of requests about signatures that are not logged yet."""
    lookup = Lookup(head.size, clock.text(now))
    logged = resolve.logged_already([*asked.first, *asked.signatures], lookup)
    places = resolve.places(asked, lookup)
    asked.signatures += resolve.orphans(asked, places)
    decided = Decided(stage.fold, head.size)
    batches.begin(
        decided,
        [one for one in asked.first if one.hash not in logged],
        [one for one in asked.signatures if one.hash not in logged],
    )
    places |= {leaf: head.size + place for place, leaf in enumerate(decided.hashes)}
    waiting = {act.item["c"] for act in asked.acts if act.about.hash not in places}
    for act in asked.acts:
        if act.item["c"] not in waiting:
            batches.act(decided, act, places[act.about.hash])
    batches.finish(decided, now, may_close=may_close)
    return decided, waiting


def _seen(stage: Stage, asked: Asked, waiting: set[str], now: datetime, read: Read) -> Seen:
    """Return what the next runs must not take again; what waits is left to them.

    A signature logged for the sake of its withdrawal may still show in the inbox for a while.
    """
    seen = window.forget_old(stage.seen, read.until)
    for item in read.items.values():
        if item["c"] not in waiting:
            seen.setdefault(item["bucket"][:16], set()).add(window.mark(item))
    for one in asked.signatures:
        if one.item["c"] not in read.items:
            seen.setdefault(inbox.minute(now), set()).add(window.mark(one.item))
    return seen


def _following(head: Head, stage: Stage, decided: Decided, seen: Seen, now: datetime) -> Stage:
    """Return the stage of a batch, after the stage before it."""
    batch = Batch(
        at=clock.text(now),
        since=window.oldest(clock.parse(head.read_at)),
        start=decided.start,
        sign_start=decided.sign_start,
        sign_end=decided.sign_end,
        end=decided.end,
    )
    edge, _ = stage.grown
    touched = sorted(decided.touched), sorted(decided.touched_polls)
    return Stage(batch, edge, decided.leaves, decided.hashes, decided.fold, seen, *touched)


def _moved(head: Head, following: Stage, read: Read) -> Head:
    """Return the head that a stage leads to."""
    edge, _ = following.grown
    root = edge.root().hex()
    return Head(
        v=head.v + 1,
        size=edge.size,
        root=root,
        stage=stages.key(edge.size, root),
        read_at=clock.text(read.until),
        due=batches.next_closing(following.fold),
        done=head.size,
    )


def _found(now: datetime, *, is_new: bool) -> Head:
    """Begin a log, with no entries. Raises ForkError if one was published before."""
    if not is_new:
        raise publication.ForkError("the head is missing, and a checkpoint is public")
    read_at, root = now - FIRST_READ, EMPTY_ROOT.hex()
    first = Stage(Batch(clock.text(now), window.oldest(read_at)))
    stages.save(stages.key(0, root), first)
    return heads.found(Head(0, 0, root, stages.key(0, root), clock.text(read_at)))
