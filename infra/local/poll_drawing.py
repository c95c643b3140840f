"""Ballots of example votes, drawn so that liked options get more; never used for a real vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from functions.polls.methods import choice as checks
from functions.polls.methods.choice import STANCES, Choice
from functions.polls.methods.rule import Rule
from infra.local.poll_examples import Ballots

BLANK = 0.02  # so many hand in a blank ballot
STOP = 0.25  # so many stop after each option they name


def choices(rule: Rule, ballots: Ballots, random: Random) -> list[Choice]:
    """Return every voter's choice, in no order."""
    if ballots.cast:
        made = [checks.check(rule, said) for said, weight in ballots.cast for _ in range(weight)]
        random.shuffle(made)
        return made
    return [one(rule, ballots, random) for _ in range(ballots.voters)]


def one(rule: Rule, ballots: Ballots, random: Random) -> Choice:
    """Return a choice by how liked the options are."""
    if ballots.cast:
        said = random.choices([said for said, _ in ballots.cast])[0]
        return checks.check(rule, said)
    if random.random() < BLANK:
        return None
    lean, numbers = ballots.lean, [option.id for option in rule.options]
    if rule.kind == "stance":
        return str(random.choices(STANCES, lean)[0])
    if rule.kind == "one":
        return int(random.choices(numbers, lean)[0])
    if rule.kind == "scores":
        return checks.check(rule, dict(_scores(rule, numbers, lean, random)))
    order = list(_liked(numbers, lean, random))
    most = rule.max_choices or len(order)
    named = [order[0], *_until_bored(order[1:most], random)]
    return checks.check(rule, _fitting(rule, named))


def _liked(numbers: Sequence[int], lean: Sequence[float], random: Random) -> Iterator[int]:
    """Yield all options, liked ones earlier."""
    left = dict(zip(numbers, lean, strict=True))
    while left:
        chosen = random.choices(list(left), list(left.values()))[0]
        del left[chosen]
        yield chosen


def _until_bored(order: Sequence[int], random: Random) -> Iterator[int]:
    for number in order:
        if random.random() < STOP:
            return
        yield number


def _fitting(rule: Rule, named: Sequence[int]) -> Any:
    """Leave out what goes beyond the budget, where a ballot must keep within it."""
    if not rule.budget or rule.ballot != "knapsack":
        return list(named)
    cost, kept, left = {o.id: o.cost for o in rule.options}, list[int](), rule.budget
    for number in named:
        if cost[number] <= left:
            kept.append(number)
            left -= cost[number]
    return kept


def _scores(
    rule: Rule, numbers: Sequence[int], lean: Sequence[float], random: Random
) -> Iterator[tuple[str, int]]:
    """Yield marks around how liked an option is, or points dealt out one by one."""
    if rule.method == "points":
        dealt = random.choices(numbers, lean, k=rule.points)
        yield from ((str(number), dealt.count(number)) for number in numbers)
        return
    low, high = rule.scale
    for number, liked in zip(numbers, lean, strict=True):
        if random.random() > STOP / 2:
            yield str(number), min(high, max(low, round(random.gauss(liked, 1))))
