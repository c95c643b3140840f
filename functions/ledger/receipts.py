"""A signer's or voter's receipt: the entry, and the promise to log it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from functions.ledger import entries, promise
from functions.ledger.claims import Claims, Failure
from functions.ledger.note import Key, NoteError
from functions.ledger.walk import Walk
from functions.shared import clock


@dataclass(frozen=True)
class Receipt:
    """The promised leaf, the leaf it becomes if it came too late, and by when it is logged.

    A ballot is never too late: it is refused instead.
    """

    leaf: bytes
    late_leaf: bytes
    due_at: datetime


def read(body: bytes, key: Key) -> Receipt:
    """Read a receipt {"entry", "promise"}. Raises NoteError or SignatureError."""
    try:
        told = json.loads(body)
        leaf, signed = told["entry"].encode(), told["promise"]
        entry = entries.decode(leaf)
        late_leaf = entries.encode(entry._replace(t="late")) if entry.t == "sign" else leaf
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoteError("not a receipt") from None
    promised = promise.open_promise(signed, key)
    if promised.leaf != entries.leaf_hash(leaf):
        raise NoteError("the promise is about another entry")
    return Receipt(leaf, late_leaf, promised.due_at)


def judge(
    receipt: Receipt, walk: Walk, claims: Claims, failures: list[Failure], *, is_live: bool
) -> str:
    """Tell what became of the entry; a promise that is overdue and not kept is a failure."""
    if receipt.late_leaf == receipt.leaf in walk.found:  # a ballot: it says nothing of the choice
        return f"logged at index {walk.found[receipt.leaf]}"
    if receipt.late_leaf in walk.found:
        return f"logged at index {walk.found[receipt.late_leaf]}, too late to count"
    if receipt.leaf in walk.found:
        index = walk.found[receipt.leaf]
        return f"logged at index {index}, {walk.fold.ended.get(index, 'counted')}"
    due = clock.text(receipt.due_at)
    seen_at = clock.text(clock.now()) if is_live else str((claims.counts or {}).get("at", ""))
    if seen_at < due:
        return f"not in the log yet; promised by {due}"
    failures.append(Failure("promise-broken", "receipt", f"promised by {due}, and not logged"))
    return "not in the log"
