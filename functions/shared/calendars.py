"""Working days, months and days in a jurisdiction's own zone: the arithmetic of legal terms.

A term in days, weeks, months or years runs to the end of its last local day, that is, to the start
of the day after it; a term in hours runs by the clock. Midnight is the zone's own, so a change to
or from summer time moves the instant, never the day.
"""

from __future__ import annotations

import calendar as gregorian
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

Unit = Literal["hours", "working days", "days", "weeks", "months", "years"]
_TERM = re.compile(r"([1-9]\d{0,3}) (hour|working day|day|week|month|year)s?")
_SATURDAY, _SUNDAY = 5, 6


class Term(NamedTuple):
    """A length of time as a law writes it."""

    length: int
    unit: Unit


@cache
def term(written: str) -> Term:
    """Read a term such as `20 working days`, `6 months` or `24 hours`. Raises ValueError."""
    found = _TERM.fullmatch(" ".join(written.split()))
    if not found:
        raise ValueError(
            f"{written!r} is no term; write for example `20 working days`, `6 months`, `24 hours`"
        )
    unit: Unit = f"{found[2]}s"  # type: ignore[assignment]
    return Term(int(found[1]), unit)


class Calendar(BaseModel):
    """A jurisdiction's days: its zone, weekend, public holidays and days worked in exchange."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: str = ""
    timezone: str
    weekend: tuple[int, ...] = (_SATURDAY, _SUNDAY)
    holidays: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    source: str = ""

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on a day; a day worked in exchange beats the weekend."""
        if day in self.working:
            return True
        return day not in self.holidays and day.weekday() not in self.weekend

    def local_date(self, at: datetime) -> date:
        """Return the local day of an instant."""
        return at.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """Return the instant, in UTC, at which a local day is over."""
        return datetime.combine(day + timedelta(days=1), time(), self.zone).astimezone(UTC)

    def add_working_days(self, start: datetime, count: int) -> datetime:
        """Return the end of the `count`-th working day after the day of `start`."""
        if count < 1:
            raise ValueError("a term has at least one working day")
        return self._end_of_working_day(self.local_date(start), count)

    def add_days(self, start: datetime, count: int) -> datetime:
        """Return the end of the `count`-th day after the day of `start`."""
        return self.end_of(self.local_date(start) + timedelta(days=count))

    def add_months(self, start: datetime, count: int) -> datetime:
        """Return the end of the same day of a later month, or of that month's last day."""
        day = self.local_date(start)
        years, month = divmod(day.month - 1 + count, 12)
        last = gregorian.monthrange(day.year + years, month + 1)[1]
        return self.end_of(date(day.year + years, month + 1, min(day.day, last)))

    def after(self, start: datetime, written: str) -> datetime:
        """Return the instant at which a term that began at `start` is over."""
        length, unit = term(written)
        if unit == "hours":
            return (start + timedelta(hours=length)).astimezone(UTC)
        if unit == "working days":
            return self.add_working_days(start, length)
        if unit in ("days", "weeks"):
            return self.add_days(start, length * (7 if unit == "weeks" else 1))
        return self.add_months(start, length * (12 if unit == "years" else 1))

    def working_days_left(self, now: datetime, due: datetime) -> int:
        """Return how many working days are left after today; 0 is the last day.

        Once the term is over the number is negative: the working days of delay, at least one.
        """
        today, last = self.local_date(now), self.local_date(due - timedelta(microseconds=1))
        if now < due:
            return self._working_between(today, last)
        return -max(1, self._working_between(last, today))

    @cached_property
    def _end_of_working_day(self) -> Callable[[date, int], datetime]:
        """Counting day by day, remembered: one publisher asks for many petitions of few days."""

        @lru_cache(maxsize=4_096)
        def end(day: date, count: int) -> datetime:
            while count:
                day += timedelta(days=1)
                count -= self.is_working(day)
            return self.end_of(day)

        return end

    @cached_property
    def _working_between(self) -> Callable[[date, date], int]:
        """Likewise: a queue asks for a hundred terms that end on few days."""

        @lru_cache(maxsize=4_096)
        def count(earlier: date, later: date) -> int:
            days = (later - earlier).days
            return sum(self.is_working(earlier + timedelta(days=n)) for n in range(1, days + 1))

        return count
