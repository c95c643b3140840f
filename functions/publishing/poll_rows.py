"""Votes in the read model: their facts, and what the log publishes of who voted."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from functions.ledger.poll_tally import PollTally
from functions.polls import poll as polls
from functions.polls.poll import Poll
from functions.publishing import participation_intake
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.poll_seen import Seen
from functions.publishing.store import Store
from functions.shared import objects

KIND = "POLL"
# What counts.json said last of a vote, and the size of the log at which it was new.
TABLES = """
CREATE TABLE poll_log (id INTEGER PRIMARY KEY, told TEXT NOT NULL, size INTEGER NOT NULL);
"""


def intake(store: Store, now: dt.datetime) -> set[int]:
    """Take in new facts (one Query) and new counts (one object); return the votes they touch."""
    changed = set[int]()
    for item in participation_intake.changes(store, KIND, now):
        own = polls.from_item(item).poll
        written = json.dumps(own.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        if participation_intake.take(store, KIND, own.id, written):
            changed.add(own.id)
    return changed | _counted(store)


def seen(press: ParticipationPress, number: int) -> Seen:
    """Return a vote as its page shows it. Raises KeyError."""
    facts = Poll.model_validate_json(press.facts(KIND, number))
    row = press.store.db.execute(
        "SELECT told, size FROM poll_log WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        return Seen(facts, PollTally(), press.now)
    told = json.loads(row[0])
    changed = told["count"].pop("changed")
    logged = PollTally(told["count"], changed, told["sealed"], tallied=told["tallied"])
    return Seen(facts, logged, press.now, row[1])


def _counted(store: Store) -> set[int]:
    """Compare what the log published of votes with what was seen last."""
    stored = objects.read("log", "counts.json")
    if stored is None:
        return set()
    published = json.loads(stored.body)
    told = dict(_told(published))
    held: dict[int, str] = dict(store.db.execute("SELECT id, told FROM poll_log").fetchall())
    changed = {number for number, row in told.items() if held.get(number) != row}
    store.db.executemany(
        "INSERT OR REPLACE INTO poll_log VALUES (?, ?, ?)",
        ((number, told[number], published["size"]) for number in sorted(changed)),
    )
    return changed


def _told(published: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield what counts.json says of each vote, as text that is the same for the same facts."""
    sealed, tallied = published.get("sealed", {}), published.get("tallied", {})
    for number, count in published.get("polls", {}).items():
        row = {"count": count, "sealed": sealed.get(number, ""), "tallied": tallied.get(number)}
        yield int(number), json.dumps(row, sort_keys=True)
