"""A cell as text and back: one way to write each kind, the same in every file."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from decimal import Decimal

from functions.opendata.dataset import Absent, Cell, Column, Kind, Table
from functions.shared import clock

_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.STRING: (str,),
    Kind.INTEGER: (int,),
    Kind.NUMBER: (int, float, Decimal),
    Kind.BOOLEAN: (bool,),
    Kind.DATE: (dt.date,),
    Kind.DATETIME: (dt.datetime,),
    Kind.YEAR: (int,),
}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_REAL = (float, Decimal)
MOST_DIGITS = 40


def check(cell: Cell | Absent, column: Column, table: Table) -> None:
    """Raise ValueError if a cell is not of its column's kind, or says an unknown reason."""
    if isinstance(cell, Absent):
        if cell not in table.missing:
            raise ValueError(f"{cell!r} is no missing value of {table.name}")
    elif cell is None:
        if column.required:
            raise ValueError("a value is required")
    elif not _fits(cell, column.kind):
        raise ValueError(f"{type(cell).__name__} is no {column.kind}")


def _fits(cell: Cell, kind: Kind) -> bool:
    if isinstance(cell, bool):
        return kind == Kind.BOOLEAN
    if isinstance(cell, dt.datetime):
        return kind == Kind.DATETIME and cell.tzinfo is not None
    if isinstance(cell, _REAL) and not math.isfinite(cell):
        return False
    return isinstance(cell, _TYPES[kind])


def write(cell: Cell | Absent) -> str:
    """Write a cell as machines read it: a point for decimals, UTC, true and false."""
    if isinstance(cell, str):  # most cells are
        return str(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, dt.datetime):
        return clock.text(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def read(text: str, column: Column, table: Table) -> Cell | Absent:
    """Read what `write` wrote. Raises ValueError whose text is a key below `dataset.problem`."""
    if text == "":
        return None
    if text in table.missing:
        return Absent(text)
    return _READERS[column.kind](text)


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text) or len(text) > MOST_DIGITS:
        raise ValueError("integer")
    return int(text)


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text) or len(text) > MOST_DIGITS:
        raise ValueError("number")
    found = Decimal(text)
    if abs(found.adjusted()) > MOST_DIGITS:  # it is written out: 1e9999999 has ten million digits
        raise ValueError("number")
    return found


def _year(text: str) -> int:
    if not _YEAR.fullmatch(text):
        raise ValueError("year")
    return int(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("boolean")
    return text == "true"


def _date(text: str) -> dt.date:
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("date")


def _datetime(text: str) -> dt.datetime:
    try:
        return clock.parse(text)
    except ValueError:
        raise ValueError("datetime") from None


_READERS: dict[Kind, Callable[[str], Cell]] = {
    Kind.STRING: str,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
    Kind.DATETIME: _datetime,
    Kind.YEAR: _year,
}
