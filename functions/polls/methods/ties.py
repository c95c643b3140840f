"""Ties: broken by the order that the rule names, and told.

"order" prefers what is listed first; "cost" what is cheaper, then what is listed first; "lot" what
has the lower SHA-256 of seed, the words "dauys lot" and its number, so that anyone who knows the
published seed draws the same lot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from functions.polls.methods.rule import Option, Rule


class Tie(NamedTuple):
    """Where options were level and it mattered; `order` begins with the preferred one."""

    where: str
    at: int
    among: tuple[int, ...]
    order: tuple[int, ...]
    by: str


def draw(seed: bytes, option: int) -> str:
    """Return what an option draws in the lot, as hexadecimal text; the lowest is preferred."""
    return hashlib.sha256(seed + b"dauys lot" + str(option).encode()).hexdigest()


class TieBreak:
    """The order of preference among level options, and the ties it decided."""

    def __init__(self, rule: Rule, seed: bytes) -> None:
        self.by = rule.tie_break
        self.ties: list[Tie] = []
        key: dict[str, Any] = {
            "order": lambda _: 0,
            "cost": lambda one: one.cost,
            "lot": lambda one: draw(seed, one.id),
        }
        preferred: list[Option] = sorted(rule.options, key=key[self.by])
        self.rank = {one.id: place for place, one in enumerate(preferred)}

    def order(self, options: Iterable[int]) -> list[int]:
        """Return options with the preferred one first."""
        return sorted(options, key=self.rank.__getitem__)

    def ranked(self, votes: dict[int, int]) -> list[int]:
        """Return options by votes, the most first; level ones by preference."""
        return sorted(votes, key=lambda one: (-votes[one], self.rank[one]))

    def tell(self, where: str, at: int, among: Iterable[int]) -> None:
        """Note that options were level at a place where that decided something."""
        level = sorted(among)
        self.ties.append(Tie(where, at, tuple(level), tuple(self.order(level)), self.by))
