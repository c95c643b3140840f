"""A publisher's read model: what it knows between two runs, in one private SQLite file.

It can be lost at any time: an empty one is filled again from the table and the public log. A small
pointer object tells whether the copy at hand is still the last one, so an idle minute reads little.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from functions.publishing import blocks, write_ahead
from functions.publishing.blocks import Generation
from functions.publishing.burst import Burst
from functions.shared import objects

# How often a reader goes back to the pointer when a newer generation took its segments away.
_ATTEMPTS = 5


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
    def folder(self) -> str:
        return f"publish/{self.name}"

    @property
    def version(self) -> int:
        return 1_000 * _COMMON_FORMAT + self.format


# Every read model remembers values and knows what it published: of each owner the hashes of its
# files, packed, and how many there are; `stale` ones are written again whatever their hash.
_COMMON_FORMAT = 2
_COMMON = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE output (owner TEXT PRIMARY KEY, n INTEGER NOT NULL, stale INTEGER NOT NULL DEFAULT 0,
  files BLOB NOT NULL) WITHOUT ROWID;
"""


class _File:
    """An open file without a name, and its write-ahead log; closed when nobody holds it."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.log = -1

    def __del__(self) -> None:
        os.close(self.handle)
        if self.log >= 0:
            os.close(self.log)


@dataclass(frozen=True)
class _Copy:
    """A read model at hand: its generation, its file, and the connection to it."""

    generation: Generation
    file: _File
    db: sqlite3.Connection

    def settle(self) -> set[int]:
        """Write what changed into the file; return which of its blocks that touched."""
        self.db.commit()
        changed = write_ahead.changed_blocks(self.file.log, blocks.BLOCK_BYTES)
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return changed


# A warm function keeps its copies.
_kept: dict[str, _Copy] = {}


class Store:
    """The read model in use by one run; `db` is its connection, `burst` what it will write."""

    def __init__(self, book: Book, copy: _Copy, etag: str | None) -> None:
        self.book = book
        self.db = copy.db
        self.burst = Burst()
        self._copy = copy
        self._etag = etag
        self._changes = self.db.total_changes

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
        """Write what is still gathered, take away what is gone, then keep what changed.

        Hashes are kept only after what they stand for is written, so a run that dies is done again
        by the next. Raises PreconditionFailedError if another run saved meanwhile.
        """
        self.burst.sweep()
        if not self.is_changed():
            return
        last, file = self._copy.generation, self._copy.file
        _kept.pop(self.book.name, None)
        made = blocks.write(last, file.handle, self._copy.settle())
        # Pages and blocks, then what says that they are there.
        objects.settle("private")
        pointer = json.dumps({"generation": made.id}).encode()
        # Of two runs at once, the second stops here; what it uploaded, no list names.
        self._etag = objects.write(
            "private",
            self.book.pointer,
            pointer,
            if_match=self._etag,
            if_none_match=self._etag is None,
        )
        blocks.forget(last, made)
        self._changes = self.db.total_changes
        self._copy = _kept[self.book.name] = _Copy(made, file, self.db)


def load(book: Book) -> Store:
    """Return a read model as the last run left it; an empty one if there is none."""
    etag, generation = _pointer(book)
    kept = _kept.get(book.name)
    if kept and kept.generation.id == generation:
        # A run that failed half-way left changes here that were never saved.
        kept.db.rollback()
        return Store(book, kept, etag)
    return Store(book, *_stored(book))


def look(book: Book) -> sqlite3.Connection:
    """Open a read model that another publisher keeps, to read only; an empty one before it ran."""
    copy, _ = _stored(book)
    copy.db.execute("PRAGMA query_only = ON")
    return copy.db


def forget() -> None:
    """Drop the copies kept in memory, as a new process would."""
    _kept.clear()


def pack(text: str) -> bytes:
    """Return a text as read models keep long ones; SQL reads it back with `unpack`."""
    return zlib.compress(text.encode())


def unpack(packed: bytes) -> str:
    """Read what `pack` wrote."""
    return zlib.decompress(packed).decode()


def _pointer(book: Book) -> tuple[str | None, str]:
    stored = objects.read("private", book.pointer)
    return (stored.etag, json.loads(stored.body)["generation"]) if stored else (None, "")


def _stored(book: Book) -> tuple[_Copy, str | None]:
    """Return the last read model, or an empty one if there is none or its tables are older."""
    for _ in range(_ATTEMPTS):
        etag, generation = _pointer(book)
        try:
            return _open(book, generation), etag
        except blocks.MissingBlockError:
            continue
    raise objects.PreconditionFailedError(book.pointer)


def _open(book: Book, generation: str) -> _Copy:
    handle, name = tempfile.mkstemp(prefix="dauys-state-", suffix=".sqlite")
    file, last = _File(handle), Generation(book.folder)
    try:
        if generation:
            last = blocks.read(book.folder, generation, handle)
        db = _connect(name)
        if last.segments and db.execute("PRAGMA user_version").fetchone()[0] != book.version:
            db.close()
            os.truncate(handle, 0)
            last, db = Generation(book.folder), _connect(name)
        file.log = os.open(_log(name), os.O_RDONLY)
    finally:
        # Open files stay readable after their names are gone.
        Path(name).unlink()
        Path(_log(name)).unlink(missing_ok=True)
    if not db.execute("PRAGMA user_version").fetchone()[0]:
        db.executescript(_COMMON + book.tables)
        db.execute(f"PRAGMA user_version = {book.version}")
        db.commit()
    return _Copy(last, file, db)


def _log(name: str) -> str:
    return f"{name}-wal"


def _connect(name: str) -> sqlite3.Connection:
    """Open a database on a file of its own."""
    db = sqlite3.connect(name, check_same_thread=False)
    db.create_function("unpack", 1, unpack, deterministic=True)
    # Nobody else opens it: no lock is taken and given back, no memory shared for the log.
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    # The log tells which blocks changed, so it is put into the file only when they are saved.
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    db.execute("PRAGMA wal_autocheckpoint = 0").fetchone()
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -32000")
    db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    return db
