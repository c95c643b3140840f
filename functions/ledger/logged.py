"""The whole public log in memory, to compare with the table of signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from functions.ledger import asked, entries
from functions.ledger.asked import Act, Wanted
from functions.ledger.entries import Subject, leaf_hash
from functions.ledger.fold import Fold

MARK_BYTES = 16


@dataclass
class Logged:
    """Which leaves are in the log and where, by petition or poll; about 150 bytes for each.

    `closed_in` is the hour in which a petition was closed, or a poll counted.
    """

    fold: Fold = field(default_factory=Fold)
    size: int = 0
    indexes: dict[Subject, dict[bytes, int]] = field(default_factory=dict)
    closed_in: dict[Subject, str] = field(default_factory=dict)

    def index(self, subject: Subject, leaf: bytes) -> int | None:
        """Return where a leaf lies, given its hash, or None."""
        return self.indexes.get(subject, {}).get(leaf[:MARK_BYTES])

    def is_signature(self, index: int) -> bool:
        """Tell whether a signature stands at an index; a late one is none."""
        return self.fold.is_signature(index)

    def is_live(self, index: int | None) -> bool:
        """Tell whether the entry at an index is a signature that counts."""
        return index is not None and self.is_signature(index) and index not in self.fold.ended

    def find(self, one: Wanted) -> int | None:
        """Return where what an item asks for lies; a signature may have become a late one."""
        index = self.index(one.entry.subject, one.hash)
        if index is None and one.entry.t == "sign":
            late = asked.wanted(one.entry._replace(t="late"), one.item)
            index = self.index(one.entry.subject, late.hash)
        return index

    def find_act(self, act: Act, index: int) -> int | None:
        """Return where what is asked about the signature at an index lies."""
        entry = asked.act_entry(act.item, index)
        return self.index(entry.subject, asked.wanted(entry, act.item).hash)


def load(leaves: Iterable[bytes]) -> Logged:
    """Read a whole log. Raises EntryError or FoldError if it is not valid."""
    found = Logged()
    for leaf in leaves:
        entry = entries.decode(leaf)
        found.fold.apply(entry)
        found.indexes.setdefault(entry.subject, {})[leaf_hash(leaf)[:MARK_BYTES]] = found.size
        if entry.t in ("close", "tally"):
            found.closed_in[entry.subject] = entry.h
        found.size += 1
    return found
