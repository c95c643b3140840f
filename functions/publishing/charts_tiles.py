"""The tile map of the regions: shades by fifths of the regions, or apart from a middle value.

Each shade stands for as many regions as another, so one large city does not make all others look
alike; the legend tells from which value to which a shade reaches.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import escape

from functions.publishing import charts_frame as frame
from functions.publishing.charts_frame import WIDTH, Drawing

STEP, SIZE = 68, 63
SHADES = 5
DARK = frozenset({"k-q3", "k-q4", "k-d0", "k-d3"})  # shades under light text
SWATCH, LEGEND_LINE, LEGEND_GAP = 18, 27, 16
Write = Callable[[float], str]


@dataclass(frozen=True)
class Cell:
    """A region: where it stands, its short and full name, its value and how that is written."""

    column: int
    row: int
    short: str
    name: str
    value: float | None
    shown: str


@dataclass(frozen=True)
class Shade:
    """One shade: its look, and the lowest and highest value that has it."""

    look: str
    low: float
    high: float


def tiles(
    cells: Sequence[Cell],
    *,
    title: str,
    write: Write,
    missing: str,
    about: str = "",
    middle: float | None = None,
) -> Drawing:
    """Draw the regions; with `middle` the shades tell how far below or above it they are.

    `missing` is what the legend says of regions without a value.
    """
    values = sorted(cell.value for cell in cells if cell.value is not None)
    shades = _fifths(values) if middle is None else _apart(values, middle)
    body = "".join(_cell(cell, shades) for cell in cells)
    rows = max((cell.row for cell in cells), default=0) + 1
    top = rows * STEP + LEGEND_GAP
    has_gap = len(values) < len(cells)
    entries = [(one.look, _reach(one, write)) for one in shades]
    entries += [("k-x", missing)] if has_gap else []
    drawn, height = _legend(entries, top)
    return Drawing(height, body + drawn, title, about, "tiles")


def _fifths(values: Sequence[float]) -> list[Shade]:
    """Cut sorted values into at most five parts of about one size; equal values stay together."""
    if not values:
        return []
    size = len(values)
    starts = sorted({values[size * part // SHADES] for part in range(SHADES)})
    places = [bisect_right(starts, value) - 1 for value in values]
    found = []
    for place in range(len(starts)):
        own = [value for value, at in zip(values, places, strict=True) if at == place]
        look = place if len(starts) == SHADES else place * (SHADES - 1) // max(len(starts) - 1, 1)
        found.append(Shade(f"k-q{look}", own[0], own[-1]))
    return found


def _apart(values: Sequence[float], middle: float) -> list[Shade]:
    """Cut values by their distance from the middle: far and near below, far and near above."""
    far = max((abs(value - middle) for value in values), default=0.0) / 2
    parts = (
        ("k-d0", [one for one in values if one < middle - far]),
        ("k-d1", [one for one in values if middle - far <= one < middle]),
        ("k-d2", [one for one in values if middle <= one <= middle + far]),
        ("k-d3", [one for one in values if one > middle + far]),
    )
    return [Shade(look, own[0], own[-1]) for look, own in parts if own]


def shade(value: float, shades: Sequence[Shade]) -> str:
    """Return the look of a value. Raises StopIteration for one that no shade holds."""
    return next(one.look for one in shades if one.low <= value <= one.high)


def _cell(cell: Cell, shades: Sequence[Shade]) -> str:
    left, top = cell.column * STEP + 3, cell.row * STEP
    look = "k-x" if cell.value is None else shade(cell.value, shades)
    ink = " k-on" if look in DARK else ""
    middle = left + SIZE / 2
    return (
        f"<g><title>{escape(cell.name)}: {escape(cell.shown)}</title>"
        f'<rect class="{look}" x="{left}" y="{top}" width="{SIZE}" height="{SIZE}" rx="9"/>'
        f"{frame.text(middle, top + 28, cell.short, f'k-s{ink}', 'middle')}"
        f"{frame.text(middle, top + 48, cell.shown, f'k-w{ink}', 'middle')}</g>"
    )


def _reach(one: Shade, write: Write) -> str:
    ends = dict.fromkeys((write(one.low), write(one.high)))
    return " – ".join(ends)


def _legend(entries: Sequence[tuple[str, str]], top: float) -> tuple[str, float]:
    """Draw the legend in two columns; return it with the height of the whole."""
    parts, half = [], -(-len(entries) // 2)
    for at, (look, said) in enumerate(entries):
        x, y = (WIDTH / 2) * (at // half) + 3, top + LEGEND_LINE * (at % half)
        parts.append(
            f'<rect class="{look}" x="{frame.number(x)}" y="{frame.number(y)}"'
            f' width="{SWATCH}" height="{SWATCH}" rx="4"/>'
        )
        parts.append(frame.text(x + SWATCH + 8, y + 15, said, "k-t"))
    return "".join(parts), top + LEGEND_LINE * half
