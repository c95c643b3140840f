"""Intervals of time: joined, cut and summed up. Pure; an interval holds its start, not its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

MINUTE = dt.timedelta(minutes=1)


class Interval(NamedTuple):
    """From `start` up to, and without, `end`."""

    start: dt.datetime
    end: dt.datetime


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the same instants as few intervals, in the order of time; empty ones vanish."""
    found: list[Interval] = []
    for one in sorted(one for one in intervals if one.start < one.end):
        if found and one.start <= found[-1].end:
            found[-1] = Interval(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def within(intervals: Iterable[Interval], start: dt.datetime, end: dt.datetime) -> list[Interval]:
    """Return what of the intervals lies between two instants, merged."""
    return merged(Interval(max(one.start, start), min(one.end, end)) for one in intervals)


def minutes(intervals: Iterable[Interval]) -> int:
    """Return how long the intervals last together; a minute that has begun counts whole."""
    lasting = sum((one.end - one.start for one in merged(intervals)), dt.timedelta(0))
    return -(-lasting // MINUTE)
