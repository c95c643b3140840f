"""Publish what changed, once a minute: petition pages first, lists after them, the manifest last.

A run that finds nothing new costs two Query, a GetItem and three small objects. A run that has more
to do than time keeps the rest in its queue for the next one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.publishing import (
    body_pages,
    data_files,
    front,
    home_page,
    intake,
    list_pages,
    petition_pages,
    regions,
    rule_pages,
    search_files,
    site_files,
)
from functions.publishing import store as stores
from functions.publishing.petition_book import PETITIONS
from functions.publishing.press import Press
from functions.publishing.store import Store
from functions.publishing.version import version
from functions.shared import clock, http, objects

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

# Kept back for what comes after the petitions: lists, search, state.
RESERVE_MS = 20_000
VERSION, HOUR, DIRTY, COMPLAINTS = "version", "hour", "dirty", "complaints"

Left = Callable[[], int]


@dataclass(frozen=True)
class Report:
    """What a run did: petitions rendered, files written, petitions left for the next run."""

    petitions: int = 0
    files: int = 0
    waiting: int = 0


def publish(now: dt.datetime, *, everything: bool = False, left: Left | None = None) -> Report:
    """Bring the published set up to date; `everything` renders all and writes all again.

    `left` tells how many milliseconds may still be used. Raises PreconditionFailedError if another
    run published meanwhile: then nothing is lost, the next run finds all that is new.
    """
    store = stores.load(PETITIONS)
    made_with = version(now, afresh=everything)
    is_new_version = everything or store.get(VERSION) != made_with
    _take_in(store, now, everything=everything, is_new_version=is_new_version)
    press = Press(store, now, made_with, front.read())
    done, files = _petitions(press, left)
    files += site_files.config(press) + site_files.status(press)
    waiting = store.db.execute("SELECT COUNT(*) FROM queue").fetchone()[0]
    if done and not store.get(DIRTY):  # a slice of a whole new version must not hide the rest
        store.set(DIRTY, "yes")
    if is_new_version:
        store.set(VERSION, made_with)
        store.set(DIRTY, "all")
    hour = now.strftime("%Y-%m-%dT%H")
    if not waiting and (store.get(DIRTY) or store.get(HOUR) != hour):
        files += _together(press)
        store.set(HOUR, hour)
        store.set(DIRTY, "")
    elif not waiting and store.get(COMPLAINTS) != press.front.digest:
        files += _front(press)
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
        http.logger.info("published", extra=vars(report))
    return vars(report)


def _take_in(store: Store, now: dt.datetime, *, everything: bool, is_new_version: bool) -> None:
    """Put every petition that must be rendered on the queue."""
    changed = intake.facts(store, now) | intake.log(store) | intake.due(store, now)
    changed |= regions.refresh(store, now)
    intake.enqueue(store, changed)
    if is_new_version:
        store.db.execute("INSERT OR IGNORE INTO queue SELECT id FROM petition")
    if everything:
        store.db.execute("UPDATE output SET hash = x''")


def _petitions(press: Press, left: Left | None) -> tuple[int, int]:
    """Render from the queue, the newest petition first, while there is time."""
    db, done, files = press.store.db, 0, 0
    for (pid,) in db.execute("SELECT pid FROM queue ORDER BY pid DESC").fetchall():
        # At least one a run, however little time there is: so every queue empties.
        if left and done and left() < RESERVE_MS:
            break
        files += petition_pages.publish(press, pid)
        db.execute("INSERT OR IGNORE INTO unsearched VALUES (?)", (pid,))
        db.execute("DELETE FROM queue WHERE pid = ?", (pid,))
        done += 1
    return done, files


def _together(press: Press) -> int:
    """Publish what is made from many petitions."""
    files = list_pages.publish(press) + data_files.publish(press)
    if press.store.get(DIRTY) == "all":
        files += rule_pages.publish(press)
    search_files.publish(press)
    return files + _front(press, files)


def _front(press: Press, files: int = 0) -> int:
    """Publish what also tells of complaints, then say what is published."""
    store, before = press.store, files
    files += body_pages.publish(press) + home_page.publish(press) + site_files.publish(press)
    store.set(COMPLAINTS, press.front.digest)
    if files:
        size, root = store.get(intake.LOG_SIZE, "0"), store.get(intake.LOG_ROOT)
        site_files.manifest(press, size=int(size), root=root)
    return files - before
