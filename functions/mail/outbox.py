"""The outbox: a message is an item whose key is the guard against sending it twice.

Box `now` holds what a person waits for, box `news` what can wait. An item keeps its sealed message
until it is sent and stays as a guard until it expires; the sparse index `outbox` finds what is due.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Literal, get_args

from aws_lambda_powertools import Logger
from cryptography.exceptions import InvalidTag

from functions.mail.message import Message
from functions.shared import clock, crypto, keys, table
from functions.shared.identity import mail_tag

Box = Literal["now", "news"]
SHARDS = 4
GUARD_DAYS = 400
CAP_DAYS = 2
CAP = 3
CAP_WITHOUT_PROOF = 1
NEXT = 25  # messages looked at to tell how long mail waits

logger = Logger(service="dauys")


def post(
    guard: str, message: Message, *, box: Box = "now", due_at: dt.datetime | None = None
) -> bool:
    """Put a message into the outbox once: one conditional PutItem; False if it was there."""
    return table.put_new("ops", _item(guard, message, box, due_at, days=GUARD_DAYS)) is None


def post_capped(message: Message, *, rid: str, cap: int) -> bool:
    """Put a message that a form caused: at most `cap` a day to one mailbox; False if none is left.

    One conditional PutItem for the first of the day, one more for each that was sent before. A
    repeat of the same request id takes no further slot.
    """
    tag, day = mail_tag(crypto.derived_key("mail-tag"), message.to), clock.text(clock.now())[:10]
    for slot in range(cap):
        item = _item(f"{tag}#{day}#{slot}", message, "now", None, days=CAP_DAYS)
        there = table.put_new("ops", item | {"rid": rid})
        if there is None or there.get("rid") == rid:
            return True
    return False


def due(box: Box, now: dt.datetime, most: int) -> Iterator[tuple[table.Item, Message]]:
    """Yield messages that are due, oldest first within a shard: one Query a shard."""
    for shard in range(SHARDS):
        found = table.query(
            "ops",
            "box",
            f"{box}#{shard}",
            index="outbox",
            sk_name="due_at",
            between=("0", clock.text(now)),
            limit=most,
        )
        for item in found:
            message = _open(item)
            if message:
                yield item, message
            else:
                logger.warning("mail cannot be opened")
                close(item)


def oldest_age(now: dt.datetime) -> int:
    """Return how many seconds the longest waiting message is overdue; 0 when none waits."""
    waiting = [since for box in get_args(Box) if (since := waiting_since(box))]
    return max(0, int((now - min(waiting)).total_seconds())) if waiting else 0


def waiting_since(box: Box) -> dt.datetime | None:
    """Return since when a message waits, of those next in turn: one Query a shard.

    A message that could not be sent is put back with a later turn, and waits since its first.
    """
    found = [
        clock.parse(item["at"] if "at" in item else item["due_at"])
        for shard in range(SHARDS)
        for item in table.query("ops", "box", f"{box}#{shard}", index="outbox", limit=NEXT)
    ]
    return min(found, default=None)


def close(item: table.Item) -> bool:
    """Take a message out, leaving its guard: one conditional UpdateItem; False if it was gone."""
    try:
        table.update(
            "ops",
            keys.Key(pk=item["pk"], sk=item["sk"]),
            "REMOVE box, due_at, body SET closed_at = :now",
            {":now": clock.text(clock.now())},
            condition="attribute_exists(box)",
        )
    except table.ConditionFailedError:
        return False
    return True


def put_back(item: table.Item, due_at: dt.datetime) -> None:
    """Return a message that could not be sent, for a later try."""
    table.update(
        "ops",
        keys.Key(pk=item["pk"], sk=item["sk"]),
        "SET box = :box, due_at = :due, body = :body",
        {":box": item["box"], ":due": clock.text(due_at), ":body": item["body"]},
    )


def _item(
    guard: str, message: Message, box: Box, due_at: dt.datetime | None, *, days: int
) -> table.Item:
    now = clock.now()
    first = clock.text(due_at or now)
    shard = zlib.crc32(guard.encode()) % SHARDS
    plain = json.dumps(asdict(message), ensure_ascii=False).encode()
    return {
        **keys.mail(guard),
        "box": f"{box}#{shard}",
        "due_at": first,
        "at": first,
        "body": crypto.encrypt(crypto.derived_key("mail"), zlib.compress(plain), f"mail/{guard}"),
        "expires_at": int((now + dt.timedelta(days=days)).timestamp()),
    }


def _open(item: table.Item) -> Message | None:
    """Return the message; None if the token key that it was sealed under has been removed."""
    guard = item["pk"].removeprefix("MAIL#")
    for key in crypto.derived_keys("mail"):
        try:
            plain = crypto.decrypt(key, item["body"], f"mail/{guard}")
        except InvalidTag:
            continue
        return Message(**json.loads(zlib.decompress(plain)))
    return None
