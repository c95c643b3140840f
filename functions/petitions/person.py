"""Who fills in a form: the fields that every public form shares, and their checks."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from functions.petitions.signature import Show
from functions.shared import identity, text
from functions.shared.content import load
from functions.shared.settings import settings

NAME_LIMIT = 100
RID_LIMIT = 64


def _refuse_formula(typed: str) -> str:
    if text.starts_like_formula(typed):
        raise ValueError("formula")
    return typed


Line = Annotated[
    str,
    BeforeValidator(lambda v: text.clean_line(v) if isinstance(v, str) else v),
    AfterValidator(_refuse_formula),
]
Paragraphs = Annotated[
    str,
    BeforeValidator(lambda v: text.clean_text(v) if isinstance(v, str) else v),
    AfterValidator(_refuse_formula),
]


def public_name(rule: str, choice: Show, name: str) -> str:
    """Return a name as the rule set, or where it leaves the choice the person, lets it be shown."""
    shown = choice if rule == "choice" else rule
    if shown == "name":
        return name
    return text.initials(name) if shown == "initials" else ""


class Person(BaseModel):
    """A person's part of a form; `website` is a trap for robots, `proof` the proof of work."""

    model_config = ConfigDict(extra="forbid")

    rid: str = Field(default="", max_length=RID_LIMIT, pattern=r"^[A-Za-z0-9_-]*$")
    lang: str = ""
    name: Line = Field(min_length=1, max_length=NAME_LIMIT)
    email: str = Field(min_length=1, max_length=identity.MAX_EMAIL)
    region: str = ""
    show: Show = "hidden"
    notify: bool = False
    consent: bool = False
    proof: str = Field(default="", max_length=64)
    website: str = Field(default="", max_length=200)

    @field_validator("name")
    @classmethod
    def _no_address(cls, name: str) -> str:
        if text.has_address(name):
            raise ValueError("address")
        return name

    @field_validator("email")
    @classmethod
    def _mailbox(cls, email: str) -> str:
        try:
            identity.parse_email(email)
        except ValueError:
            raise ValueError("not_email") from None
        return email.strip()

    @field_validator("region")
    @classmethod
    def _known_region(cls, region: str) -> str:
        if region and region not in load().jurisdictions:
            raise ValueError("not_a_choice")
        return region

    @field_validator("consent")
    @classmethod
    def _agreed(cls, consent: bool) -> bool:
        if not consent:
            raise ValueError("consent")
        return consent

    def request_id(self) -> str:
        """Return the request's id; a form without scripts has none: its content stands for it."""
        return self.rid or hashlib.sha256(repr(self).encode()).hexdigest()[:32]

    def flags(self, petition_id: int, now: dt.datetime) -> tuple[str, ...]:
        """Return what a later look should know: no proof of work, a trap, a throw-away mailbox."""
        found = []
        if not self._worked(petition_id, now):
            found.append("no-proof")
        if self.website:
            found.append("trap")
        if identity.parse_email(self.email)[1] in load().disposable:
            found.append("disposable")
        return tuple(found)

    def _worked(self, petition_id: int, now: dt.datetime) -> bool:
        hours = {f"{at:%Y-%m-%dT%H}" for at in (now, now - dt.timedelta(hours=1))}
        bits = settings().proof_of_work_bits
        return identity.has_proof_of_work(self.proof, petition_id, self.email, hours, bits)
