"""A clerk's file against its description: every problem at once, each with its line and column.

Taken are the file for programs and what a spreadsheet saves of the other one: commas, semicolons
or tabs, with or without a byte order mark; where the separator is no comma, decimal commas, days as
31.12.2025 and the apostrophe before a formula; columns in any order; names or labels of columns in
the header. Empty lines are passed over.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from functions.opendata import cell_checks, encodings, headers
from functions.opendata.cell_checks import Uniqueness
from functions.opendata.dataset import Absent, Cell, Column, Table
from functions.opendata.headers import LONGEST_CELL, Header
from functions.opendata.problem import Problem, shown

MOST_BYTES = 50_000_000
MOST_ROWS = 1_000_000
MOST_PROBLEMS = 200  # that are told one by one

Held = dict[str, "Cell | Absent"]


@dataclass
class Read:
    """What a file holds: its rows, in the columns' order of the description, and what is wrong."""

    rows: list[Held] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    untold: int = 0  # problems beyond those that are told

    def add(self, problem: Problem) -> None:
        """Note a problem; past the most that are told, only how many."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.untold += 1

    def told(self) -> list[Problem]:
        """Return the problems, and a last one that says how many more there are."""
        if not self.untold:
            return self.problems
        last = self.problems[-1].line
        return [*self.problems, Problem("more", line=last, values={"n": self.untold})]


def problems(table: Table, raw: bytes | str) -> list[Problem]:
    """Return what is wrong with a file."""
    return read(table, raw).told()


def read(table: Table, raw: bytes | str, *, most_bytes: int = MOST_BYTES) -> Read:
    """Return the rows of a file and what is wrong; rows count only if nothing is."""
    found = Read()
    if len(raw) > most_bytes:
        found.add(Problem("too_large", values={"most": most_bytes // 1_000_000}))
        return found
    text, wrong = (raw, None) if isinstance(raw, str) else encodings.decoded(raw)
    if wrong:
        found.add(wrong)
        return found
    header = headers.of(text, table, found.add)
    if header:
        _read_rows(text, table, header, found)
    return found


def _read_rows(text: str, table: Table, header: Header, found: Read) -> None:
    columns = [table.column(name) if name else None for name in header.names]
    unique = Uniqueness(table)
    for line, record in _records(text, header, found):
        if len(found.rows) >= MOST_ROWS:
            found.add(Problem("too_many_rows", line=line, values={"most": MOST_ROWS}))
            return
        if len(record) != len(columns):
            values = {"found": len(record), "wanted": len(columns)}
            found.add(Problem("cells", line=line, values=values))
            continue
        row = _row(record, columns, table, header, line, found)
        for problem in unique.problems(row, line, header):
            found.add(problem)
        found.rows.append({column.name: row.get(column.name) for column in table.columns})
    if not found.rows and not found.problems:
        found.add(Problem("no_rows", line=header.line))


def _records(text: str, header: Header, found: Read) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the first line of each record, and its cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=header.delimiter, strict=True)
    csv.field_size_limit(LONGEST_CELL)
    line = 1
    try:
        for record in reader:
            if line > header.line and any(record):
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        found.add(unread(error, text, line))


def _row(
    record: Sequence[str],
    columns: Sequence[Column | None],
    table: Table,
    header: Header,
    line: int,
    found: Read,
) -> Held:
    row: Held = {}
    for place, (text, column) in enumerate(zip(record, columns, strict=True), 1):
        if column is None:
            continue
        cell, problem = cell_checks.read(text, column, table, comma=header.delimiter != ",")
        row[column.name] = cell
        if problem:
            found.add(problem.at(line, place, column.name))
    return row


def unread(error: csv.Error, text: str, line: int) -> Problem:
    """Return why the record that begins on a line cannot be read."""
    if "limit" in str(error):
        return Problem("long_cell", line=line, values={"most": LONGEST_CELL})
    return Problem("quote", line=line, values={"value": _line(text, line)})


def _line(text: str, number: int) -> str:
    for place, line in enumerate(io.StringIO(text, newline=None), 1):
        if place == number:
            return shown(line)
    return ""
