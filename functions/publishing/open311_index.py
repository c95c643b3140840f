"""The published requests as the functions have them: blocks of neighbours, kept while they hold.

The head says which version of each block there is. It is looked at every ten seconds, and a block
is read again only when its version is another. No table is asked.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from functions.complaints import coupon
from functions.publishing.open311_query import Query
from functions.publishing.open311_request import Row
from functions.shared import objects
from functions.shared.settings import settings

BLOCK = 500
HEAD = "open311/blocks/head.json"
LOOK_EVERY = dt.timedelta(seconds=10)
MOST_KEPT = 40  # blocks: some 80 MB


@dataclass
class _Kept:
    """The head in use, when it was looked at, and the blocks read last."""

    bucket: str = ""
    head: list[dict[str, Any]] = field(default_factory=list)
    looked_at: dt.datetime | None = None
    blocks: OrderedDict[tuple[int, str], list[Row]] = field(default_factory=OrderedDict)


_kept = _Kept()


def block_path(number: int) -> str:
    """Return the path of a block."""
    return f"open311/blocks/{number}.json"


def find(query: Query, now: dt.datetime) -> list[Row]:
    """Return the requests that are asked for, the newest first; by id, in the order asked."""
    if query.ids:
        rows = (one(number, now) for number in dict.fromkeys(query.ids))
        return [row for row in rows if row]
    found, skipped = list[Row](), 0
    for row in _newest(query, now):
        if skipped < query.skip:
            skipped += 1
            continue
        found.append(row)
        if len(found) == query.most:
            break
    return found


def one(number: str, now: dt.datetime) -> Row | None:
    """Return the request with this service_request_id, or None."""
    try:
        complaint = coupon.read(number)
    except ValueError:
        return None
    for entry in _head(now):
        if entry["block"] == complaint // BLOCK:
            rows = _block(entry)
            return next((r for r in rows if r["core"]["service_request_id"] == number), None)
    return None


def _newest(query: Query, now: dt.datetime) -> Iterator[Row]:
    """Yield what the query takes; ids grow with time, so the newest block comes first."""
    for entry in reversed(_head(now)):
        if entry["first"] <= query.end and query.start <= entry["last"]:
            taken = [row for row in _block(entry) if query.takes(row)]
            yield from sorted(taken, key=_requested, reverse=True)


def _requested(row: Row) -> tuple[str, str]:
    return row["core"]["requested_datetime"], row["core"]["service_request_id"]


def _head(now: dt.datetime) -> list[dict[str, Any]]:
    bucket = settings().bucket_site
    seen = _kept.looked_at if _kept.bucket == bucket else None
    if seen is None or not seen <= now < seen + LOOK_EVERY:
        if _kept.bucket != bucket:
            _kept.blocks.clear()
        stored = objects.read("site", HEAD)
        _kept.head = json.loads(stored.body) if stored else []
        _kept.bucket, _kept.looked_at = bucket, now
    return _kept.head


def _block(entry: dict[str, Any]) -> list[Row]:
    """Return a block. One that was published a moment after the head is taken as it is."""
    key = (int(entry["block"]), str(entry["version"]))
    if key not in _kept.blocks:
        stored = objects.read("site", block_path(key[0]))
        _kept.blocks[key] = json.loads(stored.body) if stored else []
        while len(_kept.blocks) > MOST_KEPT:
            _kept.blocks.popitem(last=False)
    _kept.blocks.move_to_end(key)
    return _kept.blocks[key]
