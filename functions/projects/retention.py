"""Forget who took part, when a project's time is over: runs each day.

A project's own keys are destroyed; what is encrypted under them (mailboxes of authors, supporters
and givers) can never be read again, and tags cannot be tied to anybody. Ideas and counts stay.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from aws_lambda_powertools import Logger

from functions.participants import own
from functions.projects import project, stages
from functions.projects.project import Project, name_of
from functions.projects.stages import Phase
from functions.shared import clock

logger = Logger(service="dauys")
KEEP = dt.timedelta(days=180)
MOST = 10_000


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Destroy the keys of projects that ended long enough ago; doing it again changes nothing."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Do one run; return how many projects have been forgotten by now."""
    over = [one.project for one in project.listed(MOST) if is_over(one.project, now)]
    for found in over:
        own.destroy_keys(name_of(found.id))
    logger.info("projects forgotten", extra={"count": len(over)})
    return {"forgotten": len(over)}


def is_over(found: Project, now: dt.datetime) -> bool:
    """Tell whether a project has been over for longer than its contacts are kept."""
    stand = stages.stand(found, now)
    if stand.phase == Phase.STOPPED and found.stopped_at is not None:
        return found.stopped_at + KEEP <= now
    last = stand.spans[-1].finished_at
    return stand.phase == Phase.ENDED and last is not None and last + KEEP <= now
