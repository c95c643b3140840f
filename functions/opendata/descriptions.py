"""The files that describe a dataset to programs, each in the terms of one standard."""

from __future__ import annotations

import hashlib

from functions.opendata import csvw, datapackage, egov, json_file, schema_org
from functions.opendata.addresses import Addresses
from functions.opendata.government import Government
from functions.opendata.releases import Rows
from functions.opendata.summary import Summary

Files = dict[str, bytes]


def files(summary: Summary, rows: Rows, government: Government, addresses: Addresses) -> Files:
    """Return the descriptors, and parts of tables that are too large for data.egov.kz."""
    dataset = summary.dataset
    made: Files = {"datapackage.json": datapackage.descriptor(summary, government, addresses)}
    found: dict[str, list[str]] = {}
    for table in dataset.tables:
        path = f"{table.name}.csv-metadata.json"
        made[path] = csvw.metadata(summary, table, government, addresses)
        parts: Files = {}
        if summary.file("json", table.name).size > egov.MOST_BYTES:
            parts = egov.parts(table.name, json_file.lines(table, rows[table.name]))
        made |= parts
        found[table.name] = [*parts] or [f"{table.name}.json"]
    made["egov.json"] = egov.descriptor(dataset, found, government, addresses)
    made["schema.jsonld"] = json_file.document(
        schema_org.dataset(summary, government.default_language, government, addresses)
    )
    return made


def sums(files: Files) -> bytes:
    """Return checksums in the form that `sha256sum --check` reads."""
    lines = (
        f"{hashlib.sha256(body).hexdigest()}  {path}\n" for path, body in sorted(files.items())
    )
    return "".join(lines).encode()
