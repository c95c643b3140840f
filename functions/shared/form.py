"""What every public form shares: cleaned texts, the request id, the trap, the proof of work."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from functions.shared import identity, text
from functions.shared.settings import settings

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


def without_address(name: str) -> str:
    """Return a person's name. Raises ValueError if it holds an address of a site."""
    if text.has_address(name):
        raise ValueError("address")
    return name


def mailbox(email: str) -> str:
    """Return an e-mail address without blanks around it. Raises ValueError if it is none."""
    try:
        identity.parse_email(email)
    except ValueError:
        raise ValueError("not_email") from None
    return email.strip()


class Form(BaseModel):
    """The part of a form that no person fills in; `website` is a trap for robots."""

    model_config = ConfigDict(extra="forbid")

    rid: str = Field(default="", max_length=RID_LIMIT, pattern=r"^[A-Za-z0-9_-]*$")
    lang: str = ""
    proof: str = Field(default="", max_length=64)
    website: str = Field(default="", max_length=200)

    def request_id(self) -> str:
        """Return the request's id; a form without scripts has none: its content stands for it."""
        return self.rid or hashlib.sha256(repr(self).encode()).hexdigest()[:32]

    def has_worked(self, subject: int, email: str, now: dt.datetime) -> bool:
        """Tell whether the form carries the proof of work for its subject and mailbox."""
        hours = {f"{at:%Y-%m-%dT%H}" for at in (now, now - dt.timedelta(hours=1))}
        bits = settings().proof_of_work_bits
        return identity.has_proof_of_work(self.proof, subject, email, hours, bits)
