"""Horizontal bars: a name over each, its value at the end of the line, intervals, a mark.

Bars begin at nothing and are as long as their values, also below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from functions.publishing import charts_frame as frame
from functions.publishing.charts_frame import CHARACTER, WIDTH, Drawing
from functions.publishing.charts_numbers import NOTHING, Scale, scale

LINE, BAR, GAP, SPACE = 23, 15, 5, 14
GROUPED, BETWEEN = 17, 3
HEAD = 24
END = 3  # of the width, kept free for the end of an interval
Write = Callable[[float], str]


@dataclass(frozen=True)
class Bar:
    """One bar: `value` None is missing, `shown` says how or what is written."""

    name: str
    value: float | None
    shown: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Group:
    """Bars of one name, one for each series."""

    name: str
    values: Sequence[float | None]
    shown: Sequence[str]


@dataclass(frozen=True)
class Mark:
    """A value across all bars, such as the mean of the country."""

    value: float
    label: str


def bars(
    rows: Sequence[Bar],
    *,
    title: str,
    about: str = "",
    mark: Mark | None = None,
    whole: float | None = None,
) -> Drawing:
    """Draw bars below one another; `whole` is as long as a bar can be, such as 100 of per cent."""
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    more = (mark.value if mark else None, whole)
    axis = _axis([*ends, *(end for end in more if end is not None)])
    top = HEAD if mark else 0.0
    parts = list[str]()
    for row in rows:
        names = frame.wrapped(row.name, WIDTH - CHARACTER * (len(row.shown) + 1))
        parts.append(_row(row, names, axis, top))
        top += LINE * len(names) + BAR + SPACE
        if mark:
            parts.append(_mark(mark, axis, top - SPACE))
    if mark:
        parts.append(_mark_label(mark, axis))
    return Drawing(max(top - SPACE + 4, 1), "".join(parts), title, about, "bars")


def groups(
    rows: Sequence[Group], *, title: str, about: str = "", whole: float | None = None
) -> Drawing:
    """Draw several bars under each name: of two years, of two bodies."""
    room = WIDTH - CHARACTER * max((len(one) for row in rows for one in row.shown), default=0) - 8
    known = [value for row in rows for value in row.values if value is not None]
    axis = _axis([*known, *([] if whole is None else [whole])])
    top, parts = 0.0, list[str]()
    for row in rows:
        names = frame.wrapped(row.name, WIDTH)
        parts += [frame.text(0, top + LINE * (at + 1) - 6, one, "k-n") for at, one in _told(names)]
        top += LINE * len(names)
        for at, (value, shown) in enumerate(zip(row.values, row.shown, strict=True)):
            if shown == NOTHING:
                continue
            parts.append(_bar(value, shown, row.name, axis, room, top, at))
            top += GROUPED + BETWEEN
        top += SPACE
    return Drawing(max(top - SPACE, 1), "".join(parts), title, about, "bars")


def _told(names: Sequence[str]) -> list[tuple[int, str]]:
    return list(enumerate(names))


def _axis(values: Sequence[float]) -> Scale:
    # Lengths are compared, not read off an axis: the longest bar is as long as there is room.
    low, high = min([0.0, *values]), max([0.0, *values])
    return Scale(low, high or 1.0, ()) if low == 0 else scale(values, from_zero=True)


def _row(row: Bar, names: Sequence[str], axis: Scale, top: float) -> str:
    parts = [frame.text(0, top + LINE * (at + 1) - 6, one, "k-n") for at, one in _told(names)]
    parts.append(frame.text(WIDTH, top + LINE - 6, row.shown, "k-v", "end"))
    y, room = top + LINE * len(names), WIDTH - END
    if row.value is None:
        parts.append(frame.line(0, y + BAR / 2, WIDTH, y + BAR / 2, "k-no"))
        return "".join(parts)
    parts.append(frame.rect(0, y, WIDTH, BAR, "k-bg"))
    parts.append(_shape(row.value, axis, room, y, BAR, "k-f1", f"{row.name}: {row.shown}"))
    if row.low is not None and row.high is not None:
        ends = (axis.at(row.low, room), axis.at(row.high, room))
        parts.append(frame.interval(*ends, y + BAR / 2, GAP))
    return "".join(parts)


def _bar(
    value: float | None, shown: str, name: str, axis: Scale, room: float, y: float, at: int
) -> str:
    if value is None:
        return frame.text(0, y + GROUPED - 3, shown, "k-t")
    end = axis.at(max(value, 0.0), room)
    shape = _shape(value, axis, room, y, GROUPED, f"k-f{at + 1}", f"{name}: {shown}")
    return shape + frame.text(end + 7, y + GROUPED - 3, shown, "k-v")


def _shape(
    value: float, axis: Scale, room: float, y: float, height: float, look: str, tip: str
) -> str:
    start, end = sorted((axis.at(0.0, room), axis.at(value, room)))
    return frame.rect(start, y, end - start, height, look, tip)


def _mark(mark: Mark, axis: Scale, floor: float) -> str:
    x = axis.at(mark.value, WIDTH - END)
    return frame.line(x, floor - BAR - 1, x, floor + GAP, "k-m")


def _mark_label(mark: Mark, axis: Scale) -> str:
    x = axis.at(mark.value, WIDTH - END)
    side = "end" if x > WIDTH / 2 else ""
    return frame.text(x, HEAD - 9, mark.label, "k-t", side)
