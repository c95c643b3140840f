"""The dictionary of indicators: what each number is called, means, and how it is computed.

Pages, files and the API take name, definition, formula and unit from here, so that one word stands
for one number everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import AnyUrl, BaseModel, ConfigDict, Field

ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
DIMENSIONS = ("year", "quarter", "region", "body", "platform")
Texts = dict[str, str]


class Unit(StrEnum):
    """What a value counts."""

    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"
    PER_1000 = "per_1000"
    PER_100000 = "per_100000"
    SCORE = "score"  # on a scale from 1 to 5


class Direction(StrEnum):
    """Whether more of it is better."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


class Protection(StrEnum):
    """What is done against telling of single people by a small count."""

    PUBLIC = "public"  # counts of public records: each of them is published anyway
    PROTECTED = "protected"  # counts of people: hidden below 10, at least two cells, renewed slowly
    PUBLISHED = "published"  # taken as the source published it


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Model):
    """Where the definition comes from."""

    text: str = Field(min_length=1)
    url: AnyUrl | None = None


class Indicator(_Model):
    """One indicator. Texts have every language; `by` are the dimensions it is compared along."""

    id: str = Field(pattern=ID)
    group: str = Field(pattern=ID)
    name: Texts
    definition: Texts
    formula: Texts
    unit: Unit
    digits: int = Field(default=0, ge=0, le=4)
    direction: Direction
    dataset: str
    by: tuple[str, ...] = ()
    protection: Protection
    source: Source | None = None  # without one the definition is this platform's own


def dictionary(compiled: Mapping[str, Mapping[str, Any]]) -> dict[str, Indicator]:
    """Return the dictionary of compiled content, in its order. Raises ValidationError."""
    return {name: Indicator.model_validate(one) for name, one in compiled.items()}
