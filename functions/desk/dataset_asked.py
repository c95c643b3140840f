"""What officials send about datasets; a description comes as one JSON text, since it is deep."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from functions.desk.dataset_roles import ID_MAX
from functions.desk.fields import DETAILS_MAX, TITLE_MAX, Asked, Reasons, Rid
from functions.opendata import complete
from functions.opendata.dataset import NAME, Dataset
from functions.shared import content
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.text import clean_line, clean_text

MOST_BYTES = 2_000_000
BASE64_MAX = 4 * (MOST_BYTES // 3 + 1)
DATASET_MAX = 60_000  # letters
MOST_COLUMNS = 100
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


class Inspection(BaseModel):
    """A file, as text or as bytes in Base64, and its description if there is one yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    csv: str = Field(default="", max_length=MOST_BYTES)
    csv_base64: str = Field(default="", max_length=BASE64_MAX)
    dataset: str = Field(default="", max_length=DATASET_MAX)
    lang: str = Field(default="", max_length=2)

    def file(self) -> bytes:
        """Return the file's bytes. Raises InvalidInputError if there is none, or it is too long."""
        if self.csv:
            found = self.csv.encode()
        else:
            try:
                found = base64.b64decode(self.csv_base64, validate=True)
            except (binascii.Error, ValueError):
                raise InvalidInputError(FieldError("csv", "invalid")) from None
        if not found:
            raise InvalidInputError(FieldError("csv", "missing"))
        if len(found) > MOST_BYTES:
            most = (("most", MOST_BYTES // 1_000_000),)
            raise InvalidInputError(FieldError("csv", "file_too_large", most))
        return found


class NewDataset(Inspection):
    """A version to keep; `seen` is the record's version where the dataset is there already."""

    rid: Rid
    seen: int | None = Field(default=None, ge=1)


class DatasetPublication(Asked):
    """Let what waits become public."""


class DatasetDiscarding(Asked):
    """Give up what waits."""


class DatasetRetirement(Asked):
    """Say that it is no longer kept, why, and which one to use."""

    reason: Reasons
    replaced_by: str = Field(max_length=ID_MAX, pattern=NAME)


def described(written: str, own: dict[str, Any]) -> Dataset:
    """Read a description; `own` is what the service says itself.

    Raises InvalidInputError naming each wrong field by its path, as `dataset.tables.0.title`.
    """
    try:
        sent = json.loads(written)
        json.dumps(sent, ensure_ascii=False).encode()  # an escape may hide half a letter
    except (ValueError, RecursionError):
        raise InvalidInputError(FieldError(DESCRIPTION, "not_json")) from None
    if not isinstance(sent, dict):
        raise InvalidInputError(FieldError(DESCRIPTION, "not_json"))
    cleaned = {name: _cleaned(each, name) for name, each in sent.items() if name not in _OWN}
    _refuse(_too_much(cleaned))
    try:
        dataset = Dataset.model_validate(cleaned | own)
    except ValidationError as error:
        _refuse(_named(error))
        raise
    except KeyError:  # a chart draws a column that there is not
        raise InvalidInputError(FieldError(_name(("charts",)), "not_a_choice")) from None
    _refuse(_wrong(dataset))
    return dataset


def _named(error: ValidationError) -> Iterator[FieldError]:
    """Yield each mistake; a list is not too short because what is in it is wrong."""
    wrong = error.errors()
    for one in wrong:
        inside = (other["loc"][: len(one["loc"])] == one["loc"] for other in wrong)
        if one["type"] != "too_short" or sum(inside) == 1:
            yield FieldError(_name(one["loc"]), _code(one))


def _refuse(found: Iterator[FieldError]) -> None:
    wrong = [*found]
    if wrong:
        raise InvalidInputError(*wrong)


def _too_much(sent: dict[str, Any]) -> Iterator[FieldError]:
    """Yield what the shape of a dataset allows, and an upload does not."""
    tables = sent.get("tables")
    if not isinstance(tables, list) or len(tables) != 1 or not isinstance(tables[0], dict):
        yield FieldError(_name(("tables",)), "invalid")
        return
    columns = tables[0].get("columns")
    if not isinstance(columns, list):
        return
    if len(columns) > MOST_COLUMNS:
        most = (("max_length", MOST_COLUMNS),)
        yield FieldError(_name(("tables", 0, "columns")), "too_many", most)
    for place, column in enumerate(columns):
        # Some expressions take forever: they are tried on every cell, here and when released.
        if isinstance(column, dict) and column.get("pattern") is not None:
            yield FieldError(_name(("tables", 0, "columns", place, "pattern")), "unknown")


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


def _name(path: tuple[int | str, ...]) -> str:
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
