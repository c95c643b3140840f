"""The promise that a confirmed signature will be in the log: a signed note, with its own key.

dauys.example/log/promise                           whose promise
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=        leaf hash of the entry
2026-09-30T12:13:04Z                                in the log by then
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.ledger import note
from functions.shared import clock, crypto
from functions.shared.settings import settings

MAXIMUM_MERGE_DELAY = timedelta(minutes=10)


@dataclass(frozen=True)
class Promise:
    """A leaf hash, and the instant by which it is in the log."""

    leaf: bytes
    due_at: datetime


def due_at(at: datetime) -> datetime:
    """Return when a signature confirmed at an instant is in the log at the latest."""
    return at + MAXIMUM_MERGE_DELAY


def promise(leaf: bytes, at: datetime) -> str:
    """Return the signed promise for a leaf hash confirmed at an instant."""
    named = key()
    text = f"{named.name}\n{base64.b64encode(leaf).decode()}\n{clock.text(due_at(at))}\n"
    return note.sign(text, named, crypto.sign_promise)


def key() -> note.Key:
    """Return the public key of promises, under its name."""
    return note.Key(f"{settings().log_origin}/promise", crypto.promise_public_key())


def open_promise(signed: str, trusted: note.Key) -> Promise:
    """Return a promise signed by the key. Raises NoteError or SignatureError."""
    lines = note.open_note(signed, [trusted]).splitlines()
    try:
        name, leaf, due = lines
        found = Promise(base64.b64decode(leaf, validate=True), clock.parse(due))
    except ValueError:
        raise note.NoteError("not a promise") from None
    if name != trusted.name or len(found.leaf) != 32:
        raise note.NoteError("not a promise")
    return found
