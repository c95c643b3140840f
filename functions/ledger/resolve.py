"""At which index the signatures lie that the inbox asks to drop, hold or bring back."""

from __future__ import annotations

from collections.abc import Iterable

from functions.ledger.asked import Act, Asked, Wanted
from functions.ledger.lookup import Lookup
from functions.shared import table
from functions.shared.keys import Key


def places(asked: Asked, lookup: Lookup) -> dict[bytes, int]:
    """Return {leaf hash: index} of the signatures that acts are about and that are logged."""
    coming = {one.hash for one in asked.signatures}
    found = {}
    for act in asked.acts:
        leaf = act.about.hash
        if leaf not in coming and leaf not in found:
            index = _find(lookup, act)
            if index is not None:
                found[leaf] = index
    return found


def orphans(asked: Asked, found: dict[bytes, int]) -> list[Wanted]:
    """Return signatures to be dropped that would never come by themselves.

    Their own item is gone or taken by a newer signature, so the inbox cannot bring them. They were
    promised: they are logged, then dropped.
    """
    known = found.keys() | {one.hash for one in asked.signatures}
    missing = {
        act.about.hash: act.about
        for act in asked.acts
        if act.about.hash not in known and act.item["e"]["t"] == "drop"
    }
    return [one for one in missing.values() if is_gone(one.item)]


def logged_already(wanted: Iterable[Wanted], lookup: Lookup) -> set[bytes]:
    """Return leaf hashes of items put in again that a run has logged in the meantime.

    Reconciliation notes in `again` the size of the log in which it had missed the item.
    """
    again = [one for one in wanted if "again" in one.item]
    if not again:
        return set()
    size = min(one.item["again"] for one in again)
    return lookup.logged_since((one.hash for one in again), size)


def _find(lookup: Lookup, act: Act) -> int | None:
    """Look in the runs that could read the signature in the inbox, then in those since the request.

    A signature put in again may have been logged from where it was before. The second look is for
    one that was put in again while its request was written.
    """
    if "i" in act.item:
        return int(act.item["i"])
    whose, asked_in = act.about.item, act.item["bucket"][:16]
    put_in = whose["bucket"][:16]
    first = min(put_in, whose["at"][:16]) if "again" in whose else put_in
    index = lookup.find(act.about.hash, first, put_in)
    return index if index is not None else lookup.find(act.about.hash, asked_in, asked_in)


def is_gone(whose: table.Item) -> bool:
    """Tell whether a signature's item is deleted, or taken by a newer signature."""
    there = table.get("signatures", Key(pk=whose["pk"], sk=whose["sk"]), consistent=True)
    return there is None or there["c"] != whose["c"]
