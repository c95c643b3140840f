"""Charts drawn by hand as SVG: looks come from classes, never from style attributes.

Each has a title for those who cannot see it; the page puts a table of the same numbers behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, FLOOR = 0, 10, 34, 28
TILE_STEP, TILE_SIZE = 70, 64
SHADES = 4
GRID_LINES = 3


@dataclass(frozen=True)
class Tile:
    """One square of the tile map; `value` None is hidden or unknown."""

    column: int
    row: int
    short: str
    name: str
    value: int | None
    shown: str


def area(
    values: Sequence[int], *, title: str, ticks: Sequence[str], shown: Sequence[str]
) -> Markup:
    """Draw a line over a filled area.

    `ticks` are written along the axis at even distances; `shown` are the written forms of the last
    value and of the grid lines from below.
    """
    if not values:
        return Markup("")
    points = _points(values)
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    floor = HEIGHT - FLOOR
    end_x, end_y = points[-1]
    return _picture(
        _open("c-area", f"0 0 {WIDTH} {HEIGHT}", title),
        _grid(shown[1:]),
        f'<path class="a" d="M{points[0][0]:.1f} {floor}L{line}L{end_x:.1f} {floor}z"/>',
        f'<path class="l" d="M{line}"/>',
        f'<circle cx="{end_x:.1f}" cy="{end_y:.1f}" r="5"/>',
        f'<text class="e" x="{WIDTH - RIGHT}" y="{max(end_y - 12, 20):.1f}" text-anchor="end">'
        f"{escape(shown[0])}</text>",
        _ticks(ticks),
    )


def bars(values: Sequence[int], *, title: str) -> Markup:
    """Draw a small bar for each value, the highest as tall as the picture."""
    if not values:
        return Markup("")
    top, step = max(*values, 1), 300 / len(values)
    width = max(step - min(2.0, step * 0.25), 0.5)
    shapes = "".join(
        f"M{index * step:.2f} 60v-{60 * value / top:.1f}h{width:.2f}V60z"
        for index, value in enumerate(values)
        if value
    )
    head = _open("c-spark", "0 0 300 60", title, ' preserveAspectRatio="none"')
    return _picture(head, f'<path fill="currentColor" d="{shapes}"/>')


def tiles(cells: Sequence[Tile], *, title: str) -> Markup:
    """Draw the regions as squares shaded by value; those without a value stay pale."""
    if not cells:
        return Markup("")
    columns = max(cell.column for cell in cells) + 1
    rows = max(cell.row for cell in cells) + 1
    box = f"-2 -2 {columns * TILE_STEP - 2} {rows * TILE_STEP - 2}"
    top = max((cell.value or 0 for cell in cells), default=0)
    return _picture(_open("c-tiles", box, title), *(_tile(cell, top) for cell in cells))


def _picture(*parts: str) -> Markup:
    # Every text inside was escaped where it was put in.
    return Markup("".join(parts) + "</svg>")  # noqa: S704


def _tile(cell: Tile, top: int) -> str:
    shade = 0 if not cell.value or not top else max(1, -(-SHADES * cell.value // top))
    place = f"translate({cell.column * TILE_STEP} {cell.row * TILE_STEP})"
    return (
        f'<g class="q{shade}" transform="{place}"><title>{escape(cell.name)}: {escape(cell.shown)}'
        f'</title><rect width="{TILE_SIZE}" height="{TILE_SIZE}" rx="10"/>'
        f'<text x="32" y="30">{escape(cell.short)}</text>'
        f'<text x="32" y="49" class="v">{escape(cell.shown)}</text></g>'
    )


def _open(name: str, box: str, title: str, more: str = "") -> str:
    return f'<svg class="{name}" viewBox="{box}" role="img" aria-label="{escape(title)}"{more}>'


def _points(values: Sequence[int]) -> list[tuple[float, float]]:
    top = max(*values, 1)
    room = HEIGHT - TOP - FLOOR
    step = (WIDTH - LEFT - RIGHT) / max(len(values) - 1, 1)
    return [
        (LEFT + index * step, TOP + room * (1 - value / top)) for index, value in enumerate(values)
    ]


def _grid(labels: Sequence[str]) -> str:
    room = HEIGHT - TOP - FLOOR
    lines, texts = [], []
    for index, label in enumerate(labels, start=1):
        y = HEIGHT - FLOOR - room * index / (GRID_LINES + 1)
        lines.append(f'<line x1="0" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        texts.append(f'<text x="2" y="{y - 5:.1f}">{escape(label)}</text>')
    return f'<g class="g">{"".join(lines)}</g>{"".join(texts)}'


def _ticks(ticks: Sequence[str]) -> str:
    anchors = {0: "start", len(ticks) - 1: "end"}
    return "".join(
        f'<text x="{(WIDTH - RIGHT) * index / max(len(ticks) - 1, 1):.1f}" y="{HEIGHT - 6}"'
        f' text-anchor="{anchors.get(index, "middle")}">{escape(tick)}</text>'
        for index, tick in enumerate(ticks)
    )


def grid_values(values: Sequence[int]) -> list[int]:
    """Return the values that the grid lines stand for, from below, without repeats."""
    top = max(values, default=0)
    return [top * index // (GRID_LINES + 1) for index in range(1, GRID_LINES + 1)]
