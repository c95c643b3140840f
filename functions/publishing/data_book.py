"""The tables of the data publisher's read model: what is to be made, what was, acts of the log.

`dataset` keeps of each release what the catalogue and the next release need: `told` stands for the
rows of a month, `rows` for all rows but the state of the log, which is kept as `log`. The log is
read once, entry by entry: what is no signature and no ballot is kept in `log_act`.
`uploaded` keeps what officials uploaded and released.
"""

from __future__ import annotations

from functions.publishing.store import Book

_TABLES = """
CREATE TABLE queue (id TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dataset (id TEXT PRIMARY KEY, place INTEGER NOT NULL, told TEXT NOT NULL,
  summary TEXT NOT NULL, rows TEXT NOT NULL, log TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE uploaded (id TEXT PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE log_act (entry INTEGER PRIMARY KEY, act TEXT NOT NULL, petition INTEGER,
  poll INTEGER, hour TEXT NOT NULL, signature INTEGER, reason TEXT, threshold TEXT, n INTEGER,
  sha256 TEXT);
CREATE TABLE log_votes (month TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE log_day (day TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL)
  WITHOUT ROWID;
"""
DATA = Book("data", 2, _TABLES)
