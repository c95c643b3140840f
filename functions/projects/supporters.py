"""Who supports an idea: one item a person, by a tag; the mailbox, for news, is encrypted."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from functions.participants.own import own_keys
from functions.projects.project import KIND, name_of
from functions.shared import clock, crypto, keys, table
from functions.shared.errors import NotFoundError


@dataclass(frozen=True)
class Supporter:
    """A supporter: `who` is the encrypted mailbox, if they want news."""

    tag: str
    number: int
    at: dt.datetime
    on: bool
    moved_to: int | None
    who: bytes | None

    @property
    def counts(self) -> bool:
        return self.on and self.moved_to is None


def take(
    project_id: int, number: int, tag: str, now: dt.datetime, *, on: bool, who: bytes | None
) -> None:
    """Note a support, or that it is taken back: one PutItem; the last one counts."""
    table.put("core", new_item(project_id, number, tag, now, on=on, who=who))


def new_item(
    project_id: int, number: int, tag: str, now: dt.datetime, *, on: bool, who: bytes | None
) -> table.Item:
    """Return the item of a support, or of one taken back, which keeps no mailbox."""
    return {
        **keys.idea_support(project_id, number, tag),
        "kind": KIND,
        "changed_at": clock.text(now),
        "at": clock.text(now),
        "is_on": on,
        "who": who if on else None,
    }


def load(project_id: int, number: int, tag: str) -> Supporter:
    """Return one person's support: one GetItem. Raises NotFoundError."""
    item = table.get("core", keys.idea_support(project_id, number, tag), consistent=True)
    if item is None:
        raise NotFoundError
    return _read(item)


def of(project_id: int, number: int) -> Iterator[Supporter]:
    """Yield the supporters of an idea: one Query."""
    begins = keys.idea_support(project_id, number, "")
    return map(_read, table.query("core", "pk", begins["pk"], begins=begins["sk"]))


def counts(project_id: int) -> dict[int, int]:
    """Return how many support each idea: one Query."""
    begins = keys.idea_support(project_id, 0, "")["sk"].split("#")[0] + "#"
    found: dict[int, int] = {}
    for item in table.query("core", "pk", name_of(project_id), begins=begins):
        one = _read(item)
        if one.counts:
            found[one.number] = found.get(one.number, 0) + 1
    return found


def move(project_id: int, one: Supporter, into: int, now: dt.datetime) -> None:
    """Let a support count for the idea that took the other in: one PutItem, one UpdateItem.

    The new support first: a crash between leaves it counted twice for a moment, never lost, and
    the same request repairs it.
    """
    fresh = {
        **keys.idea_support(project_id, into, one.tag),
        "kind": KIND,
        "changed_at": clock.text(now),
        "at": clock.text(now),
        "is_on": True,
        "who": one.who,
    }
    table.put_new("core", fresh)
    table.update(
        "core",
        keys.idea_support(project_id, one.number, one.tag),
        "SET moved_to = :into, changed_at = :now",
        {":into": into, ":now": clock.text(now)},
        condition="attribute_exists(pk)",
    )


def seal(project_id: int, email: str, lang: str) -> bytes:
    """Encrypt a mailbox under the project's own key."""
    plain = json.dumps({"email": email, "lang": lang}).encode()
    return crypto.encrypt(own_keys(name_of(project_id)).data, plain, f"supporter/{project_id}")


def mailbox(project_id: int, one: Supporter) -> tuple[str, str]:
    """Return (mailbox, language); empty for who wants no news, or once the keys are destroyed."""
    if not one.who:
        return "", ""
    try:
        key = own_keys(name_of(project_id)).data
        plain = crypto.decrypt(key, one.who, f"supporter/{project_id}")
    except (NotFoundError, InvalidTag):
        return "", ""
    read = json.loads(plain)
    return read["email"], read["lang"]


def _read(item: table.Item) -> Supporter:
    _, number, tag = item["sk"].split("#")
    return Supporter(
        tag,
        int(number),
        clock.parse(item["at"]),
        bool(item["is_on"]),
        item.get("moved_to"),
        item.get("who"),
    )
