"""What a request says: its body, read strictly, its language, and what is wrong in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from functions.shared.content import load
from functions.shared.errors import (
    FieldError,
    InvalidInputError,
    TooLargeError,
    UnsupportedError,
)

DEPTH_LIMIT = 5
FIELDS_LIMIT = 64
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Asked:
    """A request as it was sent: its fields, whether a plain form sent it, and its language."""

    data: dict[str, Any]
    is_form: bool
    lang: str


def read(body: str, headers: Mapping[str, str], most_bytes: int) -> Asked:
    """Read a body. Raises TooLargeError, UnsupportedError or InvalidInputError."""
    if len(body.encode("utf-8", "surrogatepass")) > most_bytes:
        raise TooLargeError
    kind = header(headers, "content-type").split(";")[0].strip().lower()
    if kind == FORM:
        data: dict[str, Any] = parse_form(body)
    elif kind == JSON:
        data = parse_json(body)
    else:
        raise UnsupportedError
    return Asked(data, kind == FORM, language(data.get("lang"), headers))


def parse_form(body: str) -> dict[str, Any]:
    """Read a form's body. Raises InvalidInputError for a field given twice, or too many fields.

    A name that ends in `[]` is a list and may be given again.
    """
    data: dict[str, Any] = {}
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=FIELDS_LIMIT)
    except ValueError:
        limit = (("max_length", FIELDS_LIMIT),)
        raise InvalidInputError(FieldError("body", "too_many", limit)) from None
    for name, value in pairs:
        if name.endswith("[]"):
            data.setdefault(name, []).append(value)
            continue
        if name in data:
            raise InvalidInputError(FieldError(name, "twice"))
        data[name] = value
    return data


def parse_json(body: str) -> dict[str, Any]:
    """Read a JSON object; refuses double names, NaN, lone surrogates and depth over 5."""
    try:
        data = json.loads(body, object_pairs_hook=_once, parse_constant=_refuse)
        body.encode()
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise InvalidInputError(FieldError("body", "not_json")) from None
    if not isinstance(data, dict) or _depth(data) > DEPTH_LIMIT:
        raise InvalidInputError(FieldError("body", "not_json"))
    return data


def language(asked: Any, headers: Mapping[str, str]) -> str:
    """Return the language that is asked for, else the browser's, else the default."""
    known = load().languages
    if asked in known:
        return str(asked)
    for part in header(headers, "accept-language").split(","):
        tag = part.split(";")[0].strip()[:2].lower()
        if tag in known:
            return tag
    return load().default_language


def header(headers: Mapping[str, str], name: str) -> str:
    """Return a header's value, whatever the case of its name; empty if it is not there."""
    return next((value for key, value in headers.items() if key.lower() == name), "")


def field_error(error: Any) -> FieldError:
    """Turn one of pydantic's errors into ours: the field's name, a code, the limit if any."""
    name = str(error["loc"][0]) if error["loc"] else "body"
    context = {key: value for key, value in error.get("ctx", {}).items() if key != "error"}
    code = _CODES.get(error["type"], "invalid")
    if error["type"] == "value_error":
        code = str(error["ctx"]["error"])
        context = {}
    numbers = tuple((key, value) for key, value in context.items() if isinstance(value, int))
    return FieldError(name, code, numbers)


_CODES = {
    "missing": "missing",
    "string_too_short": "missing",
    "string_too_long": "too_long",
    "too_long": "too_many",
    "extra_forbidden": "unknown",
    "value_error": "invalid",
}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a name is given twice")
    return data


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
