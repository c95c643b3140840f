"""Requests to the log: what others ask the sequencer to append, as items of the inbox.

A request's key makes it unique: writing it twice (`table.put_new`) asks once. What it asks is in
`e`, the entry without its version; a request about a signature names it in `s`, since its index
is known to the log alone.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from functions.ledger import entries, inbox
from functions.shared import clock, keys, table


def request(
    petition_id: int,
    type: str,
    unique: str,
    at: datetime,
    **fields: str | int | dict[str, int],
) -> table.Item:
    """Return the item that asks for an entry with these fields. Raises EntryError.

    A `goal` may carry `minimums`, {area: signatures}, which stay private. A `sign` (one per paper
    signature) may carry its area as `rg`.
    """
    private = {name: fields.pop(name) for name in ("minimums", "rg") if name in fields}
    entry: dict[str, Any] = {"t": type, "p": petition_id, "h": entries.hour(at), **fields}
    try:
        leaf = entries.encode(entries.Entry(**entry))
    except TypeError:
        raise entries.EntryError(f"not the fields of {type}") from None
    return _item(petition_id, type, unique, at, entry, leaf) | private


def of_poll(poll_id: int, type: str, unique: str, at: datetime, **fields: str | int) -> table.Item:
    """Return the item that asks for an entry about a poll: `seal` or `tally`. Raises EntryError."""
    entry: dict[str, Any] = {"t": type, "q": poll_id, "h": entries.hour(at), **fields}
    try:
        leaf = entries.encode(entries.Entry(**entry))
    except TypeError:
        raise entries.EntryError(f"not the fields of {type}") from None
    c = hashlib.sha256(leaf).hexdigest()
    return {
        **keys.poll_log_request(poll_id, type, unique),
        "q": poll_id,
        "e": entry,
        "at": clock.text(at),
        "c": c,
        "bucket": inbox.bucket(at, c),
    }


def drop(signature: table.Item, reason: str, at: datetime) -> table.Item:
    """Return the item that asks to drop a signature, given its stored item. Raises EntryError.

    A signature is dropped once; the reason is one of those in `entries`.
    """
    return _about(signature, "drop", signature["c"], at, r=reason)


def hold(signature: table.Item, reason: str, at: datetime) -> table.Item:
    """Return the item that asks not to count a signature while it is looked into."""
    return _about(signature, "hold", f"{signature['c']}#{clock.text(at)}", at, r=reason)


def back(signature: table.Item, at: datetime) -> table.Item:
    """Return the item that asks to count a held or dropped signature again."""
    return _about(signature, "back", f"{signature['c']}#{clock.text(at)}", at)


def _about(
    signature: table.Item, kind: str, unique: str, at: datetime, **fields: str
) -> table.Item:
    petition_id = signature["p"]
    entry: dict[str, Any] = {"t": kind, "p": petition_id, "h": entries.hour(at), **fields}
    entries.encode(entries.Entry(**entry))
    names = ("pk", "sk", "a", "c", "at", "bucket", "rg", "again")
    whose = {name: signature[name] for name in names if signature.get(name) is not None}
    told = json.dumps([entry, whose["c"], clock.text(at)], sort_keys=True).encode()
    return _item(petition_id, kind, unique, at, entry, told) | {"s": whose}


def _item(
    petition_id: int, kind: str, unique: str, at: datetime, entry: dict[str, Any], told: bytes
) -> table.Item:
    c = hashlib.sha256(told).hexdigest()
    return {
        **keys.log_request(petition_id, kind, unique),
        "p": petition_id,
        "e": entry,
        "at": clock.text(at),
        "c": c,
        "bucket": inbox.bucket(at, c),
    }
