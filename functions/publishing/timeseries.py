"""Signatures over time: hours of the log added up to local days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = dt.timedelta(days=1)

Days = list[tuple[dt.date, int]]


def by_day(hours: Iterable[tuple[str, int]], zone: ZoneInfo) -> dict[dt.date, int]:
    """Return the signatures of each local day that has any."""
    days: dict[dt.date, int] = {}
    for hour, n in hours:
        day = _local_day(hour, zone)
        days[day] = days.get(day, 0) + n
    return days


@lru_cache(maxsize=20_000)  # all petitions were signed in the same hours
def _local_day(hour: str, zone: ZoneInfo) -> dt.date:
    return dt.datetime.fromisoformat(f"{hour}:00+00:00").astimezone(zone).date()


def filled(days: dict[dt.date, int], first: dt.date, last: dt.date) -> Days:
    """Return every day from the first to the last, with 0 where nobody signed."""
    count = (last - first).days + 1
    return [(day := first + DAY * n, days.get(day, 0)) for n in range(count)]


def in_weeks(days: Days) -> Days:
    """Add days up to weeks, each named by its first day."""
    return [(days[n][0], sum(m for _, m in days[n : n + 7])) for n in range(0, len(days), 7)]


def with_totals(days: Days) -> list[tuple[dt.date, int, int]]:
    """Return each day with its new signatures and those so far."""
    so_far, rows = 0, []
    for day, n in days:
        so_far += n
        rows.append((day, n, so_far))
    return rows


def numbers(days: Sequence[tuple[dt.date, int]]) -> list[int]:
    """Return the counts alone."""
    return [n for _, n in days]
