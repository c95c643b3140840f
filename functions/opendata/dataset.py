"""What a dataset is: the one description that every page, file and descriptor is made from.

Codes of themes, licences, access rights, frequencies and file types are those of the EU's authority
tables (publications.europa.eu/resource/authority), which DCAT-AP 3 asks for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, AnyUrl, BaseModel, ConfigDict, Field, model_validator

NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
COLUMN = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
HIDDEN = "c"  # stands for a count that is held back, as in official statistics

Texts = dict[str, str]
Cell = str | int | float | Decimal | bool | dt.date | dt.datetime | None
Row = Mapping[str, "Cell | Absent"]


class Absent(str):
    """A cell without a value for a reason: one of the missing-value labels of its table."""

    __slots__ = ()


class Kind(StrEnum):
    """The type of a field, by its name in Table Schema 2.0."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    YEAR = "year"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _is_pattern(written: str) -> str:
    re.compile(written)
    return written


class Column(_Model):
    """A field: what it is called, what it means, and what it may hold."""

    name: str = Field(pattern=COLUMN)
    kind: Kind = Kind.STRING
    label: Texts
    meaning: Texts = Field(default_factory=dict)
    unit: str = ""
    required: bool = False
    unique: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    pattern: Annotated[str, AfterValidator(_is_pattern)] | None = None
    values: dict[str, Texts] = Field(default_factory=dict)  # allowed values, each with its label
    property: AnyUrl | None = None  # what it is in a vocabulary of the web


class Disclosure(_Model):
    """Small-count protection of some fields: below the threshold hidden, others rounded."""

    columns: tuple[str, ...]
    threshold: int = Field(default=10, ge=2)
    base: int = Field(default=5, ge=1)


class Table(_Model):
    """A file of a dataset: its fields, its key, the words for cells without a value."""

    name: str = Field(pattern=NAME)
    title: Texts
    description: Texts = Field(default_factory=dict)
    columns: tuple[Column, ...] = Field(min_length=1)
    key: tuple[str, ...] = ()
    missing: dict[str, Texts] = Field(default_factory=dict)  # label of a cell without a value
    disclosure: Disclosure | None = None

    @model_validator(mode="after")
    def _names(self) -> Table:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError("two columns have one name")
        hidden = self.disclosure.columns if self.disclosure else ()
        for name in (*self.key, *hidden):
            if name not in names:
                raise ValueError(f"there is no column {name}")
        if hidden and HIDDEN not in self.missing:
            raise ValueError(f"a protected table needs the missing value {HIDDEN!r}")
        return self

    def column(self, name: str) -> Column:
        """Return a column. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


class Licence(_Model):
    """Under what the data may be used; `code` is of the EU's authority table."""

    code: str = "CC_BY_4_0"
    url: AnyUrl = AnyUrl("https://creativecommons.org/licenses/by/4.0/")
    title: Texts = Field(
        default_factory=lambda: {"en": "Creative Commons Attribution 4.0 International"}
    )
    rights: Texts = Field(default_factory=dict)  # what else is to be known, such as other rights


class Source(_Model):
    """Where figures were taken from."""

    title: str = Field(min_length=1)
    url: AnyUrl | None = None


class Period(_Model):
    """The time that the data speak of, both days included; no end means that it goes on."""

    start: dt.date
    end: dt.date | None = None


class ChartKind(StrEnum):
    LINE = "line"
    BARS = "bars"
    TILES = "tiles"  # by region, on the tile map


class Chart(_Model):
    """How a table is best seen: one column along, one or more upwards."""

    kind: ChartKind
    x: str
    y: tuple[str, ...] = Field(min_length=1)
    table: str = ""  # the first one if empty


class Dataset(_Model):
    """One dataset with its tables. Texts have every language of the government."""

    id: str = Field(pattern=NAME)
    title: Texts
    description: Texts
    keywords: dict[str, tuple[str, ...]]
    theme: str = Field(default="GOVE", pattern=r"^[A-Z]{4}$")
    area: str  # code of a jurisdiction, or of a country by ISO 3166-1
    period: Period
    publisher: str = ""  # a body's id; the government itself if empty
    contact: str = ""  # a mailbox; the government's own if empty
    licence: Licence = Field(default_factory=Licence)
    sources: tuple[Source, ...] = ()
    frequency: str = "NEVER"  # how often it is renewed
    issued: dt.date
    version: str = Field(default="1.0.0", pattern=r"^\d+\.\d+\.\d+$")
    tables: tuple[Table, ...] = Field(min_length=1)
    charts: tuple[Chart, ...] = ()
    example: bool = False
    replaced_by: str = ""  # a dataset that is no longer kept names the one to use

    @model_validator(mode="after")
    def _tables(self) -> Dataset:
        names = [table.name for table in self.tables]
        if len(set(names)) != len(names):
            raise ValueError("two tables have one name")
        for chart in self.charts:
            for name in (chart.x, *chart.y):
                self.table(chart.table).column(name)
        return self

    def table(self, name: str = "") -> Table:
        """Return a table, the first one if no name is given. Raises KeyError."""
        for table in self.tables:
            if name in ("", table.name):
                return table
        raise KeyError(name)


def dump(dataset: Dataset) -> dict[str, Any]:
    """Return a dataset as plain data that `Dataset.model_validate` reads back."""
    return dataset.model_dump(mode="json", exclude_defaults=True)
