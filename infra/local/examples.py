"""The example petitions of a first start, as `content/examples/*.yml` describe them.

Each file is a list of petitions. A time is a number of days before the first start (12.5 is twelve
and a half days ago), so that examples never grow old; a debate still to come has a negative one.
Every text is a map {kk, ru, en}, of which one language is enough.

    - id: 3                            # its public number; each file its own numbers
      rule_set: kz-central@2024-04-04
      jurisdiction: KZ
      body: kz-government
      category: environment
      language: kk                     # the original; the other texts are its translations
      text:
        kk: {title: …, background: …, details: …}
        ru: {title: …, background: …}
      petitioner: ""                   # shown; leave it out: nobody here is real
      thresholds: {response: 400}      # instead of the rule set's, so that a few hundred are enough
      submitted: 60                    # and confirmed at once
      sponsors: 21                     # joined within the day
      returned: {at: 58, reason: {…}}          # asked to change
      resubmitted: 57
      rejected: {at: 56, code: …, details: {…}}
      published: 55                    # by as many moderators as the rule set asks
      withdrawn: 20                    # by the petitioner
      signatures: {email: 900, eid: 150, paper: 0, days: 50, shape: burst, regions: {KZ-75: 3}}
                                       # for `days` from publication; shape: steady, burst, late;
                                       # regions are weights; paper is entered near the end
      extension: {at: 30, minutes: 90, reason: {…}}
      stopped: {at: 10, reason: {…}}
      responses: [{at: 8, body: …, threshold: …, decision: partly, summary: {…}, details: {…}}]
      debates: [{kind: hearing, scheduled: 7, on: 5, held: 4.5, transcript_url: …, video_url: …,
                 overview: {…}}]       # without `held` it is still to come
      decision: {at: 4, body: …, kind: accepted, details: {…}}
      implementation: [{at: 3, on: 3, title: {…}, done: true}]
      removed: {at: 2, code: …}

Everything but the first block, `submitted` and the texts may be left out.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from functions.petitions.petition import Outcome, Text
from functions.shared.facts import Language, Texts

FOLDER = Path(__file__).parents[2] / "content" / "examples"

Days = float
Shape = Literal["steady", "burst", "late"]


class Part(BaseModel):
    """A part of an example; an unknown word in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Returned(Part):
    at: Days
    reason: Texts


class Refused(Part):
    at: Days
    code: str
    details: Texts = Field(default_factory=dict)


class Signatures(Part):
    email: int = 0
    eid: int = 0
    paper: int = 0
    days: Days = 30
    shape: Shape = "steady"
    regions: dict[str, int] = Field(default_factory=dict)


class Extended(Part):
    at: Days
    minutes: int
    reason: Texts


class Stopped(Part):
    at: Days
    reason: Texts


class Answered(Part):
    at: Days
    body: str = ""
    threshold: str | None = None
    decision: Outcome | None = None
    summary: Texts
    details: Texts


class Debated(Part):
    kind: Literal["debate", "hearing"]
    scheduled: Days
    on: Days
    held: Days | None = None
    transcript_url: str = ""
    video_url: str = ""
    overview: Texts = Field(default_factory=dict)


class Decided(Part):
    at: Days
    body: str = ""
    kind: Outcome
    details: Texts


class Stepped(Part):
    at: Days
    on: Days
    title: Texts
    done: bool = False


class Removed(Part):
    at: Days
    code: str


class Example(Part):
    """One example petition."""

    id: int
    rule_set: str
    jurisdiction: str
    body: str
    category: str
    language: Language
    text: dict[Language, Text]
    petitioner: str = ""
    thresholds: dict[str, int] = Field(default_factory=dict)
    submitted: Days
    sponsors: int = 0
    returned: Returned | None = None
    resubmitted: Days | None = None
    rejected: Refused | None = None
    published: Days | None = None
    withdrawn: Days | None = None
    signatures: Signatures = Field(default_factory=Signatures)
    extension: Extended | None = None
    stopped: Stopped | None = None
    responses: list[Answered] = Field(default_factory=list)
    debates: list[Debated] = Field(default_factory=list)
    decision: Decided | None = None
    implementation: list[Stepped] = Field(default_factory=list)
    removed: Removed | None = None


def load(folder: Path = FOLDER) -> list[Example]:
    """Return the examples, by number. Raises ValidationError for a mistake in a file."""
    files = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yml")))
    entries = chain.from_iterable(found or [] for found in files)
    return sorted((Example.model_validate(entry) for entry in entries), key=lambda one: one.id)
