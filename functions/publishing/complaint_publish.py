"""Publish what changed of complaints, once a minute: their pages first, what they add up to after.

A run that finds nothing new costs one Query and a few small objects. A state may change by time
alone, so each complaint has the instant at which it must be rendered again. A run that has more to
do than time keeps the rest in its queue for the next one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.publishing import (
    complaint_corrections,
    complaint_files,
    complaint_form,
    complaint_front,
    complaint_intake,
    complaint_lists,
    complaint_map,
    complaint_pages,
    complaint_search,
    complaint_sitemaps,
    complaint_statistics,
    open311_files,
    satisfaction,
)
from functions.publishing.complaint_book import COMPLAINTS
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.dossier import national_zone
from functions.publishing.run import ALL, DIRTY, Left, Run, on_schedule

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

DAY = "day"
# Each request is six files: more would take longer than a run may.
MOST_REQUESTS = 500


@dataclass(frozen=True)
class Report:
    """What a run did: complaints rendered, files written, complaints left for the next run."""

    complaints: int = 0
    files: int = 0
    waiting: int = 0


def publish(now: dt.datetime, *, everything: bool = False, left: Left | None = None) -> Report:
    """Bring the published set up to date; `everything` renders all and writes all again.

    `left` tells how many milliseconds may still be used. Raises PreconditionFailedError if another
    run published meanwhile: then nothing is lost, the next run finds all that is new.
    """
    run = Run(COMPLAINTS, now, everything=everything)
    changed = complaint_intake.facts(run.store, now) | complaint_intake.due(run.store, now)
    complaint_intake.enqueue(run.store, changed)
    run.refill("INSERT OR IGNORE INTO queue SELECT id FROM complaint")
    press = ComplaintPress(run.store, now, run.version, left)
    queued = run.store.db.execute("SELECT id FROM queue ORDER BY id DESC").fetchall()
    done, files = run.work_off(queued, lambda row: _render(press, row[0]), press.has_half)
    # Some data is of the last days: a new day is a change too.
    day = now.astimezone(national_zone()).date().isoformat()
    if run.is_owed(DAY, day):
        files += _together(press)
        run.pay(DAY, day, ran_out=press.ran_out)
    waiting = run.waiting
    run.store.save()
    return Report(done, files, waiting)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Run on the schedule."""
    return on_schedule(publish, "complaints_published", context)


def _render(press: ComplaintPress, number: int) -> int:
    files = complaint_pages.publish(press, number)
    complaint_search.keep(press, number)
    press.store.db.execute("INSERT OR IGNORE INTO changed VALUES (?)", (number,))
    press.store.db.execute("DELETE FROM queue WHERE id = ?", (number,))
    return files


def _together(press: ComplaintPress) -> int:
    """Publish what is made from many complaints; the summary for other pages comes last."""
    files = complaint_files.publish(press)
    files += complaint_map.publish(press) + complaint_corrections.publish(press)
    files += complaint_statistics.publish(press) + satisfaction.publish(press)
    if press.store.get(DIRTY) == ALL:
        files += complaint_form.publish(press)
    files += complaint_sitemaps.publish(press) + complaint_lists.publish(press)
    complaint_front.write(press)
    complaint_search.publish(press)
    return files + _open311(press)


def _open311(press: ComplaintPress) -> int:
    """Publish the requests of changed complaints, as many as one run has time for."""
    db = press.store.db
    changed = [one for (one,) in db.execute("SELECT id FROM changed ORDER BY id DESC")]
    files = open311_files.publish(press, changed[:MOST_REQUESTS])
    db.executemany("DELETE FROM changed WHERE id = ?", ((one,) for one in changed[:MOST_REQUESTS]))
    press.ran_out |= len(changed) > MOST_REQUESTS
    return files
