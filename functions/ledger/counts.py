"""Counts as stored: a petition's or poll's COUNT item, which the sequencer alone writes."""

from __future__ import annotations

from dataclasses import asdict

from functions.ledger.poll_tally import PollTally
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


def of_poll(poll_id: int, tally: PollTally, size: int) -> table.Item:
    """Map a poll's tally to its item."""
    return {**keys.poll_count(poll_id), "size": size, **asdict(tally)}


def poll_from_item(item: table.Item | None) -> PollTally:
    """Read a poll's COUNT item; no item means nothing logged yet."""
    if item is None:
        return PollTally()
    return PollTally(
        live={name: item["live"][name] for name in CLASSES},
        changed=item["changed"],
        sealed=item["sealed"],
        ballots=item["ballots"],
        tallied=item.get("tallied"),
    )


def put(item: table.Item) -> None:
    """Write a COUNT item unless a newer one stands there: one conditional PutItem."""
    table.put_if(
        "core",
        item,
        "attribute_not_exists(pk) OR #size < :size",
        {":size": item["size"]},
        {"#size": "size"},
    )
