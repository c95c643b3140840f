"""What the parts of a vote are called: its state, its method, who may vote, money and shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from functions.participants.participant import Eligibility
from functions.publishing import places
from functions.publishing.card import StateView
from functions.shared import words
from functions.shared.content import load
from functions.shared.words import t

TONES = {"open": "open", "sealed": "review", "counting": "review", "closed": "done"}
# A share is told exactly with up to so many decimals of a per cent, else rounded and marked so.
DECIMALS = 2
STANCES = ("for", "against", "abstain")


def state(found: str, lang: str) -> StateView:
    """Return a state's word and colour family."""
    return StateView(found, t(lang, f"poll.state.{found}"), TONES.get(found, "closed"))


def method(name: str, lang: str) -> str:
    """Return the name of a method."""
    return t(lang, f"poll.method.{name}")


def money(amount: int, lang: str) -> str:
    """Return an amount in the national currency."""
    return t(lang, "poll.money", amount=words.number(lang, amount))


def share(value: Fraction | str, lang: str) -> str:
    """Return a share in per cent; one that no short decimal says exactly has its fraction too."""
    found = Fraction(value)
    percent = found * 100
    scaled = percent * 10**DECIMALS
    if scaled.denominator == 1:
        return _percent(scaled.numerator, lang)
    return f"≈ {_percent(round(scaled), lang)} ({found.numerator}/{found.denominator})"


def rounded(parts: Sequence[int], whole: int, lang: str) -> list[str]:
    """Return parts of a whole in per cent, all with one decimal or all without; "" of nothing."""
    if not whole:
        return [""] * len(parts)
    tenths = [round(Fraction(part * 1000, whole)) for part in parts]
    point, sign = (".", "%") if lang == "en" else (",", "\u00a0%")
    if all(one % 10 == 0 for one in tenths):
        return [f"{one // 10}{sign}" for one in tenths]
    return [f"{one // 10}{point}{one % 10}{sign}" for one in tenths]


def who(asked: Eligibility, lang: str) -> Iterator[str]:
    """Yield in words who may vote."""
    roots = {code for code, one in load().jurisdictions.items() if not one.get("parent")}
    if asked.jurisdiction and asked.jurisdiction not in roots:
        name = places.jurisdiction_name(asked.jurisdiction, lang)
        yield t(lang, "poll.who.place", place=name)
    else:
        yield t(lang, "poll.who.everybody")
    if asked.minimum_age:
        yield t(lang, "poll.who.age", age=str(asked.minimum_age))
    yield t(lang, f"poll.who.{'eid' if list(asked.assurance) == ['eid'] else 'email'}")


def rule(given: Mapping[str, Any], lang: str) -> list[str]:
    """Return a sealed rule in words, one statement a line; `given` is `Rule.to_dict()`."""
    return [*_decides(given, lang), *_quorum(given, lang), _tie(given, lang)]


def _decides(given: Mapping[str, Any], lang: str) -> Iterator[str]:
    name, budget = given["method"], given["budget"]
    kind = "strict" if given["strict"] else "share"
    if name == "for_against":
        yield t(lang, f"poll.rule.for_against.{kind}", share=share(given["threshold"], lang))
        yield _base(given, lang)
        return
    if name in ("multiple", "approval") and given["winners"] > 1:
        yield t(lang, "poll.rule.most", n=given["winners"])
    elif name in ("single", "multiple", "approval"):
        yield t(lang, "poll.rule.single")
    elif name in ("rating", "points", "irv", "schulze"):
        yield t(lang, f"poll.rule.{name}")
        if given["winners"] > 1:
            yield t(lang, "poll.rule.winners", n=given["winners"])
    else:
        key = "greedy" if name == "greedy_threshold" else name
        yield t(lang, f"poll.rule.{key}", budget=money(budget, lang))
    yield from _limits(given, kind, lang)


def _limits(given: Mapping[str, Any], kind: str, lang: str) -> Iterator[str]:
    if given["threshold"]:
        yield t(lang, f"poll.rule.share.{kind}", share=share(given["threshold"], lang))
        yield _base(given, lang)
    if given["budget"] and given["least_votes"] > 1:
        yield t(lang, "poll.rule.least_votes", n=given["least_votes"])
    if given["budget"] and given["least_share"]:
        yield t(lang, "poll.rule.least_share", share=share(given["least_share"], lang))
    if given["method"] == "equal_shares" and given["completion"] == "add1":
        yield t(lang, "poll.rule.add1")
    if given["method"] == "equal_shares" and given["comparison"]:
        yield t(lang, "poll.rule.comparison")


def _base(given: Mapping[str, Any], lang: str) -> str:
    base, params = given["threshold_of"], dict[str, int]()
    if base == "electorate":
        params["n"] = given["electorate"]
    return t(lang, f"poll.rule.base.{base}", **params)


def _quorum(given: Mapping[str, Any], lang: str) -> Iterator[str]:
    if given["quorum"]:
        yield t(lang, "poll.rule.quorum", n=given["quorum"])
    else:
        yield t(lang, "poll.rule.no_quorum")


def _tie(given: Mapping[str, Any], lang: str) -> str:
    return t(lang, f"poll.rule.tie.{given['tie_break']}")


def _percent(hundredths: int, lang: str) -> str:
    """Write hundredths of a per cent, without zeros at the end."""
    whole, rest = divmod(hundredths, 10**DECIMALS)
    decimals = f"{rest:0{DECIMALS}}".rstrip("0")
    point = "." if lang == "en" else ","
    number = f"{whole}{point}{decimals}" if decimals else str(whole)
    return f"{number}%" if lang == "en" else f"{number}\u00a0%"
