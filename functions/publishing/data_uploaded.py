"""Datasets that officials uploaded and a second one released: taken in, then read like all others.

One that was retired stays public: its page says why, and which one to use.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from functions.opendata import upload
from functions.opendata.dataset import Dataset
from functions.opendata.files import Rows
from functions.opendata.upload import Uploaded, Version
from functions.publishing import participation_intake
from functions.publishing.store import Store
from functions.shared.content import load as content


@dataclass(frozen=True)
class Held:
    """An uploaded dataset; its rows are read only when they are asked for."""

    dataset: Dataset
    version: Version

    def rows(self) -> Rows:
        """Return the rows of its table. Raises LookupError if the file is gone."""
        return {self.dataset.table().name: upload.read_rows(self.version)}


def intake(store: Store, now: dt.datetime) -> set[str]:
    """Take in what was released or retired since the last run: one Query; return the new ones."""
    new = set[str]()
    for item in participation_intake.changes(store, upload.KIND, now):
        found = upload.from_item(item).uploaded
        if found.live and _take(store, found):
            new.add(found.id)
    return new


def load(store: Store) -> Iterator[Held]:
    """Yield every uploaded dataset that is public."""
    for (facts,) in store.db.execute("SELECT facts FROM uploaded ORDER BY id"):
        found = Uploaded.model_validate_json(facts)
        if found.live:
            yield Held(_described(found, found.live), found.live)


def _described(found: Uploaded, version: Version) -> Dataset:
    dataset = version.described
    if not found.retired_at:
        return dataset
    description = {
        lang: f"{text}\n\n{found.reason.get(lang) or _any(found)}"
        for lang, text in dataset.description.items()
    }
    changes = {"replaced_by": found.replaced_by, "description": description}
    return dataset.model_copy(update=changes)


def _any(found: Uploaded) -> str:
    """Return the reason in the government's own language, else in the first that it has."""
    return found.reason.get(content().default_language) or next(iter(found.reason.values()), "")


def _take(store: Store, found: Uploaded) -> bool:
    """Keep what a release is made from; tell whether it is new."""
    kept = found.model_copy(update={"waiting": None, "history": [], "changed_at": _at(found)})
    facts = kept.model_dump_json()
    row = store.db.execute("SELECT facts FROM uploaded WHERE id = ?", (found.id,)).fetchone()
    if row and row[0] == facts:
        return False
    store.db.execute("INSERT OR REPLACE INTO uploaded VALUES (?, ?)", (found.id, facts))
    return True


def _at(found: Uploaded) -> dt.datetime:
    """Return an instant that is new only if what is public is."""
    live = found.live.at if found.live else found.changed_at
    return max(live, found.retired_at or live)
