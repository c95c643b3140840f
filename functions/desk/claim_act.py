"""/api/v1/desk/claims…: officials find a claim by its code, hand over what it is for, or cancel it.

A clerk has to do with the offers of their own bodies, a supervisor with all. Whose a claim is they
do not see: it stands under a tag that leads to no name.
"""

from __future__ import annotations

import hashlib
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.desk.act import signed_in
from functions.desk.claim_asked import ClaimCancellation, ClaimHandingOver, ClaimLookup
from functions.desk.fields import SUMMARY_MAX
from functions.desk.roles import SUPERVISOR, Official
from functions.participants import claim, offers
from functions.participants.claim import Claim, State
from functions.participants.offers import Places
from functions.shared import clock, content, http
from functions.shared.errors import (
    ChangedMeanwhileError,
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotNowError,
    UnsupportedError,
)

HANDING_OVER, CANCELLATION = "handing-over", "cancellation"
FITS: dict[str, tuple[State, ...]] = {
    HANDING_OVER: ("waiting",),
    CANCELLATION: ("waiting", "handed_over"),
}
app = http.Api()


@app.get("/api/v1/desk/claims")
def listed() -> Response[str]:
    """Answer the offers that an official hands over, with exact counts: one Query."""
    who, taken, now = _official(), offers.places(), clock.now()
    rows = []
    for offer in offers.every():
        if _may(who, offer.body):
            counts = taken.get(offer.id, Places())
            rows.append({
                "id": offer.id,
                "name": offer.name.model_dump(),
                "points": offer.points,
                "limit": offer.limit,
                "claimed": counts.claimed,
                "handed_over": counts.handed_over,
                "ended": offer.has_ended(now),
                "example": offer.example,
            })  # fmt: skip
    return http.json_answer({"offers": rows})


@app.post("/api/v1/desk/claims/lookup")
def lookup() -> Response[str]:
    """Answer the claim of a code, and what may be done with it: one GetItem and one Query."""
    who, (asked, sent) = _official(), http.read(app, ClaimLookup)
    if sent.is_form:
        raise UnsupportedError
    return http.json_answer(_told(_found(asked.code, who)))


@app.post("/api/v1/desk/claims/handing-over")
def hand_over() -> Response[str]:
    """Mark a claim as handed over; the same request id does it once."""
    who, (asked, sent) = _official(), http.read(app, ClaimHandingOver)
    if sent.is_form:
        raise UnsupportedError
    found = _ready(HANDING_OVER, asked, who)
    done = claim.hand_over(found, clock.now().date(), asked.rid)
    return _done(HANDING_OVER, done, who)


@app.post("/api/v1/desk/claims/cancellation")
def cancel() -> Response[str]:
    """Cancel a claim with a reason: its points and its place come back."""
    who, (asked, sent) = _official(), http.read(app, ClaimCancellation)
    if sent.is_form:
        raise UnsupportedError
    found = _ready(CANCELLATION, asked, who)
    done = claim.cancel(found, clock.now().date(), asked.rid, asked.reason)
    return _done(CANCELLATION, done, who)


def _official() -> Official:
    who = signed_in(app)
    if not who.bodies and SUPERVISOR not in who.roles:
        raise ForbiddenError
    return who


def _may(who: Official, body: str) -> bool:
    return SUPERVISOR in who.roles or body in who.bodies


def _found(code: str, who: Official) -> Claim:
    """Return the claim of a code. Raises InvalidInputError; of another's body, the same."""
    found = claim.by_code(code)
    if found is None or not _may(who, found.body):
        raise InvalidInputError(FieldError("code", "no_claim"))
    return found


def _ready(act: str, asked: ClaimHandingOver, who: Official) -> Claim:
    """Return the claim as the official saw it. Raises ChangedMeanwhileError or NotNowError."""
    found = _found(asked.code, who)
    if found.ended_rid != asked.rid:
        if found.state != asked.seen:
            raise ChangedMeanwhileError
        if found.state not in FITS[act]:
            raise NotNowError
    return found


def _done(act: str, done: Claim, who: Official) -> Response[str]:
    """Write down who did it. The code opens the claim, so the journal has its hash."""
    mark = hashlib.sha256(done.code.encode()).hexdigest()[:16]
    told = {"act": act, "offer": done.offer, "claim": mark, "by": who.sub}
    http.logger.info("desk claim act", extra=told)
    return http.json_answer(_told(done))


def _told(found: Claim) -> dict[str, Any]:
    known = content.load().recognition.get(found.offer, {})
    return {
        "code": claim.written(found.code),
        "offer": {"id": found.offer, "name": known.get("name", {}), "how": known.get("how", {})},
        "points": found.points,
        "on": found.on.isoformat(),
        "state": found.state,
        "ended_on": found.ended_on.isoformat() if found.ended_on else None,
        "reason": dict(found.reason),
        "acts": [act for act, states in FITS.items() if found.state in states],
        "limits": {"reason": SUMMARY_MAX},
    }


handler = http.handler(app)
