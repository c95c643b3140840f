"""A ballot: what was chosen, and never by whom.

Ballots of one person share a tag made under a key of their own, so that the last one can be found.
That key is destroyed when the poll is counted, and the tags then lead nowhere. Only the hour of a
ballot is kept; `c` is random, so the log's entry neither tells the choice nor commits to it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from functions.ledger import entries, inbox
from functions.ledger.entries import Entry
from functions.ledger.parallel import each
from functions.participants import own, participant
from functions.polls.methods import choice as choices
from functions.polls.methods.choice import Choice
from functions.shared import keys, table
from functions.shared.errors import TooManyError

MOST_CASTS = 5
SHARDS = [f"{shard:02x}" for shard in range(256)]
Assurance = Literal["email", "eid", "paper"]


class NoMoreChangesError(TooManyError):
    """The ballot was changed as often as it may be."""

    code = "no_more_changes"


@dataclass(frozen=True)
class Ballot:
    """One ballot as counted: `voter` only tells which ballots are of one person."""

    voter: str
    number: int
    choice: str
    assurance: str


def keys_name(poll_id: int) -> str:
    """Return the name of the keys that ballots are tagged by."""
    return f"BALLOTS#{poll_id}"


def tag(poll_id: int, ident: str) -> str:
    """Return what stands for a person among a poll's ballots, until it is counted."""
    found = own.own_keys(keys_name(poll_id))
    return participant.tag(found.tag, f"poll/{poll_id}/ballot", ident)


def new_item(
    poll_id: int,
    voter: str,
    number: int,
    choice: Choice,
    assurance: Assurance,
    *,
    rid: str,
    at: dt.datetime,
) -> table.Item:
    """Build a ballot's item; it holds no instant finer than what the inbox needs for a while."""
    c = secrets.token_hex(32)
    return {
        **keys.ballot(poll_id, voter, number),
        "q": poll_id,
        "n": number,
        "choice": choices.text(choice),
        "a": assurance,
        "c": c,
        "at": entries.hour(at),
        "rid": rid,
        "bucket": inbox.bucket(at, c),
    }


def put(
    poll_id: int, voter: str, choice: Choice, assurance: Assurance, *, rid: str, at: dt.datetime
) -> table.Item:
    """Store a person's next ballot: one conditional PutItem for each they have, and one.

    The same request id finds its own ballot again. Raises NoMoreChangesError.
    """
    for number in range(1, MOST_CASTS + 1):
        item = new_item(poll_id, voter, number, choice, assurance, rid=rid, at=at)
        there = table.put_new("signatures", item)
        if there is None:
            return item
        if there["rid"] == rid:
            return there
    raise NoMoreChangesError


def find(poll_id: int, voter: str, rid: str) -> table.Item | None:
    """Return the ballot that a request stored, if it did: one Query."""
    return next((item for item in _of(poll_id, voter) if item["rid"] == rid), None)


def derived_rid(poll_id: int, voter: str, choice: Choice) -> str:
    """Return the id of a request that has none: one Query.

    The same choice as the last ballot's is the same request again; whoever returns to an earlier
    choice casts a new ballot.
    """
    before = _of(poll_id, voter)
    content = hashlib.sha256(choices.text(choice).encode()).hexdigest()[:32]
    if before and before[-1]["rid"].rpartition("-")[0] == content:
        return str(before[-1]["rid"])
    return f"{content}-{len(before)}"


def _of(poll_id: int, voter: str) -> list[table.Item]:
    """Return a person's ballots, the first one first."""
    pk = keys.ballot(poll_id, voter, 1)["pk"]
    cast = table.query("signatures", "pk", pk, begins=f"{voter}#", consistent=True)
    return sorted(cast, key=lambda item: int(item["n"]))


def leaf(item: table.Item) -> bytes:
    """Return the log's entry of a ballot."""
    told = Entry("vote", 0, item["at"], item["a"], item["c"], n=item["n"], q=item["q"])
    return entries.encode(told)


def read(poll_id: int) -> Iterator[Ballot]:
    """Yield every ballot of a poll, one Query a shard and many at a time."""
    for found in each(_shard, [f"B{poll_id}#{shard}" for shard in SHARDS]):
        yield from found


def last(ballots: Iterable[Ballot]) -> list[Ballot]:
    """Return each person's last ballot, which is the one that counts."""
    found: dict[str, Ballot] = {}
    for one in ballots:
        there = found.get(one.voter)
        if there is None or there.number < one.number:
            found[one.voter] = one
    return list(found.values())


def _shard(pk: str) -> list[Ballot]:
    return [
        Ballot(item["sk"].partition("#")[0], item["n"], item["choice"], item["a"])
        for item in table.query("signatures", "pk", pk, consistent=True)
    ]
