"""Projects and works in the read model: facts, and which changes were taken in already."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable

from functions.publishing import participation_intake
from functions.publishing.intake import OVERLAP, WATERMARK
from functions.publishing.store import Store
from functions.shared import clock, table

# `project_taken` holds a hash of each changed item of late: the index may show a change twice.
# `project_idea` is what trails tell of an idea.
TABLES = """
CREATE TABLE project_card (id INTEGER PRIMARY KEY, cards TEXT NOT NULL);
CREATE TABLE project_idea (trail TEXT PRIMARY KEY, project INTEGER NOT NULL,
  number INTEGER NOT NULL, told TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE project_taken (kind TEXT NOT NULL, item BLOB NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (kind, item)) WITHOUT ROWID;
"""
Facts = Callable[[table.Item], str]


def intake(store: Store, kind: str, facts: Facts, now: dt.datetime) -> set[int]:
    """Take in what is new of a kind, one Query; return which things are touched.

    `facts` gives what to keep of a thing's own item; of what lies below it, only that it changed.
    """
    changed = set[int]()
    for item in participation_intake.changes(store, kind, now):
        number = int(item["pk"].split("#")[1])
        if item["sk"] == kind:
            participation_intake.take(store, kind, number, facts(item))
        row = (kind, _digest(item), str(item["changed_at"]))
        found = store.db.execute("INSERT OR IGNORE INTO project_taken VALUES (?, ?, ?)", row)
        if found.rowcount:
            changed.add(number)
    if changed:
        newest = clock.parse(store.get(f"{WATERMARK}/{kind}"))
        store.db.execute(
            "DELETE FROM project_taken WHERE kind = ? AND at < ?",
            (kind, clock.text(newest - 2 * OVERLAP)),
        )
    return changed


def _digest(item: table.Item) -> bytes:
    told = json.dumps(item, sort_keys=True, default=_plain)
    return hashlib.blake2b(told.encode(), digest_size=16).digest()


def _plain(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else str(value)
