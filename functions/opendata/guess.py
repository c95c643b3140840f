"""What the columns of a file without a description may be: names, kinds, whether all are filled.

A guess to start from: an official looks at each and corrects it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from functions.opendata import cell_checks, cells, csv_file, validate
from functions.opendata.dataset import Column, Kind, Table
from functions.opendata.headers import DELIMITERS, LONGEST_CELL, lines
from functions.opendata.problem import Problem, shown

MOST_COLUMNS = 100
MOST_LOOKED_AT = 2_000  # rows
MOST_EXAMPLES = 3
LONGEST_NAME = 40
# Kazakh and Russian letters as they are usually written in Latin ones.
_LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя"
_LATIN = "a a b v g g d e e zh z i i k q l m n n o o p r s t u u u f kh h ts ch sh sh y i e iu ia"
_WRITTEN = dict(zip(_LETTERS, _LATIN.split(), strict=True))
_YEAR = re.compile(r"\b(years?|год|года|жыл|жылы)\b", re.IGNORECASE)
_KINDS = (Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE, Kind.DATETIME)


@dataclass(frozen=True)
class Guess:
    """A column: what its header says, and what its cells look like."""

    header: str
    name: str
    kind: Kind
    required: bool
    examples: list[str] = field(default_factory=list)


def columns(text: str) -> tuple[list[Guess], int, Problem | None]:
    """Return a guess for each column of a file that has a heading, and how many rows it has.

    Nothing is guessed of a file that cannot be read; then the problem says why.
    """
    try:
        line, delimiter, records = _records(text)
    except _UnreadError as error:
        return [], 0, error.problem
    if not records:
        return [], 0, Problem("empty_file")
    head, rows = records[0], records[1:]
    if len(head) > MOST_COLUMNS:
        values = {"most": MOST_COLUMNS, "found": len(head)}
        return [], 0, Problem("too_many_columns", line=line, values=values)
    names, some = _names(head), rows[:MOST_LOOKED_AT]
    guessed = [
        _guess(header, names[place], [row[place] for row in some if place < len(row)], delimiter)
        for place, header in enumerate(head)
        if header.strip()
    ]
    return guessed, len(rows), None


def name(header: str) -> str:
    """Return a name for programs: `Қала (аты)` becomes `qala_aty`; may be empty."""
    plain = "".join(_WRITTEN.get(one, one) for one in header.lower() if one not in "ьъ")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "_", plain)[:LONGEST_NAME].strip("_")


class _UnreadError(Exception):
    """The file is no table."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


def _records(text: str) -> tuple[int, str, list[list[str]]]:
    """Return the header's line, the separator, and the records, the header first."""
    csv.field_size_limit(LONGEST_CELL)
    number, line = next(lines(text), (0, ""))
    if not number:
        return 0, DELIMITERS[0], []
    begin = number
    try:
        delimiter = max(
            DELIMITERS, key=lambda one: sum(map(len, csv.reader([line], delimiter=one)))
        )
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        found, begin = list[list[str]](), 1
        for record in reader:
            if begin >= number and any(record):
                found.append(record)
            begin = reader.line_num + 1
    except csv.Error as error:
        raise _UnreadError(validate.unread(error, text, begin)) from None
    return number, delimiter, found


def _names(head: Sequence[str]) -> list[str]:
    found: list[str] = []
    for number, header in enumerate(head, 1):
        made = name(header)
        made = made if made[:1].isalpha() else f"column_{made or number}"
        while made in found:
            made = f"{made}_{number}"
        found.append(made)
    return found


def _guess(header: str, made: str, texts: Sequence[str], delimiter: str) -> Guess:
    filled = [text.strip() for text in texts if text.strip()]
    if delimiter != ",":  # a spreadsheet's
        filled = [csv_file.original(text) for text in filled]
    kind = next((one for one in _KINDS if _all_are(one, filled, delimiter)), Kind.STRING)
    if kind == Kind.INTEGER and _all_are(Kind.YEAR, filled, delimiter) and _YEAR.search(header):
        kind = Kind.YEAR
    examples = [shown(text) for text in dict.fromkeys(filled)][:MOST_EXAMPLES]
    is_whole = bool(filled) and len(filled) == len(texts)
    return Guess(shown(header)[1:-1], made, kind, is_whole, examples)


def _all_are(kind: Kind, texts: Sequence[str], delimiter: str) -> bool:
    column = Column(name="a", kind=kind, label={})
    table = Table(name="a", title={}, columns=(column,))
    return bool(texts) and all(_is(text, column, table, delimiter) for text in texts)


def _is(text: str, column: Column, table: Table, delimiter: str) -> bool:
    if delimiter != ",":
        text = cell_checks.as_program_writes(text, column)
    try:
        cells.read(text, column, table)
    except ValueError:
        return False
    is_number = column.kind in (Kind.INTEGER, Kind.NUMBER)
    return not (is_number and re.match("[+-]?0[0-9]", text))  # such is a code
