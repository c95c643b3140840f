"""What stored facts are made of: frozen models, instants in UTC, texts by language."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

Language = Literal["kk", "ru", "en"]


def _known_languages(texts: dict[str, str]) -> dict[str, str]:
    if not set(texts) <= set(get_args(Language)):
        raise ValueError("language")
    return texts


Texts = Annotated[dict[str, str], AfterValidator(_known_languages)]
Instant = Annotated[dt.datetime, AwareDatetime]


class Fact(BaseModel):
    """A part of what is stored: frozen, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
