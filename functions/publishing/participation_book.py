"""The tables that votes, projects, works and surveys share: one row a thing, its lists, its news.

A kind with more to keep adds tables of its own (`participation_tables`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from functions.publishing.store import Book

NAME = "participation"
# `facts` is what pages are made from; `version` a hash of all that lists show; `listed` the JSON
# and `csv` the cells (a JSON list) of lists; `sort` orders them; `due_at` is when the page changes
# by time alone.
_TABLES = """
CREATE TABLE thing (
  kind TEXT NOT NULL, id INTEGER NOT NULL, facts TEXT NOT NULL, state TEXT NOT NULL DEFAULT '',
  version TEXT NOT NULL DEFAULT '', listed TEXT NOT NULL DEFAULT '', csv TEXT NOT NULL DEFAULT '',
  sort TEXT NOT NULL DEFAULT '', due_at TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE INDEX thing_due ON thing (due_at) WHERE due_at != '';
CREATE TABLE facet (kind TEXT NOT NULL, name TEXT NOT NULL, id INTEGER NOT NULL,
  PRIMARY KEY (kind, name, id)) WITHOUT ROWID;
CREATE INDEX facet_id ON facet (kind, id);
CREATE TABLE news (kind TEXT NOT NULL, id INTEGER NOT NULL, ref TEXT NOT NULL, at TEXT NOT NULL,
  item TEXT NOT NULL, PRIMARY KEY (kind, id, ref)) WITHOUT ROWID;
CREATE INDEX news_at ON news (kind, at);
CREATE TABLE sitemap (kind TEXT NOT NULL, id INTEGER NOT NULL, path TEXT NOT NULL,
  PRIMARY KEY (kind, id, path)) WITHOUT ROWID;
CREATE TABLE trail (trail TEXT NOT NULL, kind TEXT NOT NULL, id INTEGER NOT NULL,
  PRIMARY KEY (trail, kind, id)) WITHOUT ROWID;
CREATE TABLE queue (kind TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
"""


def book(tables: Iterable[str]) -> Book:
    """Return the read model with the kinds' own tables; other tables make a new, empty one."""
    script = _TABLES + "".join(tables)
    return Book(NAME, zlib.crc32(script.encode()) & 0x7FFFFFFF, script)
