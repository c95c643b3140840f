"""A dataset that officials uploaded: what waits for a second official, what is live, its history.

The table of each version lies in the private bucket, as the file for programs, below its own hash.
All instants are UTC.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from functions.opendata import validate
from functions.opendata.dataset import Dataset
from functions.opendata.validate import Held
from functions.shared import keys, objects, table, versioned
from functions.shared.errors import NotFoundError
from functions.shared.facts import Fact, Instant, Texts

KIND = "DATASET"
MOST_LINES = 100


class Version(Fact):
    """A description with its table; `by` is who uploaded it, and stays on the desk."""

    dataset: dict[str, Any]
    file: str
    rows: int
    by: str
    at: Instant

    @property
    def described(self) -> Dataset:
        return Dataset.model_validate(self.dataset)


class Line(Fact):
    """What happened, and in which role somebody did it; it names nobody."""

    at: Instant
    what: str
    role: str


class Uploaded(Fact):
    """The facts of one uploaded dataset.

    Once it is retired, `replaced_by` names the one to use and `reason` says why.
    """

    id: str
    body: str
    waiting: Version | None = None
    live: Version | None = None
    retired_at: Instant | None = None
    replaced_by: str = ""
    reason: Texts = Field(default_factory=dict)
    history: list[Line] = Field(default_factory=list)
    changed_at: Instant

    @property
    def is_there(self) -> bool:
        """Tell whether anything is kept of it: a first version may have been given up."""
        return bool(self.waiting or self.live)

    def told(self, line: Line) -> list[Line]:
        """Return the history with one more line."""
        return [*self.history, line][-MOST_LINES:]


@dataclass(frozen=True)
class Record:
    """An uploaded dataset as stored; `acts` are the last request ids, which a repeat finds."""

    uploaded: Uploaded
    version: int = 1
    acts: tuple[str, ...] = ()


def to_item(record: Record) -> table.Item:
    """Map a record to its item."""
    key = keys.dataset_core(record.uploaded.id)
    return versioned.to_item(key, KIND, record.uploaded, record.version, record.acts)


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = Uploaded.model_validate(versioned.facts(item))
    return Record(facts, item["version"], versioned.acts(item))


def find(dataset_id: str, *, consistent: bool = False) -> Record | None:
    """Return an uploaded dataset, or None: one GetItem."""
    item = table.get("core", keys.dataset_core(dataset_id), consistent=consistent)
    return from_item(item) if item else None


def load(dataset_id: str, *, consistent: bool = False) -> Record:
    """Return an uploaded dataset: one GetItem. Raises NotFoundError."""
    record = find(dataset_id, consistent=consistent)
    if record is None:
        raise NotFoundError
    return record


def create(record: Record) -> bool:
    """Store a new one: one conditional PutItem; tell whether it was not there yet."""
    return versioned.create(to_item(record))


def save(record: Record, changed: Uploaded, rid: str) -> Record:
    """Replace one that was read as `record`. Raises ChangedMeanwhileError if it changed since."""
    made = Record(changed, record.version + 1, versioned.with_act(record.acts, rid))
    versioned.replace(to_item(made))
    return made


def changed_since(at: dt.datetime) -> Iterator[Record]:
    """Yield those changed at or after an instant, oldest change first: one Query."""
    return map(from_item, versioned.changed_since(KIND, at))


def keep_file(dataset_id: str, body: bytes) -> str:
    """Keep a table's file for programs and return its key; the same file has the same key."""
    key = f"datasets/{dataset_id}/{hashlib.sha256(body).hexdigest()}.csv"
    objects.write("private", key, body)
    return key


def drop_file(before: Uploaded, after: Uploaded) -> None:
    """Delete the table of a version that was given up; it was never public."""
    kept = {version.file for version in (after.live, after.waiting) if version}
    if before.waiting and before.waiting.file not in kept:
        objects.delete("private", before.waiting.file)


def read_rows(version: Version) -> list[Held]:
    """Return the rows of a version's table. Raises LookupError if its file is gone."""
    stored = objects.read("private", version.file)
    if stored is None:
        raise LookupError(version.file)
    return validate.read(version.described.table(), stored.body).rows
