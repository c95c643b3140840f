"""The header of a file: which separator, and which column of the description each cell names."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from functions.opendata.dataset import Table
from functions.opendata.problem import Problem, shown

DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 100_000  # letters
_HINT = "sep="  # a line that spreadsheets write before the header


@dataclass(frozen=True)
class Header:
    """The separator, the header's line, and the column that each place holds (None: unknown)."""

    delimiter: str
    line: int
    names: tuple[str | None, ...]

    def place(self, name: str) -> int:
        """Return the place of a column, from 1; 0 if it is not there."""
        return self.names.index(name) + 1 if name in self.names else 0


def of(text: str, table: Table, add: Callable[[Problem], None]) -> Header | None:
    """Return the header, telling what is wrong with it; nothing if rows cannot be read by it."""
    number, line = next(lines(text), (0, ""))
    if not number:
        add(Problem("empty_file"))
        return None
    if len(line) > LONGEST_CELL:
        add(Problem("long_cell", line=number, values={"most": LONGEST_CELL}))
        return None
    names = _by_words(table)
    delimiter = max(DELIMITERS, key=lambda one: _known(line, one, names))
    cells = _cells(line, delimiter)
    if len(cells) == 1 and len(table.columns) > 1:
        add(Problem("separator", line=number, values={"value": shown(line)}))
        return None
    header = Header(delimiter, number, tuple(names.get(_plain(cell)) for cell in cells))
    for problem in _problems(header, cells, table):
        add(problem)
    return header


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, each with its number."""
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip() and not line.lower().startswith(_HINT):
            yield number, line.rstrip("\n")


def _problems(header: Header, cells: list[str], table: Table) -> list[Problem]:
    found = []
    for place, (cell, name) in enumerate(zip(cells, header.names, strict=True), 1):
        if not cell.strip():
            found.append(Problem("column_unnamed").at(header.line, place, "–"))
        elif name is None or name in header.names[: place - 1]:
            key = "column_unknown" if name is None else "column_twice"
            problem = Problem(key, values={"value": shown(cell)})
            found.append(problem.at(header.line, place, name or shown(cell)))
    for column in table.columns:
        if column.name not in header.names:
            values = {"name": column.name}
            found.append(Problem("column_missing", line=header.line, values=values))
    return found


def _known(line: str, delimiter: str, names: dict[str, str]) -> tuple[int, int]:
    cells = _cells(line, delimiter)
    return sum(_plain(cell) in names for cell in cells), len(cells)


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _by_words(table: Table) -> dict[str, str]:
    """Return the column that each name or label stands for."""
    labels = {
        _plain(label): column.name for column in table.columns for label in column.label.values()
    }
    return labels | {_plain(column.name): column.name for column in table.columns}


def _plain(cell: str) -> str:
    return " ".join(cell.split()).lower()
