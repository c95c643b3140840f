"""The example votes of a first start, as `content/examples/polls/*.yml` describe them.

Each file is a list. A time is a number of days before the first start, negative for what is still
to come. Ballots are drawn with a seed made of the vote's number, so every first start has the same.

    - id: 3                            # its public number; each file its own numbers
      question: {kk: …, ru: …, en: …}
      about: {…}
      options: [{text: {…}, more: {…}, cost: 1000000}]     # numbered from 1
      rule: {method: multiple, max_choices: 3}             # the options are added
      eligibility: {jurisdiction: KZ-39, minimum_age: 16}
      body: akimat-kostanay
      jurisdiction: KZ-39
      sealed: 8
      opens: 7
      closes: -7
      ballots: {email: 180, eid: 22, changed: 6, lean: [6, 4, 5]}   # lean: how liked each option is
      ballots: {cast: [[for, 280], [against, 120]]}                 # or exactly these
      override: {at: 20, winners: [2], passed: true, reason: {…}}
      withdrawn: {at: 8, reason: {…}}
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from functions.participants.participant import Eligibility
from functions.shared.facts import Texts

FOLDER = Path(__file__).parents[2] / "content" / "examples" / "polls"
Days = float


class Part(BaseModel):
    """A part of an example; an unknown word in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Part):
    """An option."""

    text: Texts
    more: Texts = Field(default_factory=dict)
    cost: int = 0


class Ballots(Part):
    """Who votes how; `cast` lists ballots with their numbers, `lean` lets them be drawn."""

    email: int = 0
    eid: int = 0
    changed: int = 0
    lean: list[float] = Field(default_factory=list)
    cast: list[tuple[Any, int]] = Field(default_factory=list)

    @property
    def voters(self) -> int:
        return sum(weight for _, weight in self.cast) or self.email + self.eid


class Departed(Part):
    at: Days
    winners: list[int] = Field(default_factory=list)
    passed: bool | None = None
    reason: Texts


class Ended(Part):
    at: Days
    reason: Texts


class Example(Part):
    """One example vote."""

    id: int
    question: Texts
    about: Texts = Field(default_factory=dict)
    options: list[Choice] = Field(default_factory=list)
    rule: dict[str, Any]
    eligibility: Eligibility = Field(default_factory=Eligibility)
    body: str
    jurisdiction: str
    sealed: Days
    opens: Days
    closes: Days
    ballots: Ballots = Field(default_factory=Ballots)
    override: Departed | None = None
    withdrawn: Ended | None = None


def load(folder: Path = FOLDER) -> list[Example]:
    """Return the examples, by number. Raises ValidationError for a mistake in a file."""
    files = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yml")))
    entries = chain.from_iterable(found or [] for found in files)
    return sorted((Example.model_validate(entry) for entry in entries), key=lambda one: one.id)
