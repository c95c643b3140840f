"""A petition: the facts that are stored about it, and how they are read and written.

Its state is never stored: `lifecycle.status` computes it from these facts, the rule set, the counts
of the public log and the time. All instants are UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from functions.ledger import counts as ledger_counts
from functions.ledger.fold import Counts
from functions.shared import clock, keys, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError, SponsorsFullError
from functions.shared.facts import Fact, Instant, Language, Texts

Outcome = Literal["accepted", "partly", "refused"]
KIND = "PETITION"


class Text(Fact):
    """What is asked: a title, the reason, and more about it."""

    title: str
    background: str
    details: str = ""


class Attachment(Fact):
    """A file that the petitioner added, where the rule set allows."""

    name: str
    key: str
    size: int


class Approval(Fact):
    """One moderator's yes, where the rule set asks for two."""

    at: Instant
    by: str


class Rejection(Fact):
    """Why a petition was not published; `hidden` keeps its text from the public."""

    at: Instant
    code: str
    details: Texts = Field(default_factory=dict)
    hidden: bool = False


class Extension(Fact):
    """Minutes added to the signing time, for a public reason."""

    at: Instant
    minutes: int
    reason: Texts


class Response(Fact):
    """A body's answer, in the languages it was given in."""

    at: Instant
    body: str
    threshold: str | None = None
    responded_on: dt.date
    summary: Texts
    details: Texts
    decision: Outcome | None = None


class Debate(Fact):
    """A debate or hearing: when it was set, when it is, what came of it."""

    kind: Literal["debate", "hearing"]
    scheduled_at: Instant
    on: dt.date
    held_at: Instant | None = None
    transcript_url: str = ""
    video_url: str = ""
    overview: Texts = Field(default_factory=dict)


class Decision(Fact):
    """What was decided on the petition, and by whom."""

    at: Instant
    body: str
    kind: Outcome
    details: Texts


class Step(Fact):
    """A step of carrying the decision out."""

    at: Instant
    on: dt.date
    title: Texts
    done: bool = False


class Petition(Fact):
    """The facts of one petition."""

    id: int
    rule_set: str
    rules_hash: str
    jurisdiction: str
    body: str
    category: str
    language: Language
    text: Text
    translations: dict[Language, Text] = Field(default_factory=dict)
    petitioner: str = ""
    copetitioners: list[str] = Field(default_factory=list)
    population: int | None = None
    population_on: str | None = None
    thresholds: dict[str, int] = Field(default_factory=dict)
    example: bool = False
    attachments: list[Attachment] = Field(default_factory=list)
    sponsor_times: list[Instant] = Field(default_factory=list)
    submitted_at: Instant
    confirmed_at: Instant | None = None
    returned_at: Instant | None = None
    return_reason: Texts = Field(default_factory=dict)
    return_count: int = 0
    resubmitted_at: Instant | None = None
    approvals: list[Approval] = Field(default_factory=list)
    published_at: Instant | None = None
    rejection: Rejection | None = None
    withdrawn_at: Instant | None = None
    removed_at: Instant | None = None
    removal_code: str | None = None
    extensions: list[Extension] = Field(default_factory=list)
    stopped_at: Instant | None = None
    responses: list[Response] = Field(default_factory=list)
    debates: list[Debate] = Field(default_factory=list)
    decision: Decision | None = None
    implementation: list[Step] = Field(default_factory=list)
    archived_at: Instant | None = None
    changed_at: Instant

    def texts(self) -> dict[Language, Text]:
        """Return the text in every language there is, the original first."""
        return {self.language: self.text, **self.translations}


@dataclass(frozen=True)
class Record:
    """A petition as stored: its facts, its counts, and the parts that are not public."""

    petition: Petition
    counts: Counts
    version: int = 1
    contact: bytes | None = None
    sponsors: dict[str, str] | None = None


def to_item(record: Record) -> table.Item:
    """Map a record to its item; counts are the sequencer's and have their own."""
    facts = record.petition.model_dump(
        mode="json", exclude_defaults=True, exclude={"sponsor_times", "changed_at"}
    )
    return {
        **keys.petition(record.petition.id),
        "kind": KIND,
        "changed_at": clock.text(record.petition.changed_at),
        "version": record.version,
        "facts": facts,
        "contact": record.contact,
        "sponsors": record.sponsors or {},
    }


def from_item(item: table.Item, counts: Counts | None = None) -> Record:
    """Read an item back; the sponsors' times are the values of its sponsors map."""
    times = sorted(item.get("sponsors", {}).values())
    petition = Petition.model_validate(
        item["facts"] | {"sponsor_times": times, "changed_at": item["changed_at"]}
    )
    return Record(
        petition,
        counts or Counts(),
        item["version"],
        item.get("contact"),
        item.get("sponsors", {}),
    )


def load(petition_id: int) -> Record:
    """Return a petition with its counts: two GetItem. Raises NotFoundError."""
    item = table.get("core", keys.petition(petition_id))
    if item is None:
        raise NotFoundError
    return from_item(item, ledger_counts.from_item(table.get("core", keys.count(petition_id))))


def next_id() -> int:
    """Return a new petition id: one UpdateItem; ids grow by one, an unused one leaves a gap."""
    return table.next_number("core", keys.PETITION_COUNTER)


def create(record: Record) -> Record:
    """Store a new petition and return it as it stands: one conditional PutItem, so once."""
    there = table.put_new("core", to_item(record))
    return from_item(there) if there else record


def save(record: Record, petition: Petition, **private: Any) -> Record:
    """Replace the facts of a petition that was read as `record`: one conditional UpdateItem.

    Raises ChangedMeanwhileError if somebody else saved it since.
    """
    item = to_item(Record(petition, record.counts, record.version + 1))
    values = {
        ":facts": item["facts"],
        ":at": item["changed_at"],
        ":next": record.version + 1,
        ":seen": record.version,
    } | {f":{name}": value for name, value in private.items()}
    extra = "".join(f", {name} = :{name}" for name in private)
    try:
        saved = table.update(
            "core",
            keys.petition(petition.id),
            f"SET facts = :facts, changed_at = :at, version = :next{extra}",
            values,
            condition="version = :seen",
        )
    except table.ConditionFailedError:
        raise ChangedMeanwhileError from None
    return from_item(saved, record.counts)


def add_sponsor(petition_id: int, idtag: str, at: dt.datetime, most: int) -> Record:
    """Add a sponsor, at most `most`: one conditional UpdateItem; a repeat changes nothing.

    Raises SponsorsFullError for one too many.
    """
    try:
        item = table.update(
            "core",
            keys.petition(petition_id),
            "SET sponsors.#tag = if_not_exists(sponsors.#tag, :at), changed_at = :at",
            {":at": clock.text(at), ":most": most},
            condition="size(sponsors) < :most OR attribute_exists(sponsors.#tag)",
            names={"#tag": idtag},
        )
    except table.ConditionFailedError:
        raise SponsorsFullError from None
    return from_item(item)


def changed_since(at: dt.datetime) -> Iterator[Record]:
    """Yield the petitions changed at or after an instant, oldest change first, without counts."""
    between = (clock.text(at), "9")
    for item in table.query(
        "core", "kind", KIND, index="changes", sk_name="changed_at", between=between
    ):
        yield from_item(item)
