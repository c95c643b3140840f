"""Greedy budget votes: projects by votes, the most first, as long as the money lasts.

"greedy" passes over what no longer fits; "greedy_no_skip" ends at the first project that does not
fit; "greedy_threshold" considers only projects with enough votes.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import Any

from functions.polls.methods.ballots import Cast
from functions.polls.methods.plain import tallies
from functions.polls.methods.result import Outcome
from functions.polls.methods.rule import Rule
from functions.polls.methods.ties import TieBreak


def count(rule: Rule, cast: Cast, ties: TieBreak) -> Outcome:
    """Fund projects; `rounds` has each that was considered, and the money left after it."""
    counted = tallies(rule, cast)
    votes = {int(one.option): one.votes for one in counted if enough(rule, one.votes, cast.valid)}
    cost = {one.id: one.cost for one in rule.standing}
    left = rule.budget
    steps: list[dict[str, Any]] = []
    for option in ties.ranked(votes):
        fits = cost[option] <= left
        left -= cost[option] if fits else 0
        steps.append({"option": option, "votes": votes[option], "cost": cost[option]})
        steps[-1] |= {"funded": fits, "left": left}
        if not fits and rule.method == "greedy_no_skip":
            break
    funded = [step["option"] for step in steps if step["funded"]]
    _ties(rule, votes, funded, steps, ties)
    return Outcome(tuple(funded), counted, tuple(steps))


def enough(rule: Rule, votes: int, valid: int) -> bool:
    """Tell whether a project has the votes to be considered; exactly the least share is enough."""
    if votes < rule.least_votes:
        return False
    return rule.least_share is None or (valid > 0 and Fraction(votes, valid) >= rule.least_share)


def _ties(
    rule: Rule,
    votes: dict[int, int],
    funded: list[int],
    steps: list[dict[str, Any]],
    ties: TieBreak,
) -> None:
    """Tell the ties that decided: of those level some got money and some not, or all ended."""
    ended = steps[-1]["votes"] if steps and not steps[-1]["funded"] else None
    for level, group in groupby(ties.ranked(votes), key=votes.__getitem__):
        among = list(group)
        mixed = 0 < len(set(among) & set(funded)) < len(among)
        stopped = rule.method == "greedy_no_skip" and level == ended
        if len(among) > 1 and (mixed or stopped):
            ties.tell("votes", level, among)
