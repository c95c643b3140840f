"""The schema of a table in the terms of Table Schema 2.0 (Data Package standard)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from functions.opendata.dataset import Column, Kind, Table
from functions.opendata.government import Government
from functions.opendata.said import texts

Json = dict[str, Any]


def table(described: Table, government: Government, *, comma: bool = False) -> Json:
    """Return the schema; `comma` is for a file that is written with decimal commas."""
    made: Json = {
        "fields": [_field(one, described, government, comma) for one in described.columns],
        "missingValues": missing(described, government),
    }
    if described.key:
        made["primaryKey"] = [*described.key]
    if described.disclosure:
        made["disclosure"] = described.disclosure.model_dump(mode="json")
    return made


def missing(described: Table, government: Government) -> list[Json]:
    """Return the missing values, each with its label."""
    empty = texts(government, "dataset.missing_empty")
    return [
        {"value": value, "label": government.text(label), "translations": label}
        for value, label in {"": empty, **described.missing}.items()
    ]


def is_required(column: Column, described: Table) -> bool:
    """Tell whether each cell has a value: a protected one may be hidden."""
    hidden = described.disclosure.columns if described.disclosure else ()
    return (column.required or column.name in described.key) and column.name not in hidden


def plain(number: Decimal) -> int | float:
    """Return a bound as a number of JSON."""
    return int(number) if number == number.to_integral_value() else float(number)


def _field(column: Column, described: Table, government: Government, comma: bool) -> Json:
    made: Json = {
        "name": column.name,
        "type": str(column.kind),
        "title": government.text(column.label),
        "description": government.text(column.meaning or column.label),
        "translations": {
            lang: {"title": column.label[lang], "description": column.meaning.get(lang, "")}
            for lang in column.label
        },
    }
    if comma and column.kind == Kind.NUMBER:
        made["decimalChar"] = ","
    if column.unit:
        made["unit"] = column.unit
    if column.property:
        made["rdfType"] = str(column.property)
    if column.values:
        made["categories"] = [
            {"value": _value(value, column), "label": government.text(label)}
            for value, label in column.values.items()
        ]
    constraints = _constraints(column, described)
    return made | ({"constraints": constraints} if constraints else {})


def _constraints(column: Column, described: Table) -> Json:
    made: Json = {}
    if is_required(column, described):
        made["required"] = True
    if column.unique or described.key == (column.name,):
        made["unique"] = True
    if column.minimum is not None:
        made["minimum"] = plain(column.minimum)
    if column.maximum is not None:
        made["maximum"] = plain(column.maximum)
    if column.pattern and column.kind == Kind.STRING:
        made["pattern"] = column.pattern
    if column.values:
        made["enum"] = [_value(value, column) for value in column.values]
    return made


def _value(value: str, column: Column) -> str | int:
    return int(value) if column.kind in (Kind.INTEGER, Kind.YEAR) else value
