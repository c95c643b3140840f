"""What a run appends, and in which order: pure decisions on top of the fold so far.

rule, text, goal, open, extend, seal, tally → sign, late, vote by leaf hash → drop, hold, back by
time → pass → close. Sorting hides the order inside a minute and lets anyone find a leaf by binary
search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter

from functions.ledger.asked import Act, Wanted, act_entry, wanted
from functions.ledger.entries import Entry, hour
from functions.ledger.fold import Fold, Signature
from functions.ledger.promise import MAXIMUM_MERGE_DELAY
from functions.ledger.tally import FoldError, Goal, Tally
from functions.shared import clock, table

CONFIRM_AFTER_CLOSE = timedelta(hours=24)
NEVER = "9999-"


@dataclass
class Decided:
    """The leaves to append, in order, and how many items could not follow."""

    fold: Fold
    start: int
    leaves: list[bytes] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    touched_polls: set[int] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    sign_start: int = 0
    sign_end: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.leaves)

    def append(self, one: Wanted, about: Signature | None = None) -> bool:
        """Append an entry if it can follow; else count it as refused."""
        try:
            self.fold.apply(one.entry, about)
        except FoldError:
            self.refused[f"{one.entry.t}_cannot_follow"] += 1
            return False
        self.leaves.append(one.leaf)
        self.hashes.append(one.hash)
        kind, number = one.entry.subject
        (self.touched_polls if kind == "q" else self.touched).add(number)
        return True

    def say(self, entry: Entry) -> None:
        """Append an entry of the sequencer's own."""
        self.append(wanted(entry, {}))


def begin(decided: Decided, first: Iterable[Wanted], signatures: Iterable[Wanted]) -> None:
    """Append what is said of the petitions, then the signatures."""
    for one in first:
        if decided.append(one) and one.entry.t == "goal":
            _keep_minimums(decided.fold.tallies[one.entry.p], one)
    decided.sign_start = decided.end
    on_time = [_on_time(decided.fold, one) for one in signatures]
    for one in sorted(on_time, key=itemgetter(0)):
        if decided.append(one) and one.entry.t == "sign":
            _count_area(decided.fold.tallies[one.entry.p], one.item, 1)
    decided.sign_end = decided.end


def act(decided: Decided, asked: Act, index: int) -> None:
    """Append what is asked about the signature at an index."""
    ended, whose = decided.fold.ended, asked.about
    before = ended.get(index)
    entry = act_entry(asked.item, index)
    if decided.append(wanted(entry, asked.item), Signature(entry.p, whose.entry.a)):
        change = (ended.get(index) is None) - (before is None)
        _count_area(decided.fold.tallies[entry.p], whose.item, change)


def finish(decided: Decided, now: datetime, *, may_close: bool) -> None:
    """Append the thresholds that are reached, then the petitions whose time is over."""
    at = clock.text(now)
    for petition in sorted(decided.touched):
        tally = decided.fold.tallies[petition]
        for k in sorted(filter(tally.is_passing, tally.goals)):
            decided.say(Entry("pass", petition, hour(now), k=k, n=tally.total, at=at))
    for petition, tally in sorted(decided.fold.tallies.items()):
        if may_close and closing_at(tally) <= at:
            decided.say(Entry("close", petition, hour(now), n=tally.total))


def closing_at(tally: Tally) -> str:
    """Return when `close` is due: confirmations made in time are in the log by then."""
    if tally.closed is not None or not tally.closes_at or tally.closes_at >= NEVER:
        return NEVER
    ends = clock.parse(tally.closes_at) + CONFIRM_AFTER_CLOSE + MAXIMUM_MERGE_DELAY
    return clock.text(ends)


def next_closing(fold: Fold) -> str:
    """Return when the next `close` is due."""
    return min(map(closing_at, fold.tallies.values()), default=NEVER)


def _on_time(fold: Fold, one: Wanted) -> Wanted:
    """Return a signature as it stands: `late` once its petition is closed."""
    tally = fold.tallies.get(one.entry.p)
    if tally is None or tally.closed is None:
        return one
    return wanted(one.entry._replace(t="late"), one.item)


def _keep_minimums(tally: Tally, one: Wanted) -> None:
    minimums = one.item.get("minimums") or {}
    tally.goals[one.entry.k] = Goal(one.entry.n, one.entry.m, minimums)


def _count_area(tally: Tally, item: table.Item, change: int) -> None:
    area = item.get("rg")
    if not area or not change:
        return
    tally.areas[area] = tally.areas.get(area, 0) + change
    if tally.areas[area] <= 0:
        del tally.areas[area]
