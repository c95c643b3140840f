"""A pledge to a campaign: promised here, paid at an outside provider, marked back when it is known.

pledged ─► paid ─► refunded        a campaign that misses an all-or-nothing goal owes
   └─────► cancelled               every paid pledge back
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidTag
from pydantic import Field

from functions.participants.own import own_keys
from functions.projects.project import KIND, Campaign, Entry, name_of
from functions.shared import clock, crypto, keys, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.facts import Fact, Instant

SMALLEST, LARGEST = 100, 100_000_000
State = Literal["pledged", "paid", "cancelled", "refunded"]
MOVES: dict[str, tuple[tuple[State, ...], State]] = {
    "pay": (("pledged",), "paid"),
    "cancel": (("pledged",), "cancelled"),
    "refund": (("paid",), "refunded"),
}


class Pledge(Fact):
    """The facts of one pledge; whole units of the campaign's currency. `name` only by consent."""

    id: str
    project: int
    amount: int = Field(ge=1)
    reward: str = ""
    name: str = ""
    history: list[Entry] = Field(default_factory=list)
    at: Instant
    changed_at: Instant

    @property
    def state(self) -> State:
        """Where it stands."""
        found: State = "pledged"
        for entry in self.history:
            found = MOVES[entry.act][1]
        return found


@dataclass(frozen=True)
class Record:
    """A pledge as stored, with who gives it, encrypted."""

    pledge: Pledge
    version: int = 1
    tag: str = ""
    contact: bytes | None = None
    rid: str = ""


@dataclass(frozen=True)
class Outcome:
    """Where a campaign stands: promised (not cancelled), paid, by how many, and what it means."""

    promised: int
    paid: int
    people: int
    reached: bool
    state: Literal["running", "funded", "kept", "failed"]
    owes_refunds: int


def outcome(campaign: Campaign, pledges: Iterable[Pledge], *, is_over: bool) -> Outcome:
    """Return where a campaign stands; a goal is reached by what is promised and not cancelled."""
    live = [one for one in pledges if one.state in ("pledged", "paid")]
    promised = sum(one.amount for one in live)
    paid = [one for one in live if one.state == "paid"]
    reached = promised >= campaign.goal
    state: Literal["running", "funded", "kept", "failed"] = "running"
    if is_over:
        state = "funded" if reached else "kept" if campaign.mode == "keep" else "failed"
    owed = len(paid) if state == "failed" else 0
    return Outcome(promised, sum(one.amount for one in paid), len(live), reached, state, owed)


def may(pledge: Pledge, act: str) -> bool:
    """Tell whether a pledge may be marked so."""
    return act in MOVES and pledge.state in MOVES[act][0]


def to_item(record: Record) -> table.Item:
    """Map a record to its item."""
    return {
        **keys.pledge(record.pledge.project, record.pledge.id),
        "kind": KIND,
        "changed_at": clock.text(record.pledge.changed_at),
        "version": record.version,
        "facts": record.pledge.model_dump_json(exclude_defaults=True),
        "tag": record.tag,
        "contact": record.contact,
        "rid": record.rid,
    }


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    return Record(
        Pledge.model_validate_json(item["facts"]),
        item["version"],
        item.get("tag", ""),
        item.get("contact"),
        item.get("rid", ""),
    )


def load(project_id: int, pledge_id: str) -> Record:
    """Return a pledge: one GetItem. Raises NotFoundError."""
    item = table.get("core", keys.pledge(project_id, pledge_id), consistent=True)
    if item is None:
        raise NotFoundError
    return from_item(item)


def all_of(project_id: int) -> Iterator[Record]:
    """Yield a project's pledges: one Query."""
    begins = keys.pledge(project_id, "")["sk"]
    return map(from_item, table.query("core", "pk", name_of(project_id), begins=begins))


def create(record: Record) -> Record | None:
    """Store a new pledge: one conditional PutItem; else return the one that is there."""
    there = table.put_new("core", to_item(record))
    return from_item(there) if there else None


def mark(record: Record, entry: Entry) -> Record:
    """Add a line to a pledge's history: one conditional PutItem."""
    made = record.pledge.model_copy(
        update={"history": [*record.pledge.history, entry], "changed_at": entry.at}
    )
    changed = Record(made, record.version + 1, record.tag, record.contact, record.rid)
    if table.put_if("core", to_item(changed), "version = :seen", {":seen": record.version}):
        raise ChangedMeanwhileError
    return changed


def seal_contact(project_id: int, pledge_id: str, email: str, lang: str) -> bytes:
    """Encrypt whom to write to under the project's own key."""
    plain = json.dumps({"email": email, "lang": lang}).encode()
    key = own_keys(name_of(project_id)).data
    return crypto.encrypt(key, plain, f"pledge/{project_id}/{pledge_id}")


def open_contact(record: Record) -> tuple[str, str]:
    """Return (mailbox, language) of who pledged; empty once the project's keys are destroyed."""
    one = record.pledge
    if not record.contact:
        return "", ""
    try:
        key = own_keys(name_of(one.project)).data
        plain = crypto.decrypt(key, record.contact, f"pledge/{one.project}/{one.id}")
    except (NotFoundError, InvalidTag):
        return "", ""
    read = json.loads(plain)
    return read["email"], read["lang"]


def entry(act: str, role: Literal["author", "clerk", "supervisor"], at: dt.datetime) -> Entry:
    """Return the line for a mark."""
    return Entry(at=at, act=act, role=role)
