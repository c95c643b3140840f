"""What a publisher's index has still to take in, remembered in the publisher's read model.

A thing is kept here as it was rendered last, so that its index can be made anew at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from functions.publishing.search_document import Document, from_json, to_json
from functions.publishing.search_files import Shelf
from functions.publishing.search_row import packed, unpacked

# Not a table of the read models' schemas, so that a publisher takes part without a new format.
_TABLE = """
CREATE TABLE IF NOT EXISTS to_search (
  grp TEXT PRIMARY KEY, told BLOB NOT NULL, waits INTEGER NOT NULL) WITHOUT ROWID
"""


def keep(db: sqlite3.Connection, group: str, documents: Sequence[Document]) -> None:
    """Hand a group of things to the search, as they are now; none if they are public no more."""
    db.execute(_TABLE)
    told = packed([to_json(document) for document in documents])
    held = db.execute("SELECT told FROM to_search WHERE grp = ?", (group,)).fetchone()
    if held is None or held[0] != told:
        db.execute("INSERT OR REPLACE INTO to_search VALUES (?, ?, 1)", (group, told))


def shelf(name: str, db: sqlite3.Connection) -> Shelf:
    """Return what the index of that name is made from."""
    db.execute(_TABLE)
    return Shelf(
        name,
        waiting=lambda: _waiting(db),
        renew=lambda: _renew(db),
        documents=lambda group: _documents(db, group),
        done=lambda groups: _done(db, groups),
    )


def _waiting(db: sqlite3.Connection) -> list[str]:
    return [group for (group,) in db.execute("SELECT grp FROM to_search WHERE waits ORDER BY grp")]


def _renew(db: sqlite3.Connection) -> None:
    db.execute("UPDATE to_search SET waits = 1")


def _documents(db: sqlite3.Connection, group: str) -> list[Document]:
    row = db.execute("SELECT told FROM to_search WHERE grp = ?", (group,)).fetchone()
    return [from_json(json_) for json_ in unpacked(row[0])]


def _done(db: sqlite3.Connection, groups: Sequence[str]) -> None:
    db.executemany("UPDATE to_search SET waits = 0 WHERE grp = ?", ((one,) for one in groups))
