"""What is known of a release without its bytes: plain data, kept as JSON between two runs."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from functions.opendata.dataset import Dataset

Step = Literal["first", "major", "minor", "patch"]
Role = Literal["csv", "excel", "json", "description"]


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class File(_Plain):
    """A file below `/data/{dataset}/`; `role` tells the forms of a table from descriptions."""

    path: str
    size: int = Field(ge=0)  # bytes
    sha256: str
    role: Role = "description"
    table: str = ""


class RowChange(_Plain):
    """How many rows of a table came, went, or changed (the same key, other cells)."""

    table: str
    added: int = 0
    removed: int = 0
    changed: int = 0


class SchemaChange(_Plain):
    """A change of the description that programs notice; `what` is a key below `dataset.schema`."""

    what: str
    table: str = ""
    name: str = ""


class Change(_Plain):
    """One release as history: what is different from the one before."""

    dataset: str
    version: str
    at: AwareDatetime
    step: Step
    schema_changes: tuple[SchemaChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    before: dict[str, str] = Field(default_factory=dict)  # table -> SHA-256 of its CSV
    after: dict[str, str] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.dataset}@{self.version}"


class Quality(_Plain):
    """Points of the European metadata quality assessment, and what is missing for full ones."""

    points: int
    of: int
    missing: tuple[str, ...] = ()
    dimensions: dict[str, int] = Field(default_factory=dict)


class Summary(_Plain):
    """A release: its description with the version it got, its files, its last changes."""

    dataset: Dataset
    modified_at: AwareDatetime
    digest: str  # SHA-256 of description and rows; the version stands as long as it is the same
    rows: dict[str, int]
    files: tuple[File, ...]
    changes: tuple[Change, ...] = ()  # the latest, oldest first
    quality: Quality = Quality(points=0, of=405)

    @property
    def id(self) -> str:
        return self.dataset.id

    @property
    def issued(self) -> dt.date:
        return self.dataset.issued

    def file(self, role: Role, table: str = "") -> File:
        """Return the file of a table in one of its forms. Raises KeyError."""
        table = table or self.dataset.tables[0].name
        for file in self.files:
            if file.role == role and file.table == table:
                return file
        raise KeyError((role, table))

    def data_files(self) -> tuple[File, ...]:
        """Return the files that hold rows, in the order of the description."""
        return tuple(file for file in self.files if file.role != "description")
