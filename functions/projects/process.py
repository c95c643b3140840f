"""A process: the stages that a project goes through, as a government writes them in content.

A contest, a participatory budget or the discussion of a draft are configurations of the same few
kinds of stages. A project carries its own copy of its process, so editing content never changes the
rules of a project that has begun.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from functions.shared.calendars import term
from functions.shared.content import load
from functions.shared.facts import Texts

Kind = Literal[
    "task", "ideas", "discussion", "screening", "review", "vote", "decision", "implementation",
    "pledges",
]  # fmt: skip
# What residents do on the website; officials' acts are in `acts.py`.
Deed = Literal["idea", "edit", "support", "comment", "stance", "pledge"]
# These end when an official says so, and are late until then; the others end with their day.
BY_ACT: frozenset[str] = frozenset({"screening", "review", "decision", "implementation"})
DEEDS: dict[str, tuple[Deed, ...]] = {
    "task": ("comment", "stance"),
    "ideas": ("idea", "edit", "support", "comment", "stance"),
    "discussion": ("support", "comment", "stance"),
    "screening": ("comment", "stance"),
    "review": ("comment", "stance"),
    "vote": (),
    "decision": (),
    "implementation": ("comment",),
    "pledges": ("pledge", "comment", "stance"),
}


def _is_term(written: str) -> str:
    if written:
        term(written)
    return written


def _all_languages(texts: Texts) -> Texts:
    if set(texts) != {"kk", "ru", "en"} or not all(texts.values()):
        raise ValueError("must have kk, ru and en")
    return texts


Words = Annotated[Texts, AfterValidator(_all_languages)]
Term = Annotated[str, AfterValidator(_is_term)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


class Part(BaseModel):
    """A part of a process: nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Duty(Part):
    """What an official owes: an act within a term from where the stage begins, or ends."""

    act: Annotated[str, Field(pattern=r"^[a-z_]{1,30}$")]
    term: Term
    starts: Literal["begins", "ends"] = "begins"
    name: Words


class Criterion(Part):
    """What experts score from 0 to `most`; below `pass_mark` it is failed and needs a reason."""

    key: Key
    name: Words
    weight: int = Field(default=1, ge=1, le=100)
    most: int = Field(default=10, ge=1, le=100)
    pass_mark: int | None = Field(default=None, ge=0)


class Check(Part):
    """A line of the technical screening's list: it holds, or the reason is public."""

    key: Key
    name: Words


class Selection(Part):
    """How experts' scores select: the best `count`, or all that reach `mark` percent (or both)."""

    count: int | None = Field(default=None, ge=1, le=1_000)
    mark: int | None = Field(default=None, ge=0, le=100)

    @model_validator(mode="after")
    def _says_something(self) -> Selection:
        if self.count is None and self.mark is None:
            raise ValueError("needs `count` or `mark`")
        return self


class StageRule(Part):
    """One stage: its kind, its length in days, and what its kind needs to know."""

    key: Key
    kind: Kind
    name: Words
    about: Texts = Field(default_factory=dict)
    days: int = Field(ge=1, le=3_650)
    allows: tuple[Deed, ...] | None = None
    duties: tuple[Duty, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    experts: int = Field(default=2, ge=2, le=50)
    selection: Selection | None = None
    checks: tuple[Check, ...] = ()
    rework: Term = ""
    recheck: Term = ""
    rule: dict[str, Any] = Field(default_factory=dict)
    places: int | None = Field(default=None, ge=1, le=1_000)
    public_weight: int = Field(default=100, ge=0, le=100)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What residents may do meanwhile."""
        return DEEDS[self.kind] if self.allows is None else self.allows

    @property
    def ends_by_act(self) -> bool:
        """Whether an official ends it, rather than the calendar."""
        return self.kind in BY_ACT

    @model_validator(mode="after")
    def _fits_its_kind(self) -> StageRule:
        needed = {"screening": "checks", "review": "criteria", "vote": "rule"}.get(self.kind)
        if needed and not getattr(self, needed):
            raise ValueError(f"needs `{needed}`")
        keys = [*(one.key for one in self.criteria), *(one.key for one in self.checks)]
        if len(set(keys)) != len(keys):
            raise ValueError("has a key twice")
        return self


class IdeaRule(Part):
    """What an idea must and may have. `private` ones (applications) show a number, not a text."""

    cost: Literal["required", "optional", "none"] = "optional"
    place: Literal["required", "optional", "none"] = "optional"
    most_per_person: int = Field(default=3, ge=1, le=20)
    text_most: int = Field(default=4_000, ge=200, le=10_000)
    coauthors: int = Field(default=4, ge=0, le=20)
    private: bool = False


class Figures(Part):
    """Limits in whole units of a currency, and where they are from; a project sets its own."""

    project: int | None = Field(default=None, ge=1)
    district: int | None = Field(default=None, ge=1)
    total: int | None = Field(default=None, ge=1)
    currency: str = Field(default="KZT", pattern=r"^[A-Z]{3}$")
    source: str = ""


class Process(Part):
    """A way of deciding together: stages in their order, and the rules that hold throughout."""

    id: Key
    name: Words
    intro: Words
    sources: tuple[str, ...] = ()
    calendar: str
    moderation: Literal["before", "after"] = "before"
    minimum_age: int | None = Field(default=None, ge=0, le=120)
    assurance: tuple[Literal["email", "eid"], ...] = ()
    subject: Literal["ideas", "articles", "campaign"] = "ideas"
    ideas: IdeaRule = IdeaRule()
    limits: Figures = Figures()
    stages: tuple[StageRule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _stages_follow(self) -> Process:
        keys = [one.key for one in self.stages]
        if len(set(keys)) != len(keys):
            raise ValueError("has a stage twice")
        if self.subject == "campaign" and not any(one.kind == "pledges" for one in self.stages):
            raise ValueError("a campaign needs a stage of pledges")
        return self

    def stage(self, key: str) -> StageRule:
        """Return a stage by its key. Raises KeyError."""
        return {one.key: one for one in self.stages}[key]


@cache
def processes() -> dict[str, Process]:
    """Return the processes of this deployment by id, in the order of their files."""
    return {key: Process.model_validate(raw) for key, raw in load().processes.items()}


def forget() -> None:
    """Drop what was read."""
    processes.cache_clear()
