"""Rows about signing over time: all petitions by day, each petition by hour, cut into months.

They are the public log folded, so the state of the log at which they were folded stands beside.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter, defaultdict

from functions.publishing import timeseries
from functions.publishing.data_sources import Record, Sources
from functions.publishing.dossier import national_zone

LOG = "log"  # the table that tells the state of the log
_PUBLIC = "hour JOIN petition ON petition.id = pid WHERE visibility = 'public' AND n != 0"
_HOURS = "%Y-%m-%dT%H"
_MONTH = len("2026-11")


def days(sources: Sources) -> dict[str, list[Record]]:
    """Return the signatures of all public petitions by local day, with those so far."""
    hours, signed = Counter[str](), defaultdict[dt.date, set[int]](set)
    zone = national_zone()
    for pid, hour, n in sources.petitions.execute(f"SELECT pid, hour, n FROM {_PUBLIC}"):  # noqa: S608
        hours[hour] += n
        signed[_instant(hour).astimezone(zone).date()].add(pid)
    by_day = timeseries.by_day(sorted(hours.items()), zone)
    if not by_day:
        return {"days": [], LOG: sources.log}
    every = timeseries.with_totals(timeseries.filled(by_day, min(by_day), max(by_day)))
    rows: list[Record] = [
        {"day": day, "signatures": n, "total": total, "petitions": len(signed.get(day, ()))}
        for day, n, total in every
    ]
    return {"days": rows, LOG: sources.log}


def months(sources: Sources) -> dict[str, str]:
    """Return each month (UTC) in which somebody signed, with what stands for all its rows."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in sources.petitions.execute(f"SELECT pid, hour, n FROM {_PUBLIC}"):  # noqa: S608
        sums = found[row[1][:_MONTH]]
        sums[0] += 1
        sums[1] += zlib.crc32(f"{row[0]} {row[1]} {row[2]}".encode())
    return {month: f"{rows}-{total}" for month, (rows, total) in sorted(found.items())}


def hours(sources: Sources, month: str) -> dict[str, list[Record]]:
    """Return the signatures of each public petition by hour (UTC) in a month."""
    rows = sources.petitions.execute(
        f"SELECT pid, hour, n FROM {_PUBLIC} AND hour LIKE ? ORDER BY pid, hour",  # noqa: S608
        (f"{month}-%",),
    )
    found: list[Record] = [
        {"petition": pid, "hour": _instant(hour), "signatures": n} for pid, hour, n in rows
    ]
    return {"hours": found, LOG: sources.log}


def _instant(hour: str) -> dt.datetime:
    return dt.datetime.strptime(hour, _HOURS).replace(tzinfo=dt.UTC)
