"""Entries of the log: one canonical ASCII JSON object each, without personal data.

| t      | fields        | says                                                                |
|--------|---------------|---------------------------------------------------------------------|
| rule   | rs, d         | the petition follows this rule set; SHA-256 of its canonical JSON   |
| text   | d             | SHA-256 of the petition's text                                      |
| goal   | k, n, (m)     | the threshold k is n signatures (from at least m areas)             |
| open   | x             | signatures are taken until x                                        |
| extend | x             | ... until x instead                                                 |
| sign   | a, c          | a signature of assurance class a; c commits to the signer           |
| late   | a, c          | the same, too late to count                                         |
| drop   | i, r          | the signature at index i no longer counts, for reason r             |
| hold   | i, r          | ... does not count while it is looked into                          |
| back   | i             | ... counts again                                                    |
| pass   | k, n, at      | the threshold k was reached with n signatures                       |
| close  | n             | the count when signing ended                                        |
| seal   | d             | SHA-256 of the poll's sealed document                               |
| vote   | a, c, n       | somebody's nth ballot; c is random and commits to nothing           |
| tally  | d, n          | n people voted; SHA-256 of the ballots that were counted            |

Every entry also has v = 1, p (petition id) or q (poll id), t and h (hour in UTC). The same facts
are always the same bytes, and whatever is not those bytes is refused.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from functions.ledger.merkle import leaf_hash

__all__ = ["Entry", "EntryError", "decode", "encode", "hour", "leaf_hash", "sign_leaf"]

VERSION = 1
MAX_NUMBER = 2**53 - 1
FIELDS = {
    "rule": ("d", "rs"),
    "text": ("d",),
    "goal": ("k", "n"),
    "open": ("x",),
    "extend": ("x",),
    "sign": ("a", "c"),
    "late": ("a", "c"),
    "drop": ("i", "r"),
    "hold": ("i", "r"),
    "back": ("i",),
    "pass": ("at", "k", "n"),
    "close": ("n",),
    "seal": ("d",),
    "vote": ("a", "c", "n"),
    "tally": ("d", "n"),
}
OF_POLLS = frozenset({"seal", "vote", "tally"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{64}")
_HOUR = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])"
_INSTANT = re.compile(_HOUR + r":[0-5]\d:[0-5]\dZ")
_PATTERNS = {
    "a": re.compile("email|eid|paper"),
    "at": _INSTANT,
    "c": _HASH,
    "d": _HASH,
    "h": re.compile(_HOUR),
    "k": _NAME,
    "r": re.compile(r"withdrawn|erased|duplicate|bounced|fraud:[A-Za-z0-9._-]{1,32}"),
    "rs": _NAME,
    "x": _INSTANT,
}
_SIGNATURE = re.compile(
    rb'\{"a":"(email|eid|paper)","c":"([0-9a-f]{64})","h":"('
    + _HOUR.encode()
    + rb')","p":([1-9]\d{0,14}),"t":"(sign|late)","v":1\}',
    re.ASCII,
)
_VOTE = re.compile(
    rb'\{"a":"(email|eid|paper)","c":"([0-9a-f]{64})","h":"('
    + _HOUR.encode()
    + rb')","n":([1-9]\d{0,2}),"q":([1-9]\d{0,14}),"t":"vote","v":1\}',
    re.ASCII,
)


Subject = tuple[str, int]  # ("p", petition id) or ("q", poll id)


class EntryError(ValueError):
    """These bytes or values are no entry."""


class Entry(NamedTuple):
    """One entry; the fields that its type does not have are empty."""

    t: str
    p: int = 0
    h: str = ""
    a: str = ""
    c: str = ""
    d: str = ""
    i: int = 0
    k: str = ""
    m: int = 0
    n: int = 0
    r: str = ""
    rs: str = ""
    at: str = ""
    x: str = ""
    q: int = 0

    @property
    def subject(self) -> Subject:
        """What the entry is about."""
        return ("q", self.q) if self.t in OF_POLLS else ("p", self.p)


def hour(at: datetime) -> str:
    """Return the hour that an entry tells, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H")


def sign_leaf(petition_id: int, assurance: str, commitment: str, at: datetime) -> bytes:
    """Return the entry of a signature. Raises EntryError."""
    return signature_leaf("sign", petition_id, assurance, commitment, hour(at))


def signature_leaf(kind: str, petition_id: int, assurance: str, commitment: str, h: str) -> bytes:
    """Return a `sign` or `late` entry; the one kind there are millions of. Raises EntryError."""
    signer, place = f'"a":"{assurance}","c":"{commitment}"', f'"h":"{h}","p":{petition_id}'
    leaf = f'{{{signer},{place},"t":"{kind}","v":1}}'.encode()
    if type(petition_id) is not int or not _SIGNATURE.fullmatch(leaf):
        raise EntryError(f"not a {kind} entry")
    return leaf


def encode(entry: Entry) -> bytes:
    """Return an entry's bytes. Raises EntryError if a value does not fit its field."""
    if entry.t in ("sign", "late"):
        return signature_leaf(entry.t, entry.p, entry.a, entry.c, entry.h)
    if entry.t == "vote":
        return vote_leaf(entry)
    names = _names(entry.t, bool(entry.m))
    values = {name: getattr(entry, name) for name in names}
    for name, value in values.items():
        _check(entry.t, name, value)
    return _canonical(values | {"t": entry.t, "v": VERSION})


def vote_leaf(entry: Entry) -> bytes:
    """Return a `vote` entry, of which there are many too. Raises EntryError."""
    voter, place = f'"a":"{entry.a}","c":"{entry.c}"', f'"h":"{entry.h}","n":{entry.n}'
    leaf = f'{{{voter},{place},"q":{entry.q},"t":"vote","v":1}}'.encode()
    if {type(entry.n), type(entry.q)} != {int} or not _VOTE.fullmatch(leaf):
        raise EntryError("not a vote entry")
    return leaf


def decode(leaf: bytes) -> Entry:
    """Read an entry. Raises EntryError unless these are exactly the bytes that `encode` makes."""
    if found := _SIGNATURE.fullmatch(leaf):
        a, c, h, p, t = found.groups()
        return Entry(t.decode(), int(p), h.decode(), a.decode(), c.decode())
    if voted := _VOTE.fullmatch(leaf):
        a, c, h, n, q = voted.groups()
        return Entry("vote", 0, h.decode(), a.decode(), c.decode(), n=int(n), q=int(q))
    try:
        read = json.loads(leaf)
    except ValueError:
        raise EntryError("not JSON") from None
    if not isinstance(read, dict) or read.pop("v", None) != VERSION:
        raise EntryError("not an object of version 1")
    entry = _entry(read)
    if encode(entry) != leaf:
        raise EntryError("not canonical")
    return entry


def _entry(read: dict[str, Any]) -> Entry:
    kind = read.get("t")
    if not isinstance(kind, str) or kind not in FIELDS:
        raise EntryError("no known type")
    if read.keys() - {"t"} != set(_names(kind, "m" in read)):
        raise EntryError(f"not the fields of {kind}")
    return Entry(**read)


def _names(kind: str, with_minimum: bool) -> tuple[str, ...]:
    if kind not in FIELDS:
        raise EntryError("no known type")
    own = FIELDS[kind] + (("m",) if with_minimum and kind == "goal" else ())
    return (*own, "h", "q" if kind in OF_POLLS else "p")


def _check(kind: str, name: str, value: object) -> None:
    """Refuse a value that does not fit; only indexes and the counts at an end may be zero."""
    least = 0 if name == "i" or (name == "n" and kind in ("close", "tally")) else 1
    if name in _PATTERNS:
        if not isinstance(value, str) or not _PATTERNS[name].fullmatch(value):
            raise EntryError(f"bad {name}")
    elif type(value) is not int or not least <= value <= MAX_NUMBER:
        raise EntryError(f"bad {name}")


def _canonical(values: dict[str, object]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
