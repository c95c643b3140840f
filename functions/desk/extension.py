"""More time to sign, for the minutes in which signing was out of order."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from functions.desk import entry
from functions.desk.act import Act, Told
from functions.desk.case import Case
from functions.desk.fields import Asked, Reasons
from functions.petitions.intervals import Interval, within
from functions.petitions.outage import Measured
from functions.petitions.petition import Extension, Petition

MOST_MINUTES = 60 * 24 * 60


class Extended(Asked):
    """The minutes when signing was out of order, and the public notice."""

    minutes: int = Field(ge=1, le=MOST_MINUTES)
    reason: Reasons


def extend(case: Case, asked: Extended) -> Petition:
    """Add minutes to the signing time."""
    more = Extension(at=case.now, minutes=asked.minutes, reason=asked.reason)
    p = case.petition
    return p.model_copy(update={"extensions": [*p.extensions, more]})


def owed(case: Case, measured: Measured | None) -> list[Interval]:
    """Return when this petition could not be signed and nobody has made up for it. Pure.

    What was before an extension was weighed by whoever gave it.
    """
    begun: list[dt.datetime] = [one.at for one in case.petition.extensions]
    opened = case.status.opens_at
    closes = case.status.closes_at
    if measured is None or opened is None or closes is None:
        return []
    return within(measured.intervals, max([opened, *begun]), min(case.now, closes))


EXTENSION = Act(
    "extension",
    Extended,
    extend,
    lambda case, asked: Told("extended", {"minutes": asked.minutes, "reason": asked.reason}),
    entries=lambda case, asked: entry.extension(case),
)
