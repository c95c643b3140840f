"""The full-text index of published petitions: one SQLite file, written here, read by search.

The FTS table holds folded words only; titles, leads and details as they are read stand in `doc`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from functions.publishing.terms import fold

FORMAT = 1
# A word in the title tells more than in the lead, and that more than in the details.
_RANK = "bm25(8.0, 3.0, 1.0)"
_FIELDS = (
    "pid lang original title lead details state jurisdiction category body total needed"
    " published_at example"
)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS doc (
  id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, lang TEXT NOT NULL, original INTEGER NOT NULL,
  title TEXT NOT NULL, lead TEXT NOT NULL, details TEXT NOT NULL, state TEXT NOT NULL,
  jurisdiction TEXT NOT NULL, category TEXT NOT NULL, body TEXT NOT NULL,
  total INTEGER NOT NULL, needed INTEGER NOT NULL, published_at TEXT NOT NULL,
  example INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS doc_pid ON doc (pid);
CREATE INDEX IF NOT EXISTS doc_total ON doc (original, total DESC);
CREATE TABLE IF NOT EXISTS facet (pid INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (name, pid)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS facet_pid ON facet (pid);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, lead, details, content='',
  tokenize="unicode61 remove_diacritics 0", prefix='2 3 4');
"""


@dataclass(frozen=True)
class Document:
    """One language of one petition, with what results are shown and filtered by."""

    pid: int
    lang: str
    original: bool
    title: str
    lead: str
    details: str
    state: str
    jurisdiction: str
    category: str
    body: str
    total: int
    needed: int
    published_at: str
    example: bool


def create(path: Path) -> sqlite3.Connection:
    """Open the index for writing, making what is missing."""
    connection = sqlite3.connect(path)
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (_RANK,))
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    return connection


def read(path: Path) -> sqlite3.Connection:
    """Open an index for reading only; it may be shared between threads."""
    address = f"file:{path}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def put(
    connection: sqlite3.Connection, documents: Iterable[Document], facets: Iterable[str]
) -> None:
    """Replace what the index holds of a petition; all documents are of the same one."""
    documents = list(documents)
    remove(connection, documents[0].pid)
    for document in documents:
        columns = ", ".join(_FIELDS.split())
        marks = ", ".join("?" * len(_FIELDS.split()))
        cursor = connection.execute(
            f"INSERT INTO doc ({columns}) VALUES ({marks})",  # noqa: S608  names of this module
            astuple(document),
        )
        connection.execute(
            "INSERT INTO words (rowid, title, lead, details) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, *map(fold, (document.title, document.lead, document.details))),
        )
    named = ((documents[0].pid, facet) for facet in facets)
    connection.executemany("INSERT INTO facet (pid, name) VALUES (?, ?)", named)


def remove(connection: sqlite3.Connection, pid: int) -> None:
    """Take a petition out; a contentless FTS table must be told the words it held."""
    held = connection.execute("SELECT id, title, lead, details FROM doc WHERE pid = ?", (pid,))
    for number, *texts in held.fetchall():
        connection.execute(
            "INSERT INTO words (words, rowid, title, lead, details) VALUES ('delete', ?, ?, ?, ?)",
            (number, *map(fold, texts)),
        )
    connection.execute("DELETE FROM doc WHERE pid = ?", (pid,))
    connection.execute("DELETE FROM facet WHERE pid = ?", (pid,))
