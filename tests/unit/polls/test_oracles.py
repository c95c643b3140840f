"""Counts against programs that others wrote, and against definitions taken word for word."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pyrankvote
import pytest
from pabulib.checker import Checker
from votelib.evaluate.sequential import TransferableVoteSelector

from functions.polls.methods import Rule, count
from tests.unit.polls import made

IDS = [1, 2, 3, 4, 5]
Ballots = list[tuple[Any, int]]


def rankings(chance: random.Random, least: int) -> Ballots:
    """Draw rankings of at least so many options, without equal places."""
    drawn = [
        (tuple(chance.sample(IDS, chance.randint(least, 5))), chance.randint(1, 40))
        for _ in range(12)
    ]
    return [(list(ranking), weight) for ranking, weight in dict(drawn).items()]


def elections(seed: int, number: int = 120, least: int = 1) -> list[Ballots]:
    chance = random.Random(seed)
    return [rankings(chance, least) for _ in range(number)]


def test_run_off_against_votelib() -> None:
    """On whole rankings: votelib goes round for ever when ballots are exhausted."""
    rule = Rule.parse({"method": "irv", "options": IDS})
    compared = 0
    for ballots in elections(1, least=5):
        found = count(rule, ballots)
        if found.ties:
            continue
        votes = {tuple(ranking): weight for ranking, weight in ballots}
        try:
            theirs = TransferableVoteSelector(quota_function="droop").evaluate(votes, 1)
        except NotImplementedError:  # it does not break ties
            continue
        compared += 1
        assert list(found.winners) == theirs, ballots

    assert compared > 80


def test_run_off_against_pyrankvote() -> None:
    rule = Rule.parse({"method": "irv", "options": IDS})
    people = {one: pyrankvote.Candidate(str(one)) for one in IDS}
    compared = 0
    for ballots in elections(2):
        found = count(rule, ballots)
        if found.ties:
            continue
        cast = [
            pyrankvote.Ballot(ranked_candidates=[people[one] for one in ranking])
            for ranking, weight in ballots
            for _ in range(weight)
        ]
        theirs = pyrankvote.instant_runoff_voting(list(people.values()), cast)
        compared += 1
        assert [str(one) for one in found.winners] == [one.name for one in theirs.get_winners()]

    assert compared > 80


def test_schulze_against_its_definition() -> None:
    rule = Rule.parse({"method": "schulze", "options": IDS, "winners": 5})
    for ballots in elections(3, 40):
        found = count(rule, ballots).rounds[0]
        strength = _every_path(ballots)
        for a, b in itertools.permutations(range(5), 2):
            assert found["paths"][a][b] == strength[a, b]
        places = {option: place for place, option in enumerate(found["order"])}
        for a, b in itertools.permutations(IDS, 2):
            if strength[a - 1, b - 1] > strength[b - 1, a - 1]:
                assert places[a] < places[b]


def _every_path(ballots: Ballots) -> dict[tuple[int, int], int]:
    """Try every path there is: the strongest by its weakest win."""
    wins = {
        (a, b): sum(weight for ranking, weight in ballots if _before(ranking, a + 1, b + 1))
        for a, b in itertools.permutations(range(5), 2)
    }
    links = {pair: votes if votes > wins[pair[::-1]] else 0 for pair, votes in wins.items()}
    return {
        (a, b): max(
            min(links[step] for step in itertools.pairwise((a, *middle, b)))
            for size in range(4)
            for middle in itertools.permutations({0, 1, 2, 3, 4} - {a, b}, size)
        )
        for a, b in links
    }


def _before(ranking: list[int], a: int, b: int) -> bool:
    return a in ranking and (b not in ranking or ranking.index(a) < ranking.index(b))


@pytest.mark.parametrize("completion", ["none", "add1"])
@pytest.mark.parametrize("comparison", [False, True])
def test_equal_shares_against_the_checker_of_pabulib(completion: str, comparison: bool) -> None:
    chance = random.Random(5)
    compared = 0
    for _ in range(60):
        rule = _budget_rule(chance, completion, comparison)
        ballots = [one for one in made.ballots(chance, rule, 40) if one[0] and _fits(one[0])]
        found = count(rule, ballots)
        every = {one.id for one in rule.options if any(one.id in ballot for ballot, _ in ballots)}
        if not ballots or found.ties or every <= set(found.winners):
            continue  # their add-one goes on for ever when everything is bought
        compared += 1
        assert sorted(map(str, found.winners)) == _by_checker(rule, ballots), (rule, ballots)

    assert compared > 20


def _budget_rule(chance: random.Random, completion: str, comparison: bool) -> Rule:
    costs = chance.sample(range(20, 400), 6)
    options = [{"id": number, "cost": cost} for number, cost in enumerate(costs, 1)]
    fields = {"method": "equal_shares", "options": options, "budget": chance.randint(300, 700)}
    return Rule.parse(fields | {"completion": completion, "comparison": comparison})


def _fits(choice: Any) -> bool:
    return isinstance(choice, list) and choice != [99] and len(set(choice)) == len(choice)


def _by_checker(rule: Rule, ballots: Ballots) -> list[str]:
    checker = Checker()
    checker.meta = {"budget": str(rule.budget)}
    checker.projects = {str(one.id): {"cost": str(one.cost)} for one in rule.options}
    cast = [choice for choice, weight in ballots for _ in range(weight)]
    checker.votes = {str(n): {"vote": ",".join(map(str, one))} for n, one in enumerate(cast)}
    won = checker._compute_equalshares_winners(add1=rule.completion == "add1")
    if rule.comparison:
        costs = {str(one.id): one.cost for one in rule.options}
        approvers = checker._build_approval_approvers()
        won = checker._apply_equalshares_comparison_step(won, costs, approvers)
    return sorted(won)


def test_a_preview_of_equal_shares_says_that_it_is_one_and_mostly_agrees() -> None:
    chance = random.Random(6)
    same = 0
    for _ in range(40):
        rule = _budget_rule(chance, "add1", False)
        ballots = made.ballots(chance, rule, 40)
        rough = count(rule, ballots, exact=False)
        assert not rough.exact
        assert rough.spent <= rule.budget
        same += rough.winners == count(rule, ballots).winners

    assert same >= 38
