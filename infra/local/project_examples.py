"""The example projects and works of a first start, as `content/examples/projects/*.yml` say.

A time is a number of days before the first start, so that examples never grow old; what is still to
come has a negative one. Ideas and projects get their numbers in the order of their times. Texts are
maps {kk, ru, en}. Nobody here is real: people have no name, or are called an example.

    projects:
      - process: crowd                 # as in content/processes
        created: 215
        published: 214
        begins: 210
        title: {…}                     # and problem, aims, fixed, money, articles, campaign
        jurisdiction: KZ-75
        body: akimat-almaty
        days: {task: 5}                # instead of the process's
        groups: {a: 14, b: 11}         # people of like opinions, who speak of comments
        ideas:
          - at: 190
            looked: 189.5              # published by a moderator; without it, it waits
            language: ru
            title: {…}                 # the author's language, and translations
            text: {…}
            cost: 900000
            supports: 12
            named: true                # shown as an example resident
        comments:
          - {at: 180, about: idea/1, side: pro, language: ru, text: …, key: a, reply_to: b,
             looked: 179, stances: {a: 0.9, b: -0.8}, flags: {spam: 3}}
        acts:                          # on the project, or on `idea`; reviews name an `expert`
          - {at: 150, act: finish, role: clerk, asks: {stage: screening, text: {…}}}
          - {at: 145, act: review, expert: 1, idea: 1, asks: {scores: …, reasons: {…}}}
        votes: {instants: [120, 116], ballots: {"1,2": 12, "3": 8}}   # ideas by number: how many
        pledges: [{at: 5, amount: 10000, reward: r1, paid: 4}]
    works:
      - trail: idea-1-2
        begun: 105
        title: {…}                     # and asked, decided, contractor, planned …
        decided: {…}
        decided_on: 110                # `_on` fields are days, too
        milestones: [{key: m1, name: {…}, due_on: 80, weight: 2}]
        acts: [{at: 80, act: progress, asks: {milestone: m1, progress: 100, done_on: 80}}]
        confirmations: [{at: 10, is_done: true, text: …, language: ru}]
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from functions.projects.comment import Flag
from functions.shared.facts import Language, Texts

FOLDER = Path(__file__).parents[2] / "content" / "examples" / "projects"
Days = float


class Part(BaseModel):
    """A part of an example; an unknown word in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Proposed(Part):
    """An idea or an application."""

    at: Days
    looked: Days | None = None
    language: Language
    title: Texts = Field(default_factory=dict)
    text: Texts
    cost: int | None = None
    address: str = ""
    lat: float | None = None
    long: float | None = None
    supports: int = 0
    named: bool = False


class Said(Part):
    """A comment, what groups of people think of it, and what became of it."""

    at: Days
    language: Language
    text: str
    about: str = "project"
    side: str = ""
    key: str = ""
    reply_to: str = ""
    looked: Days | None = None
    hidden: Texts = Field(default_factory=dict)
    stances: dict[str, float] = Field(default_factory=dict)
    flags: dict[Flag, int] = Field(default_factory=dict)


class Done(Part):
    """An act of an official on a project, an idea or a work; `asks` is what the desk sends."""

    at: Days
    act: str
    role: str = "clerk"
    idea: int | None = None
    expert: int | None = None
    asks: dict[str, Any] = Field(default_factory=dict)


class Votes(Part):
    """Ballots: chosen ideas, joined by commas, and how many chose them; cast at some instants."""

    instants: list[Days]
    ballots: dict[str, int]


class Pledged(Part):
    """A pledge, and when the outside provider said that it was paid."""

    at: Days
    amount: int
    reward: str = ""
    paid: Days | None = None


class ProjectExample(Part):
    """One example project."""

    process: str
    created: Days
    published: Days
    begins: Days
    title: Texts
    problem: Texts
    aims: Texts = Field(default_factory=dict)
    fixed: Texts = Field(default_factory=dict)
    jurisdiction: str
    body: str
    days: dict[str, int] = Field(default_factory=dict)
    money: dict[str, Any] = Field(default_factory=dict)
    articles: list[dict[str, Any]] = Field(default_factory=list)
    campaign: dict[str, Any] | None = None
    groups: dict[str, int] = Field(default_factory=dict)
    ideas: list[Proposed] = Field(default_factory=list)
    comments: list[Said] = Field(default_factory=list)
    acts: list[Done] = Field(default_factory=list)
    votes: Votes | None = None
    pledges: list[Pledged] = Field(default_factory=list)


class Confirmed(Part):
    """What a resident says of a finished work."""

    at: Days
    is_done: bool
    text: str = ""
    language: Language = "ru"


class Step(Part):
    """A milestone with its day as a number of days ago."""

    key: str
    name: Texts
    due_on: Days
    weight: int = 1


class WorkExample(Part):
    """One example work."""

    trail: str
    begun: Days
    title: Texts
    asked: Texts
    decided: Texts
    decided_on: Days
    body: str
    jurisdiction: str
    contractor: str = ""
    planned: int | None = None
    begins_on: Days
    ends_on: Days
    milestones: list[Step] = Field(default_factory=list)
    acts: list[Done] = Field(default_factory=list)
    confirmations: list[Confirmed] = Field(default_factory=list)


class Examples(Part):
    """All of one file."""

    projects: list[ProjectExample] = Field(default_factory=list)
    works: list[WorkExample] = Field(default_factory=list)


def load(folder: Path = FOLDER) -> Examples:
    """Return the examples, the oldest first. Raises ValidationError for a mistake in a file."""
    files = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yml"))]
    found = [Examples.model_validate(one) for one in files if one]
    projects = chain.from_iterable(one.projects for one in found)
    works = chain.from_iterable(one.works for one in found)
    return Examples(
        projects=sorted(projects, key=lambda one: -one.created),
        works=sorted(works, key=lambda one: -one.begun),
    )
