"""Reading PabuLib files (.pb): three tables META, PROJECTS and VOTES with `;` between cells.

The format is described at pabulib.org/format. Cells may be quoted, and padded with spaces.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from functions.polls.formats import pabulib_ballots, pabulib_rules
from functions.polls.formats.election import Election, FormatError
from functions.polls.formats.pabulib_ballots import Row

SECTIONS = ("META", "PROJECTS", "VOTES")
MOST_DECIMALS = 6


class Tables(NamedTuple):
    """The first two tables; `columns` are those of PROJECTS, `vote_columns` those of VOTES."""

    meta: dict[str, str]
    projects: list[Row]
    columns: tuple[str, ...]
    vote_columns: tuple[str, ...]


def read(lines: Iterable[str]) -> Election:
    """Read a file line by line; raises FormatError."""
    rows = _rows(lines)
    tables = _tables(rows)
    scale = _scale(tables)
    ids = _ids(tables.projects)
    kind = pabulib_rules.ballot_kind(tables.meta, tables.columns, tables.vote_columns)
    reader = pabulib_ballots.Reader(ids, kind)
    ballots = [(reader.read(row), 1) for row in _votes(rows, tables.vote_columns)]
    found = pabulib_rules.rule(tables.meta, kind)
    return Election(
        declared=tables.meta.get("rule", "unknown"),
        rule=found.rule | _money(tables, ids, scale) | {"step": scale},
        names={number: name for name, number in ids.items()},
        ballots=ballots,
        labels={ids[row.cells["project_id"]]: row.cells.get("name", "") for row in tables.projects},
        title=tables.meta.get("description", ""),
        published=_published(tables, ids),
        refusal=found.refusal,
        notes=(*found.notes, *reader.notes()),
        scale=scale,
    )


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=";", skipinitialspace=True)
    while True:
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise FormatError(reader.line_num, f"broken quoting ({error})") from None
        if any(cells):
            cells[0] = cells[0].removeprefix("\ufeff").strip()
            yield reader.line_num, cells


def _tables(rows: Iterator[tuple[int, list[str]]]) -> Tables:
    meta: dict[str, str] = {}
    projects: list[Row] = []
    section, columns = "", tuple[str, ...]()
    for line, cells in rows:
        if cells[0].upper() in SECTIONS and not any(cells[1:]):
            section = cells[0].upper()
            header = _header(rows, section)
            if section == "VOTES":
                return Tables(meta, projects, columns, header)
            columns = header if section == "PROJECTS" else columns
        elif section == "META":
            meta[cells[0].lower()] = cells[1] if len(cells) > 1 else ""
        elif section == "PROJECTS":
            projects.append(Row(line, dict(zip(columns, cells, strict=False))))
        else:
            raise FormatError(line, "a PabuLib file begins with META")
    raise FormatError(0, "the file has no VOTES")


def _header(rows: Iterator[tuple[int, list[str]]], section: str) -> tuple[str, ...]:
    line, cells = next(rows, (0, []))
    header = tuple(cell.lower() for cell in cells)
    wanted = {"META": "key", "PROJECTS": "project_id", "VOTES": "voter_id"}[section]
    if wanted not in header:
        raise FormatError(line, f"{section} must have the column {wanted}")
    return header


def _votes(rows: Iterator[tuple[int, list[str]]], columns: tuple[str, ...]) -> Iterator[Row]:
    if "vote" not in columns:
        raise FormatError(0, "VOTES must have the column vote")
    for line, cells in rows:
        yield Row(line, dict(zip(columns, cells, strict=False)))


def _ids(projects: list[Row]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for number, row in enumerate(projects, 1):
        name = row.cells["project_id"]
        if not name or name in ids:
            raise FormatError(row.line, "a project_id is missing or there twice")
        ids[name] = number
    return ids


def _decimal(line: int, name: str, text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise FormatError(line, f"{name} is not a number") from None
    if not value.is_finite() or value < 0 or value > 10**12:
        raise FormatError(line, f"{name} is not an amount of money")
    return value.normalize()


def _amounts(tables: Tables) -> Iterator[Decimal]:
    yield _decimal(0, "budget", tables.meta.get("budget", ""))
    for row in tables.projects:
        yield _decimal(row.line, "cost", row.cells.get("cost", ""))


def _scale(tables: Tables) -> int:
    """Return how many units make one of the file's money, so that all amounts are whole."""
    places = max(-int(one.as_tuple().exponent) for one in _amounts(tables))
    if places > MOST_DECIMALS:
        raise FormatError(0, f"an amount has more than {MOST_DECIMALS} decimals")
    return int(10 ** max(places, 0))


def _money(tables: Tables, ids: dict[str, int], scale: int) -> dict[str, Any]:
    budget, *costs = (int(one * scale) for one in _amounts(tables))
    options = [
        {"id": number, "cost": cost} for number, cost in zip(ids.values(), costs, strict=True)
    ]
    gone = [one["id"] for one in options if one["cost"] == pabulib_rules.WITHDRAWN * scale]
    return {"options": options, "budget": budget, "withdrawn": gone}


def _published(tables: Tables, ids: dict[str, int]) -> frozenset[int] | None:
    """Return the projects marked 1; other marks stand for money from elsewhere."""
    if "selected" not in tables.columns:
        return None
    marks = {ids[row.cells["project_id"]]: row.cells.get("selected", "") for row in tables.projects}
    return (
        frozenset(one for one, mark in marks.items() if mark == "1")
        if any(marks.values())
        else None
    )
