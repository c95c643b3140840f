"""What a release is called and when it was made: decided by what changed since the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from functions.opendata import cells, csv_file, row_changes, versions
from functions.opendata.dataset import Dataset, Row, Table, dump
from functions.opendata.summary import Change, File, Role, RowChange, Summary

MOST_CHANGES = 20  # that a summary keeps; `changes.jsonl` keeps all
_ROLES: tuple[Role, ...] = ("csv", "excel", "json")
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Previous:
    """The release before: its summary, and how to read its files if something changed."""

    summary: Summary
    file: Callable[[str], bytes | None]


def csv_of(table: Table, rows: Sequence[Row]) -> bytes:
    """Return the file for programs. Raises ValueError for a cell that does not fit."""
    for number, row in enumerate(rows, 1):
        for column in table.columns:
            try:
                cells.check(row[column.name], column, table)
            except (KeyError, ValueError) as error:
                place = f"{table.name}, row {number}, {column.name}"
                raise ValueError(f"{place}: {error}") from None
    return csv_file.machine(table, rows)


def summary(
    dataset: Dataset,
    rows: Rows,
    tables: Mapping[str, Mapping[str, bytes]],
    now: dt.datetime,
    before: Previous | None,
) -> Summary:
    """Return what is known of a release; `tables` are the three files of each, as in `_ROLES`."""
    plain = {name: made[f"{name}.csv"] for name, made in tables.items()}
    told = digest_of(dataset, plain)
    files = tuple(
        file(path, body, role, name)
        for name, made in tables.items()
        for (path, body), role in zip(made.items(), _ROLES, strict=True)
    )
    counts = {table.name: len(rows[table.name]) for table in dataset.tables}
    last = before.summary if before else None
    if last and last.digest == told:
        version, at, changes = last.dataset.version, last.modified_at, last.changes
    else:
        change = _change(dataset, plain, now, before)
        version, at = change.version, now
        changes = ((*last.changes, change) if last else (change,))[-MOST_CHANGES:]
    return Summary(
        dataset=dataset.model_copy(update={"version": version}),
        modified_at=at,
        digest=told,
        rows=counts,
        files=files,
        changes=changes,
    )


def _change(
    dataset: Dataset, plain: Mapping[str, bytes], now: dt.datetime, before: Previous | None
) -> Change:
    after = {name: hashlib.sha256(body).hexdigest() for name, body in plain.items()}
    if before is None:
        counted = tuple(
            RowChange(table=name, added=row_changes.length(body)) for name, body in plain.items()
        )
        return Change(
            dataset=dataset.id, version=dataset.version, at=now, step="first", rows=counted,
            after=after,
        )  # fmt: skip
    last = before.summary
    schema_changes = versions.schema_changes(last.dataset, dataset)
    step = versions.step(schema_changes)
    sums_before = {one.table: one.sha256 for one in last.files if one.role == "csv"}
    return Change(
        dataset=dataset.id,
        version=versions.following(last.dataset.version, step),
        at=now,
        step=step,
        schema_changes=schema_changes,
        rows=tuple(
            row_changes.compared(_before(before, table, last), plain[table.name], table)
            for table in dataset.tables
            if sums_before.get(table.name) != after[table.name]
        ),
        before=sums_before,
        after=after,
    )


def _before(before: Previous, table: Table, last: Summary) -> bytes:
    if all(table.name != one.name for one in last.dataset.tables):
        return b""
    return before.file(f"{table.name}.csv") or b""


def digest_of(dataset: Dataset, plain: Mapping[str, bytes]) -> str:
    """Return what stands for a description and the CSV of each table."""
    described = dump(dataset)
    described.pop("version", None)
    told = hashlib.sha256(json.dumps(described, sort_keys=True).encode())
    for name, body in sorted(plain.items()):
        told.update(name.encode() + hashlib.sha256(body).digest())
    return told.hexdigest()


def file(path: str, body: bytes, role: Role = "description", table: str = "") -> File:
    """Return what is known of a file."""
    told = hashlib.sha256(body).hexdigest()
    return File(path=path, size=len(body), sha256=told, role=role, table=table)
