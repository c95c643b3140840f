"""What a moderator decides: pure, from a case and what was asked to the petition that follows."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from functions.desk.case import Case, NoResubmissionLeftError, SecondPersonNeededError
from functions.desk.fields import Asked, Reasons, RemovalCode
from functions.petitions.petition import Approval, Petition, Rejection, Text
from functions.petitions.submission import TEXT_CEILING, text_errors
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.facts import Language
from functions.shared.form import Line, Paragraphs


class Publication(Asked):
    """The moderator has gone through the whole checklist; `without` names files to leave out."""

    checked: Literal[True]
    without: list[str] = Field(default_factory=list, max_length=99)


class Refusal(Asked):
    """A reason of the rule set, explained in at least one language."""

    code: str
    details: Reasons


class Return(Asked):
    """What the petitioner should change, in at least one language."""

    reason: Reasons


class Translation(Asked):
    """The whole text in another language."""

    language: Language
    title: Line = Field(min_length=1, max_length=TEXT_CEILING)
    background: Paragraphs = Field(min_length=1, max_length=TEXT_CEILING)
    details: Paragraphs = Field(default="", max_length=TEXT_CEILING)


class Removal(Asked):
    """Why a petition has to leave the site."""

    code: RemovalCode


class Restoration(Asked):
    """A removed petition may come back."""


def publish(case: Case, asked: Publication) -> Petition:
    """Publish, or approve first where the rule set asks for two. Raises SecondPersonNeededError."""
    p = case.petition
    if any(approval.by == case.who.sub for approval in p.approvals):
        raise SecondPersonNeededError
    approvals = [*p.approvals, Approval(at=case.now, by=case.who.sub)]
    needed = 2 if case.rules.moderation.two_person else 1
    published_at = case.now if len(approvals) >= needed else None
    return p.model_copy(update={"approvals": approvals, "published_at": published_at})


def reject(case: Case, asked: Refusal) -> Petition:
    """Reject; the code decides whether the text stays public."""
    code = case.rules.rejection(asked.code)
    if code is None:
        raise InvalidInputError(FieldError("code", "unknown"))
    rejection = Rejection(at=case.now, code=code.code, details=asked.details, hidden=code.hidden)
    return case.petition.model_copy(update={"rejection": rejection})


def give_back(case: Case, asked: Return) -> Petition:
    """Ask the petitioner to change the text, as often as the rule set gives for free."""
    p = case.petition
    if p.return_count >= case.rules.moderation.free_resubmissions:
        raise NoResubmissionLeftError
    update = {
        "returned_at": case.now,
        "return_reason": asked.reason,
        "return_count": p.return_count + 1,
        "approvals": [],
    }
    return p.model_copy(update=update)


def translate(case: Case, asked: Translation) -> Petition:
    """Add or replace a translation within the rule set's limits."""
    p = case.petition
    if asked.language == p.language:
        raise InvalidInputError(FieldError("language", "original_language"))
    text = Text(title=asked.title, background=asked.background, details=asked.details)
    wrong = text_errors(text, case.rules)
    if wrong:
        raise InvalidInputError(*wrong)
    return p.model_copy(update={"translations": {**p.translations, asked.language: text}})


def remove(case: Case, asked: Removal) -> Petition:
    """Take the page away: 410 from now on."""
    return case.petition.model_copy(update={"removed_at": case.now, "removal_code": asked.code})


def restore(case: Case, asked: Restoration) -> Petition:
    """Bring a removed page back."""
    return case.petition.model_copy(update={"removed_at": None, "removal_code": None})
