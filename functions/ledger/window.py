"""How much of the inbox a run reads: what is new, and again what an index may show late.

Each run reads from a little before the last one's end. Each fifth minute, or after a gap, it reads
ten minutes back, so an item that the index shows late is still logged within ten minutes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from functions.ledger import inbox
from functions.ledger import stage as stages
from functions.ledger.head import Head
from functions.ledger.stage import SEEN_BYTES, Seen, Stage
from functions.shared import clock, table

WINDOW = timedelta(minutes=10)
SHORT_WINDOW = timedelta(minutes=2)
SWEEP = timedelta(minutes=5)
CATCH_UP = timedelta(hours=24)
MOST_ITEMS = 200_000


@dataclass
class Read:
    """What is new in the inbox, by `c`, and the instant up to which it was read.

    `stage` is the head's stage if it had to be read to tell what is new.
    """

    until: datetime
    items: dict[str, table.Item] = field(default_factory=dict)
    stage: Stage | None = None
    is_behind: bool = False


def read(head: Head, now: datetime) -> Read:
    """Read the inbox, oldest minute first, and stop after the minute that is too much."""
    found, seen = Read(until=now), set[bytes]()
    for at in inbox.minutes(_start(head, now), now):
        items = inbox.read(at)
        if items and found.stage is None:
            found.stage = stages.load(head)
            seen = set().union(*found.stage.seen.values())
        found.items |= {item["c"]: item for item in items if mark(item) not in seen}
        if len(found.items) >= MOST_ITEMS and at + inbox.MINUTE <= now:
            found.until, found.is_behind = at + inbox.MINUTE, True
            break
    return found


def oldest(read_at: datetime) -> str:
    """Return the oldest minute that a run after `read_at` can still read."""
    return inbox.minute(read_at - WINDOW)


def mark(item: table.Item) -> bytes:
    """Return what is remembered of an item that is done with."""
    return hashlib.sha256(item["c"].encode()).digest()[:SEEN_BYTES]


def forget_old(seen: Seen, read_at: datetime) -> Seen:
    """Return what must be remembered: the minutes that can still be read."""
    return {minute: ids for minute, ids in seen.items() if minute >= oldest(read_at)}


def _start(head: Head, now: datetime) -> datetime:
    read_at = clock.parse(head.read_at)
    is_sweep = now.minute % (SWEEP // inbox.MINUTE) == 0 or now - read_at > SWEEP
    return max(read_at - (WINDOW if is_sweep else SHORT_WINDOW), now - CATCH_UP)
