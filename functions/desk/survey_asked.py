"""What officials send about surveys; the questions come as one JSON text, since they are deep."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from functions.desk.fields import DETAILS_MAX, TITLE_MAX, Asked, Rid, Titles, texts
from functions.participants.participant import Eligibility
from functions.shared import content
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.facts import Texts
from functions.shared.text import clean_line, clean_text
from functions.surveys import check
from functions.surveys.links import MOST_AT_ONCE
from functions.surveys.question import FIELD
from functions.surveys.survey import About, Identity, Page, Results, Theme

QUESTIONS_MAX = 60_000  # letters
MOST_THEMES = 20


def _maybe(typed: Texts) -> Texts:
    """Check texts as others are checked, and let there be none."""
    given = {lang: text for lang, text in typed.items() if text.strip()}
    return _DETAILS.validate_python(given) if given else {}


_DETAILS = TypeAdapter[Texts](Annotated[Texts, texts(DETAILS_MAX, clean_text)])
MaybeDetails = Annotated[Texts, AfterValidator(_maybe)]
_PAGES = TypeAdapter(list[Page])


class SurveyFields(BaseModel):
    """All that an official decides about a survey before it opens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Titles
    about: MaybeDetails = Field(default_factory=dict)
    pages: str = Field(min_length=2, max_length=QUESTIONS_MAX)
    identity: Identity
    eligibility: Eligibility = Field(default_factory=Eligibility)
    body: str = Field(min_length=1, max_length=60)
    jurisdiction: str = Field(min_length=1, max_length=20)
    subject_kind: About = ""
    subject: str = Field(default="", max_length=60, pattern=r"^[A-Za-z0-9_-]*$")
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    results: Results = "after_close"

    def facts(self) -> dict[str, Any]:
        """Return the facts of a survey. Raises InvalidInputError naming what is wrong."""
        pages = read_pages(self.pages)
        wrong = [*check.mistakes([one for page in pages for one in page.questions]), *self._wrong()]
        if wrong:
            raise InvalidInputError(*wrong)
        own = {name: getattr(self, name) for name in SurveyFields.model_fields}
        times = {name: _utc(own[name]) for name in ("opens_at", "closes_at")}
        return own | times | {"pages": pages}

    def _wrong(self) -> list[FieldError]:
        known = content.load()
        found = []
        if self.body not in known.bodies:
            found.append(FieldError("body", "not_a_choice"))
        if self.jurisdiction not in known.jurisdictions:
            found.append(FieldError("jurisdiction", "not_a_choice"))
        place = self.eligibility.jurisdiction
        if place is not None and place not in known.jurisdictions:
            found.append(FieldError("eligibility", "not_a_choice"))
        if bool(self.subject) != bool(self.subject_kind):
            found.append(FieldError("subject", "missing"))
        if self.closes_at <= self.opens_at:
            found.append(FieldError("closes_at", "before_opening"))
        return found


class NewSurvey(SurveyFields):
    """A survey that is begun; it stays a draft until it is opened."""

    rid: Rid
    lang: str = Field(default="", max_length=2)


class SurveyChange(SurveyFields, Asked):
    """A draft as it shall be from now on."""


class SurveyOpening(Asked):
    """Let people answer from the day it opens; from now on no question changes."""


class SurveyDiscarding(Asked):
    """Give a draft up."""


class SurveyClosing(Asked):
    """End it now."""


class SurveyThemes(Asked):
    """What an official read in the texts of one question."""

    question: str = Field(min_length=1, max_length=24)
    themes: list[Theme] = Field(max_length=MOST_THEMES)


class SurveyLinks(Asked):
    """More private links."""

    count: int = Field(ge=1, le=MOST_AT_ONCE)


def read_pages(written: str) -> list[Page]:
    """Read the pages, their texts cleaned. Raises InvalidInputError naming a question."""
    try:
        raw = _cleaned(json.loads(written))
        return _PAGES.validate_python(raw)
    except (json.JSONDecodeError, RecursionError):
        raise InvalidInputError(FieldError("pages", "not_json")) from None
    except ValidationError as error:
        wrong = error.errors(include_input=False)
        raise InvalidInputError(*(_named(one["loc"], one["type"], raw) for one in wrong)) from None


def _cleaned(value: Any) -> Any:
    """Clean every text at any depth; names and numbers stay as they are."""
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _cleaned(one) for name, one in value.items()}
    return value


def _named(place: tuple[int | str, ...], kind: str, raw: Any) -> FieldError:
    """Name the question that a mistake lies in, where one can be found."""
    code = "not_a_name" if kind == "value_error" and place[-1] == "id" else "invalid"
    try:
        name = raw[place[0]]["questions"][place[2]]["id"]
    except (IndexError, KeyError, TypeError):
        return FieldError("pages", code)
    return FieldError(f"{FIELD}{name}"[:TITLE_MAX], code)


def _utc(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC).replace(microsecond=0)
