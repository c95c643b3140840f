"""What officials send about claims: a code that somebody shows, and what to do with its claim."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from functions.desk.fields import Rid, Summaries
from functions.participants.claim import State, read_code

CODE_MAX = 40
Code = Annotated[str, Field(min_length=1, max_length=CODE_MAX), AfterValidator(read_code)]


class ClaimLookup(BaseModel):
    """The code of a claim; it goes in a body, since addresses are written down on the way."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    lang: str = Field(default="", max_length=2)


class ClaimHandingOver(ClaimLookup):
    """It was handed over; `seen` is the state in which the claim was seen."""

    rid: Rid
    seen: State


class ClaimCancellation(ClaimHandingOver):
    """It is not handed over, or was by mistake; whoever claimed it reads the reason."""

    reason: Summaries
