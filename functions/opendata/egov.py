"""The descriptor that data.egov.kz asks for, and files no larger than it takes.

Kazakhstan's portal wants names, descriptions and labels in three languages, and at most 10 MB in a
file (data.egov.kz/pages/format). A larger table is given in parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from functions.opendata import json_file
from functions.opendata.addresses import Addresses
from functions.opendata.dataset import Dataset, Kind, Table
from functions.opendata.government import Government

MOST_BYTES = 10_000_000
_ENVELOPE = 4  # brackets and ends of lines around the objects
_FORMATS = {
    Kind.STRING: "String",
    Kind.INTEGER: "Integer",
    Kind.NUMBER: "Double",
    Kind.BOOLEAN: "Boolean",
    Kind.DATE: "Date",
    Kind.DATETIME: "Date",
    Kind.YEAR: "Integer",
}

Json = dict[str, Any]


def parts(
    table: str, lines: Iterable[str], most: int = MOST_BYTES
) -> Iterator[tuple[str, list[str]]]:
    """Yield `{table}-1.json`, `{table}-2.json` … with their lines: at most so many bytes each."""
    held, size, number = list[str](), _ENVELOPE, 1
    for line in lines:
        length = len(line.encode()) + 2
        if held and size + length > most:
            yield f"{table}-{number}.json", held
            held, size, number = [], _ENVELOPE, number + 1
        held.append(line)
        size += length
    yield f"{table}-{number}.json", held


def descriptor(
    dataset: Dataset,
    files: Mapping[str, list[str]],
    government: Government,
    addresses: Addresses,
) -> bytes:
    """Return `egov.json`: one entry a table, as the portal knows no dataset of several tables."""
    entries = [
        _entry(dataset, table, files[table.name], government, addresses) for table in dataset.tables
    ]
    return json_file.document({"datasets": entries})


def _entry(
    dataset: Dataset,
    table: Table,
    files: list[str],
    government: Government,
    addresses: Addresses,
) -> Json:
    publisher = government.publisher(dataset.publisher)
    several = len(dataset.tables) > 1
    title = {
        lang: f"{text}: {table.title[lang]}" if several else text
        for lang, text in dataset.title.items()
    }
    name = f"{dataset.id}_{table.name}" if several else dataset.id
    return {
        "apiUri": name.replace("-", "_"),
        **_three("name", title),
        **_three("description", table.description or dataset.description),
        "keywords": sorted({word for words in dataset.keywords.values() for word in words}),
        "responsible": {
            **_three("fullname", publisher.name),
            "phone": "",
            "email": dataset.contact or government.contact,
        },
        "version": dataset.version,
        "fields": {column.name: _field(column.name, table) for column in table.columns},
        "files": [addresses.file(dataset.id, path) for path in files],
    }


def _field(name: str, table: Table) -> Json:
    column = table.column(name)
    return {
        "type": _FORMATS[column.kind],
        "pk": name in table.key,
        **_three("label", column.label),
        "format": "yyyy-MM-dd" if column.kind == Kind.DATE else "",
    }


def _three(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}{lang.capitalize()}": texts.get(lang, "") for lang in ("kk", "ru", "en")}
