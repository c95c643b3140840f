"""A file and its description looked at together, and kept as a version that waits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from functions.desk import body_roles
from functions.desk.dataset_asked import Inspection, NewDataset
from functions.desk.dataset_described import described
from functions.desk.roles import Official
from functions.opendata import csv_file, encodings, guess, upload, validate, versions
from functions.opendata.cells import write as written
from functions.opendata.dataset import Dataset, dump
from functions.opendata.upload import Line, Record, Uploaded, Version
from functions.opendata.validate import Held, Read
from functions.shared import content
from functions.shared.errors import (
    ChangedMeanwhileError,
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotNowError,
)
from functions.shared.http import logger
from functions.shared.settings import settings
from functions.shared.words import t

MOST_SHOWN = 10  # rows
RESERVED = frozenset({"new", "use"})  # addresses of other pages
MONTHS = "signatures-by-hour"
Answer = dict[str, Any]


def looked_at(asked: Inspection, lang: str, now: dt.datetime) -> Answer:
    """Return what the columns may be; with a description, every problem of the file."""
    raw = asked.file()
    if not asked.dataset:
        return _guessed(raw, lang)
    dataset = described(asked.dataset, _own(None, now))
    return _checked(dataset, validate.read(dataset.table(), raw), lang)


def keep(asked: NewDataset, who: Official, now: dt.datetime) -> Record:
    """Keep a version that waits for a second official; a request that was done before is found.

    Raises ForbiddenError, ChangedMeanwhileError, NotNowError, InvalidInputError.
    """
    raw = asked.file()
    dataset = described(asked.dataset, _own(None, now))
    record = upload.find(dataset.id, consistent=True)
    role = body_roles.role_for(who, dataset.publisher)
    if role is None or (record and body_roles.role_for(who, record.uploaded.body) is None):
        raise ForbiddenError
    if record and asked.rid in record.acts:
        return record
    _refuse_taken(dataset.id, record, asked)
    if record and record.uploaded.retired_at:
        raise NotNowError
    dataset = described(asked.dataset, _own(record, now))
    body = _compiled(dataset, raw)
    file, rows = upload.keep_file(dataset.id, body.table), body.rows
    version = Version(dataset=dump(dataset), file=file, rows=rows, by=who.sub, at=now)
    made = _stored(record, version, dataset, role, asked.rid)
    logger.info("desk dataset act", extra={"act": "upload", "dataset": dataset.id, "by": who.sub})
    return made


def is_others(dataset_id: str) -> bool:
    """Tell whether an id is one of the content's datasets, the platform's, or of another page."""
    is_platform = dataset_id in content.load().platform or dataset_id.startswith(MONTHS)
    return dataset_id in RESERVED or is_platform or (folder() / dataset_id).is_dir()


def folder() -> Path:
    """Return where the content's own datasets lie."""
    return Path(settings().content_path).parent / "datasets"


def changes(before: Dataset | None, after: Dataset, lang: str) -> list[str]:
    """Return what programs notice of a new version, in words."""
    found = versions.schema_changes(before, after) if before else ()
    return [t(lang, f"dataset.schema.{one.what}", name=one.name or one.table) for one in found]


def preview(dataset: Dataset, rows: list[Held]) -> Answer:
    """Return the first rows as texts."""
    names = [column.name for column in dataset.table().columns]
    shown = [[written(row[name]) for name in names] for row in rows[:MOST_SHOWN]]
    return {"names": names, "rows": shown}


def _guessed(raw: bytes, lang: str) -> Answer:
    text, wrong = encodings.decoded(raw)
    columns, rows, wrong = ([], 0, wrong) if wrong else guess.columns(text)
    if wrong:
        return _told(Read(problems=[wrong]), lang) | {"columns": [], "rows": 0}
    listed = [
        {
            "header": one.header,
            "name": one.name,
            "kind": str(one.kind),
            "required": one.required,
            "examples": one.examples,
        }
        for one in columns
    ]
    return {"columns": listed, "rows": rows, "problems": [], "total": 0}


def _checked(dataset: Dataset, found: Read, lang: str) -> Answer:
    record = upload.find(dataset.id)
    live = record.uploaded.live if record else None
    told = _told(found, lang) | {"rows": len(found.rows)}
    if found.problems:
        return told
    said = changes(live.described if live else None, dataset, lang)
    return told | {"preview": preview(dataset, found.rows), "changes": said}


def _told(found: Read, lang: str) -> Answer:
    listed = [
        {"line": one.line, "letter": one.letter, "field": one.field, "text": one.text(lang)}
        for one in found.problems
    ]
    return {"problems": listed, "total": len(listed) + found.untold}


def _own(record: Record | None, now: dt.datetime) -> dict[str, Any]:
    """Return what the service says of a dataset itself; it is issued once."""
    found = record.uploaded if record else None
    first = (found.live or found.waiting) if found else None
    issued = first.dataset["issued"] if first else now.date().isoformat()
    return {"issued": issued, "example": bool(content.load().government.get("example"))}


def _refuse_taken(dataset_id: str, record: Record | None, asked: NewDataset) -> None:
    is_new = asked.seen is None
    if is_others(dataset_id) or (is_new and record and record.uploaded.is_there):
        raise InvalidInputError(FieldError("dataset.id", "taken"))
    if not is_new and (record is None or asked.seen != record.version):
        raise ChangedMeanwhileError


class _Compiled:
    """The table's file for programs, and how many rows it has."""

    def __init__(self, table: bytes, rows: int) -> None:
        self.table, self.rows = table, rows


def _compiled(dataset: Dataset, raw: bytes) -> _Compiled:
    found = validate.read(dataset.table(), raw)
    if found.problems:
        n = len(found.problems) + found.untold
        raise InvalidInputError(FieldError("csv", "table_problems", (("problems", n),)))
    return _Compiled(csv_file.machine(dataset.table(), found.rows), len(found.rows))


def _stored(
    record: Record | None, version: Version, dataset: Dataset, role: str, rid: str
) -> Record:
    line = Line(at=version.at, what="upload", role=role)
    if record is None:
        facts = Uploaded(
            id=dataset.id,
            body=dataset.publisher,
            waiting=version,
            history=[line],
            changed_at=version.at,
        )
        made = Record(facts, acts=(rid,))
        if not upload.create(made):
            raise ChangedMeanwhileError
        return made
    changed = record.uploaded.model_copy(
        update={
            "body": dataset.publisher,
            "waiting": version,
            "history": record.uploaded.told(line),
            "changed_at": version.at,
        }
    )
    made = upload.save(record, changed, rid)
    upload.drop_file(record.uploaded, changed)
    return made
