"""Facts kept as one item: in JSON, with a version that a writer must have seen, by whose request.

The facts are a model with `changed_at`, by which those that changed since are found.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, Protocol

from functions.shared import clock, table
from functions.shared.errors import ChangedMeanwhileError
from functions.shared.keys import Key

MOST_ACTS = 20


class Facts(Protocol):
    """What can be kept: a model of facts that knows when it changed."""

    @property
    def changed_at(self) -> dt.datetime: ...

    def model_dump(
        self, *, mode: str, exclude_defaults: bool, exclude: set[str]
    ) -> dict[str, Any]: ...


def to_item(key: Key, kind: str, facts: Facts, version: int, acts: tuple[str, ...]) -> table.Item:
    """Map facts to their item; as JSON, since bounds and ranges are fractions."""
    written = facts.model_dump(mode="json", exclude_defaults=True, exclude={"changed_at"})
    return {
        **key,
        "kind": kind,
        "changed_at": clock.text(facts.changed_at),
        "version": version,
        "acts": list(acts),
        "facts": json.dumps(written, ensure_ascii=False, separators=(",", ":")),
    }


def facts(item: table.Item) -> dict[str, Any]:
    """Return the facts of an item as plain data for their model."""
    kept: dict[str, Any] = json.loads(item["facts"])
    return kept | {"changed_at": item["changed_at"]}


def acts(item: table.Item) -> tuple[str, ...]:
    """Return the last request ids of an item, which a repeat finds."""
    return tuple(item.get("acts", ()))


def with_act(before: tuple[str, ...], rid: str) -> tuple[str, ...]:
    """Return the last request ids with one more."""
    return (*before, rid)[-MOST_ACTS:]


def create(item: table.Item) -> bool:
    """Store a new one: one conditional PutItem; tell whether it was not there yet."""
    return table.put_new("core", item) is None


def replace(item: table.Item) -> None:
    """Replace the version before: one conditional PutItem.

    Raises ChangedMeanwhileError if somebody else saved it since.
    """
    condition, names = "#version = :seen", {"#version": "version"}
    seen = {":seen": item["version"] - 1}
    if table.put_if("core", item, condition, seen, names) is not None:
        raise ChangedMeanwhileError


def changed_since(kind: str, at: dt.datetime) -> Iterator[table.Item]:
    """Yield the items of a kind changed at or after an instant, oldest change first: one Query."""
    between = (clock.text(at), "9")
    return table.query("core", "kind", kind, index="changes", sk_name="changed_at", between=between)
