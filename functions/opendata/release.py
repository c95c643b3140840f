"""A dataset in every format, and the catalogue of all: what is published below `/data/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from functions.opendata import (
    csv_file,
    dcat,
    dcat_catalogue,
    descriptions,
    history_files,
    json_file,
    quality,
    releases,
    schema_org,
)
from functions.opendata.addresses import Addresses
from functions.opendata.bodies import Bodies
from functions.opendata.dataset import Dataset
from functions.opendata.government import Government
from functions.opendata.releases import Previous, Rows
from functions.opendata.summary import Summary

__all__ = [
    "Previous",
    "Release",
    "catalogue",
    "make",
    "recorded",
    "structured",
    "structured_catalogue",
]

RECORD = "release.json"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Release:
    """A dataset as published: what is known of it, and its files below `/data/{id}/`."""

    summary: Summary
    files: Bodies

    @property
    def dataset(self) -> Dataset:
        return self.summary.dataset

    @property
    def modified_at(self) -> dt.datetime:
        return self.summary.modified_at

    @property
    def rows(self) -> dict[str, int]:
        return self.summary.rows

    @property
    def digest(self) -> str:
        return self.summary.digest


def make(
    dataset: Dataset,
    rows: Rows,
    *,
    site_url: str,
    now: dt.datetime,
    government: Government,
    before: Previous | None,
) -> Release:
    """Return all formats of a dataset.

    As long as description and rows are the same, so are version and time. Raises ValueError naming
    table, row and column for a cell that does not fit.
    """
    made = _tables(dataset, rows)
    summary = releases.summary(dataset, rows, made, now, before)
    addresses = Addresses(site_url)
    descriptions.add(made, summary, rows, government, addresses)
    told = dcat.graph(summary, government, addresses)
    made.update(dcat.files(told))
    held = {addresses.file(dataset.id, one.path): one for one in summary.data_files()}
    scored = quality.score(told, addresses.dataset(dataset.id), held)
    known = {one.path for one in summary.files}
    described = tuple(releases.file(made, path) for path in made if path not in known)
    summary = summary.model_copy(update={"quality": scored, "files": summary.files + described})
    made.update({RECORD: summary.model_dump_json(indent=1).encode() + b"\n"})
    made.update({"SHA256SUMS.txt": descriptions.sums(made)})
    return Release(summary, made)


def recorded(record: bytes | None) -> Summary | None:
    """Return the summary of a published `release.json`; nothing if it is of an older form.

    Who has lost what he kept goes on from it, so that no version is given twice.
    """
    try:
        return Summary.model_validate_json(record) if record else None
    except ValidationError:
        return None


def catalogue(
    summaries: Sequence[Summary],
    *,
    site_url: str,
    now: dt.datetime,
    government: Government,
    log: bytes = b"",
) -> Files:
    """Return the files below `/data/` that tell of all datasets.

    `log` is the present `changes.jsonl`, which is only ever added to.
    """
    addresses = Addresses(site_url)
    every = sorted(summaries, key=lambda one: one.id)
    made = dcat_catalogue.graph(every, government, addresses)
    longer = history_files.lengthened(log, every)
    news = history_files.latest(longer)
    titles = {one.id: government.text(one.dataset.title) for one in every}
    lang = government.default_language
    return {
        "catalog.ttl": made.turtle(),
        "catalog.jsonld": made.json_ld(),
        "schema.jsonld": json_file.document(
            schema_org.catalogue(every, lang, government, addresses)
        ),
        "changes.jsonl": longer,
        "changes.json": history_files.json_feed(news, titles, government, addresses),
        "changes.atom": history_files.atom(news, titles, government, addresses),
        "quality.json": _quality(every),
    }


def structured(
    summary: Summary, lang: str, *, site_url: str, government: Government
) -> dict[str, Any]:
    """Return the schema.org markup of a dataset's page."""
    return schema_org.dataset(summary, lang, government, Addresses(site_url))


def structured_catalogue(
    summaries: Sequence[Summary], lang: str, *, site_url: str, government: Government
) -> dict[str, Any]:
    """Return the schema.org markup of the page that lists all datasets."""
    return schema_org.catalogue(summaries, lang, government, Addresses(site_url))


def _tables(dataset: Dataset, rows: Rows) -> Bodies:
    """Return the files of each table, as in `releases.FORMS`."""
    made = Bodies()
    for table in dataset.tables:
        held, name = rows[table.name], table.name
        made.write(f"{name}.csv", csv_file.machine_parts(table, releases.checked(table, held)))
        made.write(f"{name}.excel.csv", csv_file.spreadsheet_parts(table, held))
        made.write(f"{name}.json", json_file.array(json_file.lines(table, held)))
    return made


def _quality(summaries: Sequence[Summary]) -> bytes:
    found = {one.id: one.quality.model_dump(mode="json") for one in summaries}
    least = min((one.quality.points for one in summaries), default=0)
    return json_file.document({"of": quality.FULL, "least": least, "datasets": found})
