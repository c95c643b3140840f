"""The shapes of the content files other than rule sets."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from functions.petitions.rule_parts import BodyKind, Id

LANGUAGES = ("kk", "ru", "en")
Day = Annotated[str, AfterValidator(lambda written: date.fromisoformat(written).isoformat())]
Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is no time zone of the IANA database")
    return name


Zone = Annotated[str, AfterValidator(_zone)]


class Part(BaseModel):
    """A part of the content: nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    """A text in every language."""

    kk: str = Field(min_length=1)
    ru: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Government(Part):
    """Whose platform this is, and by which rule sets one may petition."""

    id: Id
    name: Words
    languages: list[Literal["kk", "ru", "en"]] = Field(min_length=1)
    default_language: Literal["kk", "ru", "en"]
    timezone: Zone
    rule_sets: list[str] = Field(min_length=1)
    contact_email: Email
    example: bool = False


class Jurisdiction(Part):
    """A place: its ISO 3166 code, its people, and where it stands on the tile map."""

    name: Words
    short: Words
    kind: Literal["country", "region", "city", "district"]
    parent: str | None = None
    population: int = Field(gt=0)
    population_on: Day
    population_source: str = Field(min_length=1)
    tile: tuple[int, int] | None = None


class Body(Part):
    """An organisation that answers petitions."""

    name: Words
    kind: BodyKind
    jurisdiction: str
    url: str | None = Field(default=None, pattern=r"^https://")


class Category(Part):
    """What a petition is about; `icon` is a symbol of the sprite."""

    name: Words
    icon: str


class Days(Part):
    """A calendar: days off beyond the weekend, and days worked in exchange."""

    timezone: Zone
    weekend: tuple[int, ...] = (5, 6)
    holidays: list[Day] = Field(default_factory=list)
    working: list[Day] = Field(default_factory=list)
    source: str = Field(min_length=1)


class Provider(Part):
    """How one mail provider's addresses name the same mailbox."""

    domains: list[str] = Field(min_length=1)
    alias: str = ""
    strip: str = ""
    extension: str = "+"
