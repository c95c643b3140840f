"""The rule of a poll: everything that decides who wins, as it is sealed before the vote opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from types import MappingProxyType
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


# Why a rule cannot be, by its code; the words of the desk are `errors.field.rule_<code>`.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "no such field",
        "missing": "missing",
        "needs_least": "greedy_threshold needs it or least_share",
        "not_true_or_false": "must be true or false",
        "not_a_choice": "must be one of {known}",
        "not_whole": "must be a whole number",
        "out_of_range": "must be from {least} to {most}",
        "not_a_share": 'must be a share such as "70", "66 2/3" or "1/2"',
        "not_a_list": "must be a list",
        "twice": "the same number twice",
        "scale_ends": "must be the lowest and the highest mark",
        "scale_order": "the lowest mark must be below the highest",
        "no_options": "none in a vote for or against",
        "not_an_option": "must be among the options",
        "below_least": "must not be below min_choices",
        "one_winner": "{method} has one winner",
        "no_threshold": "not for {method}",
        "only_for_against": "for_against is for a vote for or against",
        "other_ballot": "equal shares counts approval and knapsack ballots",
        "not_countable": "the ballots of this file cannot be counted by {method}",
        "budget_decides": "the budget decides how many win by {method}",
        "no_budget": "PabuLib is for budget votes",
    }
)


class RuleError(ValueError):
    """A rule that cannot be: `field` names what is wrong, `code` of REASONS and `params` say why.

    The text of the error is English, for the command line.
    """

    def __init__(self, field: str, code: str, **params: str | int) -> None:
        super().__init__(f"{field}: {REASONS[code].format_map(params)}")
        self.field, self.code, self.params = field, code, params


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
