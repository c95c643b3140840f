"""The descriptor of a dataset as a Data Package 2.0 (datapackage.org/standard/data-package)."""

from __future__ import annotations

from typing import Any

from functions.opendata import json_file, schema
from functions.opendata.addresses import Addresses
from functions.opendata.dataset import Dataset
from functions.opendata.government import Government
from functions.opendata.said import texts
from functions.opendata.summary import File, Summary
from functions.opendata.vocabulary import FORMATS, LICENCES
from functions.shared import clock

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_NAMES = {"csv": "", "excel": "-excel", "json": "-json"}

Json = dict[str, Any]


def descriptor(summary: Summary, government: Government, addresses: Addresses) -> bytes:
    """Return `datapackage.json`: paths are relative, so a copied folder describes itself."""
    dataset = summary.dataset
    made: Json = {
        "$schema": PROFILE,
        "name": dataset.id,
        "id": addresses.dataset(dataset.id),
        "title": government.text(dataset.title),
        "description": government.text(dataset.description),
        "translations": _translations(dataset),
        "homepage": addresses.page(dataset.id, government.default_language),
        "version": dataset.version,
        "created": clock.text(summary.modified_at),
        "keywords": sorted({word for words in dataset.keywords.values() for word in words}),
        "licenses": [_licence(dataset, government)],
        "contributors": [_publisher(dataset, government)],
    }
    if dataset.sources:
        made["sources"] = [
            {"title": source.title} | ({"path": str(source.url)} if source.url else {})
            for source in dataset.sources
        ]
    made["resources"] = [_resource(summary, file, government) for file in summary.data_files()]
    return json_file.document(made)


def _translations(dataset: Dataset) -> Json:
    return {
        lang: {
            "title": dataset.title[lang],
            "description": dataset.description.get(lang, ""),
            "keywords": [*dataset.keywords.get(lang, ())],
        }
        for lang in dataset.title
    }


def _licence(dataset: Dataset, government: Government) -> Json:
    licence = dataset.licence
    known = LICENCES.get(licence.code)
    made = {
        "name": known.spdx if known else licence.code,
        "path": str(licence.url),
        "title": government.text(licence.title),
    }
    return made | ({"rights": licence.rights} if licence.rights else {})


def _publisher(dataset: Dataset, government: Government) -> Json:
    publisher = government.publisher(dataset.publisher)
    made = {
        "title": government.text(publisher.name),
        "roles": ["publisher"],
        "email": dataset.contact or government.contact,
    }
    return made | ({"path": publisher.url} if publisher.url else {})


def _resource(summary: Summary, file: File, government: Government) -> Json:
    table = summary.dataset.table(file.table)
    media_type = FORMATS[file.role][1]
    made: Json = {
        "name": file.table + _NAMES[file.role],
        "path": file.path,
        "type": "table",
        "title": government.text(table.title),
        "description": government.text(texts(government, f"dataset.file.{file.role}")),
        "format": "json" if file.role == "json" else "csv",
        "mediatype": media_type,
        "encoding": "utf-8",
        "hash": f"sha256:{file.sha256}",
        "rows": summary.rows[file.table],
        "schema": schema.table(table, government, comma=file.role == "excel"),
    }
    if file.role != "json":  # validators of Data Packages do not count the bytes of JSON
        made["bytes"] = file.size
    if file.role == "excel":
        made["dialect"] = {"delimiter": ";", "lineTerminator": "\r\n"}
        made["escape"] = government.text(texts(government, "dataset.escape"))
    elif file.role == "csv":
        made["dialect"] = {"delimiter": ",", "lineTerminator": "\n"}
    return made
