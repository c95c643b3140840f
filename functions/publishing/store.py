"""The publisher's read model: what it knows between two runs, in one private SQLite file.

It can be lost at any time: an empty one is filled again from the table and the public log. A small
pointer object tells whether the copy at hand is still the last one, so an idle minute reads little.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from pathlib import Path

from functions.shared import objects

FORMAT = 1
STATE = "publish/state.sqlite"
POINTER = "publish/state.json"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE petition (
  id INTEGER PRIMARY KEY, facts TEXT NOT NULL, visibility TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '', version TEXT NOT NULL DEFAULT '',
  csv TEXT NOT NULL DEFAULT '',
  log_size INTEGER NOT NULL DEFAULT 0, log_root TEXT NOT NULL DEFAULT '',
  published_at TEXT NOT NULL DEFAULT '', closes_at TEXT NOT NULL DEFAULT '',
  near REAL NOT NULL DEFAULT -1, done_on TEXT NOT NULL DEFAULT '',
  answered_at TEXT NOT NULL DEFAULT '', due_at TEXT NOT NULL DEFAULT '');
CREATE INDEX petition_due ON petition (due_at) WHERE due_at != '';
CREATE TABLE facet (name TEXT NOT NULL, pid INTEGER NOT NULL, total INTEGER NOT NULL,
  PRIMARY KEY (name, pid)) WITHOUT ROWID;
CREATE INDEX facet_pid ON facet (pid);
CREATE INDEX facet_total ON facet (name, total DESC, pid DESC);
CREATE TABLE duty (pid INTEGER NOT NULL, body TEXT NOT NULL, kind TEXT NOT NULL,
  starts_at TEXT NOT NULL, due_at TEXT NOT NULL, done_at TEXT NOT NULL);
CREATE INDEX duty_pid ON duty (pid);
CREATE INDEX duty_body ON duty (body);
CREATE TABLE count (pid INTEGER NOT NULL, class TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (pid, class)) WITHOUT ROWID;
CREATE TABLE hour (pid INTEGER NOT NULL, hour TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (pid, hour)) WITHOUT ROWID;
CREATE INDEX hour_hour ON hour (hour);
CREATE TABLE passed (pid INTEGER NOT NULL, goal TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (pid, goal)) WITHOUT ROWID;
CREATE TABLE closed (pid INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE held (entry INTEGER PRIMARY KEY, dropped INTEGER NOT NULL);
CREATE TABLE region (pid INTEGER PRIMARY KEY, cells TEXT NOT NULL, on_day TEXT NOT NULL);
CREATE TABLE output (path TEXT PRIMARY KEY, hash BLOB NOT NULL, owner TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX output_owner ON output (owner);
CREATE TABLE queue (pid INTEGER PRIMARY KEY);
CREATE TABLE unsearched (pid INTEGER PRIMARY KEY);
"""
# A warm function keeps its copy: the generation it holds and the open connection.
_kept: dict[str, tuple[str, sqlite3.Connection]] = {}


class Store:
    """The read model in use by one run; `db` is its connection."""

    def __init__(self, db: sqlite3.Connection, generation: str, etag: str | None) -> None:
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
        _kept.clear()
        # The pointer first: of two runs at once, the second stops here and loses nothing.
        self._etag = objects.write(
            "private", POINTER, pointer, if_match=self._etag, if_none_match=self._etag is None
        )
        objects.write("private", STATE, body)
        self._changes = self.db.total_changes
        _kept["state"] = (self.generation, self.db)


def load() -> Store:
    """Return the read model as the last run left it; an empty one if there is none."""
    pointer = objects.read("private", POINTER)
    generation = json.loads(pointer.body)["generation"] if pointer else ""
    etag = pointer.etag if pointer else None
    kept = _kept.get("state")
    if kept and kept[0] == generation:
        # A run that failed half-way left changes here that were never saved.
        kept[1].rollback()
        return Store(kept[1], generation, etag)
    stored = objects.read("private", STATE) if pointer else None
    return Store(_open(stored.body if stored else b""), generation, etag)


def forget() -> None:
    """Drop the copy kept in memory, as a new process would."""
    _kept.clear()


def _open(body: bytes) -> sqlite3.Connection:
    if body:
        db = _connect(body)
        if db.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
            return db
    db = _connect(b"")
    db.executescript(_SCHEMA)
    db.execute(f"PRAGMA user_version = {FORMAT}")
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
