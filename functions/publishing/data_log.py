"""The public log read once, a part at a time: its acts, the votes of each month, its daily size.

It is what anyone else could read of it, and it is read like that: from the log's files alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

from functions.ledger import entries, reader, tiles
from functions.ledger.entries import Entry
from functions.publishing.store import Store
from functions.shared import objects

TAKEN, DAY = "log_taken", "log_day"
AT_ONCE = 64 * tiles.WIDTH
_PLAIN = frozenset({"sign", "late", "vote"})
_DAY, _MONTH = len("2026-11-22"), len("2026-11")


def intake(store: Store, has_time: Callable[[], bool]) -> bool:
    """Take new entries in, as many as there is time for; tell whether these were all."""
    stored = objects.read("log", "counts.json")
    size = int(json.loads(stored.body)["size"]) if stored else 0
    if size < int(store.get(TAKEN, "0")):  # another log, or one that was put back
        _forget(store)
    start = int(store.get(TAKEN, "0"))
    while start < size:
        end = min(start + AT_ONCE, size)
        _take(store, start, list(_read(start, end, size)), size)
        start = end
        store.set(TAKEN, str(end))
        # After a part, however little time there is: so every run gets on.
        if not has_time():
            break
    return start >= size


def _read(start: int, end: int, size: int) -> Sequence[Entry]:
    # What was published at this size is read, whatever was added since.
    leaves = reader.entries(_fetch, start, size)
    return [entries.decode(next(leaves)) for _ in range(start, end)]


def _take(store: Store, start: int, found: Sequence[Entry], size: int) -> None:
    acts, votes = [], Counter[str]()
    ends: dict[str, int] = {}
    day = store.get(DAY)
    for index, entry in enumerate(found, start=start):
        # An entry of an earlier hour may be logged late: the day never goes back.
        day = max(day, entry.h[:_DAY])
        ends[day] = index + 1
        if entry.t == "vote" and entry.n == 1:
            votes[entry.h[:_MONTH]] += 1
        elif entry.t not in _PLAIN:
            acts.append(_act(index, entry))
    store.set(DAY, day)
    store.db.executemany("INSERT OR REPLACE INTO log_act VALUES (?,?,?,?,?,?,?,?,?,?)", acts)
    store.db.executemany(
        "INSERT INTO log_votes VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        votes.items(),
    )
    store.db.executemany(
        "INSERT OR REPLACE INTO log_day VALUES (?, ?, ?)",
        ((day, end, root(end, size).hex()) for day, end in ends.items()),
    )


def _act(index: int, entry: Entry) -> tuple[object, ...]:
    is_of_signature = entry.t in ("drop", "hold", "back")
    counts = entry.n if entry.t in ("goal", "pass", "close", "tally") else None
    return (
        *(index, entry.t, entry.p or None, entry.q or None, entry.h),
        *(entry.i if is_of_signature else None, entry.r or None, entry.k or None),
        *(counts, entry.d or None),
    )


def root(end: int, size: int) -> bytes:
    """Return the root of the log's first `end` entries, from the files of a log of `size`."""
    levels, level = [], 0
    while end >> (tiles.LEVEL_BITS * level):
        index, width = divmod(end >> (tiles.LEVEL_BITS * level), tiles.WIDTH)
        found = reader.tile(_fetch, level, index, size)[:width] if width else []
        levels.append(tuple(found))
        level += 1
    return tiles.Edge(end, tuple(levels)).root()


def _forget(store: Store) -> None:
    for table in ("log_act", "log_votes", "log_day"):
        store.db.execute(f"DELETE FROM {table}")  # noqa: S608  names of this module
    store.set(TAKEN, "0")
    store.set(DAY, "")


def _fetch(path: str) -> bytes:
    stored = objects.read("log", path)
    if stored is None:
        raise FileNotFoundError(path)
    return stored.body
