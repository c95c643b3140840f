"""Rows as a chart takes them: one for each value along, added up where a table has several."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from weakref import WeakKeyDictionary

from functions.opendata.dataset import Absent, Cell, Chart, Row
from functions.opendata.spool import Spool

# A long table is added up once, not for each page and picture; nothing if it need not be.
_added: WeakKeyDictionary[Spool, dict[Chart, list[Row] | None]] = WeakKeyDictionary()


def rows(spec: Chart, held: Sequence[Row]) -> Sequence[Row]:
    """Return a table's rows ready to be drawn by one of its charts."""
    if not isinstance(held, Spool):
        return _sums(spec, held) or held
    known = _added.setdefault(held, {})
    if spec not in known:
        known[spec] = _sums(spec, held)
    return known[spec] or held


def _sums(spec: Chart, held: Sequence[Row]) -> list[Row] | None:
    """Return a row for each value along; nothing if each has one only."""
    if len({row[spec.x] for row in held}) == len(held):
        return None
    found: dict[object, dict[str, Cell | Absent]] = {}
    for row in held:
        first = found.setdefault(row[spec.x], {spec.x: row[spec.x], **dict.fromkeys(spec.y)})
        for name in spec.y:
            first[name] = _sum(first[name], row[name])
    return [found[key] for key in sorted(found, key=str)]


def _sum(so_far: Cell | Absent, more: Cell | Absent) -> Cell | Absent:
    """Add two cells; a sum in which something is hidden is hidden itself."""
    if isinstance(so_far, Absent) or more is None:
        return so_far
    if isinstance(more, Absent) or so_far is None:
        return more
    if isinstance(so_far, Decimal | int) and isinstance(more, Decimal | int):
        return so_far + more
    if isinstance(so_far, int | float) and isinstance(more, int | float):
        return so_far + more
    return so_far
