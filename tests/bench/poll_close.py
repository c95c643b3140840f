"""What closing a poll of 100,000 ballots costs: reading 256 shards, gathering, counting, files.

A function has fifteen minutes and, as it is deployed, 1.7 GB.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import secrets
import time
from collections.abc import Iterator
from typing import Any

VOTERS, CHANGED = 100_000, 5_000
GOAL_SECONDS = 15 * 60


def measure() -> None:
    """Store the ballots of one poll, close it, and print the time of both runs and the memory."""
    from functions.ledger import counts
    from functions.ledger.poll_tally import PollTally
    from functions.participants import own
    from functions.polls import ballot, close, poll, sealed
    from functions.polls.poll import Record, Sealed
    from functions.shared import clock, keys, table
    from tests.functions.store_kit import in_memory
    from tests.unit.test_poll_state import facts

    with in_memory() as client:
        table.client = lambda: client
        now = clock.now()
        made = facts(opens_at=now - dt.timedelta(days=2), closes_at=now - dt.timedelta(days=1))
        digest = sealed.digest(made)
        made = made.model_copy(update={"sealed": Sealed(hash=digest, at=made.opens_at)})
        poll.create(Record(made))
        own.new_keys(ballot.keys_name(made.id))
        tally = PollTally({"email": VOTERS, "eid": 0, "paper": 0}, CHANGED, digest)
        table.write_all("signatures", _ballots(made.id))
        table.write_all("signatures", _marks(made.id))
        counts.put(counts.of_poll(made.id, tally, 1))

        first = _timed(lambda: close.run(now))
        asked = table.get("signatures", keys.poll_log_request(made.id, "tally", "1"))
        assert asked
        tally.tallied, tally.ballots = VOTERS, asked["e"]["d"]
        counts.put(counts.of_poll(made.id, tally, 2))
        second = _timed(lambda: close.run(now))

        result = poll.load(made.id).poll.result
        assert result
        assert result.voters == VOTERS
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    what = f"closing a poll of {VOTERS:,}, goal {GOAL_SECONDS} s"
    print(f"{what:<58} {first:6.1f} s + {second:.1f} s, at most {memory} MB in all")


def _ballots(poll_id: int) -> Iterator[dict[str, Any]]:
    from functions.polls import ballot

    at, chance = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC), random.Random(1)
    for number in range(VOTERS):
        tag, choice = secrets.token_hex(32), chance.choice((1, 2, None))
        for cast in range(1, 2 + (number < CHANGED)):
            yield ballot.new_item(poll_id, tag, cast, choice, "email", rid=f"{cast}", at=at)


def _marks(poll_id: int) -> Iterator[dict[str, Any]]:
    from functions.shared import keys

    for _ in range(VOTERS):
        more = {"rg": "KZ-75", "ag": "25-34", "a": "email", "ch": "online"}
        yield {**keys.mark(poll_id, secrets.token_hex(32)), **more}


def _timed(work: Any) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
