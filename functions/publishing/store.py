"""A publisher's read model: what it knows between two runs, in one private SQLite file.

It can be lost at any time: an empty one is filled again from the table and the public log. A small
pointer object tells whether the copy at hand is still the last one, so an idle minute reads little.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from functions.shared import objects


@dataclass(frozen=True)
class Book:
    """A publisher's read model: its file's name, the number of its schema, and its tables."""

    name: str
    format: int
    tables: str

    @property
    def pointer(self) -> str:
        return f"publish/{self.name}.json"

    @property
    def state(self) -> str:
        return f"publish/{self.name}.sqlite"


# Every read model remembers values and knows what it published.
_COMMON = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE output (path TEXT PRIMARY KEY, hash BLOB NOT NULL, owner TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX output_owner ON output (owner);
"""
# A warm function keeps its copies: of each the generation it holds and the open connection.
_kept: dict[str, tuple[str, sqlite3.Connection]] = {}


class Store:
    """The read model in use by one run; `db` is its connection."""

    def __init__(
        self, book: Book, db: sqlite3.Connection, generation: str, etag: str | None
    ) -> None:
        self.book = book
        self.db = db
        self.generation = generation
        self._etag = etag
        self._changes = db.total_changes

    def get(self, key: str, default: str = "") -> str:
        """Return a remembered value."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    def set(self, key: str, value: str) -> None:
        """Remember a value; an unchanged one costs no write."""
        if self.get(key, "\0") != value:
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def is_changed(self) -> bool:
        return self.db.total_changes != self._changes

    def save(self) -> None:
        """Keep what changed for the next run. Raises PreconditionFailedError if another run did."""
        if not self.is_changed():
            return
        self.db.commit()
        body = self.db.serialize()
        self.generation = hashlib.sha256(body).hexdigest()[:32]
        pointer = json.dumps({"generation": self.generation}).encode()
        _kept.pop(self.book.name, None)
        # The pointer first: of two runs at once, the second stops here and loses nothing.
        self._etag = objects.write(
            "private",
            self.book.pointer,
            pointer,
            if_match=self._etag,
            if_none_match=self._etag is None,
        )
        objects.write("private", self.book.state, body)
        self._changes = self.db.total_changes
        _kept[self.book.name] = (self.generation, self.db)


def load(book: Book) -> Store:
    """Return a read model as the last run left it; an empty one if there is none."""
    pointer = objects.read("private", book.pointer)
    generation = json.loads(pointer.body)["generation"] if pointer else ""
    etag = pointer.etag if pointer else None
    kept = _kept.get(book.name)
    if kept and kept[0] == generation:
        # A run that failed half-way left changes here that were never saved.
        kept[1].rollback()
        return Store(book, kept[1], generation, etag)
    stored = objects.read("private", book.state) if pointer else None
    return Store(book, _open(book, stored.body if stored else b""), generation, etag)


def forget() -> None:
    """Drop the copies kept in memory, as a new process would."""
    _kept.clear()


def _open(book: Book, body: bytes) -> sqlite3.Connection:
    if body:
        db = _connect(body)
        if db.execute("PRAGMA user_version").fetchone()[0] == book.format:
            return db
    db = _connect(b"")
    db.executescript(_COMMON + book.tables)
    db.execute(f"PRAGMA user_version = {book.format}")
    db.commit()
    return db


def _connect(body: bytes) -> sqlite3.Connection:
    """Open a database on a file of its own that vanishes with the process."""
    handle, name = tempfile.mkstemp(prefix="dauys-state-", suffix=".sqlite")
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    db = sqlite3.connect(name, check_same_thread=False)
    db.execute("PRAGMA journal_mode = MEMORY")
    db.execute("PRAGMA synchronous = OFF")
    # The open file stays readable after its name is gone.
    Path(name).unlink()
    return db
