"""Every minute: count the polls whose time is over, and see that those sealed are in the log.

    all ballots logged? → gather them once, privately → ask the log to say how many, and their hash
    → once it says so: publish ballots and result → store the result → destroy the ballots' key

Nothing about any choice leaves the table before that. Each step can be done again by a later run
and gives the same bytes, so a crash between two of them delays the result and changes nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from aws_lambda_powertools import Logger

from functions.ledger import requests
from functions.ledger.poll_tally import PollTally
from functions.ledger.promise import MAXIMUM_MERGE_DELAY
from functions.participants import own
from functions.polls import ballot, counting, poll, result_files, sealing
from functions.polls.counting import Box
from functions.polls.poll import Line, Poll, Record, Summary
from functions.shared import clock, table
from functions.shared.errors import ChangedMeanwhileError

LATE = dt.timedelta(hours=1)  # after this a poll that cannot be counted is a warning
SEALING = dt.timedelta(minutes=2)
SEALING_GIVEN_UP = dt.timedelta(days=1)
ONCE = "1"
logger = Logger(service="dauys")


def handler(_event: dict[str, Any], _context: object) -> dict[str, int]:
    """Look at every poll that is over."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Return how many polls got their result, and how many wait for something."""
    done = waiting = 0
    for one in poll.sealed_polls():
        if one.closes_at + MAXIMUM_MERGE_DELAY <= now:
            is_done = _close(poll.load(one.id, consistent=True), now)
            done, waiting = done + is_done, waiting + (not is_done)
        elif one.sealed_at + SEALING <= now < one.sealed_at + SEALING_GIVEN_UP:
            _seal_again(poll.load(one.id, consistent=True).poll, now)
    return {"counted": done, "waiting": waiting}


def _seal_again(facts: Poll, now: dt.datetime) -> None:
    """Complete a sealing that broke off before it reached the log."""
    if facts.sealed and not poll.logged(facts.id).sealed:
        logger.warning("poll is not sealed in the log yet", extra={"poll": facts.id})
        sealing.complete(facts, now)


def _close(record: Record, now: dt.datetime) -> bool:
    """Take a poll as far as it can go now; tell whether it has its result."""
    facts, logged = record.poll, poll.logged(record.poll.id)
    if logged.tallied is None:
        _ask(facts, logged, now)
        return False
    box = counting.kept(facts)
    if box is None or box.hash != logged.ballots:
        logger.error("the ballots are not those of the log", extra={"poll": facts.id})
        return False
    return _finish(record, box, logged, now)


def _ask(facts: Poll, logged: PollTally, now: dt.datetime) -> None:
    """Gather the ballots and ask the log to close the poll, if nothing is still on its way."""
    cast = list(ballot.read(facts.id)) if _is_paper_in(facts) else []
    if not _is_paper_in(facts) or not counting.is_whole(cast, logged):
        level = logger.warning if now > facts.closes_at + LATE else logger.info
        level("poll waits", extra={"poll": facts.id, "paper": not _is_paper_in(facts)})
        return
    box = counting.gather(facts, cast)
    entry = requests.of_poll(facts.id, "tally", ONCE, now, d=box.hash, n=box.voters)
    table.put_new("signatures", entry)


def _is_paper_in(facts: Poll) -> bool:
    return facts.paper is None or facts.paper.done_at is not None


def _finish(record: Record, box: Box, logged: PollTally, now: dt.datetime) -> bool:
    """Publish and store the result, then destroy what could tell whose ballots are whose."""
    facts = record.poll
    result = counting.result(facts, box)
    result_files.publish(facts, box, result, logged)
    own.destroy_keys(ballot.keys_name(facts.id))
    summary = Summary(
        at=now,
        winners=list(result.winners),
        passed=result.passed,
        voters=logged.total,
        changed=logged.changed,
        valid=result.valid,
        blank=result.blank,
        ballots_hash=box.hash,
        ballots_published=box.is_public,
    )
    line = Line(at=now, what="tallied", role="platform", facts={"voters": logged.total})
    history = [*facts.history, line]
    changed = {"result": summary, "history": history, "changed_at": now}
    try:
        poll.save(record, facts.model_copy(update=changed))
    except ChangedMeanwhileError:
        return False
    logger.info("poll counted", extra={"poll": facts.id, "voters": logged.total})
    return True
