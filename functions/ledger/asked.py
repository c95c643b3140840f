"""What the items of the inbox ask for, sorted by kind; one that is no entry holds up no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from functions.ledger import entries
from functions.ledger.entries import Entry, EntryError
from functions.shared import table

FIRST = {"rule": 0, "text": 1, "goal": 2, "open": 3, "extend": 4, "seal": 5, "tally": 6}
ACTS = ("drop", "hold", "back")


class Wanted(NamedTuple):
    """An entry that an item asks for, its leaf, and the item."""

    hash: bytes
    leaf: bytes
    entry: Entry
    item: table.Item


class Act(NamedTuple):
    """A request about a signature: `about` is the signature's own entry."""

    item: table.Item
    about: Wanted


@dataclass
class Asked:
    """The inbox by kind, and the reasons of what was refused; ballots are among the signatures."""

    first: list[Wanted] = field(default_factory=list)
    signatures: list[Wanted] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def sort(items: Iterable[table.Item]) -> Asked:
    """Sort items by kind; signatures' own items and requests look different, and say the same."""
    asked = Asked()
    for item in items:
        try:
            _place(asked, item)
        except (EntryError, KeyError, TypeError):
            asked.refused["malformed"] += 1
    asked.first.sort(key=lambda one: (FIRST[one.entry.t], one.hash))
    asked.acts.sort(key=lambda one: (one.item["at"], one.item["c"]))
    return asked


def wanted(entry: Entry, item: table.Item) -> Wanted:
    """Return an entry with its leaf. Raises EntryError."""
    leaf = entries.encode(entry)
    return Wanted(entries.leaf_hash(leaf), leaf, entry, item)


def signature(petition: int, item: table.Item) -> Wanted:
    """Return the entry of a signature, from its item or from a request about it."""
    return wanted(Entry("sign", petition, item["at"][:13], item["a"], item["c"]), item)


def vote(item: table.Item) -> Wanted:
    """Return the entry of a ballot, from its item."""
    told = Entry("vote", 0, item["at"][:13], item["a"], item["c"], n=item["n"], q=item["q"])
    return wanted(told, item)


def act_entry(item: table.Item, index: int) -> Entry:
    """Return the entry that a request about a signature becomes, once its index is known."""
    return Entry(**item["e"], i=index)


def _place(asked: Asked, item: table.Item) -> None:
    if "e" not in item:
        is_ballot = item.get("q", 0) > 0
        asked.signatures.append(vote(item) if is_ballot else signature(item["p"], item))
        return
    kind = item["e"]["t"]
    if any(item["e"].get(name, 0) != item.get(name, 0) for name in ("p", "q")):
        raise EntryError("asks for another petition or poll")
    if kind in ACTS:
        entries.encode(act_entry(item, 0))
        asked.acts.append(Act(item, signature(item["p"], item["s"])))
    elif kind == "sign":
        asked.signatures.append(wanted(Entry(**item["e"]), item))
    elif kind in FIRST:
        asked.first.append(wanted(Entry(**item["e"]), item))
    else:
        raise EntryError("only the sequencer says that")
