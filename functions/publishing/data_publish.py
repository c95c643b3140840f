"""Release open data once a day: each dataset in every format, its pages, then the catalogue.

Within the day a run reads one small object, and asks what officials uploaded since: that is
released at once. What people wrote is released once an hour if it changed, so that words taken
down do not live on in a file. What a run has no time for stays in the queue for the next one; the
catalogue comes after the datasets, so it never names what is not there yet.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.publishing import (
    data_catalogue,
    data_log,
    data_release,
    data_uploaded,
    statistics_pages,
)
from functions.publishing.complaint_book import COMPLAINTS
from functions.publishing.data_book import DATA
from functions.publishing.data_sources import Sources
from functions.publishing.data_tables import Tables
from functions.publishing.dossier import national_zone
from functions.publishing.making import Making
from functions.publishing.participation_tables import BOOK as PARTICIPATION
from functions.publishing.petition_book import PETITIONS
from functions.publishing.run import Left, Run, on_schedule
from functions.shared import objects

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

DAY, HOUR = "day", "hour"
WRITTEN = ("petitions", "complaints", "projects")  # datasets that hold words of people
OTHERS = (PETITIONS, COMPLAINTS, PARTICIPATION)
# No datasets, as their ids have no slash: what is made from all of them, in this order.
CATALOGUE, STATISTICS = "all/catalogue", "all/statistics"
LAST = 1_000_000  # their place in the queue


@dataclass(frozen=True)
class Report:
    """What a run did: datasets released, files written, what is left for the next run."""

    datasets: int = 0
    files: int = 0
    waiting: int = 0


def publish(now: dt.datetime, *, everything: bool = False, left: Left | None = None) -> Report:
    """Bring the released data up to date; `everything` writes all again.

    `left` tells how many milliseconds may still be used. Raises PreconditionFailedError if another
    run released meanwhile: then nothing is lost, the next run finds what is left.
    """
    run = Run(DATA, now, everything=everything)
    day = now.astimezone(national_zone()).date().isoformat()
    hour = now.strftime("%Y-%m-%dT%H")
    is_new_day, is_new_hour = run.store.get(DAY) != day, run.store.get(HOUR) != hour
    uploaded = data_uploaded.intake(run.store, now)
    is_due = is_new_day or is_new_hour or run.is_new_version or run.waiting or uploaded
    if not is_due or not _others_ran(run):
        return Report()
    press = Making(run.store, now, run.version, left)
    sources = Sources(run.store, now)
    is_whole = data_log.intake(run.store, press.has_half)
    tables = Tables(sources)
    if is_new_day or run.is_new_version:
        _enqueue(run, tables, all_of_it=run.is_new_version)
        run.store.set(DAY, day)
        if everything:
            data_release.forget(press)
    elif uploaded:
        _queue(run, dict.fromkeys(sorted(uploaded), 0), STATISTICS)
    if is_new_hour:
        _queue(run, {one: 0 for one in WRITTEN if one in tables})
        run.store.set(HOUR, hour)
    queued = run.store.db.execute("SELECT id FROM queue ORDER BY place, id").fetchall()
    done, files = run.work_off(
        (one for (one,) in queued) if is_whole else (),
        lambda one: _make(press, tables, one),
        press.has_half,
    )
    waiting = run.waiting
    run.store.save()
    return Report(done, files, waiting)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Run on the schedule."""
    return on_schedule(publish, "data_published", context)


def _others_ran(run: Run) -> bool:
    """Tell whether there is anything to release yet: all whose facts are read have run once."""
    if run.store.get(DAY):
        return True
    return all(objects.read("private", book.pointer) for book in OTHERS)


def _enqueue(run: Run, tables: Tables, *, all_of_it: bool) -> None:
    """Queue every dataset, but of months only those whose rows are new, and what comes last."""
    held = dict(run.store.db.execute("SELECT id, told FROM dataset").fetchall())
    new = [one for one, told in tables.months.items() if all_of_it or held.get(one) != told]
    places = {one: place for place, one in enumerate([*tables, *new])}
    _queue(run, places, STATISTICS)


def _queue(run: Run, places: dict[str, int], *last: str) -> None:
    """Queue datasets by their places, then the catalogue of all and what else comes last."""
    ends = ((one, LAST + place) for place, one in enumerate((CATALOGUE, *last)))
    run.store.db.executemany("INSERT OR IGNORE INTO queue VALUES (?, ?)", [*places.items(), *ends])


def _make(press: Making, tables: Tables, one: str) -> int:
    if one == CATALOGUE:
        files = data_catalogue.publish(press)
    elif one == STATISTICS:
        files = statistics_pages.publish(press, tables)
    elif one in tables or one in tables.months:
        files = data_release.publish(press, tables, one)
    else:  # it went while it waited
        files = 0
    press.store.db.execute("DELETE FROM queue WHERE id = ?", (one,))
    return files
