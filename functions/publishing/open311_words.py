"""The query words of GeoReport's list of requests, read strictly; every fault is told at once.

A date without a zone is the government's local time, a day is its beginning: some clients send
those. Words that are not known are left alone, as the specification lets servers add their own.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from functions.complaints.georeport import Fault
from functions.complaints.open311_endpoint import RefusedError, fault
from functions.publishing.open311_query import MOST, SPAN, Point, Query
from functions.publishing.open311_request import CLOSED, OPEN
from functions.publishing.open311_services import filed
from functions.shared import clock
from functions.shared.content import load

PAGE_SIZE, MOST_PAGE_SIZE, MOST_PAGES = 50, 500, 100_000
MOST_IDS = 100
MOST_METRES = 50_000
WORDS = (
    *("jurisdiction_id", "service_request_id", "service_code", "start_date", "end_date", "status"),
    *("page", "page_size", "lat", "long", "radius", "bbox", "extensions"),
)
_ZONE_SPACE = re.compile(r" (\d\d:?\d\d)$")

Words = Mapping[str, str]


def read(words: Words, lang: str, now: dt.datetime) -> Query:
    """Return what query words ask for. Raises RefusedError with every fault."""
    reader = _Reader(words, lang)
    ids = reader.listed("service_request_id")
    # Ids override all other words, which are not even read then.
    query = reader.one_by_one(ids) if ids else reader.query(now)
    if reader.faults:
        raise RefusedError(*reader.faults)
    return query


@dataclass
class _Reader:
    """Reads one request's words and gathers what is wrong in them."""

    words: Words
    lang: str
    faults: list[Fault] = field(default_factory=list)

    def one_by_one(self, ids: tuple[str, ...]) -> Query:
        return Query("", "9", ids, extensions=self.flag("extensions"))

    def query(self, now: dt.datetime) -> Query:
        start, end = self.span(now)
        size = self.whole("page_size", MOST_PAGE_SIZE)
        page = self.whole("page", MOST_PAGES)
        most = (size or PAGE_SIZE) if size or page else MOST
        return Query(
            clock.text(start),
            clock.text(end),
            codes=frozenset(self.codes()),
            statuses=self.statuses(),
            skip=((page or 1) - 1) * most,
            most=most,
            circle=self.circle(),
            box=self.box(),
            extensions=self.flag("extensions"),
        )

    def word(self, name: str) -> str:
        return self.words.get(name, "").strip()

    def refuse(self, status: int, key: str, **params: str | int) -> None:
        self.faults.append(fault(status, self.lang, key, **params))

    def listed(self, name: str) -> tuple[str, ...]:
        found = tuple(filter(None, (part.strip() for part in self.word(name).split(","))))
        if len(found) > MOST_IDS:
            self.refuse(400, "many", name=name, most=MOST_IDS)
        return found

    def codes(self) -> Iterator[str]:
        for code in self.listed("service_code"):
            if code in filed():
                yield code
            else:
                self.refuse(404, "service", value=code)

    def statuses(self) -> frozenset[str]:
        known = frozenset((OPEN, CLOSED))
        asked = frozenset(one.lower() for one in self.listed("status"))
        if not asked <= known:
            self.refuse(400, "status")
        return asked & known or known

    def span(self, now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
        """Return the first and the last instant; what is not given is 90 days away, or now."""
        start, end = self.date("start_date"), self.date("end_date")
        if start and end and start > end:
            self.refuse(400, "order")
        elif start and end and end - start > SPAN:
            self.refuse(400, "span", days=SPAN.days)
        if start:
            return start, end or start + SPAN
        return (end or now) - SPAN, end or now

    def date(self, name: str) -> dt.datetime | None:
        """Read a date; a `+` that came as a blank is one again."""
        written = _ZONE_SPACE.sub(r"+\1", self.word(name))
        if not written:
            return None
        try:
            found = dt.datetime.fromisoformat(written)
            if found.tzinfo is None:
                found = found.replace(tzinfo=ZoneInfo(load().government["timezone"]))
            # A year at the edge of the calendar has no such instant in UTC.
            return found.astimezone(dt.UTC) + SPAN - SPAN
        except (ValueError, OverflowError):
            self.refuse(400, "date", name=name)
            return None

    def whole(self, name: str, most: int) -> int:
        """Read a whole number from 1; 0 stands for none."""
        written = self.word(name)
        is_digits = written.isascii() and written.isdigit() and len(written) <= len(str(most))
        if written and not (is_digits and 1 <= int(written) <= most):
            self.refuse(400, "number", name=name, least=1, most=most)
            return 0
        return int(written or 0)

    def number(self, name: str, least: int, most: int) -> float | None:
        written = self.word(name)
        if not written:
            return None
        found = _number(written)
        if found is None or not least <= found <= most:
            self.refuse(400, "number", name=name, least=least, most=most)
            return None
        return found

    def circle(self) -> tuple[Point, float] | None:
        given = [name for name in ("lat", "long", "radius") if self.word(name)]
        if given and len(given) < 3:
            self.refuse(400, "circle")
        lat, long = self.number("lat", -90, 90), self.number("long", -180, 180)
        radius = self.number("radius", 1, MOST_METRES)
        if lat is None or long is None or radius is None:
            return None
        return (lat, long), radius

    def box(self) -> tuple[float, ...]:
        written = self.word("bbox")
        if not written:
            return ()
        read = [_number(part) for part in written.split(",")]
        found = tuple(one for one in read if one is not None)
        if len(read) != 4 or len(found) != 4 or found[0] > found[2] or found[1] > found[3]:
            self.refuse(400, "bbox")
            return ()
        return found

    def flag(self, name: str) -> bool:
        written = self.word(name).lower()
        if written not in ("", "true", "false"):
            self.refuse(400, "flag", name=name)
        return written == "true"


def _number(written: str) -> float | None:
    try:
        found = float(written)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
