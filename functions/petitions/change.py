"""POST /api/v1/petitions/{id}/changes: the petitioner's own page, by the link of the mails.

The link ends in `<id>.<token>`: a form without scripts has that, or the whole link, pasted as its
token, and posts to the id 0.
"""

from __future__ import annotations

import datetime as dt
import re
from http import HTTPStatus
from typing import Any, Literal

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from functions.petitions import history, known, lifecycle, petition, submission
from functions.petitions.known import Known
from functions.petitions.lifecycle import State
from functions.petitions.notice import sponsor_link
from functions.petitions.petition import Record, Text
from functions.shared import clock, crypto, http
from functions.shared.errors import InvalidInputError, InvalidTokenError, NotNowError
from functions.shared.form import Line, Paragraphs
from functions.shared.words import pick

app = http.Api(body_limit=http.LONG_BODY_LIMIT)
LINK = re.compile(r"(?:\S*#)?(?:\d{1,9}\.)?([\w-]+)")
BEFORE_PUBLICATION = {
    State.UNCONFIRMED,
    State.GATHERING_SPONSORS,
    State.MODERATION,
    State.RETURNED,
}


class ChangeRequest(BaseModel):
    """What the petitioner does: look, send a changed text again, or withdraw the petition."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(min_length=1, max_length=2_000)
    act: Literal["read", "resubmit", "withdraw"] = "read"
    lang: str = ""
    rid: str = Field(default="", max_length=64)
    title: Line = Field(default="", max_length=submission.TEXT_CEILING)
    background: Paragraphs = Field(default="", max_length=submission.TEXT_CEILING)
    details: Paragraphs = Field(default="", max_length=submission.TEXT_CEILING)


@app.post("/api/v1/petitions/<petition_id>/changes")
def change(petition_id: str) -> Response[str]:
    """Show the petitioner where the petition stands, and take a change where the rules allow."""
    request, asked = http.read(app, ChangeRequest)
    number = _number(http.petition_id(petition_id), request.token)
    record = petition.load(number)
    found = Known(record, known.get(number).rules)
    if request.act != "read":
        record = _act(request, found)
        found = Known(record, found.rules)
        known.forget()
    return http.answer(asked, _view(found, asked.lang), done="changed", status=HTTPStatus.OK)


def _number(asked: int, written: str) -> int:
    """Return the petition that the token is for. Raises InvalidTokenError if another is asked."""
    pasted = LINK.fullmatch(written.strip())
    sealed = pasted[1] if pasted else ""
    number = int(crypto.open_token("change", sealed)["p"])
    if asked not in (0, number):
        raise InvalidTokenError
    return number


def _act(request: ChangeRequest, found: Known) -> Record:
    """Do what is asked and tell it; a repeat of what was done tells it again, so once."""
    record = found.record
    if not _is_done(request, record):
        change = _withdraw if request.act == "withdraw" else _resubmit
        record = change(request, found, clock.now())
    facts = record.petition
    if request.act == "withdraw" and facts.withdrawn_at:
        history.add(facts.id, facts.withdrawn_at, "withdrawn")
    elif facts.resubmitted_at:
        history.add(facts.id, facts.resubmitted_at, "resubmitted")
    return record


def _is_done(request: ChangeRequest, record: Record) -> bool:
    """Tell whether the last thing that was done is what is asked."""
    facts = record.petition
    if request.act == "withdraw":
        return facts.withdrawn_at is not None
    returned_at, again_at = facts.returned_at, facts.resubmitted_at
    is_again = again_at is not None and returned_at is not None and again_at >= returned_at
    return is_again and facts.text == _text(request)


def _withdraw(request: ChangeRequest, found: Known, now: dt.datetime) -> Record:
    if found.status(now).state not in BEFORE_PUBLICATION:
        raise NotNowError
    return _save(found.record, {"withdrawn_at": now}, now)


def _resubmit(request: ChangeRequest, found: Known, now: dt.datetime) -> Record:
    if found.status(now).state != State.RETURNED:
        raise NotNowError
    text = _text(request)
    wrong = submission.text_errors(text, found.rules)
    wrong += [
        submission.missing(name) for name in ("title", "background") if not getattr(text, name)
    ]
    if wrong:
        raise InvalidInputError(*wrong)
    return _save(found.record, {"text": text, "resubmitted_at": now, "translations": {}}, now)


def _text(request: ChangeRequest) -> Text:
    return Text(title=request.title, background=request.background, details=request.details)


def _save(record: Record, facts: dict[str, Any], now: dt.datetime) -> Record:
    changed = record.petition.model_copy(update=facts | {"changed_at": now})
    return petition.save(record, changed)


def _view(found: Known, lang: str) -> dict[str, Any]:
    record, status = found.record, found.status(clock.now())
    facts, limits = record.petition, found.rules.texts
    gathering = status.state == lifecycle.State.GATHERING_SPONSORS
    return {
        "petition": facts.id,
        "state": status.state.value,
        "text": facts.text.model_dump(),
        "limits": {
            "title": limits.title,
            "background": limits.background,
            "details": limits.details,
        },
        "return_reason": pick(facts.return_reason, lang)[0],
        "may": ["resubmit"] * (status.state == State.RETURNED)
        + ["withdraw"] * (status.state in BEFORE_PUBLICATION),
        "sponsors": len(record.sponsors or {}),
        "sponsor_link": sponsor_link(lang, facts.id) if gathering else None,
    }


handler = http.handler(app)
