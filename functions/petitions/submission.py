"""A new petition as its petitioner writes it, checked against the rule set it chooses."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, field_validator

from functions.petitions import rules
from functions.petitions.person import Person, public_name
from functions.petitions.petition import Petition, Text
from functions.petitions.rules import RuleSet
from functions.shared.content import load
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.facts import Language
from functions.shared.form import Line, Paragraphs
from functions.shared.identity import MAX_EMAIL, parse_email

INVITATIONS = 5
TEXT_CEILING = 20_000


class PetitionRequest(Person):
    """The form that starts a petition; `step` is `check` for a form sent without scripts."""

    rule_set: str = Field(max_length=80)
    jurisdiction: str = Field(max_length=20)
    body: str = Field(max_length=80)
    category: str = Field(max_length=80)
    title: Line = Field(min_length=1, max_length=TEXT_CEILING)
    background: Paragraphs = Field(min_length=1, max_length=TEXT_CEILING)
    details: Paragraphs = Field(default="", max_length=TEXT_CEILING)
    invite: list[str] = Field(default_factory=list, max_length=INVITATIONS)
    step: Literal["", "check", "send"] = ""

    @field_validator("invite", mode="before")
    @classmethod
    def _one_a_line(cls, invite: object) -> object:
        if isinstance(invite, str):
            return [line.strip() for line in invite.splitlines() if line.strip()]
        return invite

    @field_validator("invite")
    @classmethod
    def _mailboxes(cls, invite: list[str]) -> list[str]:
        for address in invite:
            try:
                parse_email(address)
            except ValueError:
                raise ValueError("not_email") from None
            if len(address) > MAX_EMAIL:
                raise ValueError("not_email")
        return invite


def check(request: PetitionRequest) -> RuleSet:
    """Return the rule set that was chosen. Raises InvalidInputError naming every wrong field."""
    active = {rule_set.key: rule_set for rule_set in rules.active()}
    chosen = active.get(request.rule_set)
    if chosen is None:
        raise InvalidInputError(FieldError("rule_set", "not_a_choice"))
    wrong = [*_place_errors(request, chosen), *_text_errors(request, chosen)]
    if request.category not in load().categories:
        wrong.append(FieldError("category", "not_a_choice"))
    if "email" not in chosen.start.assurance:
        wrong.append(FieldError("email", "eid_only"))
    if wrong:
        raise InvalidInputError(*wrong)
    return chosen


def new_petition(
    petition_id: int,
    request: PetitionRequest,
    chosen: RuleSet,
    language: Language,
    now: dt.datetime,
) -> Petition:
    """Build the petition, with its thresholds and the population they come from frozen in it."""
    place = load().jurisdictions[request.jurisdiction]
    population = place.get("population") if chosen.needs_population() else None
    return Petition(
        id=petition_id,
        rule_set=chosen.key,
        rules_hash=rules.hash_of(chosen.key),
        jurisdiction=request.jurisdiction,
        body=request.body,
        category=request.category,
        language=language,
        text=Text(title=request.title, background=request.background, details=request.details),
        petitioner=public_name(chosen.public.petitioner, request.show, request.name),
        population=population,
        population_on=place.get("population_on") if population else None,
        thresholds=chosen.counts(population),
        submitted_at=now,
        changed_at=now,
    )


def text_errors(text: Text, chosen: RuleSet) -> list[FieldError]:
    """Return what is too long for the rule set, with its limits in characters."""
    limits = chosen.texts
    most = {"title": limits.title, "background": limits.background, "details": limits.details}
    return [
        FieldError(name, "too_long", (("max_length", limit),))
        for name, limit in most.items()
        if len(getattr(text, name)) > limit
    ]


def _text_errors(request: PetitionRequest, chosen: RuleSet) -> list[FieldError]:
    text = Text(title=request.title, background=request.background, details=request.details)
    return text_errors(text, chosen)


def _place_errors(request: PetitionRequest, chosen: RuleSet) -> list[FieldError]:
    place = load().jurisdictions.get(request.jurisdiction)
    if place is None or not chosen.covers(place["kind"]):
        return [FieldError("jurisdiction", "not_a_choice")]
    body = load().bodies.get(request.body)
    if not body or body["kind"] not in chosen.addressees or body["jurisdiction"] != place["code"]:
        return [FieldError("body", "not_a_choice")]
    return []


def missing(name: str) -> FieldError:
    """Return the error of a field that must be filled."""
    return FieldError(name, "missing")
