"""The ballot of an open vote as plain values: which fields, what is told, how much may be spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from functions.polls.methods.rule import Rule
from functions.publishing import poll_words
from functions.publishing.said import Said, pick
from functions.shared.words import t

MOST_MARKS = 11  # more marks than fit on a line become a field for a number
View = dict[str, Any]


def view(rule: Rule, options: Sequence[Any], lang: str) -> View:
    """Return what the ballot shows in a language."""
    shape = _shape(rule)
    low, high = rule.scale
    marks = list(range(low, high + 1)) if high - low < MOST_MARKS else []
    return {
        "shape": shape,
        "options": shown(options, lang, lang_stances=shape == "stance"),
        "lines": list(_lines(rule, shape, lang)),
        "least": 0 if shape in ("stance", "one") else rule.min_choices,
        "most": _most(rule, shape),
        "strict": rule.ballot == "ordinal" and rule.budget > 0,
        "marks": marks,
        "places": list(range(1, _places(rule) + 1)),
        "is_knapsack": _is_knapsack(rule),
        "left": _left(rule, shape, lang),
    }


def shown(options: Sequence[Any], lang: str, *, lang_stances: bool = False) -> list[View]:
    """Return the options with their texts in a language; in a vote for or against, the stances."""
    if lang_stances:
        return [
            {"id": one, "text": Said(t(lang, f"poll.stance.{one}"), lang), "more": None}
            | {"cost": "", "price": 0, "idea": ""}
            for one in poll_words.STANCES
        ]
    return [_option(one, lang) for one in options]


def _option(one: Any, lang: str) -> View:
    more = pick(one.more, lang)
    return {
        "id": one.id,
        "text": pick(one.text, lang),
        "more": more if more.text else None,
        "cost": poll_words.money(one.cost, lang) if one.cost else "",
        "price": one.cost,
        "idea": idea(one.idea, lang),
    }


def idea(path: str, lang: str) -> str:
    """Return the page of the idea that an option came from (`project/3/idea/5`); "" for none."""
    parts = path.split("/")
    if len(parts) != 4:
        return ""
    return f"/{lang}/projects/{parts[1]}/ideas/{parts[3]}/"


def _shape(rule: Rule) -> str:
    """Return stance, one, set, ranking, points or rating: which fields the form has."""
    if rule.kind != "scores":
        return rule.kind
    return "points" if rule.method == "points" or rule.ballot == "cumulative" else "rating"


def _is_knapsack(rule: Rule) -> bool:
    return rule.budget > 0 and rule.ballot == "knapsack"


def _most(rule: Rule, shape: str) -> int:
    """Return how many options a ballot may name; 0 without a limit."""
    return 0 if shape in ("stance", "one") else rule.max_choices


def _places(rule: Rule) -> int:
    return rule.max_choices or len(rule.standing)


def _lines(rule: Rule, shape: str, lang: str) -> Iterator[str]:
    """Yield how to fill the ballot in."""
    if shape == "rating":
        low, high = rule.scale
        yield t(lang, "poll.do.rating", low=str(low), high=str(high))
    elif shape == "points":
        yield t(lang, "poll.do.points", n=rule.points)
    elif shape == "ranking":
        yield t(lang, "poll.do.ranking")
        if rule.ballot == "ordinal" and rule.budget:
            yield t(lang, "poll.do.ranking_strict")
    elif rule.budget:
        key = "knapsack" if rule.ballot == "knapsack" else "budget"
        yield t(lang, f"poll.do.{key}", budget=poll_words.money(rule.budget, lang))
    elif not rule.max_choices:
        yield t(lang, f"poll.do.{shape}")
    if shape not in ("stance", "one") and rule.max_choices:
        yield t(lang, "poll.do.set_most", n=rule.max_choices)
    if shape not in ("stance", "one") and rule.min_choices > 1:
        yield t(lang, "poll.do.least", n=rule.min_choices)


def _left(rule: Rule, shape: str, lang: str) -> View | None:
    """Return what the running total counts; `#1` and `#2` stand for its two numbers."""
    if shape == "points" and rule.points:
        kind, of, names = "points", rule.points, {"left": "#1", "of": "#2"}
    elif shape == "set" and _is_knapsack(rule):
        kind, of, names = "budget", rule.budget, {"used": "#1", "of": "#2"}
    elif shape == "set" and rule.max_choices:
        kind, of, names = "choices", rule.max_choices, {"used": "#1", "of": "#2"}
    else:
        return None
    money = t(lang, "poll.money", amount="#")
    return {"kind": kind, "of": of, "words": t(lang, f"poll.left_{kind}", **names), "money": money}
