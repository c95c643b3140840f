"""One poll's state as the log tells it: its seal, its ballots by class, and its end.

The log says that a ballot was cast and never what it says.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from functions.ledger.entries import Entry
from functions.ledger.tally import CLASSES, FoldError


@dataclass(slots=True)
class PollTally:
    """Voters by assurance class, ballots that changed an earlier one, and the count's ballots.

    Every method raises FoldError and changes nothing if its entry cannot follow.
    """

    live: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLASSES, 0))
    changed: int = 0
    sealed: str = ""
    ballots: str = ""
    tallied: int | None = None

    @property
    def total(self) -> int:
        """How many voted."""
        return sum(self.live.values())

    def apply(self, entry: Entry) -> None:
        """Add an entry of this poll."""
        {"seal": self.seal, "vote": self.vote, "tally": self.tally}[entry.t](entry)

    def told(self) -> dict[str, int]:
        """Return the counts as they are published."""
        return self.live | {"changed": self.changed}

    def seal(self, entry: Entry) -> None:
        _require(not self.sealed, "it is sealed once")
        self.sealed = entry.d

    def vote(self, entry: Entry) -> None:
        _require(bool(self.sealed), "a vote before the rule was sealed")
        _require(self.tallied is None, "a vote after the count")
        if entry.n == 1:
            self.live[entry.a] += 1
        else:  # it may be logged before the one that it changes, which the index showed late
            self.changed += 1

    def tally(self, entry: Entry) -> None:
        _require(bool(self.sealed) and self.tallied is None, "only what is sealed is counted, once")
        _require(self.total == entry.n, "counted with another number of voters")
        self.tallied, self.ballots = entry.n, entry.d


def _require(holds: bool, why: str) -> None:
    if not holds:
        raise FoldError(why)
