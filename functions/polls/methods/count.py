"""The count: ballots and a rule in, the result out. Pure: the same on every machine and day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from functions.polls.methods import ballots as gathering
from functions.polls.methods import equal_shares, greedy, irv, plain
from functions.polls.methods.ballots import Cast
from functions.polls.methods.result import Outcome, Result
from functions.polls.methods.rule import GREEDY, Rule
from functions.polls.methods.ties import TieBreak

Method = Callable[[Rule, Cast, TieBreak], Outcome]


def count(
    rule: Rule, ballots: Iterable[tuple[object, int]], seed: bytes = b"", exact: bool = True
) -> Result:
    """Count ballots, each a choice and how many times it was cast.

    The seed matters only where the rule breaks ties by lot. With `exact=False` equal shares is
    counted roughly, for a preview. Raises ValueError for a weight that is not a whole number.
    """
    cast = gathering.gather(rule, ballots)
    ties = TieBreak(rule, seed)
    found = _method(rule, exact)(rule, cast, ties)
    met = cast.valid + cast.blank >= rule.quorum
    total = cast.valid + cast.blank + cast.invalid
    cost = {one.id: one.cost for one in rule.options}
    return Result(
        method=rule.method,
        winners=found.winners,
        tallies=found.tallies,
        rounds=found.rounds,
        ties=tuple(ties.ties),
        cast=total,
        valid=cast.valid,
        blank=cast.blank,
        invalid=cast.invalid,
        turnout=Fraction(total, rule.electorate) if rule.electorate else None,
        quorum_met=met,
        share=found.share,
        passed=met and (bool(found.winners) if found.passed is None else found.passed),
        spent=sum(cost[one] for one in found.winners),
        exact=exact or rule.method != "equal_shares",
    )


def _method(rule: Rule, exact: bool) -> Method:
    if rule.method == "for_against":
        return lambda rule, cast, _: plain.for_against(rule, cast)
    if rule.method == "irv":
        return irv.count
    if rule.method == "schulze":
        from functions.polls.methods import schulze  # noqa: PLC0415  it alone needs votelib

        return schulze.count
    if rule.method in GREEDY:
        return greedy.count
    if rule.method == "equal_shares":
        return lambda rule, cast, ties: equal_shares.count(rule, cast, ties, exact)
    return plain.most
