"""Paper ballots: who voted is marked from the list of voters, and, apart, what the ballots say.

Ballots are typed twice, by two officials, and taken in when both typed the same; what the first one
typed is sealed until then, so that nobody can read a part of the result. A ballot is known by the
number printed on it, which nothing joins to a voter.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.ledger.parallel import each
from functions.participants import own
from functions.polls import ballot, mark
from functions.polls.mark import Taken
from functions.polls.methods import choice as choices
from functions.polls.methods.choice import Choice
from functions.shared import clock, crypto, keys, table
from functions.shared.errors import FieldError, InvalidInputError


@dataclass(frozen=True)
class Voter:
    """Somebody on the list of voters; the identity is hashed at once and kept nowhere."""

    ident: str
    region: str = ""
    born: int | None = None


@dataclass(frozen=True)
class Batch:
    """What was typed first, and by whom."""

    by: str
    ballots: dict[str, str]


def mark_voters(poll_id: int, voters: Sequence[Voter], batch: str, now: dt.datetime) -> list[Taken]:
    """Mark the voters of a list, and tell what came of each line."""

    def put(one: Voter) -> Taken:
        return mark.put_paper(poll_id, one.ident, one.region, one.born, batch=batch, now=now)

    return each(put, voters)


def texts_of(ballots: Mapping[str, Choice]) -> dict[str, str]:
    """Return {serial: canonical text} of checked ballots."""
    return {serial: choices.text(choice) for serial, choice in sorted(ballots.items())}


def keep(poll_id: int, name: str, batch: Batch, now: dt.datetime) -> None:
    """Keep what the first official typed; the same name again is refused.

    Raises InvalidInputError.
    """
    told = json.dumps({"by": batch.by, "ballots": batch.ballots}).encode()
    sealed = crypto.encrypt(_data_key(poll_id), told, _context(poll_id, name))
    item = {**keys.paper_batch(poll_id, name), "sealed": sealed, "at": clock.text(now)}
    there = table.put_new("core", item)
    if there is not None and _open(poll_id, name, there) != batch:
        raise InvalidInputError(FieldError("batch", "batch_used"))


def kept(poll_id: int, name: str) -> Batch:
    """Return what the first official typed. Raises InvalidInputError if there is no such batch."""
    item = table.get("core", keys.paper_batch(poll_id, name), consistent=True)
    if item is None:
        raise InvalidInputError(FieldError("batch", "not_a_choice"))
    return _open(poll_id, name, item)


def drop(poll_id: int, name: str) -> None:
    """Forget a batch."""
    table.delete("core", keys.paper_batch(poll_id, name))


def differing(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    """Return the serials that the two officials typed differently, or only one of them."""
    serials = first.keys() | second.keys()
    return sorted(serial for serial in serials if first.get(serial) != second.get(serial))


def take(poll_id: int, name: str, ballots: Mapping[str, str], now: dt.datetime) -> None:
    """Store ballots that both typed; done again it stores nothing twice.

    Raises InvalidInputError if a serial is another batch's; then none is stored.
    """
    tags = {serial: ballot.tag(poll_id, f"paper:{serial}") for serial in ballots}

    def used(serial: str) -> bool:
        there = table.get("signatures", keys.ballot(poll_id, tags[serial], 1), consistent=True)
        return there is not None and there["rid"] != name

    def put(serial: str) -> None:
        choice = json.loads(ballots[serial])
        item = ballot.new_item(poll_id, tags[serial], 1, choice, "paper", rid=name, at=now)
        table.put_new("signatures", item)

    serials = sorted(ballots)
    taken = [serial for serial, is_it in zip(serials, each(used, serials), strict=True) if is_it]
    if taken:
        raise InvalidInputError(FieldError("ballots", "serial_used", (("serial", taken[0]),)))
    each(put, serials)


def _open(poll_id: int, name: str, item: table.Item) -> Batch:
    plain = crypto.decrypt(_data_key(poll_id), item["sealed"], _context(poll_id, name))
    return Batch(**json.loads(plain))


def _data_key(poll_id: int) -> bytes:
    """Return the key that dies with the ballots' tags. Raises NotFoundError once it is dead."""
    return own.own_keys(ballot.keys_name(poll_id)).data


def _context(poll_id: int, name: str) -> str:
    return f"paper/{poll_id}/{name}"
