"""The rule of a poll: everything that decides who wins, as it is sealed before the vote opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, NamedTuple

from functions.polls.methods import share

PLAIN = ("for_against", "single", "multiple", "approval", "rating", "points")
RANKED = ("irv", "schulze")
GREEDY = ("greedy", "greedy_no_skip", "greedy_threshold")
BUDGET = (*GREEDY, "equal_shares")
METHODS = (*PLAIN, *RANKED, *BUDGET)
BALLOTS = ("approval", "knapsack", "cumulative", "scoring", "ordinal")
TIE_BREAKS = ("order", "cost", "lot")
WITH_THRESHOLD = ("for_against", "single", "multiple", "approval")


class RuleError(ValueError):
    """A rule that cannot be: `field` names what is wrong, `reason` says why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


class Option(NamedTuple):
    """What can be voted for; the cost counts in budget votes, in whole units of money."""

    id: int
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A method and its parameters; `parse` checks them.

    `max_choices`, `points` and `electorate` are without limit, or not known, when 0. `threshold` is
    the share to reach, or with `strict` to exceed, out of `threshold_of`. `quorum` is the least
    number of ballots. In budget votes `ballot` says what a ballot holds, `least_votes` and
    `least_share` what a project must have to be considered; `completion`, `comparison` and `step`
    belong to equal shares: raise everybody's part, in multiples of `step`, while the result is
    affordable; then keep the greedy result if more voters would rather have it. Ballots may name
    `withdrawn` options; the count passes over them.
    """

    method: str
    options: tuple[Option, ...] = ()
    winners: int = 1
    budget: int = 0
    ballot: str = "approval"
    min_choices: int = 1
    max_choices: int = 0
    scale: tuple[int, int] = (1, 5)
    points: int = 0
    threshold: Fraction | None = None
    strict: bool = False
    threshold_of: str = "valid"
    quorum: int = 0
    electorate: int = 0
    least_votes: int = 1
    least_share: Fraction | None = None
    completion: str = "add1"
    comparison: bool = False
    step: int = 1
    tie_break: str = "order"
    withdrawn: tuple[int, ...] = ()

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> Rule:
        """Read a rule from JSON; RuleError names the first field that is wrong."""
        from functions.polls.methods import rule_parts  # noqa: PLC0415  it reads into this class

        return rule_parts.parse(data)

    def to_dict(self) -> dict[str, Any]:
        """Return the rule as JSON holds it, every field written out; `parse` reads it back."""
        found: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        found["options"] = [{"id": one.id, "cost": one.cost} for one in self.options]
        for name in ("threshold", "least_share"):
            found[name] = share.text(found[name]) if found[name] is not None else None
        return found | {"scale": list(self.scale), "withdrawn": list(self.withdrawn)}

    @property
    def standing(self) -> tuple[Option, ...]:
        """The options that can win."""
        return tuple(one for one in self.options if one.id not in self.withdrawn)

    @property
    def kind(self) -> str:
        """What a ballot is: stance, one, set, scores or ranking."""
        if self.method in BUDGET:
            of = {"cumulative": "scores", "scoring": "scores", "ordinal": "ranking"}
            return of.get(self.ballot, "set")
        if self.method in RANKED:
            return "ranking"
        of = {"for_against": "stance", "single": "one", "rating": "scores", "points": "scores"}
        return of.get(self.method, "set")
