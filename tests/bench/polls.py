"""What counting 100,000 ballots costs, method by method, against reading them from a file."""

from __future__ import annotations

import json
import random
import time
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
BALLOTS, OPTIONS = 100_000, 20
TRACED = 10_000  # ballots of which memory is measured; following every allocation is slow
BUDGET = 2_000_000
METHODS: dict[str, dict[str, Any]] = {
    "for_against": {"options": []},
    "single": {},
    "multiple": {"winners": 3},
    "approval": {"winners": 3},
    "rating": {"winners": 3},
    "points": {"winners": 3, "points": 25},
    "irv": {},
    "schulze": {"winners": 3},
    "greedy": {"budget": BUDGET},
    "greedy_no_skip": {"budget": BUDGET},
    "greedy_threshold": {"budget": BUDGET, "least_share": "10"},
    "equal_shares": {"budget": BUDGET},
}


def measure(folder: Path) -> None:
    """Print for each method how often longer, and with how much more memory, it works."""
    from functions.polls.methods import Rule, count

    chance = random.Random(1)
    options = [{"id": one, "cost": chance.randint(50, 500) * 1000} for one in range(1, OPTIONS + 1)]
    for method, fields in METHODS.items():
        rule = Rule.parse({"method": method, "options": options} | fields)
        path = folder / f"{method}.jsonl"
        path.write_text("".join(f"{_ballot(chance, rule.kind)}\n" for _ in range(BALLOTS)))
        ballots, reading = _timed(lambda: _read(path))  # noqa: B023
        found, counting = _timed(lambda: count(rule, ballots))  # noqa: B023
        assert found.valid == BALLOTS, found.invalid
        some, held = _traced(lambda: _read(path, TRACED))  # noqa: B023
        _, taken = _traced(lambda: count(rule, some))  # noqa: B023
        what = f"count {BALLOTS:,} ballots by {method} / read them"
        memory = f"{taken / held:.2f}x the memory"
        print(f"{what:<58} {counting / reading:6.2f}x  ({counting:.2f} s), {memory}")


def _read(path: Path, most: int = BALLOTS) -> list[tuple[Any, int]]:
    with path.open() as lines:
        return [(json.loads(line), 1) for line in islice(lines, most)]


def _ballot(chance: random.Random, kind: str) -> str:
    """Draw a ballot; options are the more popular, the lower their number."""
    if kind == "stance":
        return json.dumps(chance.choice(("for", "against", "abstain")))
    some: list[int] = []
    while not some or (len(some) < 5 and chance.random() < 0.7):
        one = min(chance.randint(1, OPTIONS) for _ in range(2))
        some += [one] if one not in some else []
    if kind == "one":
        return json.dumps(some[0])
    return json.dumps(
        {str(one): chance.randint(1, 5) for one in some} if kind == "scores" else some
    )


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what the work gives and its processor time in seconds."""
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def _traced(work: Callable[[], T]) -> tuple[T, int]:
    """Return what the work gives and the most bytes that it held at a time."""
    tracemalloc.start()
    found = work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found, peak
