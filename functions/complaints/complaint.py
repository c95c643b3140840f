"""A complaint: the facts that are stored about it, and how they are read and written.

Its history is a list of entries inside the item, so that a move and its public line are one write.
State, clock and duties are never stored: `states.status` computes them. All instants are UTC.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field

from functions.complaints.place import Place
from functions.shared import clock, crypto, keys, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.facts import Fact, Instant, Language, Texts

KIND = "COMPLAINT"
MOST_ENTRIES = 200
Channel = Literal["web", "open311", "desk"]
Role = Literal["reporter", "moderator", "clerk", "supervisor", "platform"]


class Entry(Fact):
    """One line of the public history; it names a role and a body, never a person.

    `text` is for the public and the reporter. A question to the reporter and the reporter's reply
    are `private`: the public sees that there was one. `facts` hold small values, such as `until`,
    `of` (the other complaint), `actions` (texts by language), `satisfied`.
    """

    at: Instant
    move: str
    role: Role
    rid: str = ""
    body: str = ""
    code: str = ""
    text: Texts = Field(default_factory=dict)
    private: bool = False
    facts: dict[str, Any] = Field(default_factory=dict)


class Photo(Fact):
    """A photo that is public: its upload id and its size in pixels."""

    id: str
    width: int
    height: int


class Proposal(Fact):
    """A move that waits for a second official, where the rules ask for two."""

    at: Instant
    by: str
    move: str
    asked: dict[str, Any]


class Complaint(Fact):
    """The facts of one complaint.

    `description` is what was typed; the public reads `shown` once a moderator accepted it, and sees
    `shown_photos`. `clock` is the key of the clock rule.
    """

    id: int
    number: str
    category: str
    clock: str
    channel: Channel = "web"
    language: Language
    description: str
    shown: str | None = None
    place: Place
    attributes: dict[str, list[str]] = Field(default_factory=dict)
    shown_photos: list[Photo] = Field(default_factory=list)
    may_publish: bool = True
    is_anonymous: bool = False
    office: str
    filed_at: Instant
    history: list[Entry] = Field(default_factory=list)
    duplicate_of: int | None = None
    duplicates: list[int] = Field(default_factory=list)
    example: bool = False
    changed_at: Instant


@dataclass(frozen=True)
class Reporter:
    """Who reports: kept sealed, and erased when the retention time is over.

    `secret` is the key of the reporter's status link, so every reporter has it.
    """

    secret: str
    name: str = ""
    email: str = ""
    phone: str = ""
    lang: str = "kk"


@dataclass(frozen=True)
class Record:
    """A complaint as stored, with the parts that are not public."""

    complaint: Complaint
    version: int = 1
    reporter: bytes | None = None
    link: str = ""
    supporters: frozenset[str] = frozenset()
    proposal: Proposal | None = None
    flags: tuple[str, ...] = ()
    rid: str = ""
    queue: dict[str, Any] = field(default_factory=dict)


def to_item(record: Record) -> table.Item:
    """Map a record to its item; `queue` holds the keys and the row of the desk's index."""
    facts = record.complaint.model_dump(mode="json", exclude_defaults=True, exclude={"changed_at"})
    return {
        **keys.complaint(record.complaint.id),
        "kind": KIND,
        "changed_at": clock.text(record.complaint.changed_at),
        "version": record.version,
        # As JSON: coordinates are fractions, which tables hold only as decimals.
        "facts": json.dumps(facts, ensure_ascii=False, separators=(",", ":")),
        "reporter": record.reporter,
        "link": record.link,
        "proposal": record.proposal.model_dump_json() if record.proposal else None,
        "flags": list(record.flags),
        "rid": record.rid,
        **record.queue,
    }


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = json.loads(item["facts"]) | {"changed_at": item["changed_at"]}
    proposal = item.get("proposal")
    return Record(
        Complaint.model_validate(facts),
        item["version"],
        item.get("reporter"),
        item.get("link", ""),
        frozenset(item.get("supporters", ())),
        Proposal.model_validate_json(proposal) if proposal else None,
        tuple(item.get("flags", ())),
        item.get("rid", ""),
        {name: item[name] for name in QUEUE_NAMES if name in item},
    )


QUEUE_NAMES = ("queue", "queue_at", "row")


def load(complaint_id: int, *, consistent: bool = False) -> Record:
    """Return a complaint: one GetItem. Raises NotFoundError."""
    item = table.get("core", keys.complaint(complaint_id), consistent=consistent)
    if item is None:
        raise NotFoundError
    return from_item(item)


def next_id() -> int:
    """Return a new complaint id: one UpdateItem; an unused one leaves a gap."""
    return table.next_number("core", keys.COMPLAINT_COUNTER)


def create(record: Record) -> Record | None:
    """Store a new complaint: one conditional PutItem; else return the one that is there."""
    there = table.put_new("core", to_item(record))
    return from_item(there) if there else None


def save(record: Record, changed: Record) -> Record:
    """Replace a complaint that was read as `record`: one conditional UpdateItem.

    Supporters are left as they are, since they come while an official decides. Raises
    ChangedMeanwhileError if somebody else saved it since.
    """
    item = to_item(changed) | {"version": record.version + 1}
    written = {
        name: value
        for name, value in item.items()
        if name not in ("pk", "sk") and value is not None
    }
    gone = [name for name in ("reporter", "proposal", *QUEUE_NAMES) if name not in written]
    names = {f"#{name}": name for name in (*written, *gone, "version")}
    expression = "SET " + ", ".join(f"#{name} = :{name}" for name in written)
    if gone:
        expression += " REMOVE " + ", ".join(f"#{name}" for name in gone)
    values = {f":{name}": value for name, value in written.items()} | {":seen": record.version}
    try:
        saved = table.update(
            "core",
            keys.complaint(changed.complaint.id),
            expression,
            values,
            condition="#version = :seen",
            names=names,
        )
    except table.ConditionFailedError:
        raise ChangedMeanwhileError from None
    return from_item(saved)


def changed_since(at: dt.datetime) -> Iterator[Record]:
    """Yield the complaints changed at or after an instant, oldest change first."""
    between = (clock.text(at), "9")
    for item in table.query(
        "core", "kind", KIND, index="changes", sk_name="changed_at", between=between
    ):
        yield from_item(item)


def seal_reporter(reporter: Reporter, complaint_id: int) -> bytes:
    """Encrypt the reporter's data under the master key: at most 4 KB."""
    plain = json.dumps(vars(reporter), ensure_ascii=False).encode()
    return crypto.wrap(plain, f"complaint/{complaint_id}")


def open_reporter(record: Record) -> Reporter | None:
    """Return who reported, or None once it is erased."""
    if not record.reporter:
        return None
    return Reporter(
        **json.loads(crypto.unwrap(record.reporter, f"complaint/{record.complaint.id}"))
    )


def link_tag(secret: str) -> str:
    """Return what is stored of a status link's secret."""
    return hashlib.sha256(f"complaint-link/v1\n{secret}".encode()).hexdigest()
