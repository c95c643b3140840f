"""A table and its lagging index, and buckets of objects, in memory; every call can go wrong.

It understands just the expressions that the ledger writes, and fails loudly on any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from functions.ledger import note
from functions.shared.errors import UnavailableError
from functions.shared.objects import PreconditionFailedError, Stored
from functions.shared.table import ConditionFailedError, Item
from tests.simulation.schedule import Schedule

Place = tuple[str, str]


class World:
    """All that outlives a process. `violations` are promises of the log that were broken."""

    def __init__(self, schedule: Schedule, start: datetime) -> None:
        self.schedule = schedule
        self.now = start
        self.tables: dict[str, dict[Place, Item]] = {"core": {}, "signatures": {}}
        self.objects: dict[tuple[str, str], Stored] = {}
        self.violations: list[str] = []
        self.lag = timedelta(0)
        self._index: dict[Place, list[tuple[datetime, Item | None]]] = {}
        self._buckets: dict[str, set[Place]] = {}
        self._version = 0

    # table

    def get(self, table: str, key: Any, *, consistent: bool = False) -> Item | None:
        self.schedule.read()
        item = self.tables[table].get((key["pk"], key["sk"]))
        self.schedule.read()
        return dict(item) if item else None

    def put(self, table: str, item: Item) -> None:
        self._call(lambda: self._store(table, item))

    def put_new(self, table: str, item: Item) -> Item | None:
        return self.put_if(table, item, "attribute_not_exists(pk)")

    def put_if(
        self,
        table: str,
        item: Item,
        condition: str,
        values: Item | None = None,
        names: dict[str, str] | None = None,
    ) -> Item | None:
        def call() -> Item | None:
            there = self.tables[table].get((item["pk"], item["sk"]))
            if not _holds(condition, there, values or {}, names or {}):
                return dict(there or {})
            self._store(table, item)
            return None

        return self._call(call)

    def update(
        self,
        table: str,
        key: Any,
        expression: str,
        values: Item | None = None,
        *,
        condition: str | None = None,
        names: dict[str, str] | None = None,
    ) -> Item:
        values, names = values or {}, names or {}

        def call() -> Item:
            there = self.tables[table].get((key["pk"], key["sk"]))
            if condition and not _holds(condition, there, values, names):
                raise ConditionFailedError(dict(there) if there else None)
            item = {**(there or dict(key))}
            for part in expression.removeprefix("SET ").split(", "):
                name, _, value = part.partition(" = ")
                item[names[name]] = values[value]
            self._store(table, item)
            return dict(item)

        return self._call(call)

    def delete(self, table: str, key: Any) -> None:
        def call() -> None:
            place = (key["pk"], key["sk"])
            if self.tables[table].pop(place, None) is not None and table == "signatures":
                self._index.setdefault(place, []).append((self.now + self.lag, None))

        self._call(call)

    def query(
        self,
        table: str,
        pk_name: str,
        pk: str,
        *,
        index: str | None = None,
        sk_name: str = "sk",
        between: tuple[str, str] | None = None,
    ) -> Iterator[Item]:
        self.schedule.read()
        if index == "inbox":
            found = [self._shown(place) for place in sorted(self._buckets.get(pk, ()))]
            items = [item for item in found if item and item["bucket"] == pk]
        else:
            items = [item for item in self.tables[table].values() if item.get(pk_name) == pk]
            if between:
                items = [item for item in items if between[0] <= item[sk_name] <= between[1]]
        self.schedule.read()
        return iter([dict(item) for item in sorted(items, key=lambda item: item[sk_name])])

    # objects

    def read(self, bucket: str, key: str) -> Stored | None:
        self.schedule.read()
        stored = self.objects.get((bucket, key))
        self.schedule.read()
        return stored

    def write(
        self,
        bucket: str,
        key: str,
        body: bytes,
        *,
        cache: str | None = None,
        if_match: str | None = None,
        if_none_match: bool = False,
    ) -> str:
        def call() -> str:
            there = self.objects.get((bucket, key))
            if (if_none_match and there) or (if_match and (not there or there.etag != if_match)):
                raise PreconditionFailedError(key)
            self._watch(key, there, body)
            self._version += 1
            self.objects[bucket, key] = Stored(body, str(self._version))
            return str(self._version)

        return self._call(call)

    def remove(self, bucket: str, key: str) -> None:
        self._call(lambda: self.objects.pop((bucket, key), None))

    def list_keys(self, bucket: str, prefix: str) -> Iterator[str]:
        return iter(sorted(k for b, k in self.objects if b == bucket and k.startswith(prefix)))

    def file(self, path: str) -> bytes:
        """Read a file of the public log as anyone can."""
        stored = self.objects.get(("log", path))
        if stored is None:
            raise FileNotFoundError(path)
        return stored.body

    def _call(self, call: Any) -> Any:
        """Do it; then the answer may be lost, or lost once and the client tries again."""
        self.schedule.write()
        answer = call()
        if self.schedule.is_answer_lost():
            if self.schedule.random.random() < 0.5:
                raise UnavailableError
            answer = call()
        self.schedule.write()
        return answer

    def _store(self, table: str, item: Item) -> None:
        kept = {name: value for name, value in item.items() if value is not None}
        place = (item["pk"], item["sk"])
        self.tables[table][place] = kept
        if table == "signatures" and "bucket" in kept:
            self._index.setdefault(place, []).append((self.now + self.lag, kept))
            self._buckets.setdefault(kept["bucket"], set()).add(place)

    def _shown(self, place: Place) -> Item | None:
        shown = None
        for at, item in self._index[place]:
            if at <= self.now:
                shown = item
        return shown

    def _watch(self, key: str, there: Stored | None, body: bytes) -> None:
        if not there:
            return
        if key.startswith("tile/") and there.body != body:
            self.violations.append(f"{key} was changed")
        if key == "checkpoint":
            old, new = (note.read_checkpoint(one.decode()) for one in (there.body, body))
            if new.size < old.size:
                self.violations.append("the checkpoint went back")


def _holds(condition: str, item: Item | None, values: Item, names: dict[str, str]) -> bool:
    return any(_is_true(part, item, values, names) for part in condition.split(" OR "))


def _is_true(part: str, item: Item | None, values: Item, names: dict[str, str]) -> bool:
    if part == "attribute_not_exists(pk)":
        return item is None
    match = re.fullmatch(r"(#\w+) (=|<) (:\w+)", part)
    if match is None:
        raise AssertionError(f"no such part: {part}")
    if item is None or names[match[1]] not in item:
        return False
    left, right = item[names[match[1]]], values[match[3]]
    return bool(left == right if match[2] == "=" else left < right)
