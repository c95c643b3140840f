"""When signing was out of order: what was measured each minute, kept as intervals.

A measurement holds until the next one. If the next one does not come in time, it holds for a minute
and what follows counts as out of order until somebody measures again: whoever cannot measure cannot
say that people could sign.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from functions.petitions.intervals import MINUTE, Interval, merged, minutes
from functions.shared import clock, keys, table

IN_TIME = dt.timedelta(seconds=150)  # a clock that rings each minute may miss one by seconds
UNMEASURED = "unmeasured"
MOST = 1_000
Troubles = Mapping[str, dt.datetime]  # what is out of order, and since when


class Beat(NamedTuple):
    """One measurement: when, what was out of order, and when the first one ever was."""

    at: dt.datetime
    troubles: tuple[str, ...] = ()
    since: dt.datetime | None = None


class Outage(NamedTuple):
    """An interval in which signing was out of order, and by what."""

    interval: Interval
    causes: frozenset[str]

    def told(self) -> dict[str, Any]:
        """Return it as the desk and the public read it."""
        start, end = self.interval
        return {
            "from": clock.text(start),
            "until": clock.text(end),
            "minutes": minutes([self.interval]),
            "causes": sorted(self.causes),
        }


@dataclass(frozen=True)
class Measured:
    """All that is known: since when it is measured, until when, and the outages, oldest first."""

    since: dt.datetime
    at: dt.datetime
    is_out: bool = False
    outages: list[Outage] = field(default_factory=list)

    @property
    def intervals(self) -> list[Interval]:
        return merged(one.interval for one in self.outages)


def between(before: Beat, now: dt.datetime) -> list[Outage]:
    """Return what was out of order from one measurement to the next. Pure."""
    is_late = now - before.at > IN_TIME
    held = before.at + MINUTE if is_late else now
    found = [Outage(Interval(before.at, held), frozenset(before.troubles))]
    found.append(Outage(Interval(held, now), frozenset({UNMEASURED})))
    return [one for one in found if one.causes and one.interval.start < one.interval.end]


def joined(outages: list[Outage]) -> list[Outage]:
    """Return outages that touch as one, with the causes of all. Pure."""
    return [
        Outage(
            whole,
            frozenset().union(
                *(one.causes for one in outages if whole.start <= one.interval.start < whole.end)
            ),
        )
        for whole in merged(one.interval for one in outages)
    ]


def told(measured: Measured | None, most: int) -> dict[str, Any]:
    """Return what is known, newest outage first, as the desk and the public read it."""
    if measured is None:
        return {"measured_since": None, "out_of_order": False, "outages": []}
    return {
        "measured_since": clock.text(measured.since),
        "out_of_order": measured.is_out,
        "outages": [one.told() for one in measured.outages[: -most - 1 : -1]],
    }


def note(now: dt.datetime, troubles: Troubles) -> list[Outage]:
    """Write a measurement down, and what it shows of the time before; return the latter.

    Outages come first: a run that dies between is done again by the next, with the same result.
    """
    before = _beat()
    beat = Beat(now, tuple(sorted(troubles)), before.since if before else now)
    found = between(before, now) if before else []
    found += [
        Outage(Interval(since, now), frozenset({what}))
        for what, since in troubles.items()
        if since < now
    ]
    if before is None or before.at < now:
        for one in joined(found):
            _keep(one)
        _set_beat(beat)
    return found


def load(now: dt.datetime) -> Measured | None:
    """Return what was measured, with a gap that still lasts; None before the first time."""
    before = _beat()
    if before is None:
        return None
    outages = [_outage(item) for item in _newest(MOST)]
    running = between(before, now)
    return Measured(
        since=before.since or before.at,
        at=before.at,
        is_out=bool(running),
        outages=joined([*outages, *running]),
    )


def _keep(one: Outage) -> None:
    """Write an outage, or make the last one longer if it goes on."""
    last = next((_outage(item) for item in _newest(1)), None)
    if last and last.interval.start <= one.interval.start <= last.interval.end:
        (one,) = joined([last, one])
    item = {
        **keys.outage(clock.text(one.interval.start)),
        "start": clock.text(one.interval.start),
        "end": clock.text(one.interval.end),
        "causes": sorted(one.causes),
    }
    table.put("core", item)


def _newest(most: int) -> list[table.Item]:
    pk = keys.SIGNING_BEAT["pk"]
    return list(table.query("core", "pk", pk, begins="OUTAGE#", newest_first=True, limit=most))


def _outage(item: table.Item) -> Outage:
    interval = Interval(clock.parse(item["start"]), clock.parse(item["end"]))
    return Outage(interval, frozenset(item["causes"]))


def _beat() -> Beat | None:
    item = table.get("core", keys.SIGNING_BEAT, consistent=True)
    if item is None:
        return None
    return Beat(clock.parse(item["at"]), tuple(item["troubles"]), clock.parse(item["since"]))


def _set_beat(beat: Beat) -> None:
    """Move the measurement on, never back: two runs at once leave the later one."""
    item = {
        **keys.SIGNING_BEAT,
        "at": clock.text(beat.at),
        "since": clock.text(beat.since or beat.at),
        "troubles": list(beat.troubles),
    }
    table.put_if(
        "core",
        item,
        "attribute_not_exists(pk) OR #at < :at",
        {":at": item["at"]},
        {"#at": "at"},
    )
