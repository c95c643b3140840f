"""One dataset released: files in every format, pages, pictures, and its words for the search."""

from __future__ import annotations

import hashlib
import json
from functools import partial

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

MADE = "made/"  # before the id: version and digest of what was released last
_SIGNATURE_BYTES = 16


def publish(press: Making, tables: Tables, dataset_id: str) -> int:
    """Release a dataset, and write its pages; return how many files were written.

    One that is as it was released, by the same templates and code, is left as it is.
    """
    dataset, rows = tables.described(dataset_id)
    digest = _digest(dataset, rows)
    place, told = _place(tables, dataset_id)
    if press.store.get(f"{MADE}{dataset_id}") == f"{press.version} {digest}":
        press.store.db.execute(
            "UPDATE dataset SET place = ?, told = ? WHERE id = ?", (place, told, dataset_id)
        )
        return 0
    rows = _with_log(press, dataset_id, rows, digest)
    before = _before(press, dataset_id)
    made = release.make(
        dataset,
        rows,
        site_url=settings().site_url,
        now=press.now,
        government=government.of(load()),
        before=Previous(before, lambda path: _file(dataset_id, path)) if before else None,
    )
    log = json.dumps([*rows.get(LOG, ())], default=dict)
    press.store.db.execute(
        "INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?, ?, ?)",
        (dataset_id, place, told, made.summary.model_dump_json(), digest, log),
    )
    press.store.set(f"{MADE}{dataset_id}", f"{press.version} {digest}")
    search_queue.keep(press.store.db, f"dataset/{dataset_id}", [data_search.document(made.summary)])
    return outputs.put_lazy(press.store, f"dataset/{dataset_id}", _outputs(press, made, rows))


def forget(press: Making) -> None:
    """Have every dataset released again, whether or not it is as it was."""
    press.store.db.execute("DELETE FROM meta WHERE key LIKE ?", (f"{MADE}%",))


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


def _outputs(press: Making, made: Release, rows: Rows) -> dict[str, outputs.Lazy[bytes]]:
    """Return the files to publish; those of a release are read only when they are written."""
    one, files = made.summary.id, made.files
    found = {
        f"data/{one}/{path}": outputs.Lazy(
            bytes.fromhex(files.sha256(path))[:_SIGNATURE_BYTES], partial(files.__getitem__, path)
        )
        for path in files
    }
    pages = {f"data/{one}/index.html": data_index.page(press, made.summary)}
    for path, body in charts_dataset.pictures(made.dataset, rows, press.languages).items():
        pages[f"data/{one}/{path}"] = body
    for lang in press.languages:
        pages[f"{lang}/data/{one}/index.html"] = data_page.page(press, made, rows, lang)
    found |= {
        path: outputs.Lazy(outputs.digest(body), partial(bytes, body))
        for path, body in pages.items()
    }
    return found


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


def _before(press: Making, dataset_id: str) -> Summary | None:
    """Return the release before; the published one if nothing is known of it any more."""
    return summary(press, dataset_id) or release.recorded(_file(dataset_id, release.RECORD))


def _place(tables: Tables, dataset_id: str) -> tuple[int, str]:
    """Return a dataset's place in the catalogue, and for a month's what stands for its rows."""
    if data_described.month_of(dataset_id):
        return 0, tables.months[dataset_id]
    return [*tables].index(dataset_id) + 1, ""
