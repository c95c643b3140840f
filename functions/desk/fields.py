"""The shapes of what officials type: lines, paragraphs, texts in three languages, addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from functions.shared.facts import Texts
from functions.shared.text import clean_line, clean_text, starts_like_formula

SUMMARY_MAX = 200
DETAILS_MAX = 6000
REASON_MAX = 4000
NOTE_MAX = 4000
URL_MAX = 500
TITLE_MAX = 300

Rid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
RemovalCode = Literal["court_order", "personal_data", "unlawful", "mistake"]


class Asked(BaseModel):
    """What every act carries: a request id, and the version of the petition that was seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    seen: int = Field(ge=1)
    lang: str = Field(default="", max_length=2)


AskedT = TypeVar("AskedT", bound=Asked)


def texts(most: int, clean: Callable[[str], str]) -> AfterValidator:
    """Check texts by language: at least one, none longer than `most` letters."""

    def check(typed: Texts) -> Texts:
        cleaned: Texts = {lang: text for lang, raw in typed.items() if (text := clean(raw))}
        if not cleaned:
            raise ValueError("missing")
        if any(len(text) > most for text in cleaned.values()):
            raise ValueError("too_long")
        if any(starts_like_formula(text) for text in cleaned.values()):
            raise ValueError("formula")
        return cleaned

    return AfterValidator(check)


def _clean(typed: object) -> object:
    return clean_text(typed) if isinstance(typed, str) else typed


def _https(typed: str) -> str:
    address = typed.strip()
    parts = urlsplit(address)
    if address and (parts.scheme != "https" or not parts.hostname or parts.username):
        raise ValueError("not_https")
    if any(character.isspace() for character in address):
        raise ValueError("not_https")
    return address


Note = Annotated[str, BeforeValidator(_clean), StringConstraints(min_length=1, max_length=NOTE_MAX)]
Titles = Annotated[Texts, texts(TITLE_MAX, clean_line)]
Summaries = Annotated[Texts, texts(SUMMARY_MAX, clean_line)]
Details = Annotated[Texts, texts(DETAILS_MAX, clean_text)]
Reasons = Annotated[Texts, texts(REASON_MAX, clean_text)]
Address = Annotated[str, StringConstraints(max_length=URL_MAX), AfterValidator(_https)]
Day = dt.date
