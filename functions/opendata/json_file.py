"""A table as JSON: a list of objects, one row a line, nothing lost.

A number keeps its digits (4.50 stays 4.50), an empty text is not confused with no value, and a
missing-value label stands as text in its cell, as the schema says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from functions.opendata import cells
from functions.opendata.dataset import Absent, Cell, Row, Table


def lines(described: Table, rows: Iterable[Row]) -> Iterator[str]:
    """Yield each row as a JSON object on one line."""
    names = [(column.name, _quoted(column.name)) for column in described.columns]
    for row in rows:
        yield "{" + ", ".join(f"{quoted}: {_cell(row[name])}" for name, quoted in names) + "}"


def array(objects: Iterable[str]) -> Iterator[bytes]:
    """Yield the array of objects that are JSON already, one at a time."""
    comma = "["
    for one in objects:
        yield f"{comma}\n{one}".encode()
        comma = ","
    yield b"\n]\n" if comma == "," else b"[\n]\n"


def document(made: Any) -> bytes:
    """Return a description as JSON for people, too: indented, letters as they are."""
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(cell: Cell | Absent) -> str:
    if cell is None:
        return "null"
    if isinstance(cell, Decimal | int | float):  # true and false are ints, too
        return cells.write(cell)
    return _quoted(cells.write(cell))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
