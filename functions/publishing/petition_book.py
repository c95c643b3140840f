"""The tables of the petitions' read model.

Facts and hours are long, so they are packed, each in a table of its own; `petition` and `hour` show
them unpacked to whoever reads. What lists sort by stands in `facet`, an index for each order.
"""

from __future__ import annotations

from functions.publishing.store import Book

_TABLES = """
CREATE TABLE fact (pid INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE standing (
  id INTEGER PRIMARY KEY, visibility TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '', version TEXT NOT NULL DEFAULT '',
  csv TEXT NOT NULL DEFAULT '',
  log_size INTEGER NOT NULL DEFAULT 0, log_root TEXT NOT NULL DEFAULT '',
  published_at TEXT NOT NULL DEFAULT '', closes_at TEXT NOT NULL DEFAULT '',
  near REAL NOT NULL DEFAULT -1, done_on TEXT NOT NULL DEFAULT '',
  answered_at TEXT NOT NULL DEFAULT '', due_at TEXT NOT NULL DEFAULT '');
CREATE INDEX standing_due ON standing (due_at) WHERE due_at != '';
CREATE INDEX standing_done ON standing (done_on) WHERE done_on != '';
CREATE INDEX standing_answered ON standing (answered_at) WHERE answered_at != '';
CREATE INDEX standing_published ON standing (visibility, published_at);
CREATE INDEX standing_version ON standing (id, version);
CREATE INDEX standing_log ON standing (log_size);
CREATE VIEW petition AS
  SELECT standing.*, (SELECT unpack(packed) FROM fact WHERE fact.pid = standing.id) AS facts
  FROM standing;
CREATE TABLE facet (name TEXT NOT NULL, pid INTEGER NOT NULL, total INTEGER NOT NULL,
  published_at TEXT NOT NULL, closes_at TEXT NOT NULL, near REAL NOT NULL,
  PRIMARY KEY (name, pid)) WITHOUT ROWID;
CREATE INDEX facet_pid ON facet (pid);
CREATE INDEX facet_most ON facet (name, total DESC, pid DESC);
CREATE INDEX facet_new ON facet (name, published_at DESC, pid DESC);
CREATE INDEX facet_soon ON facet (name, closes_at, pid) WHERE closes_at != '';
CREATE INDEX facet_near ON facet (name, near DESC, pid) WHERE near >= 0;
CREATE TABLE duty (pid INTEGER NOT NULL, body TEXT NOT NULL, kind TEXT NOT NULL,
  starts_at TEXT NOT NULL, due_at TEXT NOT NULL, done_at TEXT NOT NULL);
CREATE INDEX duty_pid ON duty (pid);
CREATE INDEX duty_body ON duty (body);
CREATE TABLE count (pid INTEGER NOT NULL, class TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (pid, class)) WITHOUT ROWID;
CREATE TABLE series (pid INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE VIEW hour AS
  SELECT series.pid AS pid, one.key AS hour, one.value AS n
  FROM series, json_each(unpack(series.packed)) AS one;
CREATE TABLE every_hour (hour TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE late_hour (hour TEXT NOT NULL, pid INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (hour, pid)) WITHOUT ROWID;
CREATE TABLE passed (pid INTEGER NOT NULL, goal TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (pid, goal)) WITHOUT ROWID;
CREATE INDEX passed_at ON passed (at);
CREATE TABLE closed (pid INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE held (entry INTEGER PRIMARY KEY, dropped INTEGER NOT NULL);
CREATE TABLE region (pid INTEGER PRIMARY KEY, cells TEXT NOT NULL, on_day TEXT NOT NULL);
CREATE TABLE linked (pid INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE piece (pid INTEGER NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
  text BLOB NOT NULL, PRIMARY KEY (pid, name, version));
CREATE TABLE queue (pid INTEGER PRIMARY KEY);
CREATE TABLE unsearched (pid INTEGER PRIMARY KEY);
"""
PETITIONS = Book("state", 4, _TABLES)
