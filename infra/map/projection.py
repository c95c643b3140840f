"""Degrees to the map's own plane and back: Lambert's conformal conic on the sphere.

Shapes stay true everywhere, so the same map serves a country and, zoomed in, a street. The script
of the map computes the same from the same five numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 10_000  # map units; paths are written in whole ones
MARGIN = 150

Point = tuple[float, float]


@dataclass(frozen=True)
class Projection:
    """A conic fitted to a frame; `x = left + scale * east`, `y = top - scale * north`."""

    cone: float
    meridian: float
    scale: float
    left: float
    top: float
    height: int

    def of(self, point: Point) -> Point:
        """Return the map units of a longitude and latitude in degrees."""
        east, north = _plane(self.cone, self.meridian, point)
        return self.left + self.scale * east, self.top - self.scale * north


def fitted(points: Iterable[Point]) -> Projection:
    """Return the projection that puts the points into the map with a margin around them."""
    frame = list(points)
    west, east = min(p[0] for p in frame), max(p[0] for p in frame)
    south, north = min(p[1] for p in frame), max(p[1] for p in frame)
    meridian = (west + east) / 2
    cone = _cone(south + (north - south) / 6, north - (north - south) / 6)
    flat = [_plane(cone, meridian, point) for point in frame]
    low, high = min(p[0] for p in flat), max(p[0] for p in flat)
    bottom, above = min(p[1] for p in flat), max(p[1] for p in flat)
    scale = (WIDTH - 2 * MARGIN) / (high - low)
    return Projection(
        cone,
        meridian,
        scale,
        MARGIN - scale * low,
        MARGIN + scale * above,
        round(2 * MARGIN + scale * (above - bottom)),
    )


def _cone(south: float, north: float) -> float:
    """Return the cone's constant for two true parallels."""
    one, two = math.radians(south), math.radians(north)
    if math.isclose(one, two):
        return math.sin(one)
    steep = math.tan(math.pi / 4 + two / 2) / math.tan(math.pi / 4 + one / 2)
    return math.log(math.cos(one) / math.cos(two)) / math.log(steep)


def _plane(cone: float, meridian: float, point: Point) -> Point:
    """Return east and north of the pole in units of the cone."""
    away = math.tan(math.pi / 4 + math.radians(point[1]) / 2) ** -cone
    turned = cone * math.radians(point[0] - meridian)
    return away * math.sin(turned), -away * math.cos(turned)
