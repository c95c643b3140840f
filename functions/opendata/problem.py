"""One thing that is wrong with a data file, said in the reader's language."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from functions.shared.text import clean_line
from functions.shared.words import t

LONGEST_SHOWN = 40  # characters of a value


@dataclasses.dataclass(frozen=True)
class Problem:
    """What is wrong and where: line and column count from 1; 0 is the whole file or line.

    `key` is below `dataset.problem` in the words; `values` fill its places.
    """

    key: str
    line: int = 0
    column: int = 0
    field: str = ""
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    def at(self, line: int, column: int, name: str) -> Problem:
        """Return the problem at a place."""
        return dataclasses.replace(self, line=line, column=column, field=name)

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it: A, B … Z, AA …"""
        found, number = "", self.column
        while number > 0:
            number, rest = divmod(number - 1, 26)
            found = chr(ord("A") + rest) + found
        return found

    def place(self, lang: str) -> str:
        """Return where it is, empty for the whole file."""
        line = str(self.line)
        if self.column:
            key = "dataset.problem.place"
            return t(lang, key, line=line, letter=self.letter, field=self.field)
        return t(lang, "dataset.problem.place_line", line=line) if self.line else ""

    def text(self, lang: str) -> str:
        """Return where it is and what is wrong."""
        said = t(lang, f"dataset.problem.{self.key}", **self.values)
        place = self.place(lang)
        return f"{place}: {said}" if place else said


def shown(value: str) -> str:
    """Return a value that may be shown: one line, no hidden characters, not long, in quotes."""
    clean = clean_line(value[: 4 * LONGEST_SHOWN])
    short = clean if len(clean) <= LONGEST_SHOWN else clean[: LONGEST_SHOWN - 1] + "…"
    return f"«{short}»"
