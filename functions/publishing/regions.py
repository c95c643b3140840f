"""Counts by region from the private totals: small ones hidden, refreshed slowly.

What changes from day to day can be subtracted. So a petition's table is renewed once a week until
it has 1,000 signatures, then once a day; the nation's table is of all petitions together.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping

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


def refresh(store: Store, now: dt.datetime) -> set[int]:
    """Renew the tables that are due; return the petitions whose table changed."""
    stored = objects.read("private", AREAS)
    if stored is None:
        return set()
    today = now.astimezone(national_zone()).date()
    areas: dict[str, dict[str, int]] = json.loads(stored.body)
    changed = {int(pid) for pid, cells in areas.items() if _renew(store, int(pid), cells, today)}
    if changed:
        nation: Counter[str] = Counter()
        for cells in areas.values():
            nation.update(cells)
        _renew(store, NATION, nation, today)
    return changed


def _renew(store: Store, pid: int, cells: Mapping[str, int], today: dt.date) -> bool:
    row = store.db.execute("SELECT cells, on_day FROM region WHERE pid = ?", (pid,)).fetchone()
    if row and today - dt.date.fromisoformat(row[1]) < _pace(sum(cells.values())):
        return False
    known = {code: n for code, n in cells.items() if code in load().jurisdictions}
    shown = json.dumps(protect(known), sort_keys=True)
    store.db.execute(
        "INSERT OR REPLACE INTO region VALUES (?, ?, ?)", (pid, shown, today.isoformat())
    )
    return True


def _pace(total: int) -> dt.timedelta:
    return QUICK if total >= QUICK_FROM_SIGNATURES else SLOW
