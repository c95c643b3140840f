"""Lets the example petitions live their past, each act at its time.

The clock that the functions ask is set back to the first act and moved on from moment to moment, so
that history, log, thresholds and terms come out as if they had happened.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from functions.ledger import head, inbox
from functions.shared import clock, table
from infra.local import routes
from infra.local.context import Context

SEQUENCER = "functions.ledger.sequence.handler"
SEQUENCER_SECONDS = 60
# The log of the past is written in steps; for an age in days, the hours of a step.
STEPS = ((30.0, 96), (3.0, 48), (0.5, 12), (0.0, 2))
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Moment:
    """An act at an instant; `order` keeps the acts of one instant in order.

    Some acts need to see the log up to then, and some ask something of it.
    """

    at: dt.datetime
    order: int
    do: Callable[[], None]
    sees_log: bool = False
    asks_log: bool = False


class Past:
    """Moments and signatures from long ago up to `now`."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.moments: list[Moment] = []
        self.signatures: list[table.Item] = []

    def when(self, days: float) -> dt.datetime:
        """Return the instant so many days before now."""
        return (self.now - dt.timedelta(days=days)).replace(microsecond=0)

    def live(self) -> None:
        """Let everything happen in its order; afterwards the clock is right again."""
        own = clock.now
        self.signatures.sort(key=lambda item: str(item["at"]))
        self.moments += self._steps()
        self.moments.sort(key=lambda moment: (moment.at, moment.order))
        try:
            for at, moments in groupby(self.moments, key=lambda moment: moment.at):
                self._reach(at, list(moments))
        finally:
            _set_clock(own)

    def _reach(self, at: dt.datetime, moments: list[Moment]) -> None:
        """Move the clock, and act; run the slow sequencer only where it matters."""
        _set_clock(lambda: at)
        if any(moment.sees_log for moment in moments):
            self._log(at)
        for moment in moments:
            moment.do()
        if any(moment.asks_log for moment in moments):
            self._log(at)

    def _put(self, at: dt.datetime) -> None:
        """Put the signatures up to an instant into its inbox."""
        count = bisect_right(self.signatures, clock.text(at), key=lambda item: str(item["at"]))
        due, self.signatures = self.signatures[:count], self.signatures[count:]
        table.write_all(
            "signatures", [item | {"bucket": inbox.bucket(at, item["c"])} for item in due]
        )

    def _log(self, at: dt.datetime) -> None:
        """Run the sequencer; the inbox since its last run is empty but for this instant."""
        self._put(at)
        there = head.load()
        if there:
            head.rest(there, clock.text(at))
        routes.load(SEQUENCER)({}, Context("LedgerSequence", SEQUENCER_SECONDS))

    def _steps(self) -> Iterator[Moment]:
        """Yield the steps of the log, from the first signature to now."""
        first = str(self.signatures[0]["at"]) if self.signatures else clock.text(self.now)
        at = clock.parse(first)
        while at < self.now:
            age = (self.now - at).total_seconds() / DAY_SECONDS
            at += dt.timedelta(hours=next(hours for days, hours in STEPS if age > days))
            yield Moment(min(at, self.now), 0, _nothing, sees_log=True)


def _nothing() -> None:
    """A step of the log, without an act."""


def _set_clock(now: Callable[[], dt.datetime]) -> None:
    """Let the one place that tells the time tell another; only the examples' process does so."""
    setattr(clock, "now", now)  # noqa: B010  mypy allows no assignment to a function
