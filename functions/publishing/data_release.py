"""One dataset released: files in every format, pages, pictures, and its words for the search."""

from __future__ import annotations

import hashlib
import json

from functions.opendata import government, release
from functions.opendata.cells import write as written
from functions.opendata.dataset import Dataset, dump
from functions.opendata.release import Previous, Release
from functions.opendata.summary import Summary
from functions.publishing import (
    charts_dataset,
    data_described,
    data_index,
    data_page,
    data_search,
    outputs,
    search_queue,
)
from functions.publishing.data_tables import Rows, Tables
from functions.publishing.data_tables_signatures import LOG
from functions.publishing.making import Making
from functions.shared import objects
from functions.shared.content import load
from functions.shared.settings import settings


def publish(press: Making, tables: Tables, dataset_id: str) -> int:
    """Release a dataset, and write its pages; return how many files were written."""
    dataset, rows = tables.described(dataset_id)
    before = summary(press, dataset_id)
    digest = _digest(dataset, rows)
    rows = _with_log(press, dataset_id, rows, digest)
    made = release.make(
        dataset,
        rows,
        site_url=settings().site_url,
        now=press.now,
        government=government.of(load()),
        before=Previous(before, lambda path: _file(dataset_id, path)) if before else None,
    )
    _keep(press, tables, made, rows, digest)
    files = {f"data/{dataset_id}/{path}": body for path, body in _files(press, made, rows)}
    for lang in press.languages:
        files[f"{lang}/data/{dataset_id}/index.html"] = data_page.page(press, made, rows, lang)
    search_queue.keep(press.store.db, f"dataset/{dataset_id}", [data_search.document(made.summary)])
    return outputs.put(press.store, f"dataset/{dataset_id}", files)


def summary(press: Making, dataset_id: str) -> Summary | None:
    """Return what is known of the last release of a dataset."""
    row = press.store.db.execute(
        "SELECT summary FROM dataset WHERE id = ?", (dataset_id,)
    ).fetchone()
    return Summary.model_validate_json(row[0]) if row else None


def summaries(press: Making) -> list[Summary]:
    """Return what is known of every dataset, in the order of the catalogue."""
    rows = press.store.db.execute("SELECT summary FROM dataset ORDER BY place, id")
    return [Summary.model_validate_json(told) for (told,) in rows]


def _files(press: Making, made: Release, rows: Rows) -> list[tuple[str, bytes]]:
    pictures = charts_dataset.pictures(made.dataset, rows, press.languages)
    return [
        *made.files.items(),
        *pictures.items(),
        ("index.html", data_index.page(press, made.summary)),
    ]


def _digest(dataset: Dataset, rows: Rows) -> str:
    """Return what stands for description and rows, but for the state of the log."""
    told = hashlib.sha256(json.dumps(dump(dataset), sort_keys=True).encode())
    for name in sorted(rows.keys() - {LOG}):
        for row in rows[name]:
            told.update("\x1f".join(map(written, row.values())).encode() + b"\x1e")
    return told.hexdigest()


def _with_log(press: Making, dataset_id: str, rows: Rows, digest: str) -> Rows:
    """Return rows with the state of the log at which they were new: they are true of it still."""
    row = press.store.db.execute(
        "SELECT log FROM dataset WHERE id = ? AND rows = ?", (dataset_id, digest)
    ).fetchone()
    return {**rows, LOG: json.loads(row[0])} if row and LOG in rows else rows


def _file(dataset_id: str, path: str) -> bytes | None:
    stored = objects.read("site", f"data/{dataset_id}/{path}")
    return stored.body if stored else None


def _keep(press: Making, tables: Tables, made: Release, rows: Rows, digest: str) -> None:
    one = made.dataset.id
    place = 0 if data_described.month_of(one) else [*tables].index(one) + 1
    log = json.dumps([*rows.get(LOG, ())], default=dict)
    told = made.summary.model_dump_json()
    press.store.db.execute(
        "INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?, ?, ?)",
        (one, place, "" if place else tables.months[one], told, digest, log),
    )
