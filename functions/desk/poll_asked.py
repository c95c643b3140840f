"""What officials ask for with a poll: a draft, a seal, paper, a withdrawal, a departure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from functions.desk.fields import Asked, Reasons, Rid, texts
from functions.participants.participant import Eligibility
from functions.shared.facts import Fact, Texts
from functions.shared.text import clean_line, clean_text

QUESTION_MAX, ABOUT_MAX, OPTION_MAX, MORE_MAX = 300, 6_000, 200, 2_000
MOST_OPTIONS, MOST_LINES = 200, 100
TRAIL = r"^(?:|(?:idea-\d{1,9}-\d{1,9}|(?:petition|complaint|project|poll)-\d{1,9}))$"
IDEA = r"^(?:|project/\d{1,9}/idea/\d{1,9})$"
IDENT = r"^(?:iin:\d{12}|doc:[A-Z0-9]{5,20})$"

Serial = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,32}$")]
BatchName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,32}$")]
Number = Annotated[int, Field(ge=1, le=999_999_999)]


def _maybe(most: int, clean: Callable[[str], str]) -> AfterValidator:
    """Check texts that may be missing as a whole."""
    check: Any = texts(most, clean).func

    def checked(typed: Texts) -> Texts:
        found: Texts = check(typed) if any(typed.values()) else {}
        return found

    return AfterValidator(checked)


class OptionAsked(Fact):
    """An option as an official writes it."""

    id: Number
    text: Annotated[Texts, texts(OPTION_MAX, clean_line)]
    more: Annotated[Texts, _maybe(MORE_MAX, clean_text)] = Field(default_factory=dict)
    cost: int = Field(default=0, ge=0, le=10**15)
    idea: str = Field(default="", pattern=IDEA)


class Draft(BaseModel):
    """All that a draft can say; what is lacking is told, and keeps it only from being sealed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    seen: int = Field(default=0, ge=0)
    lang: str = Field(default="", max_length=2)
    question: Annotated[Texts, texts(QUESTION_MAX, clean_line)]
    about: Annotated[Texts, _maybe(ABOUT_MAX, clean_text)] = Field(default_factory=dict)
    options: list[OptionAsked] = Field(default_factory=list, max_length=MOST_OPTIONS)
    rule: dict[str, Any]
    eligibility: Eligibility = Field(default_factory=Eligibility)
    body: str = Field(max_length=60)
    jurisdiction: str = Field(max_length=20)
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    project: Number | None = None
    trail: str = Field(default="", pattern=TRAIL)
    paper: bool = False
    publish_ballots: bool = True


class Seal(Asked):
    """The hash of the document that the official has read, so that nothing else is sealed."""

    hash: str = Field(pattern=r"^[0-9a-f]{64}$")


class Discard(Asked):
    """A draft is given up; nobody outside ever saw it, so no reason is owed."""


class Withdrawal(Asked):
    """Why the poll ends without a result."""

    reason: Reasons


class Departure(Asked):
    """Who wins instead of those computed, or whether a vote for or against passes, and why."""

    winners: list[Number] = Field(default_factory=list, max_length=MOST_OPTIONS)
    passed: bool | None = None
    reason: Reasons


class VoterAsked(Fact):
    """A line of the list of voters."""

    ident: str = Field(pattern=IDENT)
    region: str = ""
    born: int | None = Field(default=None, ge=1890, le=2100)


class PaperMarks(Asked):
    """Who voted on paper."""

    people: list[VoterAsked] = Field(min_length=1, max_length=MOST_LINES)


class PaperBallot(Fact):
    """A paper ballot: the number printed on it and what it says, as a ballot online."""

    serial: Serial
    choice: Any


class PaperBallots(Asked):
    """Ballots of one batch; the second official sends the same once more."""

    batch: BatchName
    ballots: list[PaperBallot] = Field(min_length=1, max_length=MOST_LINES)


class PaperBatch(Asked):
    """A batch that was typed wrongly and must be begun anew."""

    batch: BatchName


class PaperDone(Asked):
    """All paper is in."""
