"""Lets the example petitions live their past, each act at its time.

The clock that the functions ask is set back to the first act and moved on from moment to moment, so
that history, log, thresholds and terms come out as if they had happened. The slow sequencer runs
only at the instants that make a difference: an act that asks something of the log, a threshold
that is reached, a petition that closes, and now and then between them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from functions.ledger import head, inbox
from functions.ledger.head import Head
from functions.shared import clock, table
from infra.local import routes
from infra.local.context import Context

SEQUENCER = "functions.ledger.sequence.handler"
SEQUENCER_SECONDS = 60
# Between the instants that matter the log is written in steps of this length.
STEP = dt.timedelta(days=30)


@dataclass(frozen=True)
class Moment:
    """An act at an instant; `order` keeps the acts of one instant in order.

    After an act that asks something of the log, the sequencer runs. It takes the signatures so far
    of the petitions that `signed` names, or of all.
    """

    at: dt.datetime
    order: int
    do: Callable[[], None]
    asks_log: bool = False
    signed: frozenset[int] | None = frozenset()


class Past:
    """Moments and signatures from long ago up to `now`."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.moments: list[Moment] = []
        self.signatures: list[table.Item] = []
        self._head: Head | None = None

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
        """Move the clock, and act; run the sequencer only where it matters."""
        self._close(at)
        _set_clock(lambda: at)
        for moment in moments:
            moment.do()
        asking = [moment.signed for moment in moments if moment.asks_log]
        if asking:
            self._log(at, None if None in asking else frozenset().union(*filter(None, asking)))

    def _close(self, until: dt.datetime) -> None:
        """Let petitions close at their time, if it comes before an instant."""
        while self._head and self._head.due < clock.text(until):
            self._log(clock.parse(self._head.due), None)

    def _put(self, at: dt.datetime, signed: frozenset[int] | None) -> None:
        """Put signatures up to an instant into its inbox."""
        until, due, later = clock.text(at), list[table.Item](), list[table.Item]()
        for item in self.signatures:
            is_due = item["at"] <= until and (signed is None or item.get("p") in signed)
            (due if is_due else later).append(item)
        self.signatures = later
        table.write_all(
            "signatures", [item | {"bucket": inbox.bucket(at, item["c"])} for item in due]
        )

    def _log(self, at: dt.datetime, signed: frozenset[int] | None) -> None:
        """Run the sequencer; the inbox since its last run is empty but for this instant."""
        _set_clock(lambda: at)
        self._put(at, signed)
        if self._head:
            head.rest(self._head, clock.text(at))
        routes.load(SEQUENCER)({}, Context("LedgerSequence", SEQUENCER_SECONDS))
        self._head = head.load()

    def _steps(self) -> Iterator[Moment]:
        """Yield the steps of the log, from the first signature to now."""
        first = str(self.signatures[0]["at"]) if self.signatures else clock.text(self.now)
        # Of a ballot only the hour is kept.
        at = clock.parse(first if first.endswith("Z") else f"{first}:00:00Z")
        while at < self.now:
            at = min(at + STEP, self.now)
            yield step(at, None)


def step(at: dt.datetime, signed: frozenset[int] | None) -> Moment:
    """Return a step of the log, without an act."""
    return Moment(at, 0, _nothing, asks_log=True, signed=signed)


def _nothing() -> None:
    """Time passes."""


def _set_clock(now: Callable[[], dt.datetime]) -> None:
    """Let the one place that tells the time tell another; only the examples' process does so."""
    setattr(clock, "now", now)  # noqa: B010  mypy allows no assignment to a function
