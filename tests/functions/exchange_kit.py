"""People with points, and what they send to exchange them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.participants import contribution, exchange, participant
from functions.participants.participant import Participant
from tests.conftest import Answer, Send

CLAIMS = "/api/v1/contributions/claims"
CARD, LETTER, TOUR = "library-card", "thank-you-letter", "project-tour"  # 30, 50 and 100 points


def person(name: str, points: int, now: dt.datetime) -> Participant:
    """Return somebody with so many points, a multiple of ten, in ideas of several days."""
    who = Participant(ident=f"email:{name}@example.kz", email=f"{name}@example.kz")
    for number in range(points // 10):
        at = now - dt.timedelta(days=number // 5)
        contribution.add(who, "idea", f"project/1/idea/{number}", at)
    return who


def claim(send: Send, who: Participant, offer: str, rid: str = "r1", **more: Any) -> Answer:
    """Claim an offer."""
    body = {"code": participant.seal(who), "offer": offer, "rid": rid, "lang": "en"}
    return send(exchange.handler, "POST", CLAIMS, body, **more)
