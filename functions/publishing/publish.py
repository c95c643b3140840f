"""Publish what changed, once a minute: petition pages first, lists after them, the manifest last.

A run that finds nothing new costs two Query, a GetItem and three small objects. A run that has more
to do than time keeps the rest in its queue for the next one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.publishing import (
    body_pages,
    data_files,
    front,
    home_page,
    intake,
    list_pages,
    participation_front,
    petition_queue,
    petition_search,
    regions,
    rule_pages,
    search_files,
    site_files,
    site_search,
)
from functions.publishing.petition_book import PETITIONS
from functions.publishing.press import Press
from functions.publishing.run import ALL, DIRTY, Left, Run, on_schedule
from functions.publishing.store import Store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

HOUR, OTHERS = "hour", "others"


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
    run = Run(PETITIONS, now, everything=everything)
    intake.enqueue(run.store, _changed(run.store, now))
    run.refill("INSERT OR IGNORE INTO queue SELECT id FROM standing")
    run.refill("DELETE FROM piece")
    press = Press(run.store, now, run.version, front.read(), participation_front.read(), left)
    done, files = petition_queue.work_off(run.store, press.printer, press.pieces, press.has_half)
    run.owe(done)
    files += site_files.config(press) + site_files.status(press)
    hour = now.strftime("%Y-%m-%dT%H")
    if run.is_owed(HOUR, hour):
        files += _together(press)
        run.pay(HOUR, hour, ran_out=press.ran_out)
    elif not run.waiting and run.store.get(OTHERS) != _others(press):
        files += _front(press)
    waiting = run.waiting
    run.store.save()
    return Report(done, files, waiting)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Run on the schedule."""
    return on_schedule(publish, "published", context)


def _changed(store: Store, now: dt.datetime) -> set[int]:
    """Return the petitions that must be rendered."""
    changed = intake.facts(store, now) | intake.log(store) | intake.due(store, now)
    return changed | regions.refresh(store, now)


def _together(press: Press) -> int:
    """Publish what is made from many petitions."""
    files = list_pages.publish(press) + data_files.publish(press)
    if press.store.get(DIRTY) == ALL:
        files += rule_pages.publish(press)
    search_files.publish(petition_search.shelf(press), press.now)
    site_search.publish(press)
    return files + _front(press, files)


def _front(press: Press, files: int = 0) -> int:
    """Publish what also tells of complaints and votes, then say what is published."""
    store, before = press.store, files
    files += body_pages.publish(press) + home_page.publish(press) + site_files.publish(press)
    store.set(OTHERS, _others(press))
    if files and not press.ran_out:
        size, root = store.get(intake.LOG_SIZE, "0"), store.get(intake.LOG_ROOT)
        site_files.manifest(press, size=int(size), root=root)
    return files - before


def _others(press: Press) -> str:
    """Return what stands for all that the other publishers told."""
    return f"{press.front.digest} {press.participation.digest}"
