"""A table of rows and columns with its totals, protected: subtracting along any line gives nothing.

In a table every cell stands in two sums, its row's and its column's. Hiding two cells in each line
is not enough: a hidden cell that is the only link between two groups of hidden cells follows from
the sums of either group. Such a link is a bridge of the graph whose nodes are the lines and whose
edges are the hidden cells; so cells are hidden until there is no bridge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from functions.shared.disclosure import (
    ROUNDED_TO,
    SMALLEST_PUBLISHED_COUNT,
    Shown,
    completed,
    is_due,
    renew,
)

TOTAL = "*"  # in the place of a row or a column: the sum over all of them
Cells = Mapping[tuple[str, str], int]
_Links = Mapping[str, tuple[int, int]]


def name(row: str, column: str) -> str:
    """Return the name of a cell; `TOTAL` in either place means its sum."""
    return f"{row}|{column}"


def renew_table(
    cells: Cells,
    before: Shown | None = None,
    *,
    threshold: int = SMALLEST_PUBLISHED_COUNT,
    base: int = ROUNDED_TO,
) -> Shown:
    """Return the next release of a table with all its totals. A cell that is not given is 0."""
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    counts = _with_totals(cells, rows, columns)
    lines = [[name(row, one) for one in (*columns, TOTAL)] for row in (*rows, TOTAL)]
    lines += [[name(one, column) for one in (*rows, TOTAL)] for column in (*columns, TOTAL)]
    people = counts[name(TOTAL, TOTAL)]
    made = renew(counts, before, lines=lines, people=people, threshold=threshold, base=base)
    if before and not is_due(before, people, threshold):
        return made
    hidden = {one for one, value in made.values.items() if value is None}
    hidden = _without_bridges(counts, hidden, lines, threshold)
    values = {one: None if one in hidden else made.levels[one] for one in counts}
    return Shown(values, made.levels, made.people)


def _with_totals(cells: Cells, rows: list[str], columns: list[str]) -> dict[str, int]:
    counts = {name(row, one): cells.get((row, one), 0) for row in rows for one in columns}
    for row in rows:
        counts[name(row, TOTAL)] = sum(cells.get((row, one), 0) for one in columns)
    for column in columns:
        counts[name(TOTAL, column)] = sum(cells.get((one, column), 0) for one in rows)
    return counts | {name(TOTAL, TOTAL): sum(cells.values())}


def _without_bridges(
    counts: Mapping[str, int], hidden: set[str], lines: list[list[str]], threshold: int
) -> set[str]:
    found = set(hidden)
    while (bridge := _bridge(found, lines)) is not None:
        beside = [one for line in lines if bridge in line for one in line if one not in found]
        if not beside:
            break
        found.add(min(beside, key=lambda one: (counts[one], one)))
        found = completed(counts, found, lines, threshold)
    return found


def _bridge(hidden: set[str], lines: list[list[str]]) -> str | None:
    """Return a hidden cell without which the lines that it links are not linked."""
    links = {
        one: (places[0], places[1])
        for one in sorted(hidden)
        if len(places := [place for place, line in enumerate(lines) if one in line]) == 2
    }
    return next((one for one in links if not _is_linked_without(one, links)), None)


def _is_linked_without(cell: str, links: _Links) -> bool:
    start, end = links[cell]
    reached, edge = {start}, [start]
    while edge:
        here = edge.pop()
        for there in _next(here, cell, links):
            if there not in reached:
                reached.add(there)
                edge.append(there)
    return end in reached


def _next(here: int, without: str, links: _Links) -> Iterable[int]:
    for one, (first, second) in links.items():
        if one != without and here in (first, second):
            yield second if here == first else first
