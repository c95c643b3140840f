"""What a release is called and when it was made: decided by what changed since the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from functions.opendata import cells, row_changes, versions
from functions.opendata.bodies import Bodies
from functions.opendata.dataset import Dataset, Row, Table, dump
from functions.opendata.summary import Change, File, Role, RowChange, Summary

MOST_CHANGES = 20  # that a summary keeps; `changes.jsonl` keeps all
FORMS: Mapping[Role, str] = {"csv": ".csv", "excel": ".excel.csv", "json": ".json"}
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Previous:
    """The release before: its summary, and how to read its files if something changed."""

    summary: Summary
    file: Callable[[str], bytes | None]


def checked(table: Table, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows. Raises ValueError naming the place of a cell that does not fit."""
    for number, row in enumerate(rows, 1):
        for column in table.columns:
            try:
                cells.check(row[column.name], column, table)
            except (KeyError, ValueError) as error:
                place = f"{table.name}, row {number}, {column.name}"
                raise ValueError(f"{place}: {error}") from None
        yield row


def summary(
    dataset: Dataset, rows: Rows, made: Bodies, now: dt.datetime, before: Previous | None
) -> Summary:
    """Return what is known of a release; `made` are the files of its tables, as in `FORMS`."""
    sums = {table.name: made.sha256(f"{table.name}.csv") for table in dataset.tables}
    told = digest_of(dataset, sums)
    files = tuple(
        file(made, f"{table.name}{ending}", role, table.name)
        for table in dataset.tables
        for role, ending in FORMS.items()
    )
    counts = {table.name: len(rows[table.name]) for table in dataset.tables}
    last = before.summary if before else None
    if last and last.digest == told:
        version, at, changes = last.dataset.version, last.modified_at, last.changes
    else:
        change = _change(dataset, made, sums, counts, now, before)
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
    dataset: Dataset,
    made: Bodies,
    after: dict[str, str],
    counts: Mapping[str, int],
    now: dt.datetime,
    before: Previous | None,
) -> Change:
    if before is None:
        counted = tuple(RowChange(table=name, added=n) for name, n in counts.items())
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
            row_changes.compared(_before(before, table, last), made[f"{table.name}.csv"], table)
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


def digest_of(dataset: Dataset, sums: Mapping[str, str]) -> str:
    """Return what stands for a description and the CSV of each table, by its SHA-256."""
    described = dump(dataset)
    described.pop("version", None)
    told = hashlib.sha256(json.dumps(described, sort_keys=True).encode())
    for name, one in sorted(sums.items()):
        told.update(name.encode() + bytes.fromhex(one))
    return told.hexdigest()


def file(made: Bodies, path: str, role: Role = "description", table: str = "") -> File:
    """Return what is known of a file."""
    return File(path=path, size=made.size(path), sha256=made.sha256(path), role=role, table=table)
