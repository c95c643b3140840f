"""What a CSV file holds, in the W3C's terms (CSV on the Web, Metadata Vocabulary, 2015)."""

from __future__ import annotations

from typing import Any

from functions.opendata import json_file, schema
from functions.opendata.addresses import Addresses
from functions.opendata.dataset import Column, Kind, Table
from functions.opendata.government import Government
from functions.opendata.summary import Summary
from functions.shared import clock

_TYPES = {
    Kind.STRING: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "double",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.DATETIME: "dateTime",
    Kind.YEAR: "gYear",
}
_BOUNDED = (Kind.INTEGER, Kind.NUMBER)

Json = dict[str, Any]


def metadata(summary: Summary, table: Table, government: Government, addresses: Addresses) -> bytes:
    """Return the metadata file that lies beside a table's CSV."""
    dataset = summary.dataset
    made: Json = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": government.default_language}],
        "@id": addresses.file(dataset.id, f"{table.name}.csv"),
        "url": f"{table.name}.csv",
        "dc:title": _said(table.title),
        "dc:description": _said(table.description or dataset.description),
        "dc:publisher": _said(government.publisher(dataset.publisher).name),
        "dc:license": {"@id": str(dataset.licence.url)},
        "dc:modified": {"@value": clock.text(summary.modified_at), "@type": "xsd:dateTime"},
        "dc:isPartOf": {"@id": addresses.dataset(dataset.id)},
        "dialect": {"delimiter": ",", "header": True, "encoding": "utf-8"},
        "null": ["", *table.missing],
        "tableSchema": {"columns": [_column(one, table) for one in table.columns]},
    }
    if table.key:
        made["tableSchema"]["primaryKey"] = [*table.key]
    return json_file.document(made)


def _column(column: Column, table: Table) -> Json:
    made: Json = {
        "name": column.name,
        "titles": column.name,
        "datatype": _datatype(column),
        "required": schema.is_required(column, table),
        "rdfs:label": _said(column.label),
    }
    if column.meaning:
        made["dc:description"] = _said(column.meaning)
    if column.unit:
        made["schema:unitText"] = column.unit
    if column.property:
        made["propertyUrl"] = str(column.property)
    return made


def _datatype(column: Column) -> str | Json:
    base = _TYPES[column.kind]
    made: Json = {"base": base}
    if column.kind in _BOUNDED:
        if column.minimum is not None:
            made["minimum"] = schema.plain(column.minimum)
        if column.maximum is not None:
            made["maximum"] = schema.plain(column.maximum)
    if column.kind == Kind.STRING and column.pattern:
        made["format"] = column.pattern
    return made if len(made) > 1 else base


def _said(texts: dict[str, str]) -> list[Json]:
    return [{"@value": text, "@language": lang} for lang, text in texts.items()]
