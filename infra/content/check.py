"""Checking a file against its shape, with every problem told at once and in plain words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from infra.content.source import ContentError, Source, Value

ModelT = TypeVar("ModelT", bound=BaseModel)

_PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is not known here; look for a typing mistake",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "dict_type": "must be a list of `name: value`",
    "model_type": "must be a list of `name: value`",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
}


def check(model: type[ModelT], data: Value, source: Source, *path: Hashable) -> ModelT:
    """Return the data as its model. Raises ContentError."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ContentError(list(_problems(error, source, path))) from None


def _problems(error: ValidationError, source: Source, path: tuple[Hashable, ...]) -> Iterator[str]:
    for one in error.errors(include_url=False):
        says = _PLAIN.get(one["type"], one["msg"].removeprefix("Value error, "))
        yield source.problem(says, *path, *one["loc"])


def mapping(source: Source, data: Value, *path: Hashable) -> dict[str, Value]:
    """Return a mapping of names. Raises ContentError."""
    if isinstance(data, dict) and all(isinstance(key, str) for key in data):
        return data
    raise ContentError([source.problem("must be a list of `name: value`", *path)])


class Problems:
    """Collects problems of several files, so that one run shows them all."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def __enter__(self) -> Problems:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, ContentError):
            self._found += error.problems
            return True
        return False

    def add(self, problem: str) -> None:
        """Note one problem and go on."""
        self._found.append(problem)

    def settle(self) -> None:
        """Raise ContentError if any problem was found."""
        if self._found:
            raise ContentError(self._found)
