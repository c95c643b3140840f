"""What a new release changes, and the version that follows from it.

The promise to programs: a table or column that is gone, renamed, moved, or means something else
is a new major version; a new one is a new minor version; other rows or better words are a patch.
"""

from __future__ import annotations

from collections.abc import Iterator

from functions.opendata.dataset import Dataset, Table
from functions.opendata.summary import SchemaChange, Step

_BREAKING = {
    "table_removed", "column_removed", "column_moved", "kind_changed", "unit_changed",
    "key_changed", "values_removed",
}  # fmt: skip


def schema_changes(before: Dataset, after: Dataset) -> tuple[SchemaChange, ...]:
    """Return what programs notice of a new description."""
    return tuple(_changes(before, after))


def step(changes: tuple[SchemaChange, ...]) -> Step:
    """Return how large a step it is."""
    if any(one.what in _BREAKING for one in changes):
        return "major"
    return "minor" if changes else "patch"


def is_breaking(change: SchemaChange) -> bool:
    """Tell whether a program that reads the files may stop working."""
    return change.what in _BREAKING


def following(version: str, size: Step) -> str:
    """Return the version after one, by Semantic Versioning 2.0."""
    major, minor, patch = map(int, version.split("."))
    match size:
        case "major":
            return f"{major + 1}.0.0"
        case "minor":
            return f"{major}.{minor + 1}.0"
        case "patch":
            return f"{major}.{minor}.{patch + 1}"
        case "first":
            return version


def _changes(before: Dataset, after: Dataset) -> Iterator[SchemaChange]:
    old = {table.name: table for table in before.tables}
    new = {table.name: table for table in after.tables}
    for name, table in old.items():
        if name in new:
            yield from _of_table(table, new[name])
        else:
            yield SchemaChange(what="table_removed", table=name)
    for name in new:
        if name not in old:
            yield SchemaChange(what="table_added", table=name)


def _of_table(before: Table, after: Table) -> Iterator[SchemaChange]:
    old = [column.name for column in before.columns]
    new = [column.name for column in after.columns]
    for name in old:
        if name not in new:
            yield SchemaChange(what="column_removed", table=after.name, name=name)
    for name in new:
        if name not in old:
            yield SchemaChange(what="column_added", table=after.name, name=name)
    kept = [name for name in old if name in new]
    moved = kept != [name for name in new if name in old] or new[: len(kept)] != kept
    if moved and len(kept) == len(old):
        yield SchemaChange(what="column_moved", table=after.name)
    if before.key != after.key:
        yield SchemaChange(what="key_changed", table=after.name)
    for value in sorted({*after.missing} - {*before.missing}):
        yield SchemaChange(what="missing_added", table=after.name, name=value)
    for name in kept:
        yield from _of_column(before, after, name)


def _of_column(before: Table, after: Table, name: str) -> Iterator[SchemaChange]:
    old, new = before.column(name), after.column(name)
    if old.kind != new.kind:
        yield SchemaChange(what="kind_changed", table=after.name, name=name)
    if old.unit != new.unit:
        yield SchemaChange(what="unit_changed", table=after.name, name=name)
    if (old.values or new.values) and {*old.values} != {*new.values}:
        removed = bool({*old.values} - {*new.values}) or not old.values
        what = "values_removed" if removed and new.values else "values_added"
        yield SchemaChange(what=what, table=after.name, name=name)
