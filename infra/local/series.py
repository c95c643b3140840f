"""A series of signatures over time, as a plan of when each of a smaller replay's signers comes."""

from __future__ import annotations

import csv
from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from infra.local.errors import StartError

MOST_SIGNATURES = 20_000
MOST_SECONDS = 2 * 60 * 60


@dataclass(frozen=True)
class Row:
    """So many signatures in all, so many seconds after the first row."""

    seconds: float
    signatures: int


def read(path: Path) -> list[Row]:
    """Read a CSV file with the columns `time` and `signatures` (cumulative). Raises StartError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            found = [
                (datetime.fromisoformat(r["time"]), int(r["signatures"]))
                for r in csv.DictReader(file)
            ]
    except (OSError, KeyError, ValueError) as error:
        raise StartError(
            f"{path} is no series with the columns time and signatures: {error}"
        ) from None
    if len(found) < 2:
        raise StartError(f"{path} has fewer than two rows")
    start = found[0][0]
    return [Row((at - start).total_seconds(), count) for at, count in sorted(found)]


def plan(rows: list[Row], *, scale: float, minutes: float, speed: float) -> list[float]:
    """Return the second at which each signer comes: the series' own rates, scaled and sped up.

    Between two rows signers come evenly. Raises StartError past the bounds of a replay.
    """
    if not (0 < scale <= 1 and minutes > 0 and speed > 0):
        raise StartError("SCALE must be above 0 and at most 1, MINUTES and SPEED above 0")
    counts = _rising([row.signatures - rows[0].signatures for row in rows])
    last = bisect_left([row.seconds for row in rows], minutes * 60)
    total = int(counts[min(last, len(rows) - 1)] * scale)
    if total > MOST_SIGNATURES or minutes * 60 / speed > MOST_SECONDS:
        raise StartError(
            f"a replay has at most {MOST_SIGNATURES} signatures and lasts at most "
            f"{MOST_SECONDS // 60} minutes: lower SCALE or MINUTES, or raise SPEED"
        )
    seconds = (_second(rows, counts, (number + 1) / scale) for number in range(total))
    return [second / speed for second in seconds if second <= minutes * 60]


def _rising(counts: list[int]) -> list[int]:
    """Return counts that never fall: a series shows withdrawals, and a replay has none."""
    risen, most = [], 0
    for count in counts:
        most = max(most, count)
        risen.append(most)
    return risen


def _second(rows: list[Row], counts: list[int], count: float) -> float:
    """Return when the series had so many signatures, between two rows by proportion."""
    place = min(bisect_left(counts, count), len(rows) - 1)
    if place == 0:
        return rows[0].seconds
    before, after = rows[place - 1], rows[place]
    step = max(1, counts[place] - counts[place - 1])
    share = min(1.0, (count - counts[place - 1]) / step)
    return before.seconds + share * (after.seconds - before.seconds)
