"""When signing was out of order, and more time for every petition that lost some of it, at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from functions.desk.act import perform, signed_in
from functions.desk.case import Case, load
from functions.desk.extension import EXTENSION, MOST_MINUTES, Extended, owed
from functions.desk.fields import Reasons, Rid
from functions.desk.queue import cases
from functions.desk.roles import Official, role_for
from functions.desk.stage import FITS
from functions.petitions import intervals, outage
from functions.petitions.outage import Measured
from functions.shared import clock, content, http
from functions.shared.errors import (
    ChangedMeanwhileError,
    ForbiddenError,
    NotNowError,
    UnsupportedError,
)

MOST_SHOWN = 50
MOST_AT_ONCE = 100  # of petitions in one request; the same request again takes the next
app = http.Api(body_limit=http.LONG_BODY_LIMIT)


class ExtendedAll(BaseModel):
    """One notice for every petition; each gets the minutes that it lost itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    reason: Reasons
    lang: str = Field(default="", max_length=2)


@app.get("/api/v1/desk/outages")
def outages() -> Response[str]:
    """Answer what was measured, newest first, and how many petitions are owed time for it."""
    who, now = _official(), clock.now()
    measured = outage.load(now)
    waiting = [intervals.minutes(owed(case, measured)) for case in _owed(who, measured)]
    return http.json_answer({
        **outage.told(measured, MOST_SHOWN),
        "petitions": len(waiting),
        "most_minutes": max(waiting, default=0),
        "timezone": content.load().government["timezone"],
    })  # fmt: skip


@app.post("/api/v1/desk/outages/extensions")
def extend_all() -> Response[str]:
    """Extend every petition that is owed time, as one act each; repeat it until none is left.

    Raises NotNowError while signing is out of order: nobody knows yet how much time is lost.
    """
    who = _official()
    asked, sent = http.read(app, ExtendedAll)
    if sent.is_form:
        raise UnsupportedError
    measured = outage.load(clock.now())
    if measured and measured.is_out:
        raise NotNowError
    waiting = list(_owed(who, measured))
    done = [case for case in waiting[:MOST_AT_ONCE] if _extend(case, asked, measured)]
    return http.json_answer({"extended": len(done), "left": len(waiting) - len(done)})


def _official() -> Official:
    who = signed_in(app)
    if role_for(who, EXTENSION.name, ()) is None:
        raise ForbiddenError
    return who


def _owed(who: Official, measured: Measured | None) -> Iterator[Case]:
    """Yield the petitions that may be extended and lost time."""
    for case in cases(who, clock.now()):
        if FITS[EXTENSION.name](case) and owed(case, measured):
            yield case


def _extend(seen: Case, asked: ExtendedAll, measured: Measured | None) -> bool:
    """Extend one petition as it stands now; False if somebody else changes it meanwhile."""
    case = load(seen.petition.id, seen.who, clock.now())
    lost = min(MOST_MINUTES, intervals.minutes(owed(case, measured)))
    if not lost or not FITS[EXTENSION.name](case):
        return True
    rid = hashlib.sha256(f"{asked.rid}/{case.petition.id}".encode()).hexdigest()[:32]
    one = Extended(rid=rid, seen=case.record.version, minutes=lost, reason=asked.reason)
    try:
        perform(EXTENSION, case, one)
    except ChangedMeanwhileError:
        return False
    return True


handler = http.handler(app)
