"""The descriptions of the platform's own datasets, completed by what only the rows can tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from functions.complaints.category import categories
from functions.opendata.dataset import Column, Dataset, Period, Row, Table
from functions.shared.content import load
from functions.shared.words import t

HOURS = "signatures-by-hour"
_MONTHS = "signatures-by-hour-{month}"
Texts = dict[str, str]
Rows = Mapping[str, Sequence[Row]]


def dataset(name: str, rows: Rows, month: str = "") -> Dataset:
    """Return a description with its period, its month, and the codes that its columns may hold."""
    described = Dataset.model_validate(load().platform[name])
    made: dict[str, object] = {
        "period": _period(described, rows),
        "tables": tuple(_table(table, rows[table.name]) for table in described.tables),
        "example": bool(load().government.get("example")),
    }
    if month:
        year, number = map(int, month.split("-"))
        told = {
            lang: t(lang, "data.month", month=t(lang, f"data.month.{number}"), year=str(year))
            for lang in load().languages
        }
        made |= {
            "id": identifier(month),
            "title": {lang: _filled(described.title[lang], told[lang]) for lang in told},
        }
    return described.model_copy(update=made)


def identifier(month: str) -> str:
    """Return the id of the dataset that holds a month's hours."""
    return _MONTHS.format(month=month)


def month_of(dataset_id: str) -> str:
    """Return the month that a dataset holds, such as `2026-11`; "" if it is no such dataset."""
    return dataset_id[len(HOURS) + 1 :] if dataset_id.startswith(f"{HOURS}-") else ""


def _filled(title: str, month: str) -> str:
    return title.replace("{month}", month)


def _period(described: Dataset, rows: Rows) -> Period:
    """Return the first day that the main table tells of; what goes on has no end."""
    first = described.tables[0]
    held = rows[first.name]
    named = [column.name for column in first.columns if column.kind in ("date", "datetime")][:1]
    found = [_day(row[name]) for name in named for row in held]
    start = min((day for day in found if day), default=described.period.start)
    is_month = described.id == HOURS
    end = max((day for day in found if day), default=None) if is_month else None
    return Period(start=start, end=end)


def _day(cell: object) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    return cell if isinstance(cell, dt.date) else None


def _table(table: Table, rows: Sequence[Row]) -> Table:
    columns = tuple(_column(column, rows) for column in table.columns)
    return table.model_copy(update={"columns": columns})


def _column(column: Column, rows: Sequence[Row]) -> Column:
    """Return a column of codes with what each stands for, those that nobody names any more too."""
    known = _named(column.name)
    if known is None:
        return column
    held = {str(row[column.name]) for row in rows if row[column.name] is not None}
    unknown = {code: dict.fromkeys(load().languages, code) for code in sorted(held - known.keys())}
    return column.model_copy(update={"values": known | unknown})


def _named(column: str) -> dict[str, Texts] | None:
    content = load()
    if column in ("body", "agency_responsible"):
        return _names(content.bodies.items())
    if column in ("jurisdiction", "region"):
        return _names(content.jurisdictions.items())
    if column == "category":
        return _names(content.categories.items())
    if column == "service_code":
        return {code: _whole(dict(one.name)) for code, one in categories().items()}
    if column == "process":
        return _names(content.processes.items())
    return None


def _names(items: Iterable[tuple[str, Mapping[str, Texts]]]) -> dict[str, Texts]:
    return {code: _whole(one["name"]) for code, one in items}


def _whole(name: Mapping[str, str]) -> Texts:
    """Return a name in every language; where it lacks one, in the first that it has."""
    first = next(iter(name.values()), "")
    return {lang: name.get(lang) or first for lang in load().languages}
