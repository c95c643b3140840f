"""What is new of complaints since the last run: facts from the table, surveys, time passing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from functions.complaints import complaint
from functions.complaints.complaint import Record
from functions.publishing.complaint_view import kept
from functions.publishing.intake import BEGINNING, OVERLAP, WATERMARK
from functions.publishing.store import Store
from functions.shared import clock, keys, table

SAID = ("rate", "reopen")
_RELATED = (
    "SELECT id FROM complaint WHERE parent = :id"
    " UNION SELECT parent FROM complaint WHERE id = :id AND parent IS NOT NULL"
)


def facts(store: Store, now: dt.datetime) -> set[int]:
    """Take changed facts in: one Query, and one GetItem for each new answer to a survey."""
    mark = store.get(WATERMARK)
    since = clock.parse(mark) - OVERLAP if mark else BEGINNING
    changed, newest = set[int](), mark
    for record in complaint.changed_since(since):
        # Both must be done, so no `or` between them.
        if _take(store, record) | _take_survey(store, record):
            changed.add(record.complaint.id)
        newest = max(newest, clock.text(record.complaint.changed_at))
    if newest:
        store.set(WATERMARK, min(newest, clock.text(now)))
    return changed


def due(store: Store, now: dt.datetime) -> set[int]:
    """Return the complaints whose pages change by time alone."""
    rows = store.db.execute(
        "SELECT id FROM complaint WHERE due_at != '' AND due_at <= ?", (clock.text(now),)
    )
    return {one for (one,) in rows}


def enqueue(store: Store, changed: Iterable[int]) -> None:
    """Put complaints on the list of those to render, with those whose pages speak of them."""
    for one in sorted(changed):
        related = [row[0] for row in store.db.execute(_RELATED, {"id": one})]
        store.db.executemany(
            "INSERT OR IGNORE INTO queue SELECT id FROM complaint WHERE id = ?",
            ((other,) for other in (one, *related)),
        )


def _take(store: Store, record: Record) -> bool:
    own = record.complaint
    # What was typed and not accepted has no place in a file that pages are made from.
    written = json.dumps(
        kept(own).model_dump(mode="json"),
        ensure_ascii=False,
        sort_keys=True,
    )
    row = (written, len(record.supporters), own.duplicate_of)
    held = store.db.execute(
        "SELECT facts, supports, parent FROM complaint WHERE id = ?", (own.id,)
    ).fetchone()
    if held == row:
        return False
    store.db.execute(
        "INSERT INTO complaint (id, facts, supports, parent) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET facts = excluded.facts, supports = excluded.supports,"
        " parent = excluded.parent",
        (own.id, *row),
    )
    return True


def _take_survey(store: Store, record: Record) -> bool:
    """Read the answer to the survey once each time the history says that there is a new one."""
    own = record.complaint
    said = sum(entry.move in SAID for entry in own.history)
    held = store.db.execute("SELECT seen FROM survey WHERE id = ?", (own.id,)).fetchone()
    if said <= (held[0] if held else 0):
        return False
    item = table.get("core", keys.survey(own.id))
    if item is None:
        return False
    answer = {"satisfied": bool(item["satisfied"]), "ratings": item.get("ratings") or {}}
    store.db.execute(
        "INSERT OR REPLACE INTO survey VALUES (?, ?, ?)", (own.id, said, json.dumps(answer))
    )
    return True
