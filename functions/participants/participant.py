"""Who takes part: a proved mailbox or an electronic identity, sealed into a participation code.

Nothing is stored. Whoever holds the code acts as this person for two weeks, in every vote, project
and survey; each act checks for itself whether this person may.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from http import HTTPStatus
from typing import Literal

from pydantic import Field

from functions.shared import content, crypto
from functions.shared.errors import (
    CivicError,
    ExpiredTokenError,
    FieldError,
    InvalidInputError,
    InvalidTokenError,
)
from functions.shared.facts import Fact, Language
from functions.shared.form import Form

PURPOSE = "participant"
LIFE = dt.timedelta(days=14)
CODE_LIMIT = 4_000
BACK = "~"  # in a link the code may be followed by where to go next
Assurance = Literal["email", "eid"]
Reason = Literal["region", "age", "assurance"]


class NotEligibleError(CivicError):
    """This person may not take part here: `reason` is region, age or assurance."""

    status = HTTPStatus.FORBIDDEN

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        self.code = f"not_eligible_{reason}"
        super().__init__()


class Participant(Fact):
    """A person as far as the code tells.

    `ident` is `email:<canonical address>`, `iin:<number>` or `eid:<subject>`. A region is certified
    where the assurance is eID and the provider told it, else declared; `born` is a year.
    """

    ident: str
    assurance: Assurance = "email"
    region: str = ""
    born: int | None = None
    name: str = ""
    email: str = ""
    lang: Language = "kk"


def seal(who: Participant) -> str:
    """Return the participation code, good for 14 days."""
    return crypto.seal(PURPOSE, who.model_dump(exclude_defaults=True), ttl=LIFE)


def unseal(code: str) -> Participant:
    """Open a code, or the whole link or mail line that holds it.

    Raises InvalidTokenError or ExpiredTokenError.
    """
    bare = "".join(code.split()).rpartition("#")[2].partition(BACK)[0]
    if not bare.isascii():
        raise InvalidTokenError
    carried = crypto.open_token(PURPOSE, bare)
    carried.pop("exp", None)
    return Participant.model_validate(carried)


def tag(key: bytes, scope: str, ident: str) -> str:
    """Return what stands for a person in one place: 64 hex digits.

    HMAC-SHA-256 under a key of that place, so tags of two places cannot be compared.
    """
    told = f"participant/v1\n{scope}\n{ident}"
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()


def hint(who: Participant) -> str:
    """Return enough of the mailbox to know one's own: its first letter and its domain."""
    local, _, domain = who.email.rpartition("@")
    return f"{local[:1]}***@{domain}" if local else who.name


class Acting(Form):
    """A form of somebody who takes part: it carries the participation code."""

    code: str = Field(min_length=1, max_length=CODE_LIMIT)

    def participant(self) -> Participant:
        """Return who acts. Raises InvalidInputError for a code that is wrong or too old."""
        try:
            return unseal(self.code)
        except ExpiredTokenError:
            raise InvalidInputError(FieldError("code", "code_expired")) from None
        except InvalidTokenError:
            raise InvalidInputError(FieldError("code", "code")) from None


class Eligibility(Fact):
    """Who may take part; what is not asked is None, and no assurance class means any."""

    jurisdiction: str | None = None
    minimum_age: int | None = Field(default=None, ge=0, le=120)
    assurance: list[Assurance] = Field(default_factory=list)

    def check(self, who: Participant, now: dt.datetime) -> None:
        """Raise NotEligibleError unless this person may take part now.

        Only the year of birth is known, so a person is of age from the first day of that year.
        """
        if self.assurance and who.assurance not in self.assurance:
            raise NotEligibleError("assurance")
        if self.jurisdiction and not lives_in(who.region, self.jurisdiction):
            raise NotEligibleError("region")
        if self.minimum_age is not None and not _is_of_age(who, self.minimum_age, now):
            raise NotEligibleError("age")


def lives_in(region: str, jurisdiction: str) -> bool:
    """Tell whether a place is a jurisdiction or lies in it; the whole country admits everybody."""
    places = content.load().jurisdictions
    if places.get(jurisdiction, {}).get("parent") is None:
        return jurisdiction in places
    at: str | None = region
    while at:
        if at == jurisdiction:
            return True
        at = places.get(at, {}).get("parent")
    return False


def _is_of_age(who: Participant, minimum: int, now: dt.datetime) -> bool:
    return who.born is not None and now.year - who.born >= minimum
