"""A table as JSON: a list of objects, one row a line, nothing lost.

A number keeps its digits (4.50 stays 4.50), an empty text is not confused with no value, and a
missing-value label stands as text in its cell, as the schema says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from functions.opendata import cells
from functions.opendata.dataset import Absent, Cell, Row, Table


def table(described: Table, rows: Iterable[Row]) -> bytes:
    """Return the rows as a JSON array."""
    return array(lines(described, rows))


def lines(described: Table, rows: Iterable[Row]) -> list[str]:
    """Return each row as a JSON object on one line."""
    names = [(column.name, _quoted(column.name)) for column in described.columns]
    return [
        "{" + ", ".join(f"{quoted}: {_cell(row[name])}" for name, quoted in names) + "}"
        for row in rows
    ]


def array(objects: Iterable[str]) -> bytes:
    """Return the array of objects that are JSON already."""
    return ("[" + ",".join(f"\n{one}" for one in objects) + "\n]\n").encode()


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
