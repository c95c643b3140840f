"""The form of a complaint: its fields, cleaned and checked each for itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from functions.complaints import contact
from functions.shared.content import load
from functions.shared.form import Form, Line, Paragraphs, mailbox, without_address
from functions.shared.identity import MAX_EMAIL, parse_email

DESCRIPTION_LIMIT = 4_000
NAME_LIMIT = 100
ADDRESS_LIMIT = 200
_ANSWER = re.compile(r"attribute\[([A-Za-z0-9_-]{1,80})\](?:\[([A-Za-z0-9_-]{0,80})\])?")


class ComplaintRequest(Form):
    """What is handed in; `attributes` come as one mapping or as fields `attribute[CODE]`.

    `shown` is how the author wants the text to be published, where that is not the description.
    `step` is `check` for a form sent without scripts, which shows everything once more first.
    """

    category: str = Field(max_length=80)
    jurisdiction: str = Field(default="", max_length=20)
    lat: float | None = Field(default=None, ge=-90, le=90, allow_inf_nan=False)
    long: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False)
    address: Line = Field(default="", max_length=ADDRESS_LIMIT)
    address_id: Line = Field(default="", max_length=80)
    zipcode: Line = Field(default="", max_length=20)
    description: Paragraphs = Field(min_length=1, max_length=DESCRIPTION_LIMIT)
    shown: Paragraphs = Field(default="", max_length=DESCRIPTION_LIMIT)
    attributes: dict[str, list[str]] = Field(default_factory=dict, max_length=40)
    name: Line = Field(default="", max_length=NAME_LIMIT)
    email: str = Field(default="", max_length=MAX_EMAIL)
    phone: str = Field(default="", max_length=contact.MAX_PHONE)
    may_publish: bool = False
    consent: bool = False
    step: Literal["", "check", "send"] = ""

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        """Gather a form's fields `attribute[CODE]`, `attribute[CODE][]`, `attribute[CODE][KEY]`."""
        if not isinstance(data, dict):
            return data
        answers, rest = dict[str, list[Any]](), dict[str, Any]()
        for name, value in data.items():
            match = _ANSWER.fullmatch(name)
            if match is None:
                rest[name] = value
            elif not match[2]:
                answers.setdefault(match[1], []).extend(_listed(value))
            elif value:
                answers.setdefault(match[1], []).append(match[2])
        return rest | {"attributes": answers} if answers else rest

    @field_validator("lat", "long", mode="before")
    @classmethod
    def _typed(cls, typed: object) -> object:
        """A field of a form may be left empty, or written with a comma."""
        return typed.strip().replace(",", ".") or None if isinstance(typed, str) else typed

    @field_validator("attributes", mode="before")
    @classmethod
    def _lists(cls, typed: object) -> object:
        if not isinstance(typed, dict):
            return typed
        return {code: _listed(value) for code, value in typed.items()}

    _name = field_validator("name")(without_address)

    @field_validator("email")
    @classmethod
    def _mailbox(cls, email: str) -> str:
        return mailbox(email) if email.strip() else ""

    @field_validator("phone")
    @classmethod
    def _number(cls, phone: str) -> str:
        trunk = load().complaints.get("phone_trunk", {})
        return contact.phone(phone, trunk) if phone.strip() else ""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, if both are given."""
        return None if self.lat is None or self.long is None else (self.lat, self.long)

    def flags(self, now: dt.datetime) -> tuple[str, ...]:
        """Return what a later look should know: no proof of work, a trap, a throw-away mailbox."""
        found = [] if self.has_worked(0, self.email, now) else ["no-proof"]
        if self.website:
            found.append("trap")
        if self.email and parse_email(self.email)[1] in load().disposable:
            found.append("disposable")
        return tuple(found)


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]
