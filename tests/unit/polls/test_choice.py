"""Ballots: which fit the rule, and one text for one ballot."""

from __future__ import annotations

from typing import Any

import pytest

from functions.polls.methods import ChoiceError, Rule, check

OPTIONS = [{"id": 1, "cost": 10}, {"id": 2, "cost": 20}, {"id": 3, "cost": 30}, {"id": 4}]
RULES: dict[str, dict[str, Any]] = {
    "stance": {"method": "for_against", "options": []},
    "one": {"method": "single"},
    "several": {"method": "multiple", "winners": 2, "min_choices": 2, "max_choices": 3},
    "rating": {"method": "rating", "scale": [0, 5]},
    "points": {"method": "points", "points": 10},
    "ranking": {"method": "irv"},
    "knapsack": {"method": "greedy", "ballot": "knapsack", "budget": 30},
    "ordinal": {"method": "greedy", "ballot": "ordinal", "budget": 30},
    "cumulative": {"method": "greedy", "ballot": "cumulative", "budget": 30, "points": 5},
}


def rule(name: str) -> Rule:
    return Rule.parse({"options": OPTIONS} | RULES[name])


@pytest.mark.parametrize(
    ("name", "choice", "wanted"),
    [
        ("stance", "abstain", "abstain"),
        ("one", 3, 3),
        ("several", [3, 1], [1, 3]),
        ("rating", {"3": 0, "1": 5}, {"1": 5, "3": 0}),
        ("points", {"3": 4, "1": 6, "2": 0}, {"1": 6, "3": 4}),
        ("points", {"3": 0}, None),
        ("ranking", [3, 1], [3, 1]),
        ("ranking", [[2, 1], [3]], [[1, 2], 3]),
        ("ranking", [[], [3]], [3]),
        ("knapsack", [2, 1], [1, 2]),
        ("ordinal", [3, 1], [3, 1]),
        ("cumulative", {"1": 5}, {"1": 5}),
        *((name, blank, None) for name in RULES for blank in (None, [], {}, "")),
    ],
)
def test_the_canonical_form(name: str, choice: Any, wanted: Any) -> None:
    found = check(rule(name), choice)

    assert found == wanted
    assert check(rule(name), found) == found
    if isinstance(wanted, dict):
        assert list(found or ()) == list(wanted)


@pytest.mark.parametrize(
    ("name", "choice", "code"),
    [
        ("stance", "maybe", "malformed"),
        ("stance", ["for"], "malformed"),
        ("one", [1], "malformed"),
        ("one", True, "malformed"),
        ("one", "1", "malformed"),
        ("one", 5, "unknown"),
        ("several", [1], "too_few"),
        ("several", [1, 2, 3, 4], "too_many"),
        ("several", [1, 1], "repeated"),
        ("several", {"1": 1}, "malformed"),
        ("rating", {"1": 6}, "out_of_scale"),
        ("rating", {"1": -1}, "out_of_scale"),
        ("rating", {"1": 1.0}, "malformed"),
        ("rating", {"01": 1}, "malformed"),
        ("rating", {"٣": 1}, "malformed"),
        ("rating", [1], "malformed"),
        ("rating", {"9": 1}, "unknown"),
        ("points", {"1": 6, "2": 5}, "over_points"),
        ("points", {"1": -1, "2": 5}, "out_of_scale"),
        ("ranking", [[1, 2], 1], "repeated"),
        ("ranking", [[[1]]], "malformed"),
        ("knapsack", [1, 3], "over_budget"),
        ("ordinal", [[1, 2]], "malformed"),
        ("cumulative", {"1": 6}, "over_points"),
    ],
)
def test_a_ballot_that_does_not_fit(name: str, choice: Any, code: str) -> None:
    with pytest.raises(ChoiceError) as caught:
        check(rule(name), choice)

    assert caught.value.code == code
