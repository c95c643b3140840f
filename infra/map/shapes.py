"""Rings and lines in map units: cut to the frame, made simpler, written as SVG paths."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from infra.map.projection import WIDTH, Point

TOLERANCE = 1.5  # map units: on a phone this is a twentieth of a pixel
SLACK = 3_000  # what a window of another shape shows above, below and beside the frame

Line = list[Point]


def clipped(ring: Line, height: float) -> Line:
    """Return the part of a closed ring in and around the frame (Sutherland and Hodgman)."""
    right, below = WIDTH + SLACK, height + SLACK
    for axis, limit, side in ((0, -SLACK, 1), (0, right, -1), (1, -SLACK, 1), (1, below, -1)):
        kept: Line = []
        for here, before in zip(ring, ring[-1:] + ring[:-1], strict=True):
            within = (here[axis] - limit) * side >= 0
            if within != ((before[axis] - limit) * side >= 0):
                kept.append(_crossing(before, here, axis, limit))
            if within:
                kept.append(here)
        ring = kept
    return ring


def simplified(line: Line, tolerance: float = TOLERANCE) -> Line:
    """Return the line without points nearer to it than `tolerance` (Douglas and Peucker)."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        far = max(inner, key=lambda n: _distance(line[n], line[first], line[last]))
        if _distance(line[far], line[first], line[last]) > tolerance:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [line[n] for n in sorted(keep)]


def path(lines: Iterable[Line], *, closed: bool) -> str:
    """Return the `d` of an SVG path: whole map units, each point relative to the one before."""
    made = []
    for line in lines:
        points = [(round(x), round(y)) for x, y in line]
        moves = pairwise(points)
        steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in moves if a != b]
        if steps:
            text = " ".join(steps).replace(" -", "-")
            made.append(f"M{points[0][0]} {points[0][1]}l{text}{'z' if closed else ''}")
    return "".join(made)


def _crossing(one: Point, other: Point, axis: int, limit: float) -> Point:
    part = (limit - one[axis]) / (other[axis] - one[axis])
    x, y = (a + part * (b - a) for a, b in zip(one, other, strict=True))
    return (limit, y) if axis == 0 else (x, limit)


def _distance(point: Point, one: Point, other: Point) -> float:
    """Return how far a point is from the segment between two others."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    part = 0.0
    if length:
        part = ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length
        part = min(1.0, max(0.0, part))
    x, y = one[0] + part * dx - point[0], one[1] + part * dy - point[1]
    return float((x * x + y * y) ** 0.5)
