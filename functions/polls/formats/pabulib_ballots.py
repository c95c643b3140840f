"""Ballots of PabuLib files. The organiser took them, so they are read as kindly as they can be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from functions.polls.formats.election import FormatError


class Row(NamedTuple):
    """One line of a table, its cells by the lower-case names of their columns."""

    line: int
    cells: dict[str, str]


class Reader:
    """Reads ballots of one kind, and remembers what it had to pass over."""

    def __init__(self, ids: dict[str, int], kind: str) -> None:
        self.ids, self.points = ids, kind in ("cumulative", "scoring")
        self.unknown = self.repeated = 0

    def read(self, row: Row) -> object:
        """Return a ballot's choice; raises FormatError where points cannot be read."""
        names = _list(row, "vote")
        points = _list(row, "points") if self.points else ["1"] * len(names)
        if len(names) != len(points):
            raise FormatError(row.line, "vote and points differ in length")
        marks: dict[int, int] = {}
        for name, text in zip(names, points, strict=True):
            option, mark = self.ids.get(name), _whole(row.line, text)
            if option is None:
                self.unknown += 1
                continue
            self.repeated += option in marks
            marks[option] = mark + (marks.get(option, 0) if self.points else 0)
        return {str(one): mark for one, mark in marks.items()} if self.points else list(marks)

    def notes(self) -> Iterator[str]:
        """Tell what was passed over."""
        if self.unknown:
            yield f"votes for projects that the file does not list, passed over: {self.unknown}"
        if self.repeated:
            yield f"projects that a ballot names again: {self.repeated}"


def _list(row: Row, name: str) -> list[str]:
    return [part.strip() for part in row.cells.get(name, "").split(",") if part.strip()]


def _whole(line: int, text: str) -> int:
    try:
        mark = Decimal(text)
    except InvalidOperation:
        raise FormatError(line, "points must be numbers") from None
    if not mark.is_finite() or mark != mark.to_integral_value() or abs(mark) > 10**9:
        raise FormatError(line, "points must be whole numbers")
    return int(mark)
