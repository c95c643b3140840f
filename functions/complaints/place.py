"""Where a complaint is: a point, an address or a place of a list; and how far two points are."""

from __future__ import annotations

import math

from pydantic import Field

from functions.shared.facts import Fact

EARTH_METRES = 6_371_008.8  # mean radius (IUGG)
CELL = 0.02  # degrees: 2,224 m high and, at 60° of latitude, 1,112 m wide


class Place(Fact):
    """A place; `jurisdiction` is a code of the content, coordinates are WGS 84 degrees."""

    jurisdiction: str
    lat: float | None = Field(default=None, ge=-90, le=90)
    long: float | None = Field(default=None, ge=-180, le=180)
    address: str = ""
    address_id: str = ""
    zipcode: str = ""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, if the place has them."""
        return None if self.lat is None or self.long is None else (self.lat, self.long)


def shown(place: Place, decimals: int) -> Place:
    """Return the place as the public may see it: coordinates cut to so many decimals."""
    if place.point is None:
        return place
    lat, long = (round(value, decimals) for value in place.point)
    return place.model_copy(update={"lat": lat, "long": long})


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (haversine formula)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_METRES * math.asin(math.sqrt(half))


def cell(point: tuple[float, float]) -> str:
    """Return the name of the map cell that a point is in."""
    return f"{math.floor(point[0] / CELL)}_{math.floor(point[1] / CELL)}"


def cells_within(point: tuple[float, float], radius: float) -> list[str]:
    """Return the cells that a circle of `radius` metres touches."""
    lat, long = point
    high = math.degrees(radius / EARTH_METRES)
    wide = high / max(0.01, math.cos(math.radians(lat)))
    corners = ((lat + a, long + b) for a in (-high, 0, high) for b in (-wide, 0, wide))
    return sorted({cell(corner) for corner in corners})
