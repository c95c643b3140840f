"""Ballots as the count takes them: checked, and identical ones gathered into one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from functions.polls.methods import choice as choices
from functions.polls.methods.choice import Choice, ChoiceError
from functions.polls.methods.rule import Rule

LARGEST_WEIGHT = 10**12


class Group(NamedTuple):
    """Identical ballots: what they say (never blank) and how many there are."""

    choice: Choice
    weight: int


class Cast(NamedTuple):
    """All ballots of a poll; `groups` are in the order of their canonical text."""

    groups: tuple[Group, ...]
    valid: int
    blank: int
    invalid: int


def gather(rule: Rule, ballots: Iterable[tuple[object, int]]) -> Cast:
    """Check each different ballot once and gather; a weight must be a whole number from 1.

    Ballots that do not fit the rule count as invalid. A ballot that names withdrawn options only
    stays valid and gives nobody a vote.
    """
    weights: dict[str, int] = {}
    seen: dict[str, object] = {}
    for choice, weight in ballots:
        if type(weight) is not int or not 1 <= weight <= LARGEST_WEIGHT:
            raise ValueError(f"a ballot cannot count {weight!r} times")
        key = repr(choice)
        if key not in weights:
            weights[key], seen[key] = 0, choice
        weights[key] += weight
    return _sorted(rule, ((seen[key], weight) for key, weight in weights.items()))


def _sorted(rule: Rule, ballots: Iterable[tuple[object, int]]) -> Cast:
    found: dict[str, Group] = {}
    valid = blank = invalid = 0
    for raw, weight in ballots:
        try:
            choice = choices.check(rule, raw)
        except ChoiceError:
            invalid += weight
            continue
        if choice is None:
            blank += weight
            continue
        valid += weight
        counted = choices.stand(rule, choice)
        key = choices.text(counted)
        found[key] = Group(counted, weight + (found[key].weight if key in found else 0))
    return Cast(tuple(found[key] for key in sorted(found)), valid, blank, invalid)
