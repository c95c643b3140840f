"""The public log folded into the read model: counts by class, signatures by hour, what was passed.

This is the log's first verifier. It shares no code with the sequencer's fold, and if its result is
not what counts.json says at the same size, nothing of it is kept.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.ledger.entries import OF_POLLS, Entry
from functions.ledger.fold import Counts
from functions.publishing.store import pack, unpack
from functions.shared import clock

# So long an hour is kept by petition in a table of its own.
LATE = dt.timedelta(days=1)
_HOUR = "%Y-%m-%dT%H"


class DisagreementError(Exception):
    """The log and its published counts do not agree; the message says where."""


@dataclass
class Changes:
    """What a run of entries adds, gathered so that each row is written once."""

    counts: Counter[tuple[int, str]] = field(default_factory=Counter)
    hours: Counter[tuple[int, str]] = field(default_factory=Counter)

    def add(self, signature: Entry, n: int) -> None:
        self.counts[signature.p, signature.a] += n
        self.hours[signature.p, signature.h] += n


def fold(
    db: sqlite3.Connection, entries: Iterable[Entry], entry_at: Callable[[int], Entry]
) -> set[int]:
    """Add entries that follow those already folded; return the petitions that they touch.

    `entry_at` reads an earlier entry back: what is dropped or held is told by its index.
    """
    changes, touched = Changes(), set[int]()
    for entry in entries:
        if entry.t in OF_POLLS:
            continue
        touched.add(entry.p)
        if entry.t == "sign":
            changes.add(entry, 1)
        elif entry.t in ("drop", "hold", "back"):
            _act(db, changes, entry, entry_at(entry.i))
        elif entry.t == "pass":
            db.execute(
                "INSERT OR IGNORE INTO passed VALUES (?, ?, ?)", (entry.p, entry.k, entry.at)
            )
        elif entry.t == "close":
            db.execute("INSERT OR REPLACE INTO closed VALUES (?, ?)", (entry.p, entry.n))
    write(db, changes)
    return touched


def check(db: sqlite3.Connection, published: Mapping[str, Any]) -> None:
    """Compare every count with counts.json. Raises DisagreementError."""
    mine = _counts_of(db)
    theirs = {
        int(pid): {name: n for name, n in classes.items() if n}
        for pid, classes in published["counts"].items()
    }
    wrong = sorted(
        pid for pid in mine.keys() | theirs.keys() if mine.get(pid, {}) != theirs.get(pid, {})
    )
    passed = {
        (int(pid), goal, at)
        for pid, goals in published["passed"].items()
        for goal, at in goals.items()
    }
    if passed != set(db.execute("SELECT pid, goal, at FROM passed")):
        raise DisagreementError("thresholds passed")
    closed = {int(pid): n for pid, n in published["closed"].items()}
    if closed != dict(db.execute("SELECT pid, n FROM closed").fetchall()):
        raise DisagreementError("counts at closing")
    if wrong:
        raise DisagreementError(f"counts of petitions {wrong[:10]}")


def clear(db: sqlite3.Connection) -> None:
    """Forget the log, to fold it again from its first entry."""
    for table in ("count", "series", "every_hour", "late_hour", "passed", "closed", "held"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608  names of this module


def counts(db: sqlite3.Connection, pid: int) -> Counts:
    """Return a petition's counts, as the lifecycle wants them."""
    classes = dict(db.execute("SELECT class, n FROM count WHERE pid = ?", (pid,)).fetchall())
    passed = {
        goal: clock.parse(at)
        for goal, at in db.execute("SELECT goal, at FROM passed WHERE pid = ?", (pid,))
    }
    closed = db.execute("SELECT n FROM closed WHERE pid = ?", (pid,)).fetchone()
    return Counts(**classes, passed=passed, closed=closed[0] if closed else None)


def hours(db: sqlite3.Connection, pid: int) -> list[tuple[str, int]]:
    """Return the signatures of a petition by hour, such as `2026-09-30T12`, in order."""
    row = db.execute("SELECT packed FROM series WHERE pid = ?", (pid,)).fetchone()
    return read_hours(row[0]) if row else []


def read_hours(packed: bytes) -> list[tuple[str, int]]:
    """Read a row of `series`; hours in which all was taken back are left out."""
    return sorted((hour, n) for hour, n in json.loads(unpack(packed)).items() if n)


def all_hours(db: sqlite3.Connection, since: str) -> list[tuple[str, int]]:
    """Return the signatures of all petitions by hour from an hour on, in order."""
    rows = db.execute("SELECT hour, n FROM every_hour WHERE hour >= ? ORDER BY hour", (since,))
    return [(str(hour), int(n)) for hour, n in rows]


def _act(db: sqlite3.Connection, changes: Changes, entry: Entry, signature: Entry) -> None:
    """Apply a drop, a hold or a return; a held signature that is dropped was already off."""
    if signature.t != "sign":
        raise DisagreementError(f"entry {entry.i} is no signature")
    row = db.execute("SELECT dropped FROM held WHERE entry = ?", (entry.i,)).fetchone()
    is_held, is_dropped = bool(row and not row[0]), bool(row and row[0])
    if (
        (entry.t == "back" and not row)
        or (entry.t == "hold" and row)
        or (entry.t == "drop" and is_dropped)
    ):
        raise DisagreementError(f"{entry.t} of {entry.i} cannot follow")
    if entry.t == "back":
        db.execute("DELETE FROM held WHERE entry = ?", (entry.i,))
    else:
        db.execute("INSERT OR REPLACE INTO held VALUES (?, ?)", (entry.i, entry.t == "drop"))
    if not is_held or entry.t == "back":
        changes.add(signature, 1 if entry.t == "back" else -1)


def write(db: sqlite3.Connection, changes: Changes) -> None:
    """Add what was gathered to what is kept."""
    db.executemany(
        "INSERT INTO count VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        ((pid, name, n) for (pid, name), n in changes.counts.items()),
    )
    by_petition, every = dict[int, Counter[str]](), Counter[str]()
    for (pid, hour), n in changes.hours.items():
        by_petition.setdefault(pid, Counter())[hour] += n
        every[hour] += n
    for pid, found in by_petition.items():
        row = db.execute("SELECT packed FROM series WHERE pid = ?", (pid,)).fetchone()
        held = json.loads(unpack(row[0])) if row else {}
        for hour, n in found.items():
            held[hour] = held.get(hour, 0) + n
        db.execute("INSERT OR REPLACE INTO series VALUES (?, ?)", (pid, pack(json.dumps(held))))
    db.executemany(
        "INSERT INTO every_hour VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        every.items(),
    )
    _write_late(db, changes)


def _write_late(db: sqlite3.Connection, changes: Changes) -> None:
    """Keep the last hours by petition as well, for what is signed most just now."""
    newest = db.execute("SELECT MAX(hour) FROM every_hour").fetchone()[0]
    if newest is None:
        return
    at = dt.datetime.strptime(newest, _HOUR).replace(tzinfo=dt.UTC)
    since = (at - LATE).strftime(_HOUR)
    db.execute("DELETE FROM late_hour WHERE hour < ?", (since,))
    db.executemany(
        "INSERT INTO late_hour VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        ((hour, pid, n) for (pid, hour), n in changes.hours.items() if hour >= since),
    )


def _counts_of(db: sqlite3.Connection) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for pid, name, n in db.execute("SELECT pid, class, n FROM count"):
        found.setdefault(pid, {})
        if n:
            found[pid][name] = n
    return found
