"""Who fills in a form: the fields that every public form shares, and their checks."""

from __future__ import annotations

import datetime as dt

from pydantic import Field, field_validator

from functions.petitions.signature import Show
from functions.shared import identity, text
from functions.shared.content import load
from functions.shared.form import Form, Line, mailbox, without_address

NAME_LIMIT = 100


def regions() -> list[str]:
    """Return the codes of the places that a signer may name as their own."""
    places = load().jurisdictions.items()
    return [code for code, place in places if place["kind"] in ("region", "city")]


def public_name(rule: str, choice: Show, name: str) -> str:
    """Return a name as the rule set, or where it leaves the choice the person, lets it be shown."""
    shown = choice if rule == "choice" else rule
    if shown == "name":
        return name
    return text.initials(name) if shown == "initials" else ""


class Person(Form):
    """A person's part of a form."""

    name: Line = Field(min_length=1, max_length=NAME_LIMIT)
    email: str = Field(min_length=1, max_length=identity.MAX_EMAIL)
    region: str = ""
    show: Show = "hidden"
    notify: bool = False
    consent: bool = False

    _name = field_validator("name")(without_address)
    _email = field_validator("email")(mailbox)

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

    def flags(self, petition_id: int, now: dt.datetime) -> tuple[str, ...]:
        """Return what a later look should know: no proof of work, a trap, a throw-away mailbox."""
        found = []
        if not self.has_worked(petition_id, self.email, now):
            found.append("no-proof")
        if self.website:
            found.append("trap")
        if identity.parse_email(self.email)[1] in load().disposable:
            found.append("disposable")
        return tuple(found)
