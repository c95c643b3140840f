"""The inbox: what waits to be logged, in buckets of a minute, each in a few shards.

A bucket is a key of the sparse index `inbox`, such as `2026-09-30T12:03#01`. The number of shards
is a setting that must not be lowered while anything waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from functions.ledger.parallel import each
from functions.shared import table
from functions.shared.settings import settings

MINUTE = timedelta(minutes=1)


def bucket(at: datetime, c: str) -> str:
    """Return the bucket of an item that is put at an instant; `c` is 64 hex digits."""
    return f"{minute(at)}#{int(c[:2], 16) % settings().inbox_shards:02d}"


def minute(at: datetime) -> str:
    """Return an instant's minute as buckets write it."""
    return at.strftime("%Y-%m-%dT%H:%M")


def minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield every minute from the one of `start` to the one of `end`."""
    at = start.replace(second=0, microsecond=0)
    while at <= end:
        yield at
        at += MINUTE


def read(at: datetime) -> list[table.Item]:
    """Return what is in a minute's buckets: one Query for each shard, at the same time."""
    names = [f"{minute(at)}#{shard:02d}" for shard in range(settings().inbox_shards)]
    return [item for items in each(_read_bucket, names) for item in items]


def _read_bucket(name: str) -> list[table.Item]:
    return list(table.query("signatures", "bucket", name, index="inbox", sk_name="c"))
