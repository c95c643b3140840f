"""Shares, quorums and ties at their very edges."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import Any

import pytest

from functions.polls.methods import Result, Rule, count

SEED = b"example seed"


def stances(yes: int, no: int, abstain: int = 0, blank: int = 0) -> list[tuple[Any, int]]:
    given = (("for", yes), ("against", no), ("abstain", abstain), (None, blank))
    return [(stance, number) for stance, number in given if number]


def asked(ballots: list[tuple[Any, int]], **fields: Any) -> Result:
    return count(Rule.parse({"method": "for_against"} | fields), ballots)


@pytest.mark.parametrize(
    ("yes", "no", "strict", "passed"),
    [
        (70, 30, True, False),
        (70, 30, False, True),
        (7 * 10**11, 3 * 10**11, True, False),
        (7 * 10**11 - 1, 3 * 10**11 + 1, False, False),
        (7 * 10**11 + 1, 3 * 10**11 - 1, True, True),
        (71, 29, True, True),
        (69, 31, False, False),
    ],
)
def test_exactly_seventy_per_cent(yes: int, no: int, strict: bool, passed: bool) -> None:
    found = asked(stances(yes, no), threshold="70", strict=strict)

    assert found.passed is passed
    assert found.share == Fraction(yes, yes + no)


@pytest.mark.parametrize(
    ("of", "share"),
    [("valid", Fraction(6, 10)), ("for_against", Fraction(6, 8)), ("electorate", Fraction(6, 50))],
)
def test_what_a_share_is_of(of: str, share: Fraction) -> None:
    found = asked(stances(6, 2, 2, 5), threshold="1/2", threshold_of=of, electorate=50)

    assert found.share == share
    assert found.passed is (share >= Fraction(1, 2))
    assert (found.cast, found.valid, found.blank) == (15, 10, 5)
    assert found.turnout == Fraction(3, 10)


def test_as_many_for_as_against_is_not_a_majority() -> None:
    assert not asked(stances(5, 5)).passed
    assert asked(stances(5, 4, abstain=50)).passed
    assert not asked([]).passed


@pytest.mark.parametrize(("ballots", "met"), [(99, False), (100, True)])
def test_the_quorum_counts_blank_ballots_and_not_those_that_do_not_fit(
    ballots: int, met: bool
) -> None:
    found = asked([*stances(ballots - 10, 0, blank=10), ("both", 50)], quorum=100)

    assert (found.quorum_met, found.passed, found.invalid) == (met, met, 50)


def test_a_winner_below_the_threshold_is_none() -> None:
    fields = {"method": "single", "options": [1, 2, 3], "threshold": "50", "strict": True}
    rule = Rule.parse(fields)

    assert count(rule, [(1, 5), (2, 3), (3, 2)]).winners == ()
    assert count(rule, [(1, 6), (2, 3), (3, 2)]).winners == (1,)
    assert not count(rule, [(1, 5), (2, 3), (3, 2)]).passed


def test_an_option_without_votes_does_not_win() -> None:
    rule = Rule.parse({"method": "multiple", "options": [1, 2, 3], "winners": 3})

    assert count(rule, [([2], 1)]).winners == (2,)


@pytest.mark.parametrize(("by", "winners"), [("order", (3, 1)), ("cost", (2, 1)), ("lot", None)])
def test_a_tie_is_broken_as_the_rule_says_and_told(
    by: str, winners: tuple[int, ...] | None
) -> None:
    options = [{"id": 3, "cost": 9}, {"id": 1, "cost": 5}, {"id": 2, "cost": 1}]
    fields = {"method": "approval", "options": options, "winners": 2, "tie_break": by}
    found = count(Rule.parse(fields), [([1, 2, 3], 4)], SEED)
    lots = {one: hashlib.sha256(SEED + b"dauys lot%d" % one).hexdigest() for one in (1, 2, 3)}

    drawn = tuple(sorted(lots, key=lots.__getitem__))
    assert found.winners == (winners or drawn[:2])
    [tie] = found.ties
    assert (tie.where, tie.at, tie.among, tie.by) == ("winners", 2, (1, 2, 3), by)
    assert tie.order[:2] == found.winners


def test_a_tie_that_decides_nothing_is_not_told() -> None:
    rule = Rule.parse({"method": "approval", "options": [1, 2, 3], "winners": 2})

    assert count(rule, [([1, 2], 4), ([3], 1)]).ties == ()


def test_the_order_of_ballots_does_not_matter() -> None:
    rule = Rule.parse({"method": "schulze", "options": [1, 2, 3], "winners": 2})
    ballots: list[tuple[Any, int]] = [([1, [3, 2]], 2), ([2, 1], 1), ([1, [2, 3]], 1), ([3], 2)]

    assert count(rule, ballots).to_json() == count(rule, reversed(ballots)).to_json()


def test_a_rating_gives_the_lowest_mark_where_there_is_none() -> None:
    rule = Rule.parse({"method": "rating", "options": [1, 2], "scale": [1, 5]})
    found = count(rule, [({"1": 5}, 1), ({"1": 1, "2": 4}, 2)])

    assert [(one.votes, one.ballots) for one in found.tallies] == [(7, 3), (9, 2)]
    assert found.winners == (2,)


def test_a_withdrawn_option_is_passed_over() -> None:
    rule = Rule.parse({"method": "irv", "options": [1, 2, 3], "withdrawn": [1]})
    found = count(rule, [([1, 2], 5), ([3], 4), ([1], 7), ([[1, 3], 2], 2)])

    assert found.winners == (3,)
    assert json.loads(found.to_json())["rounds"][0] == {
        "votes": [{"option": 2, "votes": 5}, {"option": 3, "votes": 6}],
        "exhausted": 7,
        "out": None,
    }


@pytest.mark.parametrize("weight", [0, -1, 1.0, True, 10**13])
def test_a_weight_is_a_whole_number(weight: Any) -> None:
    with pytest.raises(ValueError, match="cannot count"):
        count(Rule.parse({"method": "for_against"}), [("for", weight)])
