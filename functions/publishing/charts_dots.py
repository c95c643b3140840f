"""Points on a line each: values that lie close together and far from nothing, such as scores.

A bar would have to begin at nothing and hide the differences; a point may lie on a shorter axis,
whose ends are written below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from functions.publishing import charts_frame as frame
from functions.publishing.charts_bars import Bar, Mark
from functions.publishing.charts_frame import WIDTH, Drawing, number
from functions.publishing.charts_numbers import scale

NAME, LEFT, RIGHT = 228, 240, 414
LINE, SPACE, HEAD, FLOOR, RADIUS = 23, 7, 26, 22, 6.5
Write = Callable[[float], str]


def dots(
    rows: Sequence[Bar], *, title: str, write: Write, about: str = "", mark: Mark | None = None
) -> Drawing:
    """Draw a point for each row; `write` gives the ends of the axis."""
    known = [row.value for row in rows if row.value is not None]
    axis = scale([*known, *([mark.value] if mark else [])])
    top, parts = float(HEAD if mark else 0), list[str]()
    for row in rows:
        names = frame.wrapped(row.name, NAME)
        for place, one in enumerate(names):
            parts.append(frame.text(0, top + LINE * (place + 1) - 6, one, "k-n"))
        middle = top + LINE * len(names) / 2
        parts.append(frame.line(LEFT, middle, RIGHT, middle, "k-g"))
        if row.value is not None:
            x = LEFT + axis.at(row.value, RIGHT - LEFT)
            parts.append(_dot(x, middle))
        parts.append(frame.text(WIDTH, middle + 6, row.shown, "k-v", "end"))
        top += LINE * len(names) + SPACE
    if mark:
        parts.insert(0, _mark(mark, LEFT + axis.at(mark.value, RIGHT - LEFT), top))
    parts.append(frame.text(LEFT, top + FLOOR - 6, write(axis.low), "k-t", "middle"))
    parts.append(frame.text(RIGHT, top + FLOOR - 6, write(axis.high), "k-t", "middle"))
    return Drawing(top + FLOOR, "".join(parts), title, about, "dots")


def _dot(x: float, y: float) -> str:
    return f'<circle class="k-f1" cx="{number(x)}" cy="{number(y)}" r="{RADIUS}"/>'


def _mark(mark: Mark, x: float, floor: float) -> str:
    label = frame.text(x, HEAD - 9, mark.label, "k-t", "middle")
    return frame.line(x, HEAD - 2, x, floor, "k-m") + label
