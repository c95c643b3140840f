"""What is new since the last run: facts from the table, entries from the log, time passing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from functools import partial

from functions.ledger import entries, reader
from functions.ledger.entries import Entry
from functions.petitions import petition
from functions.publishing import series
from functions.publishing.store import Store, pack
from functions.shared import clock, http, objects

# An index may show a change late; looking back this far finds it.
OVERLAP = dt.timedelta(minutes=3)
BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
WATERMARK, LOG_SIZE, LOG_ROOT = "watermark", "log_size", "log_root"


def facts(store: Store, now: dt.datetime) -> set[int]:
    """Take changed facts in: one Query; return the petitions that changed."""
    mark = store.get(WATERMARK)
    since = clock.parse(mark) - OVERLAP if mark else BEGINNING
    changed, newest = set[int](), mark
    for record in petition.changed_since(since):
        if take(store, record.petition):
            changed.add(record.petition.id)
        newest = max(newest, clock.text(record.petition.changed_at))
    # The mark is the last change seen, never the clock's time: an idle run leaves all as it was.
    if newest:
        store.set(WATERMARK, min(newest, clock.text(now)))
    return changed


def log(store: Store, *, again: bool = False) -> set[int]:
    """Fold new entries in; return the petitions they touch.

    Counts that the log does not bear out are not taken, and an error is logged: pages then keep
    the last counts that were right.
    """
    stored = objects.read("log", "counts.json")
    if stored is None:
        return set()
    published = json.loads(stored.body)
    size = int(store.get(LOG_SIZE, "0"))
    if published["size"] == size and not again:
        return set()
    db, earlier = store.db, partial(_entry, published["size"])
    db.execute("SAVEPOINT fold")
    if published["size"] < size or again:
        series.clear(db)
        size = 0
    try:
        touched = series.fold(db, _entries(size, published["size"]), earlier)
        series.check(db, published)
    except (series.DisagreementError, entries.EntryError, OSError, ValueError) as error:
        db.execute("ROLLBACK TO fold")
        http.logger.error("counts_disagree", extra={"error": str(error), "size": published["size"]})
        touched = set()
    else:
        store.set(LOG_SIZE, str(published["size"]))
        store.set(LOG_ROOT, published["root"])
        stamp = ((published["size"], published["root"], pid) for pid in touched)
        db.executemany("UPDATE standing SET log_size = ?, log_root = ? WHERE id = ?", stamp)
    db.execute("RELEASE fold")
    return touched


def due(store: Store, now: dt.datetime) -> set[int]:
    """Return the petitions whose pages change by time alone."""
    rows = store.db.execute(
        "SELECT id FROM standing WHERE due_at != '' AND due_at <= ?", (clock.text(now),)
    )
    return {pid for (pid,) in rows}


def enqueue(store: Store, pids: Iterable[int]) -> None:
    """Put petitions on the list of those to render; those without facts yet wait for them."""
    store.db.executemany(
        "INSERT OR IGNORE INTO queue SELECT id FROM standing WHERE id = ?",
        ((pid,) for pid in sorted(pids)),
    )


def take(store: Store, facts: petition.Petition) -> bool:
    """Keep a petition's facts; tell whether they are new."""
    # With sorted keys: the table gives a map back in any order.
    written = json.dumps(facts.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    packed = pack(written)
    held = store.db.execute("SELECT packed FROM fact WHERE pid = ?", (facts.id,)).fetchone()
    if held and held[0] == packed:
        return False
    store.db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (facts.id, packed))
    size, root = store.get(LOG_SIZE, "0"), store.get(LOG_ROOT)
    store.db.execute(
        "INSERT OR IGNORE INTO standing (id, log_size, log_root) VALUES (?, ?, ?)",
        (facts.id, int(size), root),
    )
    return True


def _fetch(path: str) -> bytes:
    stored = objects.read("log", path)
    if stored is None:
        raise FileNotFoundError(path)
    return stored.body


def _entries(start: int, size: int) -> Iterable[Entry]:
    return map(entries.decode, reader.entries(_fetch, start, size))


def _entry(size: int, index: int) -> Entry:
    """Read one entry of a log of `size` entries back."""
    return entries.decode(next(iter(reader.entries(_fetch, index, size))))
