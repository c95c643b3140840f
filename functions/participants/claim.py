"""A claim: points that somebody gave for an offer, under a code that is shown at the counter.

One item holds all that is known of it. The nth claim of a person has a key of its own, so whoever
writes it has seen every claim before it, and no points are spent twice.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from functions.participants import offers
from functions.participants.contribution import Line
from functions.shared import keys, table
from functions.shared.check_digit import check_digit
from functions.shared.errors import ChangedMeanwhileError
from functions.shared.facts import Texts

State = Literal["waiting", "handed_over", "cancelled"]
CODE_DIGITS = 12
_NUMBERS = 10 ** (CODE_DIGITS - 1)


@dataclass(frozen=True)
class Claim:
    """One claim; `tag` stands for the person, `number` counts the person's claims from 1.

    `ended_on` is the day it was handed over or cancelled, `ended_rid` the request that did it, and
    `reason` what the desk says of a cancellation.
    """

    tag: str
    number: int
    code: str
    offer: str
    body: str
    points: int
    on: dt.date
    rid: str
    state: State = "waiting"
    ended_on: dt.date | None = None
    ended_rid: str = ""
    reason: Texts = field(default_factory=dict)


def spent(claims: Iterable[Claim]) -> int:
    """Return the points that claims hold; those of a cancelled one are free again."""
    return sum(one.points for one in claims if one.state != "cancelled")


def lines(claims: Iterable[Claim]) -> list[Line]:
    """Return the claims as lines of the points ledger: taken, and given back where cancelled."""
    told = list[Line]()
    for one in claims:
        told.append(Line(one.on, "claim", one.offer, -one.points))
        if one.state == "cancelled" and one.ended_on:
            told.append(Line(one.ended_on, "claim", one.offer, one.points))
    return told


def new_code(key: bytes, tag: str, rid: str) -> str:
    """Return the code of a request: 11 digits that nobody can guess, and a check digit.

    HMAC-SHA-256 of person and request: sent again, the request gets the same code.
    """
    seed = hmac.new(key, f"claim/v1\n{tag}\n{rid}".encode(), hashlib.sha256).digest()
    digits = f"{int.from_bytes(seed) % _NUMBERS:0{CODE_DIGITS - 1}d}"
    return f"{digits}{check_digit(digits)}"


def written(code: str) -> str:
    """Write a code as people read it: `1234-5678-9012`; a forgotten one is empty."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read_code(typed: str) -> str:
    """Return the code that somebody typed. Raises ValueError("check_digit") if it is misread."""
    code = re.sub(r"[\s\-–—]", "", typed)
    if not (
        code.isascii() and code.isdigit() and len(code) == CODE_DIGITS and not check_digit(code)
    ):
        raise ValueError("check_digit")
    return code


def keep_code(code: str, tag: str) -> bool:
    """Keep whose a code is: one PutItem; False if it is somebody else's already."""
    there = table.put_new("core", {**keys.claim_code(code), "tag": tag})
    return there is None or there.get("tag") == tag


def put_new(claim: Claim) -> Claim | None:
    """Spend the points of a claim: one PutItem; return the claim that has its number already."""
    there = table.put_new("core", _item(claim))
    return from_item(there) if there else None


def by_code(code: str) -> Claim | None:
    """Return the claim of a code: one GetItem, and one Query of that person's claims."""
    whose = table.get("core", keys.claim_code(code), consistent=True)
    if whose is None:
        return None
    pk = keys.claim(whose["tag"], 0)["pk"]
    found = table.query("core", "pk", pk, begins=keys.CLAIMS, consistent=True)
    return next((one for one in map(from_item, found) if one.code == code), None)


def hand_over(claim: Claim, on: dt.date, rid: str) -> Claim:
    """Mark a claim that waits as handed over. Raises ChangedMeanwhileError."""
    ended = _end(claim, "handed_over", on, rid, {})
    offers.mark_handed_over(claim.offer, claim.code)
    return ended


def cancel(claim: Claim, on: dt.date, rid: str, reason: Texts) -> Claim:
    """Give a claim's points and its place back. Raises ChangedMeanwhileError."""
    ended = _end(claim, "cancelled", on, rid, reason)
    offers.give_back(claim.offer, claim.code)
    return ended


def forget(claim: Claim) -> None:
    """Delete a claim with its code: two DeleteItems."""
    table.delete("core", keys.claim_code(claim.code))
    table.delete("core", keys.claim(claim.tag, claim.number))


def forget_code(claim: Claim) -> None:
    """Leave of a claim its offer, points and days: a DeleteItem and an UpdateItem."""
    if not claim.code:
        return
    table.delete("core", keys.claim_code(claim.code))
    table.update(
        "core",
        keys.claim(claim.tag, claim.number),
        "SET code = :none, rid = :none, ended_rid = :none",
        {":none": ""},
    )


def _end(claim: Claim, state: State, on: dt.date, rid: str, reason: Texts) -> Claim:
    """Move a claim on from the state it was seen in: one UpdateItem; a repeat changes nothing."""
    if claim.ended_rid == rid and claim.state == state:
        return claim
    try:
        item = table.update(
            "core",
            keys.claim(claim.tag, claim.number),
            "SET #state = :state, ended_on = :on, ended_rid = :rid, reason = :reason",
            {
                ":state": state,
                ":on": on.isoformat(),
                ":rid": rid,
                ":reason": dict(reason),
                ":seen": claim.state,
                ":code": claim.code,
            },
            condition="#state = :seen AND code = :code",
            names={"#state": "state"},
        )
    except table.ConditionFailedError as failed:
        there = from_item(failed.old) if failed.old else None
        if there and there.ended_rid == rid and there.state == state:
            return there
        raise ChangedMeanwhileError from None
    return from_item(item)


def from_item(item: Mapping[str, Any]) -> Claim:
    """Read a stored claim."""
    ended = item.get("ended_on")
    return Claim(
        tag=item["pk"].removeprefix("PERSON#"),
        number=int(item["sk"].removeprefix(keys.CLAIMS)),
        code=item["code"],
        offer=item["offer"],
        body=item["body"],
        points=item["points"],
        on=dt.date.fromisoformat(item["on"]),
        rid=item["rid"],
        state=item["state"],
        ended_on=dt.date.fromisoformat(ended) if ended else None,
        ended_rid=item.get("ended_rid", ""),
        reason=item.get("reason", {}),
    )


def _item(claim: Claim) -> table.Item:
    return {
        **keys.claim(claim.tag, claim.number),
        "code": claim.code,
        "offer": claim.offer,
        "body": claim.body,
        "points": claim.points,
        "on": claim.on.isoformat(),
        "rid": claim.rid,
        "state": claim.state,
    }
