"""The files that describe a dataset to programs, each in the terms of one standard."""

from __future__ import annotations

from functions.opendata import csvw, datapackage, egov, json_file, schema_org
from functions.opendata.addresses import Addresses
from functions.opendata.bodies import Bodies
from functions.opendata.government import Government
from functions.opendata.releases import Rows
from functions.opendata.summary import Summary


def add(
    made: Bodies, summary: Summary, rows: Rows, government: Government, addresses: Addresses
) -> None:
    """Add the descriptors, and parts of tables that are too large for data.egov.kz."""
    dataset = summary.dataset
    found: dict[str, list[str]] = {}
    for table in dataset.tables:
        found[table.name] = [f"{table.name}.json"]
        if made.size(f"{table.name}.json") > egov.MOST_BYTES:
            found[table.name] = []
            for path, lines in egov.parts(table.name, json_file.lines(table, rows[table.name])):
                made.write(path, json_file.array(lines))
                found[table.name].append(path)
    made.update(
        {
            "datapackage.json": datapackage.descriptor(summary, government, addresses),
            **{
                f"{table.name}.csv-metadata.json": csvw.metadata(
                    summary, table, government, addresses
                )
                for table in dataset.tables
            },
            "egov.json": egov.descriptor(dataset, found, government, addresses),
            "schema.jsonld": json_file.document(
                schema_org.dataset(summary, government.default_language, government, addresses)
            ),
        }
    )


def sums(files: Bodies) -> bytes:
    """Return checksums in the form that `sha256sum --check` reads."""
    return "".join(f"{files.sha256(path)}  {path}\n" for path in sorted(files)).encode()
