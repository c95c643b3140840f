"""Forget who voted, when nothing can be disputed any more: runs daily.

The ballots' key is destroyed at the count already. A month after the result, or after a vote was
withdrawn, the marks' key goes too: that somebody voted can then not be told either.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from aws_lambda_powertools import Logger

from functions.participants import own
from functions.polls import mark, poll
from functions.polls.poll import Poll
from functions.shared import clock

logger = Logger(service="dauys")
KEEP = dt.timedelta(days=30)
AGAIN_FOR = dt.timedelta(days=45)  # so that runs that failed leave nothing behind
ALL_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Look at every poll once."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Destroy the marks' keys where it is time; return of how many polls."""
    over = [one.poll for one in poll.changed_since(ALL_TIME) if is_over(one.poll, now)]
    for found in over:
        own.destroy_keys(mark.keys_name(found.id))
    logger.info("votes forgotten", extra={"count": len(over)})
    return {"forgotten": len(over)}


def is_over(found: Poll, now: dt.datetime) -> bool:
    """Tell whether a poll ended long enough ago, and not so long that it was done for sure."""
    ended = found.result.at if found.result else found.withdrawn_at
    return ended is not None and KEEP <= now - ended < KEEP + AGAIN_FOR
