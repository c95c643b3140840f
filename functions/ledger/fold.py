"""The fold: what the log's entries add up to. Every published count is this and nothing else."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from functions.ledger.entries import OF_POLLS, Entry
from functions.ledger.poll_tally import PollTally
from functions.ledger.tally import CLASSES, Counts, FoldError, Tally

__all__ = ["Counts", "Fold", "FoldError", "Signature", "fold"]

_CHANGES = {
    "sign": Tally.sign,
    "late": Tally.late,
    "rule": Tally.note,
    "text": Tally.note,
    "goal": Tally.goal,
    "open": Tally.open,
    "extend": Tally.extend,
    "pass": Tally.pass_,
    "close": Tally.close,
}
# act -> (states it may find, state it leaves); a live signature is simply not listed
_ACTS = {
    "hold": ((None,), "held"),
    "drop": ((None, "held"), "dropped"),
    "back": (("held", "dropped"), None),
}


class Signature(NamedTuple):
    """Whose signature stands at an index: its petition and assurance class."""

    petition: int
    assurance: str


class Fold:
    """Entries applied one after another; an entry that cannot follow is refused.

    A reader of the whole log lets the fold remember whose signature stands at each index; the
    sequencer looks that up in the log and passes it along.
    """

    def __init__(self, *, remember: bool = True) -> None:
        self.tallies: dict[int, Tally] = {}
        self.polls: dict[int, PollTally] = {}
        self.ended: dict[int, str] = {}
        self._petitions = array("Q") if remember else None
        self._classes = bytearray()

    @property
    def counts(self) -> dict[int, Counts]:
        """Return the counts of every petition that has an entry."""
        return {petition: tally.counts() for petition, tally in sorted(self.tallies.items())}

    def apply(self, entry: Entry, signature: Signature | None = None) -> None:
        """Add one entry. Raises FoldError and then changes nothing."""
        if entry.t in OF_POLLS:
            poll = self.polls.get(entry.q) or PollTally()
            poll.apply(entry)
            self.polls[entry.q] = poll
        else:
            self._apply(entry, signature)
        if self._petitions is not None:
            self._petitions.append(entry.p if entry.t == "sign" else 0)
            self._classes.append(CLASSES.index(entry.a) if entry.t == "sign" else 0)

    def _apply(self, entry: Entry, signature: Signature | None) -> None:
        tally = self.tallies.get(entry.p) or Tally()
        if entry.t in _ACTS:
            self._act(tally, entry, signature or self.signature(entry.i))
        else:
            _CHANGES[entry.t](tally, entry)
        self.tallies[entry.p] = tally

    def is_signature(self, index: int) -> bool:
        """Tell whether a `sign` entry stands at an index."""
        known = self._petitions
        return known is not None and 0 <= index < len(known) and known[index] > 0

    def signature(self, index: int) -> Signature:
        """Return whose signature stands at an index. Raises FoldError if there is none."""
        if self._petitions is None or not self.is_signature(index):
            raise FoldError(f"no signature at {index}")
        return Signature(self._petitions[index], CLASSES[self._classes[index]])

    def _act(self, tally: Tally, entry: Entry, signature: Signature) -> None:
        before, (found, after) = self.ended.get(entry.i), _ACTS[entry.t]
        if signature.petition != entry.p or before not in found:
            raise FoldError(f"{entry.t} of a signature that is {before or 'live'}")
        tally.live[signature.assurance] += (after is None) - (before is None)
        self.ended.pop(entry.i, None)
        if after:
            self.ended[entry.i] = after


def fold(entries: Iterable[Entry]) -> Fold:
    """Return the fold of a whole log. Raises FoldError at the first entry that cannot follow."""
    made = Fold()
    for entry in entries:
        made.apply(entry)
    return made
