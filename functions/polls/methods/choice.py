"""What one ballot says: checked, and written so that the same ballot is always the same text."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from functions.polls.methods.rule import Option, Rule

Choice = None | str | int | list[Any] | dict[str, int]
LARGEST = 10**15  # of a mark
STANCES = ("for", "against", "abstain")


class ChoiceError(ValueError):
    """A ballot that does not fit the rule: malformed, unknown, repeated, too_few, too_many,
    over_budget, out_of_scale or over_points."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check(rule: Rule, choice: object) -> Choice:
    """Return the ballot in its canonical form, None for a blank one; raises ChoiceError."""
    if choice is None or choice in ([], {}, ""):
        return None
    if rule.kind == "stance":
        return _stance(choice)
    if rule.kind == "one":
        return _known(_costs(rule.options), choice)
    found = {"set": _set, "scores": _scores, "ranking": _ranking}[rule.kind](rule, choice)
    return found or None


def text(choice: Choice) -> str:
    """Return the canonical text of a canonical choice."""
    return json.dumps(choice, separators=(",", ":"))


def stand(rule: Rule, choice: Choice) -> Choice:
    """Leave withdrawn options out of a canonical choice."""
    gone = set(rule.withdrawn)
    if not gone or choice is None or isinstance(choice, str):
        return choice
    if isinstance(choice, int):
        return None if choice in gone else choice
    if isinstance(choice, dict):
        return {key: mark for key, mark in choice.items() if int(key) not in gone} or None
    groups = [
        [one for one in (part if isinstance(part, list) else [part]) if one not in gone]
        for part in choice
    ]
    return [part if len(part) > 1 else part[0] for part in groups if part] or None


def _stance(choice: object) -> str:
    if choice not in STANCES:
        raise ChoiceError("malformed")
    return str(choice)


@lru_cache(maxsize=8)
def _costs(options: tuple[Option, ...]) -> dict[int, int]:
    return {one.id: one.cost for one in options}


def _known(costs: dict[int, int], number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise ChoiceError("malformed")
    if number not in costs:
        raise ChoiceError("unknown")
    return number


def _length(rule: Rule, chosen: list[int]) -> None:
    if len(set(chosen)) < len(chosen):
        raise ChoiceError("repeated")
    if len(chosen) < rule.min_choices:
        raise ChoiceError("too_few")
    if rule.max_choices and len(chosen) > rule.max_choices:
        raise ChoiceError("too_many")


def _set(rule: Rule, choice: object) -> Choice:
    if not isinstance(choice, list | tuple):
        raise ChoiceError("malformed")
    costs = _costs(rule.options)
    chosen = [_known(costs, one) for one in choice]
    _length(rule, chosen)
    spent = sum(costs[one] for one in chosen)
    if rule.ballot == "knapsack" and spent > rule.budget:
        raise ChoiceError("over_budget")
    return sorted(chosen)


def _scores(rule: Rule, choice: object) -> Choice:
    """Marks or points by option; points of 0 say nothing and are left out."""
    if not isinstance(choice, dict):
        raise ChoiceError("malformed")
    shares = rule.method == "points" or rule.ballot == "cumulative"
    costs = _costs(rule.options)
    marks: dict[int, int] = {}
    for key, mark in choice.items():
        if not (isinstance(key, str) and key.isascii() and key.isdigit() and key[0] != "0"):
            raise ChoiceError("malformed")
        if not isinstance(mark, int) or isinstance(mark, bool):
            raise ChoiceError("malformed")
        number = _known(costs, int(key[:20]))
        if mark or not shares:
            marks[number] = mark
    if not marks:
        return None
    _length(rule, list(marks))
    _limits(rule, list(marks.values()), shares)
    return {str(number): marks[number] for number in sorted(marks)}


def _limits(rule: Rule, marks: list[int], shares: bool) -> None:
    low, high = (0, LARGEST) if shares else rule.scale
    if not all(low <= mark <= high for mark in marks):
        raise ChoiceError("out_of_scale")
    if shares and rule.points and sum(marks) > rule.points:
        raise ChoiceError("over_points")


def _ranking(rule: Rule, choice: object) -> Choice:
    """The most wanted first; options wanted alike stand in a list of their own."""
    if not isinstance(choice, list | tuple):
        raise ChoiceError("malformed")
    costs = _costs(rule.options)
    groups = [
        [_known(costs, one) for one in (part if isinstance(part, list | tuple) else [part])]
        for part in choice
    ]
    _length(rule, [one for part in groups for one in part])
    if rule.ballot == "ordinal" and any(len(part) > 1 for part in groups):
        raise ChoiceError("malformed")
    return [sorted(part) if len(part) > 1 else part[0] for part in groups if part]
