"""What the platform's own datasets are made from: the other publishers' read models, opened to read
only and once a run, and the files that are public already.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from functions.opendata.dataset import Cell
from functions.publishing import store as stores
from functions.publishing.complaint_book import COMPLAINTS
from functions.publishing.intake import LOG_ROOT, LOG_SIZE
from functions.publishing.participation_tables import BOOK as PARTICIPATION
from functions.publishing.petition_book import PETITIONS
from functions.publishing.store import Book, Store
from functions.shared import clock, objects
from functions.shared.content import load
from functions.shared.settings import settings

Json = dict[str, Any]
Record = dict[str, Cell]


@dataclass
class Sources:
    """The read models of one run; `own` is the data publisher's, the one that may be written."""

    own: Store
    now: dt.datetime

    @cached_property
    def petitions(self) -> sqlite3.Connection:
        return _look(PETITIONS)

    @cached_property
    def complaints(self) -> sqlite3.Connection:
        return _look(COMPLAINTS)

    @cached_property
    def participation(self) -> sqlite3.Connection:
        return _look(PARTICIPATION)

    @property
    def log(self) -> list[Record]:
        """The state of the public log that all counts of signatures are of, as a table of a row."""
        size, root = self._told(LOG_SIZE), self._told(LOG_ROOT)
        return [{"log_size": int(size), "root": root}] if size and root else []

    def listed(self, kind: str) -> Iterator[Json]:
        """Yield what lists tell of each public thing of a kind, with its id."""
        rows = self.participation.execute(
            "SELECT listed FROM thing JOIN facet USING (kind, id)"
            " WHERE kind = ? AND facet.name = 'all' ORDER BY id",
            (kind,),
        )
        for (written,) in rows:
            told = json.loads(written)
            yield {"id": told["id"], **told["attributes"]}

    def facts(self, kind: str) -> Iterator[Json]:
        """Yield the facts of each public thing of a kind."""
        rows = self.participation.execute(
            "SELECT facts FROM thing JOIN facet USING (kind, id)"
            " WHERE kind = ? AND facet.name = 'all' ORDER BY id",
            (kind,),
        )
        yield from (json.loads(facts) for (facts,) in rows)

    def _told(self, key: str) -> str:
        row = self.petitions.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""


def published(path: str) -> Json | None:
    """Return a public JSON file, or None while there is none."""
    stored = objects.read("site", path)
    return dict(json.loads(stored.body)) if stored else None


def moment(at: str | None) -> dt.datetime | None:
    """Read an instant as read models keep it; nothing for none."""
    return clock.parse(at) if at else None


def day(on: str | None) -> dt.date | None:
    """Read a day; nothing for none."""
    return dt.date.fromisoformat(on) if on else None


def page(rest: str) -> str:
    """Return the address of a page in the government's own language."""
    return f"{settings().site_url}/{load().default_language}/{rest}"


def title(texts: dict[str, str]) -> str:
    """Return a text in the government's own language, else in the first there is."""
    own = load().default_language
    return texts.get(own) or next(iter(texts.values()), "")


def names(texts: dict[str, str]) -> Record:
    """Return a name in every language, a cell each; where it lacks one, as `title` has it."""
    return {f"name_{lang}": texts.get(lang) or title(texts) for lang in load().languages}


def codes(values: Sequence[object]) -> str | None:
    """Return several values as one cell, parted by spaces; nothing for none."""
    return " ".join(map(str, values)) or None


def _look(book: Book) -> sqlite3.Connection:
    return stores.look(book)
