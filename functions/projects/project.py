"""A project: the facts that are stored about it, and how they are read and written.

Its history is a list inside the item, so that an act and its public line are one write. The stage
is never stored: `stages.stand` computes it. All instants are UTC; money is whole units.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from functions.participants.participant import Eligibility
from functions.projects.process import Process
from functions.shared import clock, keys, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.facts import Fact, Instant, Texts

KIND = "PROJECT"
LIST = "PROJECTS"
MOST_ENTRIES = 300
Role = Literal["author", "moderator", "clerk", "supervisor", "expert", "platform"]


class Entry(Fact):
    """One line of a public history; it names a role and a body, never a person."""

    at: Instant
    act: str
    role: Role
    rid: str = ""
    body: str = ""
    text: Texts = Field(default_factory=dict)
    facts: dict[str, Any] = Field(default_factory=dict)


class Plan(Fact):
    """Who is responsible for a stage, and its length here if the process's is not kept."""

    stage: str
    body: str = ""
    days: int | None = None


class Money(Fact):
    """What may be spent: by one idea, in one district, in all; None is no limit."""

    project: int | None = None
    district: int | None = None
    total: int | None = None
    currency: str = "KZT"


class Article(Fact):
    """A part of a draft that people comment on, and the official reply to what they said."""

    number: int
    title: Texts
    text: Texts
    reply: Texts = Field(default_factory=dict)
    replied_at: Instant | None = None


class Reward(Fact):
    """What a pledge of at least `amount` is thanked with."""

    key: str
    amount: int
    name: Texts


class Campaign(Fact):
    """A collection of pledges; payment itself is an outside provider's."""

    goal: int
    currency: str = "KZT"
    kind: Literal["donation", "reward", "return", "loan"]
    mode: Literal["all_or_nothing", "keep"]
    terms: Texts = Field(default_factory=dict)
    rewards: list[Reward] = Field(default_factory=list)
    provider: Texts = Field(default_factory=dict)
    pay_url: str = ""


class Project(Fact):
    """The facts of one project. A draft has no `published_at`, and only the desk sees it;
    one with `discarded_at` was given up.

    `fixed` says what is not negotiable. `poll` is the vote's id, `poll_open` and `poll_close` its
    times. `winners` and `fallback` are numbers of ideas in their order.
    """

    id: int
    process: Process
    title: Texts
    problem: Texts
    aims: Texts = Field(default_factory=dict)
    fixed: Texts = Field(default_factory=dict)
    jurisdiction: str
    body: str
    money: Money = Money()
    begins_at: Instant
    plans: list[Plan] = Field(default_factory=list)
    eligibility: Eligibility = Eligibility()
    articles: list[Article] = Field(default_factory=list)
    campaign: Campaign | None = None
    poll: int | None = None
    poll_open: Instant | None = None
    poll_close: Instant | None = None
    winners: list[int] = Field(default_factory=list)
    fallback: list[int] = Field(default_factory=list)
    trail: str
    published_at: Instant | None = None
    stopped_at: Instant | None = None
    discarded_at: Instant | None = None
    history: list[Entry] = Field(default_factory=list)
    example: bool = False
    changed_at: Instant

    def body_of(self, stage: str) -> str:
        """Return who is responsible for a stage."""
        return next((one.body for one in self.plans if one.stage == stage and one.body), self.body)

    def days_of(self, stage: str) -> int:
        """Return how many days a stage is meant to last here."""
        planned = next((one.days for one in self.plans if one.stage == stage), None)
        return planned or self.process.stage(stage).days

    def missing_languages(self) -> dict[str, list[str]]:
        """Return which texts lack which languages, by the name of the text."""
        named = {"title": self.title, "problem": self.problem, "aims": self.aims}
        named |= {"fixed": self.fixed}
        for one in self.articles:
            named |= {f"article-{one.number}": one.text, f"title-{one.number}": one.title}
        found = {
            name: [lang for lang in ("kk", "ru", "en") if not texts.get(lang)]
            for name, texts in named.items()
            if texts
        }
        return {name: langs for name, langs in found.items() if langs}


@dataclass(frozen=True)
class Record:
    """A project as stored; `version` counts its changes."""

    project: Project
    version: int = 1
    rid: str = ""


def name_of(project_id: int) -> str:
    """Return the name of a project's own keys and partition."""
    return f"PROJECT#{project_id}"


def to_item(record: Record) -> table.Item:
    """Map a record to its item."""
    facts = record.project.model_dump(mode="json", exclude_defaults=True, exclude={"changed_at"})
    return {
        **keys.project(record.project.id),
        "kind": KIND,
        "changed_at": clock.text(record.project.changed_at),
        "version": record.version,
        # As JSON: a vote's thresholds may be fractions, which tables hold only as decimals.
        "facts": json.dumps(facts, ensure_ascii=False, separators=(",", ":")),
        "rid": record.rid,
        # The desk's list: the latest first, drafts among them.
        "queue": LIST,
        "queue_at": f"{record.project.id:09d}",
        "row": {"id": record.project.id},
    }


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = json.loads(item["facts"]) | {"changed_at": item["changed_at"]}
    return Record(Project.model_validate(facts), item["version"], item.get("rid", ""))


def load(project_id: int, *, consistent: bool = False) -> Record:
    """Return a project: one GetItem. Raises NotFoundError."""
    item = table.get("core", keys.project(project_id), consistent=consistent)
    if item is None:
        raise NotFoundError
    return from_item(item)


def next_id() -> int:
    """Return a new project id: one UpdateItem; an unused one leaves a gap."""
    return table.next_number("core", keys.PROJECT_COUNTER)


def create(record: Record) -> Record | None:
    """Store a new project: one conditional PutItem; else return the one that is there."""
    there = table.put_new("core", to_item(record))
    return from_item(there) if there else None


def save(record: Record, project: Project) -> Record:
    """Replace a project that was read as `record`: one conditional PutItem.

    Raises ChangedMeanwhileError if somebody else saved it since.
    """
    changed = Record(project, record.version + 1, record.rid)
    seen = {":seen": record.version}
    if table.put_if("core", to_item(changed), "version = :seen", seen) is not None:
        raise ChangedMeanwhileError
    return changed


def listed(most: int) -> Iterator[Record]:
    """Yield the latest projects, drafts among them: one Query, and one GetItem each."""
    found = table.query(
        "core", "queue", LIST, index="queue", sk_name="queue_at", newest_first=True, limit=most
    )
    for item in found:
        yield load(int(item["row"]["id"]))


def changed_since(at: dt.datetime) -> Iterator[table.Item]:
    """Yield the items of all projects (ideas, comments …) changed since, oldest change first."""
    return table.query(
        "core",
        "kind",
        KIND,
        index="changes",
        sk_name="changed_at",
        between=(clock.text(at), "9"),
    )
