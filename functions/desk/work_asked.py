"""What officials ask of works: a new one, and the acts on one."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.desk.fields import Address, Asked, Rid, texts
from functions.projects.idea import Place
from functions.projects.work import Milestone
from functions.shared.facts import Texts
from functions.shared.form import Line
from functions.shared.text import clean_line, clean_text

TITLE_MAX, TEXT_MAX, NAME_MAX, LARGEST = 200, 4_000, 200, 10**15
MOST_MILESTONES = 30

Title = Annotated[Texts, texts(TITLE_MAX, clean_line)]
Text = Annotated[Texts, texts(TEXT_MAX, clean_text)]
Name = Annotated[Line, Field(max_length=NAME_MAX)]
Amount = Annotated[int, Field(ge=0, le=LARGEST)]
Milestones = Annotated[list[Milestone], Field(max_length=MOST_MILESTONES)]


class NewWork(BaseModel):
    """A decision that is carried out from now on; `trail` says where it comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    lang: str = Field(default="", max_length=2)
    trail: str = Field(max_length=40)
    title: Title
    asked: Text
    decided: Text
    decided_on: dt.date | None = None
    decision_url: Address = ""
    body: str = Field(max_length=60)
    jurisdiction: str = Field(max_length=20)
    place: Place = Place()
    contractor: Name = ""
    contract_url: Address = ""
    planned: Amount | None = None
    currency: str = Field(default="KZT", pattern=r"^[A-Z]{3}$")
    begins_on: dt.date | None = None
    ends_on: dt.date
    milestones: Milestones = Field(default_factory=list)


class WorkAct(Asked):
    """An act on a work; which of the fields it takes is in the table of acts."""

    text: Text | None = None
    spent: Amount | None = None
    planned: Amount | None = None
    contractor: Name | None = None
    contract_url: Address | None = None
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None
    milestones: Milestones | None = None
    milestone: str | None = Field(default=None, max_length=40)
    progress: int | None = Field(default=None, ge=0, le=100)
    done_on: dt.date | None = None
    upload: str | None = Field(default=None, max_length=40)
    name: Title | None = None
    thanks: Name | None = None

    def given(self) -> set[str]:
        """Return the fields that carry something."""
        common = set(Asked.model_fields)
        return {
            one
            for one in WorkAct.model_fields
            if one not in common and getattr(self, one) is not None
        }
