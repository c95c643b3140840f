"""What officials ask of projects: the texts and plans of one, and the acts on it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from functions.desk.fields import Address, Asked, Rid, texts
from functions.participants.participant import Eligibility
from functions.projects.project import Article, Campaign, Money, Plan
from functions.shared.facts import Texts
from functions.shared.text import clean_line, clean_text

TITLE_MAX, TEXT_MAX = 200, 6_000
MOST_ARTICLES, MOST_IDEAS = 60, 500

Title = Annotated[Texts, texts(TITLE_MAX, clean_line)]
Text = Annotated[Texts, texts(TEXT_MAX, clean_text)]
Number = Annotated[int, Field(ge=1, le=99_999)]
Numbers = Annotated[list[Number], Field(max_length=MOST_IDEAS)]
StageKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


class NewArticle(BaseModel):
    """An article of a draft, as it is put in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1, le=999_999)
    title: Title
    text: Text

    def made(self) -> Article:
        """Return the article without a reply."""
        return Article(number=self.number, title=self.title, text=self.text)


class Facts(BaseModel):
    """What describes a project; what is not given stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title | None = None
    problem: Text | None = None
    aims: Text | None = None
    fixed: Text | None = None
    jurisdiction: str | None = Field(default=None, max_length=20)
    body: str | None = Field(default=None, max_length=60)
    begins_at: AwareDatetime | None = None
    money: Money | None = None
    plans: list[Plan] | None = Field(default=None, max_length=30)
    eligibility: Eligibility | None = None
    articles: list[NewArticle] | None = Field(default=None, max_length=MOST_ARTICLES)
    campaign: Campaign | None = None


class NewProject(Facts):
    """A new project; `process` names the configuration that is copied into it."""

    rid: Rid
    lang: str = Field(default="", max_length=2)
    process: str = Field(max_length=40)
    title: Title
    problem: Text
    jurisdiction: str = Field(max_length=20)
    body: str = Field(max_length=60)
    begins_at: AwareDatetime


class ProjectAct(Facts, Asked):
    """An act on a project; which of the fields it takes is in the table of acts."""

    text: Text | None = None
    stage: StageKey | None = None
    until: dt.date | None = None
    url: Address | None = None
    article: int | None = Field(default=None, ge=1, le=999_999)
    about: str | None = Field(default=None, max_length=20)
    parent: str | None = Field(default=None, max_length=20)
    idea: Number | None = None
    ideas: Numbers | None = None
    winners: Numbers | None = None
    fallback: Numbers | None = None
    question: Title | None = None
    opens_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None

    def given(self) -> set[str]:
        """Return the fields that carry something."""
        common = set(Asked.model_fields)
        return {
            name
            for name in ProjectAct.model_fields
            if name not in common and getattr(self, name) is not None
        }


class IdeaAct(Asked):
    """An act on an idea; which of the fields it takes is in the table of acts."""

    text: Text | None = None
    checks: dict[str, bool] | None = Field(default=None, max_length=40)
    cost: int | None = Field(default=None, ge=0, le=10**13)
    into: Number | None = None
    titles: Title | None = None
    texts: Text | None = None

    def given(self) -> set[str]:
        """Return the fields that carry something."""
        names = ("text", "checks", "cost", "into", "titles", "texts")
        return {name for name in names if getattr(self, name) is not None}


class ReviewAct(BaseModel):
    """An expert's scores, with a reason where a criterion is failed; `conflict` says why not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    lang: str = Field(default="", max_length=2)
    stage: StageKey
    scores: dict[str, int] = Field(max_length=40)
    reasons: dict[str, Text] = Field(default_factory=dict, max_length=40)
    summary: Text | None = None
    conflict: Text | None = None


class Look(BaseModel):
    """A moderator's decision on a comment, or a mark on a pledge."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    lang: str = Field(default="", max_length=2)
    text: Text | None = None
