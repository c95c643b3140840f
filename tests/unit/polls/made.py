"""Rules and ballots of every method, drawn by a seeded generator; some ballots do not fit."""

from __future__ import annotations

import random
from typing import Any

from functions.polls.methods import METHODS, Rule, RuleError

Ballots = list[tuple[Any, int]]
PARTS = ("70", "66 2/3", "1/2", "50 %", "33.3", "1/1", None)


def rule(chance: random.Random, method: str = "") -> Rule:
    """Draw a rule that can be."""
    while True:
        try:
            return Rule.parse(_fields(chance, method or chance.choice(METHODS)))
        except RuleError:
            continue


def _fields(chance: random.Random, method: str) -> dict[str, Any]:
    ids = chance.sample(range(1, 40), chance.randint(1, 7))
    options = [{"id": one, "cost": chance.choice((1, 3, 5, 5, 7, 9))} for one in ids]
    threshold = chance.choice(PARTS) if method in ("for_against", "single", "approval") else None
    ballot = chance.choice(("approval", "knapsack", "cumulative", "scoring", "ordinal"))
    return {
        "method": method,
        "options": [] if method == "for_against" else options,
        "winners": 1 if method in ("single", "irv") else chance.randint(1, 3),
        "budget": chance.randint(1, 30),
        "ballot": ballot,
        "min_choices": chance.randint(0, 2),
        "max_choices": chance.choice((0, 3)),
        "scale": chance.choice(([1, 5], [-2, 2])),
        "points": chance.randint(3, 10),
        "threshold": threshold,
        "strict": chance.random() < 0.5,
        "threshold_of": chance.choice(("valid", "for_against", "electorate")),
        "quorum": chance.randint(0, 30),
        "electorate": chance.choice((0, 50)),
        "least_votes": chance.randint(0, 3),
        "least_share": chance.choice((None, "10", "1/4")),
        "completion": chance.choice(("add1", "none")),
        "comparison": chance.random() < 0.5,
        "step": chance.choice((1, 2)),
        "tie_break": chance.choice(("order", "cost", "lot")),
        "withdrawn": ids[:1] if method != "for_against" and chance.random() < 0.2 else [],
    }


def ballots(chance: random.Random, rule: Rule, most: int = 25) -> Ballots:
    """Draw ballots, few options so that ties are many."""
    return [(_choice(chance, rule), chance.randint(1, 3)) for _ in range(chance.randint(0, most))]


def _choice(chance: random.Random, rule: Rule) -> Any:
    ids = [one.id for one in rule.options] or [1]
    if chance.random() < 0.1:
        return chance.choice((None, [], {}, "", 99, [99], [ids[0], ids[0]], {"x": 1}, "for", True))
    some = chance.sample(ids, chance.randint(1, min(3, len(ids))))
    if rule.kind == "stance":
        return chance.choice(("for", "for", "against", "abstain"))
    if rule.kind == "one":
        return some[0]
    if rule.kind == "scores":
        return {str(one): chance.randint(-1, 5) for one in some}
    if rule.kind == "ranking" and len(some) > 1 and chance.random() < 0.2:
        return [some[:2], *some[2:]]
    return some
