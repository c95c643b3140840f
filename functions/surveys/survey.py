"""A survey: the facts stored about it, where it stands, and how it is read and written.

The questions cannot change once anybody was asked: what was answered would mean something else.
All instants are UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import Field

from functions.participants.participant import Eligibility
from functions.shared import keys, table, versioned
from functions.shared.errors import NotFoundError
from functions.shared.facts import Fact, Instant, Texts
from functions.surveys.question import Question

KIND = "SURVEY"
Identity = Literal["none", "code", "link"]
Results = Literal["after_close", "live"]
About = Literal["", "service", "body", "work", "project"]


class State(StrEnum):
    """Where a survey stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    DISCARDED = "discarded"


UNPUBLISHED = frozenset({State.DRAFT, State.DISCARDED})


class Page(Fact):
    """A part of the form with a heading of its own."""

    title: Texts = Field(default_factory=dict)
    questions: list[Question] = Field(default_factory=list)


class Theme(Fact):
    """What an official read in the free texts of a question: a name, and in how many texts."""

    name: Texts
    count: int = Field(ge=1)


class Survey(Fact):
    """The facts of one survey.

    `identity` tells who may answer: anybody (`none`), each person once by participation code, or
    whoever was sent a private link; `invited` counts those links. `subject` is what it is about: a
    service's category, a body, an implemented work or a project. `opened_at` is when an official
    released it, `closed_at` when one ended it before its time,
    `discarded_at` when a draft was given up.
    """

    id: int
    title: Texts
    about: Texts = Field(default_factory=dict)
    pages: list[Page] = Field(default_factory=list)
    identity: Identity = "code"
    eligibility: Eligibility = Field(default_factory=Eligibility)
    body: str = ""
    jurisdiction: str = ""
    subject_kind: About = ""
    subject: str = ""
    opens_at: Instant
    closes_at: Instant
    results: Results = "after_close"
    opened_at: Instant | None = None
    closed_at: Instant | None = None
    discarded_at: Instant | None = None
    invited: int = 0
    themes: dict[str, list[Theme]] = Field(default_factory=dict)
    themed_at: Instant | None = None
    example: bool = False
    changed_at: Instant

    @property
    def questions(self) -> list[Question]:
        """All questions in the order in which they are asked."""
        return [question for page in self.pages for question in page.questions]

    @property
    def ends_at(self) -> dt.datetime:
        """When it takes no more answers."""
        return min(self.closes_at, self.closed_at) if self.closed_at else self.closes_at

    @property
    def keys_name(self) -> str:
        """The name of its own keys."""
        return f"{KIND}#{self.id}"


@dataclass(frozen=True)
class Record:
    """A survey as stored; `acts` are the last request ids of the desk, which a repeat finds."""

    survey: Survey
    version: int = 1
    acts: tuple[str, ...] = ()


def state(survey: Survey, now: dt.datetime) -> State:
    """Return where a survey stands at an instant; pure."""
    if survey.opened_at is None:
        return State.DRAFT if survey.discarded_at is None else State.DISCARDED
    if now >= survey.ends_at:
        return State.CLOSED
    return State.OPEN if now >= survey.opens_at else State.WAITING


def to_item(record: Record) -> table.Item:
    """Map a record to its item."""
    key = keys.survey_core(record.survey.id)
    return versioned.to_item(key, KIND, record.survey, record.version, record.acts)


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = Survey.model_validate(versioned.facts(item))
    return Record(facts, item["version"], versioned.acts(item))


def load(survey_id: int, *, consistent: bool = False) -> Record:
    """Return a survey: one GetItem. Raises NotFoundError."""
    item = table.get("core", keys.survey_core(survey_id), consistent=consistent)
    if item is None:
        raise NotFoundError
    return from_item(item)


def next_id() -> int:
    """Return a new survey id: one UpdateItem; an unused one leaves a gap."""
    return table.next_number("core", keys.SURVEY_COUNTER)


def create(record: Record) -> bool:
    """Store a new survey: one conditional PutItem; tell whether it was not there yet."""
    return versioned.create(to_item(record))


def save(record: Record, changed: Survey, rid: str) -> Record:
    """Replace one that was read as `record`. Raises ChangedMeanwhileError if it changed since."""
    made = Record(changed, record.version + 1, versioned.with_act(record.acts, rid))
    versioned.replace(to_item(made))
    return made


def changed_since(at: dt.datetime) -> Iterator[Record]:
    """Yield the surveys changed at or after an instant, oldest change first."""
    return map(from_item, versioned.changed_since(KIND, at))
