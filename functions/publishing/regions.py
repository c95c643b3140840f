"""Counts by region from the private totals: small ones hidden, refreshed slowly.

What changes from day to day can be subtracted. So a petition's table is renewed once a week until
it has 1,000 signatures, then once a day; the nation's table is of all petitions together. All
tables are looked at once a day; within the day those of petitions that the log tells something new
of, as only they can be due.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping

from functions.publishing import intake
from functions.publishing.dossier import national_zone
from functions.publishing.store import Store
from functions.shared import objects
from functions.shared.content import load
from functions.shared.disclosure import protect

NATION = 0
SLOW = dt.timedelta(days=7)
QUICK = dt.timedelta(days=1)
QUICK_FROM_SIGNATURES = 1_000
AREAS = "areas.json"
LOOKED = "regions_looked"  # day and size of the log when tables were looked at last
Areas = Mapping[str, Mapping[str, int]]


def refresh(store: Store, now: dt.datetime) -> set[int]:
    """Renew the tables that are due; return the petitions whose table changed.

    The totals are read only if a table can be due; nothing at all while day and log are the same.
    """
    today, size = now.astimezone(national_zone()).date(), int(store.get(intake.LOG_SIZE, "0"))
    looked = f"{today} {size}"
    if store.get(LOOKED) == looked:
        return set()
    asked = _asked(store, today, size)
    if asked is None or asked:
        stored = objects.read("private", AREAS)
        if stored is None:
            return set()
        changed = _refresh(store, json.loads(stored.body), asked, today)
    else:
        changed = set()
    store.set(LOOKED, looked)
    return changed


def _asked(store: Store, today: dt.date, size: int) -> list[int] | None:
    """Return the petitions whose table can be due; None for all of them."""
    day, _, looked = store.get(LOOKED).partition(" ")
    if day != today.isoformat() or size < int(looked):
        return None
    rows = store.db.execute("SELECT id FROM standing WHERE log_size > ?", (int(looked),))
    return [pid for (pid,) in rows.fetchall() if _may_be_due(store, pid, today)]


def _refresh(store: Store, areas: Areas, asked: list[int] | None, today: dt.date) -> set[int]:
    pids: Iterable[int] = map(int, areas) if asked is None else asked
    changed = {pid for pid in pids if _renew(store, pid, areas.get(str(pid), {}), today)}
    if changed and _may_be_due(store, NATION, today):
        nation: Counter[str] = Counter()
        for cells in areas.values():
            nation.update(cells)
        _renew(store, NATION, nation, today)
    return changed


def _may_be_due(store: Store, pid: int, today: dt.date) -> bool:
    """Tell whether a table can be due, from what is at hand without the totals by region.

    Those of a petition are never more than its signatures.
    """
    row = store.db.execute("SELECT on_day FROM region WHERE pid = ?", (pid,)).fetchone()
    if row is None:
        return True
    if pid == NATION:
        return today - dt.date.fromisoformat(row[0]) >= QUICK
    total = store.db.execute("SELECT SUM(n) FROM count WHERE pid = ?", (pid,)).fetchone()[0]
    return today - dt.date.fromisoformat(row[0]) >= _pace(total or 0)


def _renew(store: Store, pid: int, cells: Mapping[str, int], today: dt.date) -> bool:
    if not cells:
        return False
    row = store.db.execute("SELECT on_day FROM region WHERE pid = ?", (pid,)).fetchone()
    if row and today - dt.date.fromisoformat(row[0]) < _pace(sum(cells.values())):
        return False
    known = {code: n for code, n in cells.items() if code in load().jurisdictions}
    shown = json.dumps(protect(known), sort_keys=True)
    store.db.execute(
        "INSERT OR REPLACE INTO region VALUES (?, ?, ?)", (pid, shown, today.isoformat())
    )
    return True


def _pace(total: int) -> dt.timedelta:
    return QUICK if total >= QUICK_FROM_SIGNATURES else SLOW
