"""The forms of ideas: proposing, editing, withdrawing, writing together."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from functions.participants.participant import CODE_LIMIT, Acting
from functions.projects import limits
from functions.projects.idea import Place
from functions.projects.process import IdeaRule
from functions.projects.project import Project
from functions.shared.content import load
from functions.shared.errors import FieldError
from functions.shared.form import Line, Paragraphs, without_address

TITLE_MAX, TEXT_MAX, ADDRESS_MAX, NAME_MAX, REASON_MAX = 150, 10_000, 200, 80, 1_000
COST_MAX = 10**13


def _blank_is_none(typed: object) -> object:
    return None if isinstance(typed, str) and not typed.strip() else typed


def without_blanks(typed: object) -> object:
    """Take out the blanks that people put between thousands."""
    return "".join(typed.split()) or None if isinstance(typed, str) else typed


# The limits are of the number alone: a field left blank is None, which has no size.
Amount = Annotated[Annotated[int, Field(ge=0, le=COST_MAX)] | None, BeforeValidator(without_blanks)]
Latitude = Annotated[Annotated[float, Field(ge=-90, le=90)] | None, BeforeValidator(_blank_is_none)]
Longitude = Annotated[
    Annotated[float, Field(ge=-180, le=180)] | None, BeforeValidator(_blank_is_none)
]


class Named(Acting):
    """A form whose sender may be named, if they want to be."""

    name: Annotated[Line, Field(max_length=NAME_MAX)] = ""
    named: bool = False

    @field_validator("name")
    @classmethod
    def _no_address(cls, name: str) -> str:
        return without_address(name)

    def shown(self) -> str:
        """Return the name that may be shown: the typed one, else the identity's; "" for none."""
        return (self.name or self.participant().name) if self.named else ""


class Words(Acting):
    """What an idea says."""

    title: Annotated[Line, Field(min_length=1, max_length=TITLE_MAX)]
    text: Annotated[Paragraphs, Field(min_length=1, max_length=TEXT_MAX)]
    jurisdiction: str = Field(default="", max_length=20)
    address: Annotated[Line, Field(max_length=ADDRESS_MAX)] = ""
    lat: Latitude = None
    long: Longitude = None
    cost: Amount = None

    def place(self) -> Place:
        """Return where the idea is meant to be carried out."""
        return Place(
            jurisdiction=self.jurisdiction, address=self.address, lat=self.lat, long=self.long
        )


class IdeaRequest(Words, Named):
    """A new idea; `step` is what a form without scripts says once similar ideas were shown."""

    consent: bool = False
    step: Literal["", "send"] = ""


class ApplicationRequest(Named):
    """An application: it is never published, so it has no title, place or cost."""

    text: Annotated[Paragraphs, Field(min_length=1, max_length=TEXT_MAX)]
    consent: bool = False


class EditRequest(Words):
    """An idea as it shall read from now on."""

    title: Annotated[Line, Field(max_length=TITLE_MAX)] = ""


class WithdrawalRequest(Acting):
    """An author takes an idea back, and says why."""

    reason: Annotated[Paragraphs, Field(min_length=1, max_length=REASON_MAX)]


class JoinRequest(Named):
    """Somebody becomes a co-author with the code that the author gave them."""

    invitation: str = Field(min_length=1, max_length=CODE_LIMIT)


def wrong(words: Words, project: Project) -> list[FieldError]:
    """Return what a project's rules have against an idea."""
    rule, found = project.process.ideas, list[FieldError]()
    if not rule.private and not words.title:
        found.append(FieldError("title", "missing"))
    if len(words.text) > rule.text_most:
        found.append(FieldError("text", "too_long", (("max_length", rule.text_most),)))
    return found + _place(words, rule) + _cost(words, rule, project)


def _place(words: Words, rule: IdeaRule) -> list[FieldError]:
    found = []
    if words.jurisdiction and words.jurisdiction not in load().jurisdictions:
        found.append(FieldError("jurisdiction", "not_a_choice"))
    if (words.lat is None) != (words.long is None):
        found.append(FieldError("lat" if words.lat is None else "long", "missing"))
    if rule.place == "required" and not (words.address or words.lat is not None):
        found.append(FieldError("address", "place"))
    return found


def _cost(words: Words, rule: IdeaRule, project: Project) -> list[FieldError]:
    if rule.cost == "required" and not words.cost:
        return [FieldError("cost", "missing")]
    return limits.too_dear(project, words.cost or 0)
