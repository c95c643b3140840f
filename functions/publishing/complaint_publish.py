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
    complaint_sitemaps,
    complaint_statistics,
    open311_files,
    satisfaction,
)
from functions.publishing import store as stores
from functions.publishing.complaint_book import COMPLAINTS
from functions.publishing.complaint_press import ComplaintPress, Left
from functions.publishing.dossier import national_zone
from functions.publishing.store import Store
from functions.publishing.version import version
from functions.shared import clock, http, objects

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

VERSION, DAY, DIRTY = "version", "day", "dirty"
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
    store = stores.load(COMPLAINTS)
    made_with = version(now, afresh=everything)
    is_new_version = everything or store.get(VERSION) != made_with
    _take_in(store, now, everything=everything, is_new_version=is_new_version)
    press = ComplaintPress(store, now, made_with, left)
    done, files = _complaints(press)
    waiting = store.db.execute("SELECT COUNT(*) FROM queue").fetchone()[0]
    if done and not store.get(DIRTY):  # a slice of a whole new version must not hide the rest
        store.set(DIRTY, "yes")
    if is_new_version:
        store.set(VERSION, made_with)
        store.set(DIRTY, "all")
    # Some data is of the last days: a new day is a change too.
    day = now.astimezone(national_zone()).date().isoformat()
    if not waiting and (store.get(DIRTY) or store.get(DAY) != day):
        files += _together(press)
        store.set(DAY, day)
        if not press.ran_out:
            store.set(DIRTY, "")
    store.save()
    return Report(done, files, waiting)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Run on the schedule."""
    try:
        report = publish(clock.now(), left=context.get_remaining_time_in_millis)
    except objects.PreconditionFailedError:
        stores.forget()
        http.logger.info("published_elsewhere")
        return {}
    if report.files or report.waiting:
        http.logger.info("complaints_published", extra=vars(report))
    return vars(report)


def _take_in(store: Store, now: dt.datetime, *, everything: bool, is_new_version: bool) -> None:
    """Put every complaint that must be rendered on the queue."""
    changed = complaint_intake.facts(store, now) | complaint_intake.due(store, now)
    complaint_intake.enqueue(store, changed)
    if is_new_version:
        store.db.execute("INSERT OR IGNORE INTO queue SELECT id FROM complaint")
    if everything:
        store.db.execute("UPDATE output SET hash = x''")


def _complaints(press: ComplaintPress) -> tuple[int, int]:
    """Render from the queue, the newest complaint first, while there is time."""
    db, done, files = press.store.db, 0, 0
    for (one,) in db.execute("SELECT id FROM queue ORDER BY id DESC").fetchall():
        # At least one a run, however little time there is: so every queue empties.
        if done and not press.has_half():
            break
        files += complaint_pages.publish(press, one)
        db.execute("INSERT OR IGNORE INTO changed VALUES (?)", (one,))
        db.execute("DELETE FROM queue WHERE id = ?", (one,))
        done += 1
    return done, files


def _together(press: ComplaintPress) -> int:
    """Publish what is made from many complaints; the summary for other pages comes last."""
    files = complaint_files.publish(press)
    files += complaint_map.publish(press) + complaint_corrections.publish(press)
    files += complaint_statistics.publish(press) + satisfaction.publish(press)
    if press.store.get(DIRTY) == "all":
        files += complaint_form.publish(press)
    files += complaint_sitemaps.publish(press) + complaint_lists.publish(press)
    complaint_front.write(press)
    return files + _open311(press)


def _open311(press: ComplaintPress) -> int:
    """Publish the requests of changed complaints, as many as one run has time for."""
    db = press.store.db
    changed = [one for (one,) in db.execute("SELECT id FROM changed ORDER BY id DESC")]
    files = open311_files.publish(press, changed[:MOST_REQUESTS])
    db.executemany("DELETE FROM changed WHERE id = ?", ((one,) for one in changed[:MOST_REQUESTS]))
    press.ran_out |= len(changed) > MOST_REQUESTS
    return files
