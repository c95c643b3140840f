"""Counting votes: rules, ballots and results. `recount.js` counts the same in a browser."""

from __future__ import annotations

from functions.polls.methods.choice import Choice, ChoiceError, check
from functions.polls.methods.count import count
from functions.polls.methods.result import Result, Tally
from functions.polls.methods.rule import METHODS, Option, Rule, RuleError
from functions.polls.methods.ties import Tie, draw

__all__ = [
    "METHODS",
    "Choice",
    "ChoiceError",
    "Option",
    "Result",
    "Rule",
    "RuleError",
    "Tally",
    "Tie",
    "check",
    "count",
    "draw",
]
