"""Lines over time: several series, missing points left open, the last values written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import escape

from functions.publishing import charts_frame as frame
from functions.publishing.charts_frame import CHARACTER, WIDTH, Drawing, number
from functions.publishing.charts_numbers import Scale, scale

HEIGHT, TOP, FLOOR, EDGE = 290, 34, 34, 12
MOST_TICKS = 6
APART = 18  # at least so far apart are two labels along
MOST_POINTS = 24
LOOKS = 5  # a sixth series looks like the first
Write = Callable[[float], str]


@dataclass(frozen=True)
class Series:
    """One line: its name, and a value or None for each place along."""

    name: str
    values: Sequence[float | None]


def line(
    series: Sequence[Series], labels: Sequence[str], *, title: str, about: str, write: Write
) -> Drawing:
    """Draw the series over the same places; `write` gives a value as it is written."""
    known = [value for one in series for value in one.values if value is not None]
    axis = scale(known)
    room = CHARACTER * max(len(write(tick)) for tick in axis.ticks) + EDGE
    plot = _Plot(axis, room, labels, write)
    parts = [plot.grid(), plot.ticks()]
    parts += [plot.series(one, _look(place)) for place, one in enumerate(series)]
    if len(series) == 1:
        parts.append(plot.last(series[0]))
    return Drawing(HEIGHT, "".join(parts), title, about, "line")


def legend(series: Sequence[Series]) -> list[tuple[str, str]]:
    """Return the look and the name of each line, if there is more than one."""
    return [(f"k-f{_look(place)}", one.name) for place, one in enumerate(series) if len(series) > 1]


def _look(place: int) -> int:
    return place % LOOKS + 1


@dataclass(frozen=True)
class _Plot:
    """Where values lie: the axis upwards, the room at the left for its labels, those along."""

    axis: Scale
    left: float
    labels: Sequence[str]
    write: Write

    def x(self, place: int) -> float:
        last = len(self.labels) - 1
        return self.left + (WIDTH - EDGE - self.left) * (place / last if last else 0.5)

    def y(self, value: float) -> float:
        return HEIGHT - FLOOR - self.axis.at(value, HEIGHT - TOP - FLOOR)

    def grid(self) -> str:
        start, parts = self.left - EDGE, []
        for tick in self.axis.ticks:
            y, look = self.y(tick), "k-ax" if tick == self.axis.low else "k-g"
            parts.append(frame.line(start, y, WIDTH, y, look))
            parts.append(frame.text(start - 6, y + 5, self.write(tick), "k-t", "end"))
        return "".join(parts)

    def ticks(self) -> str:
        """Write as many labels along as fit, evenly apart, the last among them."""
        last = len(self.labels) - 1
        widest = CHARACTER * max((len(one) for one in self.labels), default=1) + APART
        most = max(2, min(MOST_TICKS, int((WIDTH - self.left) / widest)))
        stride = max(1, -(-last // (most - 1)))
        return "".join(self._tick(place) for place in range(last, -1, -stride))

    def _tick(self, place: int) -> str:
        x, anchor = self.x(place), "middle"
        if place == len(self.labels) - 1 and place:
            x, anchor = WIDTH, "end"
        return frame.text(x, HEIGHT - 8, self.labels[place], "k-t", anchor)

    def series(self, one: Series, look: int) -> str:
        path, pen, points = "", "M", []
        for at, value in enumerate(one.values):
            if value is None:
                pen = "M"
                continue
            x, y = self.x(at), self.y(value)
            path, pen = f"{path}{pen}{number(x)} {number(y)}", "L"
            if len(one.values) <= MOST_POINTS or _is_alone(one.values, at):
                points.append(_point(x, y, look, f"{self.labels[at]}: {self.write(value)}"))
        return (f'<path class="k-l{look}" d="{path}"/>' if path else "") + "".join(points)

    def last(self, one: Series) -> str:
        """Write the last known value at its point."""
        known = [(at, value) for at, value in enumerate(one.values) if value is not None]
        if not known:
            return ""
        at, value = known[-1]
        x, y = self.x(at), max(self.y(value) - 13, 20)
        side = "end" if x > WIDTH / 2 else ""
        return frame.text(x + (EDGE if side else -EDGE), y, self.write(value), "k-e", side)


def _is_alone(values: Sequence[float | None], at: int) -> bool:
    before = values[at - 1] if at else None
    after = values[at + 1] if at + 1 < len(values) else None
    return before is None and after is None


def _point(x: float, y: float, look: int, tip: str) -> str:
    return (
        f'<circle class="k-p{look}" cx="{number(x)}" cy="{number(y)}" r="4.5">'
        f"<title>{escape(tip)}</title></circle>"
    )
