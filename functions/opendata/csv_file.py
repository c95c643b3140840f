"""A table as CSV: one file for programs, one for spreadsheets.

For programs: UTF-8 without a mark, commas, decimal points, LF, every text as it is. For a
spreadsheet set to Kazakh or Russian: byte order mark, semicolons, decimal commas, CRLF, and an
apostrophe before a text that it would take for a formula (OWASP ASVS 5.0, 1.2.10). An apostrophe
that was there gets another one, so taking one off gives the text back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from functions.opendata import cells
from functions.opendata.dataset import Absent, Cell, Column, Kind, Row, Table

BOM = "\ufeff"
APOSTROPHE = "'"
PART = 100_000  # letters that are written together
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NEUTRALISED = (*_FORMULA, APOSTROPHE)


def machine(table: Table, rows: Iterable[Row]) -> bytes:
    """Return the file for programs."""
    return b"".join(machine_parts(table, rows))


def machine_parts(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file for programs, some rows at a time."""
    return _written(table, rows, _as_is, ",", "\n")


def spreadsheet_parts(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file for spreadsheets, some rows at a time."""
    yield BOM.encode()
    yield from _written(table, rows, _for_people, ";", "\r\n")


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return APOSTROPHE + text if text.startswith(_NEUTRALISED) else text


def original(text: str) -> str:
    """Return the text that `neutral` was given."""
    return text[1:] if text.startswith(APOSTROPHE) and text[1:].startswith(_NEUTRALISED) else text


def _as_is(cell: Cell | Absent, _: Column) -> str:
    return cells.write(cell)


def _for_people(cell: Cell | Absent, column: Column) -> str:
    text = cells.write(cell)
    if column.kind == Kind.NUMBER and not isinstance(cell, Absent):
        return text.replace(".", ",")
    return neutral(text) if column.kind == Kind.STRING else text


def _written(
    table: Table,
    rows: Iterable[Row],
    text: Callable[[Cell | Absent, Column], str],
    delimiter: str,
    end: str,
) -> Iterator[bytes]:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, lineterminator=end)
    writer.writerow([column.name for column in table.columns])
    for row in rows:
        writer.writerow([text(row[column.name], column) for column in table.columns])
        if held.tell() > PART:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()
