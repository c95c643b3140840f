"""One cell of a file against its column: its value, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from functions.opendata import cells, csv_file
from functions.opendata.dataset import Absent, Cell, Column, Kind, Table
from functions.opendata.headers import Header
from functions.opendata.problem import Problem, shown
from functions.opendata.schema import is_required

_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.YEAR)
_SPACES = re.compile("[ \u00a0\u202f\u2009]")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_DOTTED = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})", re.ASCII)  # 31.12.2025
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MOST_ALLOWED_SHOWN = 8


def read(
    text: str, column: Column, table: Table, *, comma: bool
) -> tuple[Cell | Absent, Problem | None]:
    """Return a cell's value and what is wrong; `comma`: the file is a spreadsheet's."""
    if column.kind != Kind.STRING:
        text = text.strip()
    if comma:
        text = as_program_writes(text, column)
    if _CONTROL.search(text):
        return None, _problem("hidden", text)
    try:
        cell = cells.read(text, column, table)
    except ValueError as error:
        return None, _problem(_hint(text, column, comma) or str(error), text)
    return cell, _wrong(cell, text, column, table)


def as_program_writes(text: str, column: Column) -> str:
    """Return a cell of a spreadsheet's file as one for programs has it."""
    if column.kind == Kind.STRING:
        return csv_file.original(text)
    if column.kind == Kind.NUMBER and _COMMA.fullmatch(text):
        return text.replace(",", ".")
    dotted = _DOTTED.fullmatch(text) if column.kind == Kind.DATE else None
    return "-".join((dotted[3], dotted[2], dotted[1])) if dotted else text


def _hint(text: str, column: Column, comma: bool) -> str:
    """Return the key of a problem that says more than that it is no number."""
    if column.kind not in _NUMBERS:
        return ""
    if text.endswith("%"):
        return "percent"
    if _SPACES.search(text):
        return "spaces"
    return "decimal_comma" if _COMMA.fullmatch(text) and not comma else ""


def _wrong(cell: Cell | Absent, text: str, column: Column, table: Table) -> Problem | None:
    if cell is None:
        return Problem("required") if is_required(column, table) else None
    if isinstance(cell, Absent):
        return _problem("missing_required", text) if is_required(column, table) else None
    if column.values and text not in column.values:
        return _problem("values", text, allowed=_allowed(column))
    if column.kind == Kind.STRING and column.pattern and not re.fullmatch(column.pattern, text):
        return _problem("pattern", text, pattern=column.pattern)
    return _out_of_bounds(cell, text, column)


def _out_of_bounds(cell: Cell, text: str, column: Column) -> Problem | None:
    if not isinstance(cell, int | Decimal) or isinstance(cell, bool):
        return None
    if column.minimum is not None and cell < column.minimum:
        return _problem("minimum", text, bound=f"{column.minimum:f}")
    if column.maximum is not None and cell > column.maximum:
        return _problem("maximum", text, bound=f"{column.maximum:f}")
    return None


class Uniqueness:
    """Keys and unique columns of a table, with the line on which each value was first."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._keys: dict[tuple[str, ...], int] = {}
        self._values: dict[tuple[str, str], int] = {}

    def problems(
        self, row: Mapping[str, Cell | Absent], line: int, header: Header
    ) -> Iterator[Problem]:
        """Yield what is there twice; a row without its whole key is passed over."""
        key = tuple(cells.write(row.get(name)) for name in self._table.key)
        if key and all(key):
            first = self._keys.setdefault(key, line)
            if first != line:
                name = self._table.key[0]
                problem = _problem("key", ", ".join(key), first=str(first))
                yield problem.at(line, header.place(name), name)
        for column in self._table.columns:
            value = cells.write(row.get(column.name))
            if not column.unique or not value or self._table.key == (column.name,):
                continue
            first = self._values.setdefault((column.name, value), line)
            if first != line:
                problem = _problem("unique", value, first=str(first))
                yield problem.at(line, header.place(column.name), column.name)


def _allowed(column: Column) -> str:
    some = [*column.values][:MOST_ALLOWED_SHOWN]
    return ", ".join(some) + (" …" if len(column.values) > len(some) else "")


def _problem(key: str, text: str, **values: str) -> Problem:
    return Problem(key, values={"value": shown(text), **values})
