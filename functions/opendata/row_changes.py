"""Which rows came, went or changed between two releases of a table."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from functions.opendata.dataset import Table
from functions.opendata.summary import RowChange

_HASH_BYTES = 16


def compared(before: bytes, after: bytes, table: Table) -> RowChange:
    """Return the changes between two CSV files of a table.

    Rows are told apart by the table's key; without one, a changed row is one gone and one new.
    Columns that only one of the files has are left out, so a new column alone changes no row.
    """
    old_head, old = _lines(before)
    new_head, new = _lines(after)
    shared = [name for name in new_head if name in old_head]
    old_rows = (_picked(line, old_head, shared) for line in old)
    new_rows = (_picked(line, new_head, shared) for line in new)
    if table.key and all(name in shared for name in table.key):
        places = [shared.index(name) for name in table.key]
        return _by_key(old_rows, new_rows, places, table.name)
    gone, come = Counter(map(_digest, old_rows)), Counter(map(_digest, new_rows))
    return RowChange(table=table.name, added=(come - gone).total(), removed=(gone - come).total())


def _by_key(
    old: Iterable[list[str]], new: Iterable[list[str]], places: list[int], table: str
) -> RowChange:
    """Compare rows by their key, no two of a file the same; only hashes are kept in memory."""
    left = {_digest([row[place] for place in places]): _digest(row) for row in old}
    added = changed = 0
    for row in new:
        before = left.pop(_digest([row[place] for place in places]), None)
        added += before is None
        changed += before is not None and before != _digest(row)
    return RowChange(table=table, added=added, removed=len(left), changed=changed)


def _lines(raw: bytes) -> tuple[list[str], Iterator[list[str]]]:
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(raw), "utf-8", newline=""))
    return next(reader, []), reader


def _picked(line: list[str], head: list[str], shared: list[str]) -> list[str]:
    held = dict(zip(head, line, strict=False))
    return [held.get(name, "") for name in shared]


def _digest(row: list[str]) -> bytes:
    text = "\x1f".join(row)
    return hashlib.blake2b(text.encode(), digest_size=_HASH_BYTES).digest()
