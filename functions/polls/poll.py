"""A poll: the facts that are stored about it, and how they are read and written.

Its history is a list of lines inside the item, so that an act and its public line are one write.
Whether it is open is never stored: `state.state` computes it. All instants are UTC.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field

from functions.ledger import counts
from functions.ledger.poll_tally import PollTally
from functions.participants.participant import Eligibility
from functions.shared import clock, keys, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.facts import Fact, Instant, Texts

KIND = "POLL"
CLOSING = "POLLS#closing"
QUEUE_NAMES = ("queue", "queue_at", "row")
KEPT_ACTS = 20
What = Literal[
    "sealed",
    "paper_marks",
    "paper_ballots",
    "paper_done",
    "withdrawn",
    "tallied",
    "overridden",
    "discarded",
]
Role = Literal["clerk", "moderator", "supervisor", "platform"]


class Option(Fact):
    """What can be voted for; `cost` counts in budget votes, `idea` is `project/3/idea/5` or ""."""

    id: int = Field(ge=1)
    text: Texts
    more: Texts = Field(default_factory=dict)
    cost: int = Field(default=0, ge=0)
    idea: str = ""


class Sealed(Fact):
    """The SHA-256 of the sealed document, and when it was asked into the log."""

    hash: str
    at: Instant


class Line(Fact):
    """One line of the public history; it names a role, never a person."""

    at: Instant
    what: What
    role: Role
    rid: str = ""
    text: Texts = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)


class Override(Fact):
    """Officials depart from the computed winners: who won instead, why, and the difference."""

    at: Instant
    role: Role
    computed: list[int]
    winners: list[int]
    passed: bool
    added: list[int]
    removed: list[int]
    reason: Texts


class Paper(Fact):
    """What was taken in on paper: people marked as having voted, and ballots, apart.

    `waiting` are the batches of ballots that a second official has not typed yet. Nothing is
    counted before `done_at`, when an official says that all paper is in.
    """

    marks: int = 0
    ballots: int = 0
    waiting: list[str] = Field(default_factory=list)
    done_at: Instant | None = None


class Summary(Fact):
    """The result in short; the whole of it is the public file result.json."""

    at: Instant
    winners: list[int]
    passed: bool
    voters: int
    changed: int
    valid: int
    blank: int
    ballots_hash: str
    ballots_published: bool


class Poll(Fact):
    """The facts of one poll.

    `rule` is what `polls.methods.Rule.parse` takes, options and costs included. `trail` is the
    origin that the vote and what comes of it share, such as `project-3`. `paper` is None where
    nobody can vote on paper.
    """

    id: int
    question: Texts
    about: Texts = Field(default_factory=dict)
    options: list[Option] = Field(default_factory=list)
    rule: dict[str, Any]
    eligibility: Eligibility = Field(default_factory=Eligibility)
    body: str
    jurisdiction: str
    opens_at: Instant
    closes_at: Instant
    project: int | None = None
    trail: str
    publish_ballots: bool = True
    paper: Paper | None = None
    sealed: Sealed | None = None
    result: Summary | None = None
    overrides: list[Override] = Field(default_factory=list)
    withdrawn_at: Instant | None = None
    discarded_at: Instant | None = None
    history: list[Line] = Field(default_factory=list)
    example: bool = False
    changed_at: Instant

    def option(self, number: int) -> Option | None:
        """Return an option by its number."""
        return next((one for one in self.options if one.id == number), None)


@dataclass(frozen=True)
class Record:
    """A poll as stored; `acts` are the desk's latest request ids with their time."""

    poll: Poll
    version: int = 1
    acts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Waiting:
    """A sealed poll that is not counted yet."""

    id: int
    sealed_at: dt.datetime
    closes_at: dt.datetime


def to_item(record: Record) -> table.Item:
    """Map a record to its item; until it is counted, the index `queue` finds it by its closing."""
    facts = record.poll.model_dump(mode="json", exclude_defaults=True, exclude={"changed_at"})
    return {
        **keys.poll(record.poll.id),
        "kind": KIND,
        "changed_at": clock.text(record.poll.changed_at),
        "version": record.version,
        "facts": json.dumps(facts, ensure_ascii=False, separators=(",", ":")),
        "acts": dict(record.acts),
        **_queue(record.poll),
    }


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = json.loads(item["facts"]) | {"changed_at": item["changed_at"]}
    return Record(Poll.model_validate(facts), item["version"], dict(item.get("acts", {})))


def load(poll_id: int, *, consistent: bool = False) -> Record:
    """Return a poll: one GetItem. Raises NotFoundError."""
    item = table.get("core", keys.poll(poll_id), consistent=consistent)
    if item is None:
        raise NotFoundError
    return from_item(item)


def logged(poll_id: int) -> PollTally:
    """Return what the log tells of a poll: one GetItem."""
    return counts.poll_from_item(table.get("core", keys.poll_count(poll_id)))


def next_id() -> int:
    """Return a new poll id: one UpdateItem; an unused one leaves a gap."""
    return table.next_number("core", keys.POLL_COUNTER)


def create(record: Record) -> Record | None:
    """Store a new poll: one conditional PutItem; else return the one that is there."""
    there = table.put_new("core", to_item(record))
    return from_item(there) if there else None


def save(record: Record, changed: Poll, *, rid: str = "") -> Record:
    """Replace a poll that was read as `record`: one conditional UpdateItem.

    Raises ChangedMeanwhileError if somebody else saved it since.
    """
    acts = record.acts
    if rid:
        acts = dict(list(acts.items())[1 - KEPT_ACTS :]) | {rid: clock.text(changed.changed_at)}
    item = to_item(Record(changed, record.version + 1, acts))
    written = {name: value for name, value in item.items() if name not in ("pk", "sk")}
    gone = [name for name in QUEUE_NAMES if name not in written]
    names = {f"#{name}": name for name in (*written, *gone)}
    expression = "SET " + ", ".join(f"#{name} = :{name}" for name in written)
    if gone:
        expression += " REMOVE " + ", ".join(f"#{name}" for name in gone)
    values = {f":{name}": value for name, value in written.items()} | {":seen": record.version}
    try:
        saved = table.update(
            "core",
            keys.poll(changed.id),
            expression,
            values,
            condition="#version = :seen",
            names=names,
        )
    except table.ConditionFailedError:
        raise ChangedMeanwhileError from None
    return from_item(saved)


def changed_since(at: dt.datetime) -> Iterator[Record]:
    """Yield the polls changed at or after an instant, oldest change first; drafts among them."""
    between = (clock.text(at), "9")
    for item in table.query(
        "core", "kind", KIND, index="changes", sk_name="changed_at", between=between
    ):
        yield from_item(item)


def sealed_polls() -> list[Waiting]:
    """Return the polls that are sealed and not counted, first to close first: one Query."""
    return [
        Waiting(
            item["row"]["id"], clock.parse(item["row"]["sealed_at"]), clock.parse(item["queue_at"])
        )
        for item in table.query("core", "queue", CLOSING, index="queue", sk_name="queue_at")
    ]


def _queue(poll: Poll) -> dict[str, Any]:
    if poll.sealed is None or poll.result is not None or poll.withdrawn_at is not None:
        return {}
    closes_at = clock.text(poll.closes_at)
    row = {"id": poll.id, "sealed_at": clock.text(poll.sealed.at)}
    return {"queue": CLOSING, "queue_at": closes_at, "row": row}
