"""Rows about signing over time: all petitions by day, each petition by hour, cut into months.

They are the public log folded, so the state of the log at which they were folded stands beside.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from functions.opendata.dataset import Row
from functions.opendata.spool import Spool
from functions.publishing import timeseries
from functions.publishing.data_sources import Sources
from functions.publishing.dossier import national_zone
from functions.publishing.store import unpack

LOG = "log"  # the table that tells the state of the log
_SERIES = (
    "SELECT pid, packed FROM series JOIN standing ON standing.id = pid"
    " WHERE visibility = 'public' ORDER BY pid"
)
_HOURS = "%Y-%m-%dT%H"
_MONTH = len("2026-11")


def days(sources: Sources) -> dict[str, Sequence[Row]]:
    """Return the signatures of all public petitions by local day, with those so far."""
    hours, signed = Counter[str](), Counter[dt.date]()
    zone = national_zone()
    local = cache(lambda hour: _instant(hour).astimezone(zone).date())
    for _, held in _series(sources):
        hours.update(held)
        signed.update({local(hour) for hour in held})
    by_day = timeseries.by_day(sorted(hours.items()), zone)
    if not by_day:
        return {"days": [], LOG: sources.log}
    every = timeseries.with_totals(timeseries.filled(by_day, min(by_day), max(by_day)))
    rows: list[Row] = [
        {"day": day, "signatures": n, "total": total, "petitions": signed[day]}
        for day, n, total in every
    ]
    return {"days": rows, LOG: sources.log}


def months(sources: Sources) -> dict[str, str]:
    """Return each month (UTC) in which somebody signed, with what stands for all its rows."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for pid, held in _series(sources):
        for hour, n in held.items():
            sums = found[hour[:_MONTH]]
            sums[0] += 1
            sums[1] += zlib.crc32(f"{pid} {hour} {n}".encode())
    return {month: f"{rows}-{total}" for month, (rows, total) in sorted(found.items())}


def hours(sources: Sources, month: str) -> dict[str, Sequence[Row]]:
    """Return the signatures of each public petition by hour (UTC) in a month."""
    found = Spool(
        {"petition": pid, "hour": _instant(hour), "signatures": n}
        for pid, held in _series(sources, month)
        for hour, n in sorted(held.items())
        if hour.startswith(month)
    )
    return {"hours": found, LOG: sources.log}


def _series(sources: Sources, month: str = "") -> Iterator[tuple[int, dict[str, int]]]:
    """Yield each public petition with its signatures by hour, those hours in which there are any.

    With a month, only petitions that were signed in it. Read as they are kept, a petition at a
    time: as rows of a table they cost five times as much.
    """
    for pid, packed in sources.petitions.execute(_SERIES):
        written = unpack(packed)
        if month in written:
            yield pid, {hour: n for hour, n in json.loads(written).items() if n}


@cache
def _instant(hour: str) -> dt.datetime:
    return dt.datetime.strptime(hour, _HOURS).replace(tzinfo=dt.UTC)
