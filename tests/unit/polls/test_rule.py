"""Rules: what they may be, and that a sealed rule reads back as itself."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any

import pytest

from functions.polls.methods import Rule, RuleError, share
from tests.unit.polls import made

GREEDY: dict[str, Any] = {
    "method": "greedy",
    "options": [{"id": 1, "cost": 10}, {"id": 2, "cost": 20}],
    "budget": 25,
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("70", Fraction(7, 10)),
        ("70%", Fraction(7, 10)),
        (" 70 % ", Fraction(7, 10)),
        ("66 2/3", Fraction(2, 3)),
        ("66 2/3 %", Fraction(2, 3)),
        ("66.6", Fraction(333, 500)),
        ("1/2", Fraction(1, 2)),
        ("1/2 %", Fraction(1, 200)),
        ("100", Fraction(1)),
        ("0", Fraction(0)),
    ],
)
def test_a_share(text: str, wanted: Fraction) -> None:
    assert share.parse(text) == wanted
    assert share.parse(share.text(wanted)) == wanted


@pytest.mark.parametrize(
    "text", ["", "%", "101", "662/3", "1/2 70", "3/2", "1/0", "-5", "7e1", "66.6 2/3", "٧٠", "a"]
)
def test_not_a_share(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        share.parse(text)


def test_a_rule_reads_back() -> None:
    chance = random.Random(4)
    for _ in range(300):
        rule = made.rule(chance)

        assert Rule.parse(json.loads(json.dumps(rule.to_dict()))) == rule


def test_more_for_than_against_is_the_default() -> None:
    rule = Rule.parse({"method": "for_against"})

    assert (rule.threshold, rule.strict, rule.threshold_of) == (
        Fraction(1, 2),
        True,
        "for_against",
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"method": "dictator"}, "method"),
        ({"colour": 1}, "colour"),
        ({"options": []}, "options"),
        ({"options": [1, 1]}, "options"),
        ({"options": [0]}, "options"),
        ({"options": [{"id": 1, "cost": -1}]}, "options"),
        ({"options": [True]}, "options"),
        ({"budget": 0}, "budget"),
        ({"budget": 1.5}, "budget"),
        ({"budget": 10**16}, "budget"),
        ({"method": "irv", "winners": 2}, "winners"),
        ({"method": "schulze", "winners": 0}, "winners"),
        ({"method": "points"}, "points"),
        ({"method": "rating", "scale": [5, 5]}, "scale"),
        ({"method": "rating", "scale": [1]}, "scale"),
        ({"threshold": "70"}, "threshold"),
        ({"method": "single", "threshold": 70}, "threshold"),
        ({"method": "single", "threshold": "70", "threshold_of": "for_against"}, "threshold_of"),
        ({"method": "single", "threshold": "70", "threshold_of": "electorate"}, "electorate"),
        ({"min_choices": 3, "max_choices": 2}, "max_choices"),
        ({"method": "greedy_threshold"}, "least_votes"),
        ({"method": "greedy_threshold", "least_votes": 0}, "least_votes"),
        ({"method": "equal_shares", "ballot": "cumulative"}, "ballot"),
        ({"tie_break": "fate"}, "tie_break"),
        ({"strict": "yes"}, "strict"),
        ({"withdrawn": [3]}, "withdrawn"),
        ({"method": "for_against"}, "options"),
    ],
)
def test_a_rule_that_cannot_be(change: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleError) as caught:
        Rule.parse(GREEDY | change)

    assert caught.value.field == field


def test_a_rule_has_a_method() -> None:
    with pytest.raises(RuleError) as caught:
        Rule.parse({})

    assert caught.value.field == "method"
