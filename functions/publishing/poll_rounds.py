"""How a count went, step by step: rounds of a run-off, pairs, purchases of equal shares."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from functions.polls.methods.rule import Rule
from functions.publishing import poll_words
from functions.publishing.said import Said
from functions.shared import words
from functions.shared.words import t

View = dict[str, Any]
Names = Mapping[int | str, Said]


def view(rule: Rule, found: Mapping[str, Any], names: Names, lang: str) -> View:
    """Return `rounds`, `pairs` and `shares`; None for what the method does not have."""
    steps = list(found["rounds"])
    of = {"irv": "rounds", "schulze": "pairs", "equal_shares": "shares"}.get(rule.method)
    told: View = {"rounds": None, "pairs": None, "shares": None}
    if of and steps:
        make = {"rounds": _rounds, "pairs": _pairs, "shares": _shares}[of]
        told[of] = make(steps, names, lang)
    return told


def _rounds(steps: list[Any], names: Names, lang: str) -> View:
    """Return a run-off as a table: an option a row, a round a column."""
    columns = [{one["option"]: one["votes"] for one in step["votes"]} for step in steps]
    out = [step["out"] for step in steps]
    order = [one["option"] for one in steps[0]["votes"]]
    order.sort(key=lambda option: [-column.get(option, -1) for column in reversed(columns)])
    return {
        "head": [t(lang, "poll.round", n=number) for number in range(1, len(steps) + 1)],
        "rows": [
            {
                "name": names[option],
                "cells": [
                    {
                        "text": words.number(lang, column[option]) if option in column else "",
                        "out": gone == option,
                    }
                    for column, gone in zip(columns, out, strict=True)
                ],
            }
            for option in order
        ],
        "exhausted": [step["exhausted"] for step in steps],
    }


def _pairs(steps: list[Any], names: Names, lang: str) -> View:
    """Return the matrix of pairs, and the order that came of it."""
    step = steps[0]
    heads = [names[option].text for option in step["options"]]
    rows = [
        [heads[at], *("–" if at == other else words.number(lang, n) for other, n in enumerate(row))]
        for at, row in enumerate(step["pairwise"])
    ]
    order = " > ".join(names[option].text for option in step["order"])
    return {"order": order, "head": [t(lang, "poll.option"), *heads], "rows": rows}


def _shares(steps: list[Any], names: Names, lang: str) -> View:
    """Return what everybody had and what was bought with it, in order."""
    each, rest = steps[0], steps[1:]
    lines = [t(lang, "poll.raised", share=_amount(each["each"], lang), n=each["raised"])]
    if any(step.get("comparison", {}).get("kept") == "greedy" for step in rest):
        lines.append(t(lang, "poll.greedy_kept"))
    rows = [
        [names[step["option"]].text, _amount(step["price"], lang)]
        for step in rest
        if "option" in step
    ]
    return {
        "lines": lines,
        "head": [t(lang, "poll.option"), t(lang, "poll.paid")],
        "rows": rows,
    }


def _amount(value: int | str, lang: str) -> str:
    """Return an amount of money that may be a fraction, to the nearest unit."""
    exact = Fraction(value)
    shown = poll_words.money(round(exact), lang)
    return shown if exact.denominator == 1 else f"≈ {shown}"
