"""The tables of the petitions' read model."""

from __future__ import annotations

from functions.publishing.store import Book

_TABLES = """
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
CREATE TABLE queue (pid INTEGER PRIMARY KEY);
CREATE TABLE unsearched (pid INTEGER PRIMARY KEY);
"""
PETITIONS = Book("state", 1, _TABLES)
