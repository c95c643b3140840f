"""Complaints that officials deal with in tests: stored, looked at, moved on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from functions.complaints import complaint, coupon, move
from functions.complaints.complaint import Complaint, Entry, Record, Reporter
from functions.complaints.place import Place
from functions.desk import complaint_act, complaint_queue
from functions.shared import clock, content
from tests.conftest import NOW, Answer, Send
from tests.functions.desk_kit import claims, rid

BODY, OTHER = "akimat-almaty", "ministry-health"
CLERK = f"clerk:{BODY}"
EVERYBODY = f"moderator supervisor {CLERK}"
TEXT = {"kk": "Мысал", "ru": "Пример", "en": "An example"}
FIELDS: dict[str, dict[str, Any]] = {
    "accept": {},
    "dismiss": {"text": TEXT, "code": "spam"},
    "verify": {"body": BODY},
    "confirm": {"text": TEXT},
    "not_confirm": {"text": TEXT, "code": "not_found"},
    "declare_false": {"text": TEXT, "code": "invented"},
    "publish_correction": {"text": TEXT},
    "assign": {"body": BODY},
    "start": {},
    "ask": {"text": TEXT},
    "go_on": {},
    "extend": {"text": TEXT, "until": "2026-11-20"},
    "forward": {"text": TEXT, "body": OTHER},
    "mark_duplicate": {"of": 2},
    "resolve": {"text": TEXT, "code": "fixed", "actions": [TEXT]},
    "uphold": {"text": TEXT},
    "send_back": {"text": TEXT},
    "redact": {"shown": "Words"},
}
# The way of a complaint to a state: moves by the role that makes them.
WAY = {
    "received": "",
    "accepted": "accept",
    "verifying": "accept verify",
    "confirmed": "accept verify confirm",
    "assigned": "accept verify confirm assign",
    "in_progress": "accept verify confirm assign start",
    "waiting_reporter": "accept verify ask",
    "forwarded": "accept verify forward",
    "resolved": "accept verify confirm assign resolve",
    "not_confirmed": "accept verify not_confirm",
    "false_information": "accept verify declare_false",
    "appealed": "accept verify not_confirm appeal",
    "withdrawn": "withdraw",
}
_sent: Iterator[int] = iter(range(1, 10**9))


def facts(number: int = 1, state: str = "received", **changes: Any) -> Complaint:
    """Return a complaint filed an hour ago that has come to a state."""
    filed_at = changes.pop("filed_at", NOW - dt.timedelta(hours=1))
    base: dict[str, Any] = {
        "id": number,
        "number": coupon.number(2026, number),
        "category": "road-damage",
        "clock": content.load().complaints["clock"],
        "language": "ru",
        "description": "An example of a hole in the road",
        "place": Place(jurisdiction="KZ-75", lat=43.238, long=76.945),
        "attributes": {"surface": ["carriageway"]},
        "office": "government",
        "filed_at": filed_at,
        "changed_at": filed_at,
    }
    made = Record(Complaint(**base | changes))
    for place, name in enumerate(WAY[state].split()):
        made = move.make(made, entry(name, filed_at + dt.timedelta(minutes=place + 1)))
    return made.complaint


def entry(name: str, at: dt.datetime, **parts: Any) -> Entry:
    """Return a line of the history with all that its move needs."""
    role = "reporter" if name in ("appeal", "withdraw", "reply", "rate", "reopen") else "supervisor"
    asked = FIELDS.get(name, {"text": TEXT})
    told = {field: asked[field] for field in ("until", "of", "actions") if field in asked}
    named = {field: asked[field] for field in ("text", "code", "body") if field in asked}
    body = {"body": BODY} if name in ("resolve", "publish_correction", "send_back") else {}
    base = {"at": at, "move": name, "role": role, "facts": told, **body, **named}
    return Entry.model_validate(base | parts)


def stored(number: int = 1, state: str = "received", **changes: Any) -> Record:
    """Store such a complaint with its reporter."""
    told = facts(number, state, **changes)
    who = Reporter("secret", "Example Reporter", "reporter@example.kz", "+77010000000", "ru")
    record = Record(
        told,
        reporter=complaint.seal_reporter(who, number),
        link=complaint.link_tag("secret"),
        queue=move.queue_of(told, clock.now()),
    )
    assert complaint.create(record) is None
    return record


def many(count: int, bodies: list[str]) -> Iterator[Record]:
    """Make complaints of five hundred hours: half wait to be accepted, half with the bodies."""
    for number in range(1, count + 1):
        filed_at = NOW - dt.timedelta(hours=number % 500)
        made = facts(number, filed_at=filed_at)
        if number % 2:
            body = bodies[number // 2 % len(bodies)]
            lines = [entry(name, filed_at, body=body) for name in ("accept", "verify")]
            made = made.model_copy(update={"history": lines})
        yield Record(made, queue=move.queue_of(made, NOW))


def look(send: Send, path: str = "complaints", roles: str = "moderator", **query: str) -> Answer:
    """GET something about complaints."""
    who = claims(roles)
    return send(
        complaint_queue.handler, "GET", f"/api/v1/desk/{path}", claims=who, query=query or None
    )


def do(
    send: Send,
    name: str,
    roles: str = EVERYBODY,
    *,
    number: int = 1,
    sub: str = "official-1",
    id_: str = "",
    seen: int | None = None,
    **fields: Any,
) -> Answer:
    """Make a move through the handler, with what it needs unless told otherwise."""
    version = complaint.load(number).version if seen is None else seen
    body = {**FIELDS.get(name, {}), "rid": id_ or rid(next(_sent)), "lang": "en", "seen": version}
    path = f"/api/v1/desk/complaints/{number}/{name.replace('_', '-')}"
    given = {field: value for field, value in {**body, **fields}.items() if value is not None}
    return send(complaint_act.handler, "POST", path, given, claims=claims(roles, sub))


def codes(answer: Answer) -> dict[str, str]:
    """Return what is wrong, by field."""
    return {one["name"]: one["code"] for one in answer.json["errors"]}
