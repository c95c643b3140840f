"""A dataset's description as officials send it: one JSON text, since it is deep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from functions.desk.dataset_id import ID_MAX
from functions.desk.fields import DETAILS_MAX, TITLE_MAX, URL_MAX
from functions.opendata import complete
from functions.opendata.dataset import Dataset
from functions.shared import content
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.text import clean_line, clean_text

MOST_COLUMNS = 100
MOST_SOURCES = 20
MOST_CHARTS = 6
DESCRIPTION = "dataset"
# What the service says itself, whatever is sent.
_OWN = ("issued", "version", "example", "replaced_by")
_CODES = {
    "missing": "missing",
    "string_too_short": "missing",
    "too_short": "missing",
    "extra_forbidden": "unknown",
    "enum": "not_a_choice",
    "string_pattern_mismatch": "not_a_name",
}
_MESSAGES = {"two columns have one name": "twice", "there is no column": "not_a_choice"}
Path = tuple[int | str, ...]


def described(written: str, own: dict[str, Any]) -> Dataset:
    """Read a description; `own` is what the service says itself.

    Raises InvalidInputError naming each wrong field by its path, as `dataset.tables.0.title`.
    """
    cleaned = _parsed(written)
    _refuse(_too_much(cleaned))
    charts = [*_undrawn(cleaned)]
    try:
        dataset = Dataset.model_validate(cleaned | own | ({"charts": []} if charts else {}))
    except ValidationError as error:
        _refuse([*charts, *_named(error)])
        raise
    except KeyError:  # a chart draws a table that there is not
        raise InvalidInputError(FieldError(_name(("charts",)), "not_a_choice")) from None
    _refuse([*charts, *_wrong(dataset)])
    return dataset


def _parsed(written: str) -> dict[str, Any]:
    """Return what was sent, every text cleaned, without what the service says itself."""
    try:
        sent = json.loads(written)
        json.dumps(sent, ensure_ascii=False).encode()  # an escape may hide half a letter
        if isinstance(sent, dict):
            return {name: _cleaned(each, name) for name, each in sent.items() if name not in _OWN}
    except (ValueError, RecursionError):
        pass
    raise InvalidInputError(FieldError(DESCRIPTION, "not_json"))


def _named(error: ValidationError) -> Iterator[FieldError]:
    """Yield each mistake; a list is not too short because what is in it is wrong."""
    wrong = error.errors()
    for one in wrong:
        inside = (other["loc"][: len(one["loc"])] == one["loc"] for other in wrong)
        if one["type"] != "too_short" or sum(inside) == 1:
            yield FieldError(_name(one["loc"]), _code(one))


def _refuse(found: Iterable[FieldError]) -> None:
    wrong = [*found]
    if wrong:
        raise InvalidInputError(*wrong)


def _too_much(sent: dict[str, Any]) -> Iterator[FieldError]:
    """Yield what the shape of a dataset allows, and an upload does not."""
    for name, most in (("sources", MOST_SOURCES), ("charts", MOST_CHARTS)):
        if len(_listed(sent.get(name))) > most:
            yield FieldError(_name((name,)), "too_many", (("max_length", most),))
    tables = sent.get("tables")
    if not isinstance(tables, list) or len(tables) != 1 or not isinstance(tables[0], dict):
        yield FieldError(_name(("tables",)), "invalid")
        return
    yield from _of_columns(_listed(tables[0].get("columns")))


def _of_columns(columns: list[Any]) -> Iterator[FieldError]:
    here = ("tables", 0, "columns")
    if len(columns) > MOST_COLUMNS:
        yield FieldError(_name(here), "too_many", (("max_length", MOST_COLUMNS),))
    for place, column in enumerate(columns):
        # Some expressions take forever: they are tried on every cell, here and when released.
        if isinstance(column, dict) and column.get("pattern") is not None:
            yield FieldError(_name((*here, place, "pattern")), "unknown")


def _undrawn(sent: dict[str, Any]) -> Iterator[FieldError]:
    """Yield the places of charts where no column is named, or one that the table does not have."""
    columns = _listed(sent["tables"][0].get("columns"))
    named = [one.get("name") for one in columns if isinstance(one, dict)]
    names = {one for one in named if isinstance(one, str)}
    for place, chart in enumerate(_listed(sent.get("charts"))):
        along, upward = (chart.get("x"), chart.get("y")) if isinstance(chart, dict) else ("", [])
        for name, listed in (("x", [along]), ("y", _listed(upward))):
            if not any(listed):
                yield FieldError(_name(("charts", place, name)), "missing")
            elif any(one not in names for one in listed if isinstance(one, str)):
                yield FieldError(_name(("charts", place, name)), "not_a_choice")


def _listed(sent: object) -> list[Any]:
    return sent if isinstance(sent, list) else []


def _wrong(dataset: Dataset) -> Iterator[FieldError]:
    known = content.load()
    if len(dataset.id) > ID_MAX:
        yield FieldError(_name(("id",)), "too_long", (("max_length", ID_MAX),))
    found = complete.wrong(
        dataset,
        languages=tuple(known.languages),
        places=known.jurisdictions,
        bodies=known.bodies,
    )
    yield from (FieldError(_name(one.path), one.code) for one in found)
    for path, texts in complete.texts(dataset):
        most = DETAILS_MAX if path == ("description",) else TITLE_MAX
        if any(len(text) > most for text in texts.values() if isinstance(text, str)):
            yield FieldError(_name(path), "too_long", (("max_length", most),))
    for place, source in enumerate(dataset.sources):
        for name, written, most in (
            ("title", source.title, TITLE_MAX),
            ("url", str(source.url or ""), URL_MAX),
        ):
            if len(written) > most:
                path = ("sources", place, name)
                yield FieldError(_name(path), "too_long", (("max_length", most),))


def _name(path: Path) -> str:
    return ".".join(map(str, (DESCRIPTION, *path)))[:TITLE_MAX]


def _code(error: Any) -> str:
    if error["input"] == "":
        return "missing"
    if error["type"] == "string_pattern_mismatch" and "columns" not in error["loc"]:
        return "not_an_id"
    said = re.sub("^Value error, ", "", error["msg"])
    found = (code for message, code in _MESSAGES.items() if said.startswith(message))
    return next(found, _CODES.get(error["type"], "invalid"))


def _cleaned(value: Any, name: str = "") -> Any:
    """Clean every text at any depth; a description may have paragraphs."""
    if isinstance(value, str):
        return clean_text(value) if name == "description" else clean_line(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {clean_line(str(key)): _cleaned(one, name) for key, one in value.items()}
    return value
