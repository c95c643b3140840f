"""A petition's counts as stored: the COUNT item, written by the sequencer and by nobody else."""

from __future__ import annotations

from functions.ledger.tally import CLASSES, Counts, Tally
from functions.shared import clock, keys, table


def from_item(item: table.Item | None) -> Counts:
    """Read a COUNT item; no item means nothing logged yet."""
    if item is None:
        return Counts()
    return Counts(
        **{name: item[name] for name in CLASSES},
        passed={k: clock.parse(at) for k, at in item["passed"].items()},
        areas=item.get("areas", {}),
        closed=item.get("closed"),
    )


def log_size(item: table.Item | None) -> int:
    """Return the size of the log that the counts were folded at."""
    return int(item["size"]) if item else 0


def to_item(petition_id: int, tally: Tally, size: int) -> table.Item:
    """Map a tally to its item, stamped with the log's size."""
    return {
        **keys.count(petition_id),
        "size": size,
        **tally.live,
        "passed": dict(tally.passed),
        "areas": dict(tally.areas) or None,
        "closed": tally.closed,
    }


def put(item: table.Item) -> None:
    """Write a COUNT item unless a newer one stands there: one conditional PutItem."""
    table.put_if(
        "core",
        item,
        "attribute_not_exists(pk) OR #size < :size",
        {":size": item["size"]},
        {"#size": "size"},
    )
