"""The answers to what a category asks: are they what its service definition says?"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping

from functions.complaints.category import Attribute, Category
from functions.shared import text
from functions.shared.errors import FieldError

LENGTHS = {"string": 200, "text": 2_000, "number": 40, "datetime": 40}
Answers = Mapping[str, list[str]]


def field(code: str) -> str:
    """Return the name of an answer's field, as GeoReport writes it."""
    return f"attribute[{code}]"


def cleaned(category: Category, answers: Answers) -> dict[str, list[str]]:
    """Return the answers in the order of the questions, cleaned, without empty ones."""
    found = {}
    for attribute in category.attributes:
        clean = text.clean_text if attribute.datatype == "text" else text.clean_line
        given = [clean(value) for value in answers.get(attribute.code, [])]
        if any(given):
            found[attribute.code] = [value for value in given if value]
    return found


def errors(category: Category, answers: Answers) -> Iterator[FieldError]:
    """Yield what is wrong in cleaned or typed answers: unknown, missing, or of another type."""
    asked = {one.code for one in category.attributes if one.variable}
    yield from (FieldError(field(code), "unknown") for code in answers if code not in asked)
    given = cleaned(category, answers)
    for attribute in category.attributes:
        values = given.get(attribute.code, [])
        if attribute.variable and attribute.required and not values:
            yield FieldError(field(attribute.code), "missing")
        elif attribute.variable and values:
            yield from _wrong(attribute, values)


def _wrong(attribute: Attribute, values: list[str]) -> Iterator[FieldError]:
    name, kind = field(attribute.code), attribute.datatype
    if kind != "multivaluelist" and len(values) > 1:
        yield FieldError(name, "twice")
    elif kind in ("singlevaluelist", "multivaluelist"):
        if not set(values) <= {value.key for value in attribute.values}:
            yield FieldError(name, "not_a_choice")
    elif len(values[0]) > LENGTHS[kind]:
        yield FieldError(name, "too_long", (("max_length", LENGTHS[kind]),))
    elif kind == "number" and not _is_number(values[0]):
        yield FieldError(name, "not_number")
    elif kind == "datetime" and not _is_moment(values[0]):
        yield FieldError(name, "not_moment")
    elif kind in ("string", "text") and text.starts_like_formula(values[0]):
        yield FieldError(name, "formula")


def _is_number(typed: str) -> bool:
    try:
        return math.isfinite(float(typed.replace(",", ".")))
    except ValueError:
        return False


def _is_moment(typed: str) -> bool:
    """A day, or a day and a time, with or without a zone (ISO 8601)."""
    try:
        dt.datetime.fromisoformat(typed)
    except ValueError:
        return False
    return True
