"""When a complaint is due, and how that was computed.

The default is Kazakhstan's Administrative Procedural and Process-Related Code, art. 63, 64 and 76:
a complaint that comes on a non-working day is registered on the next working day; it is decided
within 15 working days; a reasoned decision may extend that by at most two months, told within three
working days; what belongs to another body is forwarded within three working days. Everything here
is configuration of a clock rule, and a lawyer of the government that runs this confirms it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from functions.shared.calendars import Calendar, term
from functions.shared.content import load

StepKind = Literal["filed", "registered", "term", "day_off", "extension", "restarted", "due"]


class Extension(BaseModel):
    """How long a reasoned decision may extend the term, and how soon the reporter must know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: str
    notice: str


class ClockRule(BaseModel):
    """The terms of a jurisdiction's law, as a clerk writes them: `15 working days`, `2 months`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    version: str
    source: str
    calendar: str
    registered: Literal["next working day", "same day"] = "next working day"
    accept: str
    decide: str
    forward: str
    extension: Extension
    reply: str
    survey: str = "14 days"
    appeal: str
    keep_contacts: str = "12 months"

    @property
    def key(self) -> str:
        return f"{self.id}@{self.version}"


@dataclass(frozen=True)
class Step:
    """A step of the computation: a day, and what it is."""

    kind: StepKind
    on: dt.date
    term: str = ""


@dataclass(frozen=True)
class Due:
    """When the term is over, the last day to keep it, and the steps that lead there."""

    at: dt.datetime
    on: dt.date
    steps: tuple[Step, ...]


@cache
def clock_rule(key: str) -> ClockRule:
    """Return a clock rule of the content. Raises KeyError."""
    return ClockRule.model_validate(load().clocks[key])


@cache
def calendar_of(key: str) -> Calendar:
    """Return the calendar that a clock rule counts by. Raises KeyError."""
    return Calendar.model_validate(load().calendars[clock_rule(key).calendar])


def registered_on(rule: ClockRule, calendar: Calendar, filed_at: dt.datetime) -> dt.date:
    """Return the day that counts as the day of receipt; the term begins on the day after it."""
    day = calendar.local_date(filed_at)
    if rule.registered == "same day":
        return day
    while not calendar.is_working(day):
        day += dt.timedelta(days=1)
    return day


def due(
    rule: ClockRule,
    calendar: Calendar,
    filed_at: dt.datetime,
    *,
    restarted_at: dt.datetime | None = None,
    extended_to: dt.date | None = None,
) -> Due:
    """Return when the complaint must be decided. A reopening starts the term anew."""
    begun = restarted_at or filed_at
    registered = registered_on(rule, calendar, begun)
    steps = [Step("restarted" if restarted_at else "filed", calendar.local_date(begun))]
    steps.append(Step("registered", registered))
    end = after(calendar, registered, rule.decide)
    last = last_day(calendar, end)
    steps += [Step("day_off", day) for day in _days_off(calendar, registered, last)]
    steps.append(Step("term", last, rule.decide))
    if extended_to and extended_to > last:
        last, end = extended_to, calendar.end_of(extended_to)
        steps.append(Step("extension", last))
    return Due(end, last, tuple(steps))


def longest_extension(rule: ClockRule, calendar: Calendar, unextended: dt.date) -> dt.date:
    """Return the latest day to which a term that ends on a day may be extended."""
    return last_day(calendar, after(calendar, unextended, rule.extension.most))


def after(calendar: Calendar, day: dt.date, written: str) -> dt.datetime:
    """Return the instant at which a term is over that began on a local day."""
    noon = dt.datetime.combine(day, dt.time(12), calendar.zone)
    return calendar.after(noon, written)


def last_day(calendar: Calendar, end: dt.datetime) -> dt.date:
    """Return the last local day before an instant."""
    return calendar.local_date(end - dt.timedelta(microseconds=1))


def _days_off(calendar: Calendar, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the holidays that made the term longer; ordinary weekends go without saying."""
    for number in range(1, (last - first).days + 1):
        day = first + dt.timedelta(days=number)
        if day in calendar.holidays and not calendar.is_working(day):
            yield day


@cache
def days() -> str:
    """Return what changes when any calendar of the content does."""
    return hashlib.sha256(json.dumps(load().calendars, sort_keys=True).encode()).hexdigest()[:12]


def counts_working_days(rule: ClockRule) -> bool:
    """Tell whether a change of the calendar can move this rule's due dates."""
    return term(rule.decide).unit == "working days"
