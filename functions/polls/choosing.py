"""What a voter sent, read as a choice: JSON as the methods write it, or the fields of a plain form.

A plain form names `choice` (one option, a stance, or `blank`), `choice[]` (several), or a number
for each option: `rank-<id>` (1 is most wanted), `points-<id>`, `rating-<id>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from functions.participants.participant import Acting
from functions.polls.methods import choice as choices
from functions.polls.methods.choice import Choice, ChoiceError
from functions.polls.methods.rule import Rule
from functions.shared.errors import FieldError, InvalidInputError

BLANK = "blank"
SEVERAL = "choice[]"
_MARK = re.compile(r"(?:rank|points|rating)-([1-9]\d{0,8})", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
MISSING = ""  # JSON's null is a blank ballot, and not this


class BallotRequest(Acting):
    """A ballot with the participation code; `choice` may be null, which is a blank ballot.

    A plain form has `choice`, `choice[]`, `rank-<option>`, `points-<option>` or `rating-<option>`.
    """

    choice: Any = Field(default=MISSING)
    several: SkipJsonSchema[list[str] | None] = None
    marks: SkipJsonSchema[dict[str, str]] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        """Gather the fields of a plain form; nobody sends the two that they are gathered in."""
        if not isinstance(data, Mapping) or {"several", "marks"} & data.keys():
            raise ValueError("unknown")
        marks = {name: data[name] for name in data if _MARK.fullmatch(name)}
        kept = {name: data[name] for name in data if name not in marks and name != SEVERAL}
        if SEVERAL in data:
            kept["several"] = data[SEVERAL]
        return kept | ({"marks": marks} if marks else {})

    def choose(self, rule: Rule) -> Choice:
        """Return the canonical choice. Raises InvalidInputError naming what does not fit."""
        try:
            return choices.check(rule, self._typed(rule))
        except ChoiceError as wrong:
            raise InvalidInputError(_error(rule, wrong.code)) from None

    def _typed(self, rule: Rule) -> object:
        if self.marks:
            if not any(_says(name, typed) for name, typed in self.marks.items()):
                raise InvalidInputError(FieldError("choice", "missing"))
            return _ranking(self.marks) if rule.kind == "ranking" else _scores(self.marks)
        if self.several is not None:
            return [_whole(one) for one in self.several]
        if self.choice == MISSING:
            raise InvalidInputError(FieldError("choice", "missing"))
        if self.choice == BLANK:
            return None
        if rule.kind == "one" and isinstance(self.choice, str):
            return _whole(self.choice)
        return [_whole(self.choice)] if self._is_single_of(rule) else self.choice

    def _is_single_of(self, rule: Rule) -> bool:
        return rule.kind == "set" and isinstance(self.choice, str)


def _says(name: str, typed: str) -> bool:
    """Whether a field of a mark says anything: whoever wants a blank ballot does not forget it."""
    return bool(typed.strip()) and not (name.startswith("points-") and typed.strip() == "0")


def _whole(typed: str) -> int:
    if not _NUMBER.fullmatch(typed):
        raise ChoiceError("malformed")
    return int(typed)


def _numbers(marks: Mapping[str, str]) -> dict[int, int]:
    """Return the numbers that were typed, by option; empty fields say nothing."""
    return {
        int(name.partition("-")[2]): _whole(typed.strip())
        for name, typed in marks.items()
        if typed.strip()
    }


def _scores(marks: Mapping[str, str]) -> dict[str, int]:
    return {str(option): number for option, number in _numbers(marks).items()}


def _ranking(marks: Mapping[str, str]) -> list[Any]:
    """Return options by rank, those of the same rank together; gaps between ranks do not matter."""
    by_rank: dict[int, list[int]] = {}
    for option, rank in _numbers(marks).items():
        by_rank.setdefault(rank, []).append(option)
    return [part if len(part) > 1 else part[0] for _, part in sorted(by_rank.items())]


def _error(rule: Rule, code: str) -> FieldError:
    """Return what is wrong with the limits that it broke, so that the message can name them."""
    limits = {
        "too_few": (("n", rule.min_choices),),
        "too_many": (("n", rule.max_choices),),
        "over_budget": (("n", rule.budget),),
        "over_points": (("n", rule.points),),
        "out_of_scale": (("low", rule.scale[0]), ("high", rule.scale[1])),
    }
    return FieldError("choice", f"choice_{code}", limits.get(code, ()))
