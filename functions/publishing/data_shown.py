"""Cells, sizes and days as a page shows them: labels instead of codes, in the reader's words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from functions.opendata.dataset import Absent, Cell, Column, Dataset, Kind, Period, Table
from functions.publishing.dossier import national_zone
from functions.publishing.said import pick
from functions.shared import words
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

LONGEST = 90
NOTHING = "–"
COUNT = "1"  # the unit without a dimension, in UCUM
_WIDE = 30
_KILO = 1000


@dataclass(frozen=True)
class Shown:
    """A cell as text; `url` makes it a link, `is_number` puts it to the right."""

    text: str
    url: str = ""
    is_number: bool = False

    @property
    def is_wide(self) -> bool:
        return len(self.text) > _WIDE


def cell(value: Cell | Absent, column: Column, table: Table, lang: str) -> Shown:
    """Return a cell for readers."""
    if isinstance(value, Absent):
        return Shown(pick(table.missing[str(value)], lang).text)
    if value is None:
        return Shown(NOTHING)
    if isinstance(value, bool):
        return Shown(t(lang, "data.yes" if value else "data.no"))
    if isinstance(value, str):
        return _text(value, column, lang)
    if isinstance(value, dt.datetime):
        return Shown(words.moment(lang, value, load().government["timezone"]))
    if isinstance(value, dt.date):
        return Shown(words.date(lang, value))
    return Shown(_number(value, column, table, lang), is_number=True)


def _text(value: str, column: Column, lang: str) -> Shown:
    if value in column.values:
        return Shown(pick(column.values[value], lang).text)
    if value.startswith(("https://", "http://")):
        # A copy of the site leads to its own pages.
        return Shown(t(lang, "data.open_page"), value.removeprefix(settings().site_url))
    line = " ".join(value.split())
    return Shown(line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …")


def _number(value: int | float | Decimal, column: Column, table: Table, lang: str) -> str:
    if column.kind is Kind.YEAR or column.unique or column.name in table.key:
        return str(value)  # a number that names something has no thousands
    if isinstance(value, int):
        return words.number(lang, value)
    text = f"{value:f}" if isinstance(value, Decimal) else f"{value:.10g}"
    return text if lang == "en" else text.replace(".", ",")


def size(n: int, lang: str) -> str:
    """Return how large a file is."""
    if n < _KILO:
        return t(lang, "data.bytes", n=n)
    if n < _KILO * _KILO:
        return t(lang, "data.kilobytes", n=-(-n // _KILO))
    return t(lang, "data.megabytes", n=-(-n // (_KILO * _KILO)))


def day(at: dt.datetime, lang: str) -> str:
    """Return the local day of an instant."""
    return words.date(lang, at.astimezone(national_zone()).date())


def period(of: Period, lang: str) -> str:
    """Return the time that data speak of."""
    start = words.date(lang, of.start)
    if of.end is None:
        return t(lang, "data.since", start=start)
    return t(lang, "data.from_to", start=start, end=words.date(lang, of.end))


def unit(column: Column, lang: str) -> str:
    """Return a column's unit in words where there are some, else its sign; none for mere counts."""
    if column.unit == COUNT:
        return ""
    key = f"data.unit.{column.unit}"
    return t(lang, key) if key in load().words[lang] else column.unit


def publisher(dataset: Dataset, lang: str) -> str:
    """Return the name of who publishes a dataset."""
    content = load()
    body = content.bodies.get(dataset.publisher)
    return pick((body or content.government)["name"], lang).text


def area(dataset: Dataset, lang: str) -> str:
    """Return the name of the area that data are about; its code where no name is known."""
    known = load().jurisdictions.get(dataset.area)
    return pick(known["name"], lang).text if known else dataset.area
