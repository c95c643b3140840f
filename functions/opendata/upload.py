"""A dataset that officials uploaded: what waits for a second official, what is live, its history.

The table of each version lies in the private bucket, as the file for programs, below its own hash.
All instants are UTC.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from functions.opendata import validate
from functions.opendata.dataset import Dataset
from functions.opendata.validate import Held
from functions.shared import clock, keys, objects, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.facts import Fact, Instant, Texts

KIND = "DATASET"
MOST_ACTS = 20
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
    """Map a record to its item; facts as JSON, since bounds of columns are fractions."""
    facts = record.uploaded.model_dump(mode="json", exclude_defaults=True, exclude={"changed_at"})
    return {
        **keys.dataset_core(record.uploaded.id),
        "kind": KIND,
        "changed_at": clock.text(record.uploaded.changed_at),
        "version": record.version,
        "acts": list(record.acts),
        "facts": json.dumps(facts, ensure_ascii=False, separators=(",", ":")),
    }


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = json.loads(item["facts"]) | {"changed_at": item["changed_at"]}
    return Record(Uploaded.model_validate(facts), item["version"], tuple(item.get("acts", ())))


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
    return table.put_new("core", to_item(record)) is None


def save(record: Record, changed: Uploaded, rid: str) -> Record:
    """Replace one that was read as `record`: one conditional PutItem.

    Raises ChangedMeanwhileError if somebody else saved it since.
    """
    made = Record(changed, record.version + 1, (*record.acts, rid)[-MOST_ACTS:])
    condition, names = "#version = :seen", {"#version": "version"}
    if table.put_if("core", to_item(made), condition, {":seen": record.version}, names) is not None:
        raise ChangedMeanwhileError
    return made


def changed_since(at: dt.datetime) -> Iterator[Record]:
    """Yield those changed at or after an instant, oldest change first: one Query."""
    between = (clock.text(at), "9")
    for item in table.query(
        "core", "kind", KIND, index="changes", sk_name="changed_at", between=between
    ):
        yield from_item(item)


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
