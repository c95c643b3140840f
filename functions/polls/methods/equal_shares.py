"""The method of equal shares (Peters, Pierczyński, Skowron 2021), with costs as utilities.

Every voter gets the same part of the budget. Again and again the project is bought that costs its
supporters least for what it is worth: each pays the same price, or all they have left if that is
less, and a project is worth its cost. So the project with the most *effective votes*, its cost
over the price, is next, until nothing can be paid for. With completion "add1" everybody's part is
then raised step by step, and the last result that the budget really affords is taken. PabuLib
names these rules equalshares, equalshares/add1 and, with the comparison, …-comparison.

Money is whole numbers over one common denominator, so the official count is exact. A preview
(`exact=False`) keeps that denominator fixed and rounds prices up.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd
from typing import Any, NamedTuple

from functions.polls.methods import greedy, plain
from functions.polls.methods.ballots import Cast
from functions.polls.methods.result import Outcome
from functions.polls.methods.rule import Rule
from functions.polls.methods.share import number
from functions.polls.methods.ties import TieBreak

PREVIEW = 2**32  # parts of one unit of money


class Purchase(NamedTuple):
    """A project bought, the most that a supporter paid, and what was as good."""

    option: int
    price: Fraction
    effective: Fraction
    level: tuple[int, ...]


class Market:
    """Who supports what, and what it costs."""

    def __init__(self, rule: Rule, cast: Cast, ties: TieBreak, exact: bool) -> None:
        self.ties, self.exact = ties, exact
        self.cost = {one.id: one.cost for one in rule.standing}
        self.weights = [group.weight for group in cast.groups]
        self.fans: dict[int, list[int]] = {one: [] for one in self.cost}
        for place, group in enumerate(cast.groups):
            for option in group.choice if isinstance(group.choice, list) else ():
                self.fans[option].append(place)
        self.voters = {one: sum(self.weights[k] for k in self.fans[one]) for one in self.cost}
        self.wanted = [one for one, cost in self.cost.items() if cost and self.voters[one]]

    def buy(self, each: Fraction) -> list[Purchase]:
        """Spend a budget of `each` for every voter."""
        unit = each.denominator if self.exact else PREVIEW
        money = [int(each * unit)] * len(self.weights)
        best = {one: Fraction(self.voters[one]) for one in self.wanted}
        bought: list[Purchase] = []
        while found := self._next(best, money, unit):
            option, (due, payers), level = found
            bought.append(Purchase(option, Fraction(due, payers * unit), best.pop(option), level))
            if self.exact:
                due, payers = due // gcd(due, payers), payers // gcd(due, payers)
                money, unit = [one * payers for one in money], unit * payers
            else:
                due = -(-due // payers)
            for fan in self.fans[option]:
                money[fan] -= min(money[fan], due)
        return bought

    def _next(
        self, best: dict[int, Fraction], money: list[int], unit: int
    ) -> tuple[int, tuple[int, int], tuple[int, ...]] | None:
        """Find the most effective votes. `best` holds what each project had last: it only falls."""
        most, level = Fraction(0), list[int]()
        price: dict[int, tuple[int, int]] = {}
        for option in sorted(best, key=lambda one: -float(best[one])):
            if best[option] < most:
                continue
            found = self._price(option, money, unit)
            if found is None:
                del best[option]
                continue
            price[option] = found
            best[option] = Fraction(self.cost[option] * unit * found[1], found[0])
            if best[option] > most:
                most, level = best[option], []
            if best[option] == most:
                level.append(option)
        if not level:
            return None
        first = self.ties.order(level)[0]
        return first, price[first], tuple(sorted(level))

    def _price(self, option: int, money: list[int], unit: int) -> tuple[int, int] | None:
        """Return what is due and among how many it is shared, once the poorer have paid all."""
        due, payers = self.cost[option] * unit, self.voters[option]
        purses = [(money[fan], self.weights[fan]) for fan in self.fans[option]]
        if min(purses)[0] * payers >= due:
            return due, payers
        for purse, weight in sorted(purses):
            if purse * payers >= due:
                return due, payers
            due, payers = due - purse * weight, payers - weight
        return None


def count(rule: Rule, cast: Cast, ties: TieBreak, exact: bool = True) -> Outcome:
    """Count; `rounds` begins with what everybody had, then has each purchase in order."""
    counted = plain.tallies(rule, cast)
    voters = cast.valid + cast.blank
    if not cast.groups:
        return Outcome((), counted)
    market = Market(rule, cast, ties, exact)
    each, steps, bought = _complete(rule, market, voters)
    won = [one.option for one in bought]
    for place, one in enumerate(bought, 1):
        if not set(one.level) <= set(won):
            ties.tell("purchase", place, one.level)
    rounds = [
        {"voters": voters, "each": number(each), "raised": steps},
        *_told(rule, market, bought),
    ]
    if rule.comparison:
        won, found = _compare(rule, cast, ties, won)
        rounds.append(found)
    return Outcome(tuple(won), counted, tuple(rounds))


def _complete(rule: Rule, market: Market, voters: int) -> tuple[Fraction, int, list[Purchase]]:
    """Raise everybody's part while the result is affordable and something is left to buy."""
    each, steps = Fraction(rule.budget, voters), 0
    bought = market.buy(each)
    while rule.completion == "add1" and len(bought) < len(market.wanted):
        higher = Fraction((rule.budget // voters // rule.step + steps + 1) * rule.step)
        more = market.buy(higher)
        if sum(market.cost[one.option] for one in more) > rule.budget:
            break
        each, steps, bought = higher, steps + 1, more
    return each, steps, bought


def _told(rule: Rule, market: Market, bought: list[Purchase]) -> Iterator[dict[str, Any]]:
    left = rule.budget
    for one in bought:
        left -= market.cost[one.option]
        told = {"price": number(one.price), "effective": number(one.effective), "left": left}
        yield {"option": one.option, "cost": market.cost[one.option], **told}


def _compare(
    rule: Rule, cast: Cast, ties: TieBreak, won: list[int]
) -> tuple[list[int], dict[str, Any]]:
    """Keep the greedy result if more voters find more of their projects in it."""
    rival = list(greedy.count(rule, cast, ties).winners)
    for_won = for_rival = 0
    for choice, weight in cast.groups:
        chosen = set(choice if isinstance(choice, list) else ())
        gain = len(chosen & set(won)) - len(chosen & set(rival))
        for_won += weight if gain > 0 else 0
        for_rival += weight if gain < 0 else 0
    kept = rival if for_rival > for_won else won
    told = {
        "equal_shares": for_won,
        "greedy": for_rival,
        "kept": "greedy" if kept is rival else "equal_shares",
    }
    return kept, {"comparison": told, "greedy_winners": rival}
