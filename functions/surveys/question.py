"""A question of a survey: what it asks, what may be answered, and when it is asked at all.

Each kind uses the parts that it needs: `options` are the choices of single, multiple and ranking;
a scale and the rows of a matrix go from `low` to `high`; a number has a unit and a range.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from functions.shared.facts import Fact, Texts

Kind = Literal["single", "multiple", "scale", "number", "text", "matrix", "ranking"]
Test = Literal["answered", "equals", "includes", "at_least"]
When = Literal["all", "any"]
Answers = dict[str, Any]
OTHER = "other"  # the choice that comes with words of one's own
FIELD = "q-"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,23}")
TESTS: dict[str, tuple[Test, ...]] = {
    "single": ("answered", "equals"),
    "multiple": ("answered", "includes"),
    "scale": ("answered", "equals", "at_least"),
    "number": ("answered", "equals", "at_least"),
    "text": ("answered",),
    "matrix": ("answered",),
    "ranking": ("answered",),
}


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("not_a_name")
    return name


Name = Annotated[str, AfterValidator(_named)]


class Option(Fact):
    """A choice, a row of a matrix, or a thing to rank."""

    id: Name
    text: Texts


class Condition(Fact):
    """What an earlier question must have been answered for this one to be asked.

    `value` is an option for equals and includes, a number for at_least and for scales.
    """

    question: Name
    test: Test = "answered"
    value: str | int | float | None = None


class Question(Fact):
    """One question; `show_when` tells whether all its conditions must hold, or any one of them."""

    id: Name
    kind: Kind
    text: Texts
    hint: Texts = Field(default_factory=dict)
    required: bool = False
    options: list[Option] = Field(default_factory=list)
    other: bool = False
    rows: list[Option] = Field(default_factory=list)
    low: int = 1
    high: int = 5
    low_label: Texts = Field(default_factory=dict)
    high_label: Texts = Field(default_factory=dict)
    unit: Texts = Field(default_factory=dict)
    least: float | None = None
    most: float | None = None
    whole: bool = False
    limit: int = 1_000
    show_if: list[Condition] = Field(default_factory=list)
    show_when: When = "all"

    @property
    def field(self) -> str:
        """The name of its field in forms; parts of it follow after a hyphen."""
        return f"{FIELD}{self.id}"

    @property
    def choices(self) -> list[str]:
        """The ids that may be chosen; `other` too where it is offered."""
        return [*(one.id for one in self.options), *([OTHER] if self.other else [])]

    @property
    def marks(self) -> range:
        """The marks of its scale, the lowest first."""
        return range(self.low, self.high + 1)

    @property
    def fields(self) -> int:
        """How many fields a form sends at most for it."""
        other = 1 if self.other else 0
        sizes = {
            "single": 1 + other,
            "multiple": len(self.options) + 2 * other,
            "matrix": len(self.rows),
            "ranking": len(self.options),
        }
        return sizes.get(self.kind, 1)


def is_asked(question: Question, answers: Answers) -> bool:
    """Tell whether a question is asked of somebody who answered so before it."""
    if not question.show_if:
        return True
    enough = any if question.show_when == "any" else all
    return enough(holds(one, answers.get(one.question)) for one in question.show_if)


def holds(condition: Condition, answer: Any) -> bool:
    """Tell whether an answer, None if there is none, meets a condition."""
    if answer is None:
        return False
    value = chosen(answer)
    if condition.test == "equals":
        return bool(value == condition.value)
    if condition.test == "includes":
        return condition.value in value
    if condition.test == "at_least":
        return bool(value >= condition.value)
    return True


def chosen(answer: Any) -> Any:
    """Return an answer without the words of one's own that came with it."""
    return answer["chosen"] if isinstance(answer, dict) and "chosen" in answer else answer
