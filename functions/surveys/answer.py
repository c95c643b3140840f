"""What somebody answers: read from a form or from JSON, checked by the questions' own rules; pure.

An answer as it is kept: single `"a"`, multiple `["a", "b"]`, either with words of one's own as
`{"chosen": …, "other": "…"}`; scale and number a number; text a text; matrix `{row: mark}`;
ranking the options in order, the first place first. What is not asked is never kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from functions.shared import text
from functions.shared.errors import FieldError, InvalidInputError
from functions.surveys.question import FIELD, OTHER, Answers, Question, is_asked

OTHER_LIMIT = 200
NUMBER_LENGTH = 20
LIST = "[]"


class _WrongError(Exception):
    """An answer that does not fit; `part` names the row that it is about."""

    def __init__(self, code: str, *params: tuple[str, str | int], part: str = "") -> None:
        super().__init__(code)
        self.code, self.params, self.part = code, params, part


def gather(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers in a form's fields: `q-<id>`, `q-<id>[]` and parts `q-<id>-<part>`."""
    bare: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for field, value in fields.items():
        name, _, part = field.removeprefix(FIELD).removesuffix(LIST).partition("-")
        if part:
            parts.setdefault(name, {})[part] = value
        else:
            bare[name] = value
    return {name: _joined(bare.get(name), parts.get(name, {})) for name in {**bare, **parts}}


def parse(questions: Iterable[Question], typed: Mapping[str, Any]) -> Answers:
    """Return the answers to all that was asked. Raises InvalidInputError naming each wrong field.

    Whether a question is asked depends on the answers before it; one that is not is ignored.
    """
    found: Answers = {}
    wrong: list[FieldError] = []
    known = {question.id: question for question in questions}
    wrong += [FieldError(f"{FIELD}{name}", "unknown") for name in typed if name not in known]
    for question in known.values():
        if not is_asked(question, found):
            continue
        try:
            answer = _READ[question.kind](question, typed.get(question.id))
            if answer is None and question.required:
                raise _WrongError("missing")
        except _WrongError as error:
            name = f"{question.field}-{error.part}" if error.part else question.field
            wrong.append(FieldError(name, error.code, error.params))
            continue
        if answer is not None:
            found[question.id] = answer
    if wrong:
        raise InvalidInputError(*wrong)
    return found


def _joined(bare: Any, parts: dict[str, Any]) -> Any:
    if OTHER in parts:
        return {"chosen": bare, OTHER: parts[OTHER]}
    return parts or bare


def _single(question: Question, typed: Any) -> Any:
    chosen, words = _with_words(typed)
    if chosen in (None, "") and words:
        chosen = OTHER
    if chosen in (None, ""):
        return None
    if not isinstance(chosen, str) or chosen not in question.choices:
        raise _WrongError("not_a_choice")
    if words and chosen != OTHER:
        raise _WrongError("other_not_chosen", part=OTHER)
    return {"chosen": chosen, OTHER: words} if words else chosen


def _multiple(question: Question, typed: Any) -> Any:
    chosen, words = _with_words(typed)
    listed = [chosen] if isinstance(chosen, str) and chosen else chosen or []
    if not isinstance(listed, list) or not all(one in question.choices for one in listed):
        raise _WrongError("not_a_choice")
    if len(set(listed)) != len(listed):
        raise _WrongError("twice")
    kept = [one for one in question.choices if one in listed or (one == OTHER and words)]
    if not kept:
        return None
    return {"chosen": kept, OTHER: words} if words else kept


def _with_words(typed: Any) -> tuple[Any, str]:
    """Return what was chosen, and the words of one's own beside it."""
    if not isinstance(typed, dict):
        return typed, ""
    if not set(typed) <= {"chosen", OTHER}:
        raise _WrongError("not_a_choice")
    words = typed.get(OTHER) or ""
    if not isinstance(words, str):
        raise _WrongError("invalid", part=OTHER)
    cleaned = text.clean_line(words)
    if len(cleaned) > OTHER_LIMIT:
        raise _WrongError("too_long", ("max_length", OTHER_LIMIT), part=OTHER)
    return typed.get("chosen"), cleaned


def _scale(question: Question, typed: Any, part: str = "") -> int | None:
    if typed in (None, ""):
        return None
    number = _number_of(typed, part)
    if number != int(number) or int(number) not in question.marks:
        raise _WrongError("not_a_choice", part=part)
    return int(number)


def _number(question: Question, typed: Any) -> float | None:
    if typed in (None, ""):
        return None
    number = _number_of(typed)
    least, most = question.least, question.most
    if question.whole and number != int(number):
        raise _WrongError("not_whole")
    if (least is not None and number < least) or (most is not None and number > most):
        raise _WrongError("out_of_range", ("least", f"{least:g}"), ("most", f"{most:g}"))
    return int(number) if number == int(number) else number


def _number_of(typed: Any, part: str = "") -> float:
    written = str(typed).strip().replace(",", ".")
    if isinstance(typed, bool) or not isinstance(typed, str | int | float):
        raise _WrongError("not_number", part=part)
    try:
        number = float(written) if len(written) <= NUMBER_LENGTH else math.inf
    except ValueError:
        raise _WrongError("not_number", part=part) from None
    if not math.isfinite(number):
        raise _WrongError("not_number", part=part)
    return number


def _text(question: Question, typed: Any) -> str | None:
    if typed is None:
        return None
    if not isinstance(typed, str):
        raise _WrongError("invalid")
    cleaned = text.clean_text(typed)
    if len(cleaned) > question.limit:
        raise _WrongError("too_long", ("max_length", question.limit))
    return cleaned or None


def _matrix(question: Question, typed: Any) -> dict[str, int] | None:
    given = {} if typed in (None, "") else typed
    rows = [row.id for row in question.rows]
    if not isinstance(given, dict) or not set(given) <= set(rows):
        raise _WrongError("not_a_choice")
    found = {row: _scale(question, given.get(row), row) for row in rows}
    marked = {row: mark for row, mark in found.items() if mark is not None}
    if question.required and marked and len(marked) < len(rows):
        raise _WrongError("missing", part=next(row for row in rows if row not in marked))
    return marked or None


def _ranking(question: Question, typed: Any) -> list[str] | None:
    """Read an order; whoever ranks at all gives every option a place of its own."""
    listed = _in_order(typed) if isinstance(typed, dict) else typed or []
    if not listed:
        return None
    if not isinstance(listed, list) or not all(one in question.choices for one in listed):
        raise _WrongError("not_a_choice")
    if len(set(listed)) != len(listed) or len(listed) != len(question.choices):
        raise _WrongError("every_place_once")
    return listed


def _in_order(places: dict[str, Any]) -> list[str]:
    """Return the options of a form by their places. Raises _WrongError for a place given twice."""
    given = {name: _number_of(place, name) for name, place in places.items() if place != ""}
    if sorted(given.values()) != list(range(1, len(given) + 1)):
        raise _WrongError("every_place_once")
    return sorted(given, key=lambda name: given[name])


_READ: dict[str, Callable[[Question, Any], Any]] = {
    "single": _single,
    "multiple": _multiple,
    "scale": _scale,
    "number": _number,
    "text": _text,
    "matrix": _matrix,
    "ranking": _ranking,
}
