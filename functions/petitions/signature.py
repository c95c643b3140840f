"""A signature: one item is the guard against signing twice, and the record."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from functions.ledger import entries, inbox
from functions.shared import clock, keys, table
from functions.shared.crypto import KEY_VERSION, PetitionKeys, decrypt, encrypt
from functions.shared.identity import commitment, idtag

Assurance = Literal["email", "eid", "paper"]
Show = Literal["hidden", "initials", "name"]
Outcome = Literal["counted", "already"]
SALT_BYTES = 32
ITEM_LIMIT = 1024


class Signer(BaseModel):
    """Who signs, as far as the sealed token tells."""

    model_config = ConfigDict(frozen=True)

    ident: str
    assurance: Assurance = "email"
    region: str = ""
    name: str = ""
    email: str = ""
    lang: str = "kk"
    show: Show = "hidden"
    notify: bool = False


@dataclass(frozen=True)
class Placed:
    """What stands in the table after a confirmation, and whether it is this request's."""

    outcome: Outcome
    item: table.Item

    @property
    def leaf(self) -> bytes:
        """Return the entry of the public log that this signature is or will be."""
        return leaf(self.item)


def leaf(item: table.Item) -> bytes:
    """Return the log entry of a signature's item."""
    return entries.sign_leaf(item["p"], item["a"], item["c"], clock.parse(item["at"]))


def new_item(
    petition_id: int,
    signer: Signer,
    own: PetitionKeys,
    *,
    rid: str,
    asked_at: dt.datetime,
    at: dt.datetime,
    flags: tuple[str, ...] = (),
    shown: str = "",
) -> table.Item:
    """Build a signature's item, at most 1 KiB: one write unit, and as much in the index.

    `shown` is the name that the public list may show; empty for none.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    tag = idtag(own.pepper, petition_id, signer.ident)
    sealed = commitment(salt, petition_id, signer.ident, signer.region)
    item: table.Item = {
        **keys.signature(petition_id, tag),
        "p": petition_id,
        "c": sealed,
        "salt": salt,
        "a": signer.assurance,
        "rg": signer.region or None,
        "at": clock.text(at),
        "iat": clock.text(asked_at),
        "rid": rid,
        "st": "live",
        "kv": KEY_VERSION,
        "bucket": inbox.bucket(at, sealed),
        "fl": list(flags) or None,
        "en": _contact(signer, own, f"{petition_id}|{tag}"),
    }
    return item | {"nm": shown, "np": str(petition_id)} if shown else item


def put(item: table.Item) -> Placed:
    """Write a signature once: one conditional PutItem, which also takes a withdrawn one's place."""
    there = table.put_if(
        "signatures", item, "attribute_not_exists(pk) OR st = :gone", {":gone": "drop"}
    )
    if there is None:
        return Placed("counted", item)
    return Placed("counted" if there.get("rid") == item["rid"] else "already", there)


def contact(item: table.Item, own: PetitionKeys) -> dict[str, str]:
    """Return {email, lang} of a signer who asked for news; empty if not, or erased."""
    if "en" not in item:
        return {}
    context = f"{item['p']}|{item['sk']}"
    read: dict[str, str] = json.loads(decrypt(own.data_key, item["en"], context))
    return read


def _contact(signer: Signer, own: PetitionKeys, context: str) -> bytes | None:
    """Keep the address only of those who asked for news, under the petition's data key."""
    if not (signer.notify and signer.email):
        return None
    kept = json.dumps({"email": signer.email, "lang": signer.lang}, ensure_ascii=False)
    return encrypt(own.data_key, kept.encode(), context)


def shown(petition_id: int, most: int) -> list[tuple[str, dt.datetime]]:
    """Return the names that signers let be shown, newest first, with the time: one Query."""
    found = table.query(
        "signatures",
        "np",
        str(petition_id),
        index="names",
        sk_name="at",
        newest_first=True,
        limit=most,
    )
    return [(item["nm"], clock.parse(item["at"])) for item in found]


def withdraw(item: table.Item, reason: str, at: dt.datetime) -> None:
    """Take a signature back: contact and name go, the guard stays until the petition closes."""
    table.update(
        "signatures",
        keys.signature(item["p"], item["sk"]),
        "SET st = :gone, dr = :why, da = :at REMOVE en, nm, np",
        {":gone": "drop", ":why": reason, ":at": clock.text(at), ":c": item["c"]},
        condition="c = :c",
    )


def forget(item: table.Item) -> None:
    """Delete the contact data of a signature and keep the voice: one UpdateItem."""
    try:
        table.update(
            "signatures",
            keys.signature(item["p"], item["sk"]),
            "REMOVE en",
            condition="attribute_exists(pk)",
        )
    except table.ConditionFailedError:
        return
