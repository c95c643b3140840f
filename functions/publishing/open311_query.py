"""What a list of GeoReport requests is asked for, as a value that says which requests it takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from functions.complaints.place import metres
from functions.publishing.open311_request import CLOSED, OPEN, Row

SPAN = dt.timedelta(days=90)
MOST = 1_000

Point = tuple[float, float]


@dataclass(frozen=True)
class Query:
    """What is asked for; `start` and `end` are written as the requests' times are."""

    start: str
    end: str
    ids: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset((OPEN, CLOSED))
    skip: int = 0
    most: int = MOST
    circle: tuple[Point, float] | None = None
    box: tuple[float, ...] = ()
    extensions: bool = False

    def takes(self, row: Row) -> bool:
        """Tell whether a request is asked for."""
        core = row["core"]
        return (
            self.start <= core["requested_datetime"] <= self.end
            and core["status"] in self.statuses
            and (not self.codes or core["service_code"] in self.codes)
            and self._is_there(core["lat"], core["long"])
        )

    def _is_there(self, lat: float | None, long: float | None) -> bool:
        if not self.circle and not self.box:
            return True
        if lat is None or long is None:
            return False
        if self.circle and metres(self.circle[0], (lat, long)) > self.circle[1]:
            return False
        west, south, east, north = self.box or (-180, -90, 180, 90)
        return west <= long <= east and south <= lat <= north
