"""What a page of the desk's queue and a complaint's screen cost, with 10,000 complaints stored.

The least is the same Query (or GetItem) alone; the goal of 200 ms is for a page's whole time.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

GOAL_MILLISECONDS = 200
COMPLAINTS, BODIES, ROUNDS = 10_000, 50, 20
OFFICIAL = {"sub": "bench", "name": "Example", "roles": "[supervisor]"}


def measure(compare: Callable[..., None]) -> None:
    """Store the complaints and print a ratio and the wall time for each of the two requests."""
    from functions.complaints import complaint, move
    from functions.desk import complaint_queue
    from functions.shared import content, keys, table
    from tests.conftest import Context, event
    from tests.functions.desk_complaint_kit import many
    from tests.functions.store_kit import in_memory

    def get(path: str) -> None:
        asked = event("GET", f"/api/v1/desk/{path}", claims=OFFICIAL)
        answer: dict[str, Any] = complaint_queue.handler(asked, Context())
        assert answer["statusCode"] == 200, answer

    def query() -> None:
        list(table.query("core", "queue", move.INTAKE, index="queue", limit=100))

    with in_memory() as client:
        table.client = lambda: client
        bodies = list(content.load().bodies)[:BODIES]
        table.write_all("core", map(complaint.to_item, many(COMPLAINTS, bodies)))
        compare(
            f"a queue's page of {COMPLAINTS:,} complaints / its Query alone",
            lambda: _times(lambda: get("complaints")),
            lambda: _times(query),
        )
        compare(
            "a complaint's screen / its GetItem alone",
            lambda: _times(lambda: get("complaints/2")),
            lambda: _times(lambda: table.get("core", keys.complaint(2))),
        )
        _tell("a queue's page", lambda: get("complaints"))
        _tell("a complaint's screen", lambda: get("complaints/2"))


def _times(work: Callable[[], None]) -> None:
    for _ in range(ROUNDS):
        work()


def _tell(what: str, work: Callable[[], None]) -> None:
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        took.append(1_000 * (time.perf_counter() - started))
    middle = statistics.median(took)
    print(f"{what + ', goal ' + str(GOAL_MILLISECONDS) + ' ms':<58} {middle:6.1f} ms")
