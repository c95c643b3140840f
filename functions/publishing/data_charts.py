"""Rows as a chart takes them: one for each value along, added up where a table has several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from functions.opendata.dataset import Absent, Cell, Chart, Dataset, Row

Rows = Mapping[str, Sequence[Row]]


def rows(dataset: Dataset, held: Rows) -> Rows:
    """Return the rows of the tables that have charts, ready to be drawn."""
    made = dict(held)
    for spec in dataset.charts:
        name = dataset.table(spec.table).name
        made[name] = _added(spec, held[name])
    return made


def _added(spec: Chart, held: Sequence[Row]) -> Sequence[Row]:
    if len({row[spec.x] for row in held}) == len(held):
        return held
    found: dict[object, dict[str, Cell | Absent]] = {}
    for row in held:
        first = found.setdefault(row[spec.x], {spec.x: row[spec.x], **dict.fromkeys(spec.y, 0)})
        for name in spec.y:
            first[name] = _sum(first[name], row[name])
    return [found[key] for key in sorted(found, key=str)]


def _sum(so_far: Cell | Absent, more: Cell | Absent) -> Cell | Absent:
    """Add two cells; a sum in which something is hidden is hidden itself."""
    if isinstance(so_far, Absent) or isinstance(more, Absent):
        return so_far if isinstance(so_far, Absent) else more
    if isinstance(so_far, int | float) and isinstance(more, int | float):
        return so_far + more
    return so_far
