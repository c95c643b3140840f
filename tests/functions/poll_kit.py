"""Polls in tests: drafted, sealed, voted in and counted through the product's own functions."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from functions.desk import poll_act, poll_list
from functions.ledger import sequence
from functions.participants import own, participant
from functions.participants.participant import Participant
from functions.polls import cast, close, known, poll
from functions.polls.poll import Record
from functions.shared import clock, objects, table
from tests.conftest import NOW, Answer, Clock, Send
from tests.functions.desk_kit import claims

BODY = "akimat-almaty"
DESK = "/api/v1/desk/polls"
OPENS, CLOSES = NOW + dt.timedelta(minutes=20), NOW + dt.timedelta(minutes=80)
SUPERVISOR = "supervisor"


def texts(word: str) -> dict[str, str]:
    """Return a text in all languages."""
    return {"kk": f"{word} мысал", "ru": f"{word} пример", "en": f"{word} example"}


def option(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "text": texts(f"Option {number}"), **more}


def draft(**changes: Any) -> dict[str, Any]:
    """Return what an official sends to begin a poll with three options, one to be chosen."""
    base: dict[str, Any] = {
        "rid": f"{1:032x}",
        "lang": "en",
        "question": texts("Which"),
        "options": [option(1), option(2), option(3)],
        "rule": {"method": "single"},
        "body": BODY,
        "jurisdiction": "KZ-75",
        "opens_at": clock.text(OPENS),
        "closes_at": clock.text(CLOSES),
    }
    return base | changes


class Desk:
    """Officials at work on polls, each request with an id of its own."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._sent = 1_000

    def create(self, roles: str = SUPERVISOR, **changes: Any) -> Answer:
        body = draft(**{"rid": self._rid()} | changes)
        return self._send(poll_act.handler, "POST", DESK, body, claims=claims(roles))

    def do(
        self, act: str, number: int = 1, roles: str = SUPERVISOR, sub: str = "one", **fields: Any
    ) -> Answer:
        """Do an act on the poll as it stands now."""
        base = {"rid": self._rid(), "lang": "en", "seen": poll.load(number).version}
        who = claims(roles, sub)
        path = f"{DESK}/{number}/{act}"
        return self._send(poll_act.handler, "POST", path, base | fields, claims=who)

    def seal(self, number: int = 1, **fields: Any) -> Answer:
        """Seal the document that the screen shows."""
        document = self.screen(number).json["document"]
        return self.do("seal", number, **{"hash": document["hash"]} | fields)

    def screen(self, number: int = 1, roles: str = SUPERVISOR) -> Answer:
        path = f"{DESK}/{number}"
        return self._send(poll_list.handler, "GET", path, claims=claims(roles))

    def list(self, roles: str = SUPERVISOR) -> Answer:
        return self._send(poll_list.handler, "GET", DESK, claims=claims(roles))

    def _rid(self) -> str:
        self._sent += 1
        return f"{self._sent:032x}"


def forget() -> None:
    """Be a new sandbox, which knows no poll and no key."""
    known.forget()
    own.forget()


def opened(desk: Desk, time: Clock, **changes: Any) -> Record:
    """Draft and seal a poll, log the seal, and let the time come at which it opens."""
    number = desk.create(**changes).json["poll"]
    assert desk.seal(number).status == 200
    sequence.run(time.now)
    time.now = OPENS + dt.timedelta(minutes=1)
    known.forget()
    return poll.load(number)


def code(name: str = "voter", **more: Any) -> str:
    """Return the participation code of an example mailbox."""
    who = {"ident": f"email:{name}@example.kz", "email": f"{name}@example.kz", "region": "KZ-75"}
    return participant.seal(Participant(**who | more))


def vote(send: Send, choice: Any, name: str = "voter", *, rid: str = "", **more: Any) -> Answer:
    """Cast a ballot on poll 1."""
    body = {"code": code(name), "choice": choice, "rid": rid or f"{name}-1", "lang": "en"} | more
    return send(cast.handler, "POST", "/api/v1/polls/1/ballots", body)


def stored(name: str) -> list[dict[str, Any]]:
    """Return every item of a table; tests may look at all of it at once, the product never does."""
    found = table.client().scan(TableName=name)["Items"]
    return [table._read(item) for item in found]


def ballots() -> list[dict[str, Any]]:
    """Return the ballots of poll 1."""
    return [item for item in stored("SignaturesTable") if item["pk"].startswith("B1#")]


def counted(time: Clock) -> Record:
    """Let the poll close and be counted: the log takes the ballots, then the tally."""
    time.pass_(minutes=1)
    sequence.run(time.now)
    time.now = CLOSES + dt.timedelta(minutes=11)
    for _ in range(2):
        close.run(time.now)
        time.pass_(minutes=1)
        sequence.run(time.now)
    close.run(time.now)
    return poll.load(1)


def file(name: str, number: int = 1) -> Any:
    """Return a public file of a poll, or None."""
    stored = objects.read("site", f"polls/{number}/{name}")
    return json.loads(stored.body) if stored else None
