"""The petitions' read model filled on the shortest way, as if table and log had been read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from functions.publishing import intake, series, store
from functions.publishing.petition_book import PETITIONS
from functions.shared import clock, objects
from tests.bench.site_petitions import NOW, Made

CHUNK, SIGNED = 1_000, 7


def fill(made: Iterable[Made]) -> None:
    """Take petitions and their counts in, and keep them; nothing is queued yet."""
    held = store.load(PETITIONS)
    size = _take(held, made)
    held.set(intake.WATERMARK, clock.text(NOW))
    held.set(intake.LOG_SIZE, str(size))
    held.set(intake.LOG_ROOT, "0" * 44)
    held.save()
    # The log itself is not there: it says that nothing is new.
    objects.write("log", "counts.json", json.dumps({"size": size}).encode())


def change(made: Iterable[Made], hour: str) -> None:
    """Take new texts and signatures of an hour in, and queue them: what a minute's intake does."""
    held = store.load(PETITIONS)
    made = list(made)
    changes = series.Changes()
    for one in made:
        intake.take(held, one.facts)
        changes.counts[one.facts.id, "email"] = changes.hours[one.facts.id, hour] = SIGNED
    series.write(held.db, changes)
    size = int(held.get(intake.LOG_SIZE)) + SIGNED * len(made)
    held.set(intake.LOG_SIZE, str(size))
    intake.enqueue(held, [one.facts.id for one in made])
    held.save()
    objects.write("log", "counts.json", json.dumps({"size": size}).encode())


def _take(held: store.Store, made: Iterable[Made]) -> int:
    changes, size = series.Changes(), 0
    for number, one in enumerate(made, start=1):
        pid = one.facts.id
        intake.take(held, one.facts)
        if one.hours:
            changes.counts[pid, "email"] = one.total
        for hour, n in one.hours.items():
            changes.hours[pid, hour] = n
        rows = ((pid, goal, at) for goal, at in one.passed.items())
        held.db.executemany("INSERT OR REPLACE INTO passed VALUES (?, ?, ?)", rows)
        size += one.total
        if number % CHUNK == 0:
            series.write(held.db, changes)
            changes = series.Changes()
    series.write(held.db, changes)
    return size
