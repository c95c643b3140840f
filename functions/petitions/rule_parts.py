"""The parts of a rule set, in the words of the laws they come from."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from functions.petitions import thresholds
from functions.shared import calendars

Language = Literal["kk", "ru", "en"]
Assurance = Literal["eid", "email", "paper"]
BodyKind = Literal[
    "government", "ministry", "akimat", "maslikhat", "parliament", "president", "council"
]
ThresholdKind = Literal[
    "support", "moderation", "response", "debate", "hearing", "review", "parliament"
]
DutyKind = Literal["answer", "debate", "hearing", "review", "parliament", "decision"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]

ADDRESSEE = "addressee"


def _term(written: str) -> str:
    calendars.term(written)
    return written


def _written(count: object) -> object:
    return str(count) if isinstance(count, int) else count


def _count(written: str) -> str:
    thresholds.parse(written)
    return written


def _every_language(texts: dict[Language, str]) -> dict[Language, str]:
    if len(texts) < len(get_args(Language)) or not all(texts.values()):
        raise ValueError("must have kk, ru and en")
    return texts


Texts = Annotated[dict[Language, str], AfterValidator(_every_language)]
TermText = Annotated[str, AfterValidator(_term)]
CountText = Annotated[str, BeforeValidator(_written), AfterValidator(_count)]


class Rule(BaseModel):
    """A part of a rule set: frozen, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Rule):
    """Where a rule comes from: a law's article or a page that states it."""

    title: str
    url: str = Field(pattern=r"^https?://")


class Who(Rule):
    """Who may take part. `citizenship: resident` means citizens and residents alike."""

    minimum_age: int | None = Field(default=None, ge=0, le=100)
    citizenship: Literal["citizen", "resident", "anyone"] = "anyone"
    residence: Literal["anywhere", "jurisdiction"] = "anywhere"
    assurance: tuple[Assurance, ...] = Field(default=("email",), min_length=1)
    asks: tuple[Literal["name", "email", "region"], ...] = ("name", "email", "region")


class TextLimits(Rule):
    """The longest title, reason and details, in characters; 0 details means none is asked."""

    title: int = Field(ge=10)
    background: int = Field(ge=10)
    details: int = Field(ge=0)


class Attachments(Rule):
    """How many files may be added, and how large each may be."""

    count: int = Field(default=0, ge=0)
    kilobytes: int = Field(default=0, ge=0)


class Sponsors(Rule):
    """The people whose support, by a private link, is needed before moderation."""

    minimum: int = Field(ge=1)
    maximum: int = Field(ge=1)
    within: TermText | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Sponsors:
        if self.maximum < self.minimum:
            raise ValueError("maximum is smaller than minimum")
        return self


class Moderation(Rule):
    """The check before publication. `called` is the law's word for it."""

    called: Literal["moderation", "admissibility", "routing"] = "moderation"
    body: str = ADDRESSEE
    within: TermText | None = None
    two_person: bool = False
    free_resubmissions: int = Field(default=1, ge=0)


class InitialSupport(Rule):
    """Support to reach soon after publication; until then a `link` petition is not listed."""

    count: int = Field(ge=1)
    within: TermText
    visibility: Literal["link", "public"] = "link"


class Signing(Rule):
    """How long signatures are taken; without `within`, until the decision.

    `extension: outage` lets the desk add the minutes in which signing was out of order.
    """

    within: TermText | None = None
    extension: Literal["outage", "none"] = "outage"


class Duty(Rule):
    """What a body must do, and until when; `starts` names the event that opens it."""

    kind: DutyKind
    body: str = ADDRESSEE
    within: TermText | None = None
    starts: Literal["reached", "published", "closed"] = "reached"


class Areas(Rule):
    """In how many areas an area's own minimum must be met too."""

    minimum: int = Field(ge=1)
    each: dict[str, int]

    @model_validator(mode="after")
    def _enough(self) -> Areas:
        if self.minimum > len(self.each):
            raise ValueError("minimum is more than the areas listed under `each`")
        return self


class Threshold(Rule):
    """A count of signatures that opens a duty."""

    id: Id
    kind: ThresholdKind
    count: CountText
    areas: Areas | None = None
    duty: Duty | None = None


class Public(Rule):
    """What everybody may see of the people behind a petition.

    `choice` leaves it to the person: name, initials or nothing.
    """

    petitioner: Literal["name", "initials", "hidden", "choice"]
    signers: Literal["name", "initials", "hidden", "choice"]
    dates: bool = False


class RejectionCode(Rule):
    """A reason for which a petition is not published; `hidden` keeps its text from the public."""

    code: Id
    hidden: bool = False
    title: Texts
    help: Texts


class LocalBody(Rule):
    """A body that only this rule set names."""

    name: Texts
    kind: BodyKind
