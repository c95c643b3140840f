"""What is new of votes, projects, works and surveys since the last run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from functions.publishing.intake import BEGINNING, OVERLAP, WATERMARK
from functions.publishing.store import Store
from functions.shared import clock, table


def changes(store: Store, kind: str, now: dt.datetime) -> Iterator[table.Item]:
    """Yield a kind's items changed since the last run, oldest change first: one Query.

    Some come twice, since an index may show a change late: whoever takes them in compares
    (`take`). The mark moves once all are taken.
    """
    name = f"{WATERMARK}/{kind}"
    newest = store.get(name)
    since = clock.parse(newest) - OVERLAP if newest else BEGINNING
    between = (clock.text(since), "9")
    for item in table.query(
        "core", "kind", kind, index="changes", sk_name="changed_at", between=between
    ):
        yield item
        newest = max(newest, str(item["changed_at"]))
    # The mark is the last change seen, never the clock's time: an idle run leaves all as it was.
    if newest:
        store.set(name, min(newest, clock.text(now)))


def take(store: Store, kind: str, number: int, facts: str) -> bool:
    """Keep a thing's facts as pages are made from them; tell whether they are new."""
    row = store.db.execute(
        "SELECT facts FROM thing WHERE kind = ? AND id = ?", (kind, number)
    ).fetchone()
    if row and row[0] == facts:
        return False
    store.db.execute(
        "INSERT INTO thing (kind, id, facts) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET facts = excluded.facts",
        (kind, number, facts),
    )
    return True


def due(store: Store, kind: str, now: dt.datetime) -> set[int]:
    """Return the things of a kind whose pages change by time alone."""
    rows = store.db.execute(
        "SELECT id FROM thing WHERE kind = ? AND due_at != '' AND due_at <= ?",
        (kind, clock.text(now)),
    )
    return {number for (number,) in rows}


def enqueue(store: Store, kind: str, numbers: Iterable[int]) -> None:
    """Put things on the list of those to render; those without facts yet wait for them."""
    store.db.executemany(
        "INSERT OR IGNORE INTO queue SELECT kind, id FROM thing WHERE kind = ? AND id = ?",
        ((kind, number) for number in sorted(numbers)),
    )
