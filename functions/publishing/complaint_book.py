"""The tables of the complaints' read model: one row a complaint, and what people said of answers.

What was typed and never shown is not in it: `facts` are kept without the description.
"""

from __future__ import annotations

from functions.publishing.store import Book

_TABLES = """
CREATE TABLE complaint (
  id INTEGER PRIMARY KEY, facts TEXT NOT NULL, supports INTEGER NOT NULL DEFAULT 0,
  parent INTEGER, version TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT '',
  cell TEXT NOT NULL DEFAULT '', point TEXT NOT NULL DEFAULT '', near TEXT NOT NULL DEFAULT '',
  listed TEXT NOT NULL DEFAULT '',
  line TEXT NOT NULL DEFAULT '', asked TEXT NOT NULL DEFAULT '', csv TEXT NOT NULL DEFAULT '',
  corrected_at TEXT NOT NULL DEFAULT '', updated_at TEXT NOT NULL DEFAULT '',
  due_at TEXT NOT NULL DEFAULT '');
CREATE INDEX complaint_due ON complaint (due_at) WHERE due_at != '';
CREATE INDEX complaint_parent ON complaint (parent) WHERE parent IS NOT NULL;
CREATE INDEX complaint_cell ON complaint (cell) WHERE cell != '';
CREATE INDEX complaint_corrected ON complaint (corrected_at) WHERE corrected_at != '';
CREATE INDEX complaint_updated ON complaint (updated_at);
CREATE TABLE facet (name TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID;
CREATE INDEX facet_id ON facet (id);
CREATE TABLE survey (id INTEGER PRIMARY KEY, seen INTEGER NOT NULL, answer TEXT NOT NULL);
CREATE TABLE figure (dimension TEXT NOT NULL, name TEXT NOT NULL, told TEXT NOT NULL,
  PRIMARY KEY (dimension, name)) WITHOUT ROWID;
CREATE TABLE queue (id INTEGER PRIMARY KEY);
CREATE TABLE changed (id INTEGER PRIMARY KEY);
"""
COMPLAINTS = Book("complaints", 1, _TABLES)
