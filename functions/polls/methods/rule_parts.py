"""Reading a rule field by field, and what its fields must be to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from typing import Any

from functions.polls.methods import share
from functions.polls.methods.rule import (
    BALLOTS,
    BUDGET,
    METHODS,
    TIE_BREAKS,
    WITH_THRESHOLD,
    Option,
    Rule,
    RuleError,
)

LARGEST = 10**15  # money and votes; sums of so many stay exact everywhere
_NAMES = {one.name for one in fields(Rule)}
_ENUMS = {
    "method": METHODS,
    "ballot": BALLOTS,
    "tie_break": TIE_BREAKS,
    "threshold_of": ("valid", "for_against", "electorate"),
    "completion": ("add1", "none"),
}
_COUNTS = {"winners": 1, "budget": 0, "min_choices": 0, "max_choices": 0, "points": 0, "quorum": 0}
_COUNTS |= {"electorate": 0, "least_votes": 0, "step": 1}


def parse(data: Mapping[str, Any]) -> Rule:
    """Read and check a rule; RuleError names the first field that is wrong."""
    for name in data:
        if name not in _NAMES:
            raise RuleError(str(name), "unknown")
    if "method" not in data:
        raise RuleError("method", "missing")
    given: dict[str, Any] = {name: _field(name, value) for name, value in data.items()}
    if given["method"] == "for_against" and given.get("threshold") is None:
        given |= {"threshold": Fraction(1, 2), "strict": True, "threshold_of": "for_against"}
    if given["method"] == "greedy_threshold" and not {"least_votes", "least_share"} & set(given):
        raise RuleError("least_votes", "needs_least")
    rule = Rule(**given)
    _agree(rule)
    return rule


def _field(name: str, value: object) -> Any:
    if name in _ENUMS:
        return _one_of(name, value, _ENUMS[name])
    if name in _COUNTS:
        return _whole(name, value, _COUNTS[name])
    if name in ("threshold", "least_share"):
        return _share(name, value)
    if name in ("strict", "comparison"):
        if not isinstance(value, bool):
            raise RuleError(name, "not_true_or_false")
        return value
    return {"options": _options, "scale": _scale, "withdrawn": _withdrawn}[name](value)


def _one_of(name: str, value: object, known: Sequence[str]) -> str:
    if value not in known:
        raise RuleError(name, "not_a_choice", known=", ".join(known))
    return str(value)


def _whole(name: str, value: object, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise RuleError(name, "not_whole")
    if not least <= value <= LARGEST:
        raise RuleError(name, "out_of_range", least=least, most=LARGEST)
    return value


def _share(name: str, value: object) -> Fraction | None:
    if value is None:
        return None
    try:
        return share.parse(value if isinstance(value, str) else "")
    except ValueError:
        raise RuleError(name, "not_a_share") from None


def _list(name: str, value: object) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise RuleError(name, "not_a_list")
    return list(value)


def _options(value: object) -> tuple[Option, ...]:
    found = []
    for one in _list("options", value):
        known = one if isinstance(one, Mapping) else {"id": one}
        number = _whole("options", known.get("id"), 1)
        found.append(Option(number, _whole("options", known.get("cost", 0), 0)))
    if len({one.id for one in found}) < len(found):
        raise RuleError("options", "twice")
    return tuple(found)


def _scale(value: object) -> tuple[int, int]:
    ends = _list("scale", value)
    if len(ends) != 2:
        raise RuleError("scale", "scale_ends")
    low, high = (_whole("scale", one, -LARGEST) for one in ends)
    if low >= high:
        raise RuleError("scale", "scale_order")
    return low, high


def _withdrawn(value: object) -> tuple[int, ...]:
    return tuple(_whole("withdrawn", one, 1) for one in _list("withdrawn", value))


def _agree(rule: Rule) -> None:
    """Check what the fields must be to each other."""
    if (rule.method == "for_against") == bool(rule.options):
        raise RuleError("options", "no_options" if rule.options else "missing")
    if not set(rule.withdrawn) <= {one.id for one in rule.options}:
        raise RuleError("withdrawn", "not_an_option")
    if rule.max_choices and rule.max_choices < rule.min_choices:
        raise RuleError("max_choices", "below_least")
    if rule.method in ("single", "irv") and rule.winners != 1:
        raise RuleError("winners", "one_winner", method=rule.method)
    if rule.threshold is not None and rule.method not in WITH_THRESHOLD:
        raise RuleError("threshold", "no_threshold", method=rule.method)
    if rule.threshold_of == "for_against" and rule.method != "for_against":
        raise RuleError("threshold_of", "only_for_against")
    if rule.threshold_of == "electorate" and rule.threshold is not None and not rule.electorate:
        raise RuleError("electorate", "missing")
    if rule.method == "points" and not rule.points:
        raise RuleError("points", "missing")
    if rule.method in BUDGET:
        _agree_budget(rule)


def _agree_budget(rule: Rule) -> None:
    if not rule.budget:
        raise RuleError("budget", "missing")
    if rule.method == "equal_shares" and rule.ballot not in ("approval", "knapsack"):
        raise RuleError("ballot", "other_ballot")
    if rule.method == "greedy_threshold" and rule.least_share is None and not rule.least_votes:
        raise RuleError("least_votes", "missing")
