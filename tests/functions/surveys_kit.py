"""Stored surveys, and people who answer them."""

from __future__ import annotations

from typing import Any

from functions.participants import own, participant
from functions.participants.participant import Participant
from functions.shared import clock, crypto, table
from functions.surveys import known, reply, survey
from functions.surveys.reply import Reply
from functions.surveys.survey import Record, Survey
from tests.conftest import Answer, Send
from tests.unit.surveys import kit

ANSWERS: dict[str, Any] = {"one": "a", "many": ["b", "c"], "mark": 4, "rows": {"one": 5}}


def stored(*questions: Any, **parts: Any) -> Survey:
    """Store a survey with its keys, as the desk does when it opens one."""
    found = kit.survey(*questions, **parts)
    own.new_keys(found.keys_name)
    survey.create(Record(found))
    own.forget()
    return found


def forget() -> None:
    """Drop what the modules keep between requests."""
    known.forget()
    own.forget()


def code(email: str = "ana@example.org", **parts: Any) -> str:
    """Return the participation code of a person with a mailbox."""
    given: dict[str, Any] = {"ident": f"email:{email}", "email": email, "region": "KZ-75"}
    return participant.seal(Participant(**given | parts))


def link(found: Survey, number: str = "n1") -> str:
    """Return a private link's token."""
    return crypto.seal("survey-link", {"s": found.id, "n": number})


def post(send: Send, handler: Any, fields: Any, *, number: int = 1, form: bool = False) -> Answer:
    """Send answers."""
    return send(handler, "POST", f"/api/v1/surveys/{number}/answers", fields, form=form)


def kept(number: int = 1) -> list[Reply]:
    """Return the answers in the store."""
    return list(reply.every(number))


def answered(number: int, replies: list[Reply]) -> None:
    """Store replies, each under a tag of its own."""
    now = clock.now()
    table.write_all(
        "core",
        (reply.to_item(number, f"{place:064x}", one, now) for place, one in enumerate(replies)),
    )
