"""Publish what changed of votes, projects, works and surveys, once a minute.

A run that finds nothing new costs one Query for each kind and a few small objects. A state may
change by time alone, so each thing has the instant at which it must be rendered again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.publishing import participation_front, participation_intake, participation_search
from functions.publishing.dossier import national_zone
from functions.publishing.participation_kinds import KINDS
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.participation_tables import BOOK
from functions.publishing.run import Left, Run, on_schedule

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

DAY = "day"


@dataclass(frozen=True)
class Report:
    """What a run did: things rendered, files written, things left for the next run."""

    things: int = 0
    files: int = 0
    waiting: int = 0


def publish(now: dt.datetime, *, everything: bool = False, left: Left | None = None) -> Report:
    """Bring the published set up to date; `everything` renders all and writes all again.

    `left` tells how many milliseconds may still be used. Raises PreconditionFailedError if another
    run published meanwhile: then nothing is lost, the next run finds all that is new.
    """
    run = Run(BOOK, now, everything=everything)
    for kind in KINDS:
        changed = kind.intake(run.store, now) | participation_intake.due(run.store, kind.name, now)
        participation_intake.enqueue(run.store, kind.name, changed)
    run.refill("INSERT OR IGNORE INTO queue SELECT kind, id FROM thing")
    press = ParticipationPress(run.store, now, run.version, left)
    queued = run.store.db.execute("SELECT kind, id FROM queue ORDER BY id DESC, kind").fetchall()
    done, files = run.work_off(queued, lambda key: _render(press, *key), press.has_half)
    # Some data is of the last days: a new day is a change too.
    day = now.astimezone(national_zone()).date().isoformat()
    if run.is_owed(DAY, day):
        files += sum(kind.together(press) for kind in KINDS)
        files += participation_front.publish(press, [kind.name for kind in KINDS])
        participation_search.publish(press)
        run.pay(DAY, day, ran_out=press.ran_out)
    waiting = run.waiting
    run.store.save()
    return Report(done, files, waiting)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Run on the schedule."""
    return on_schedule(publish, "participation_published", context)


def _render(press: ParticipationPress, kind: str, number: int) -> int:
    made = next(one for one in KINDS if one.name == kind).publish(press, number)
    press.store.db.execute("DELETE FROM queue WHERE kind = ? AND id = ?", (kind, number))
    return made
