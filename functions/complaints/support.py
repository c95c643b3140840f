"""Say "me too": ask for a link by mail, press the button on its page; one mailbox counts once."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from functions.complaints import category, complaint, links, move
from functions.complaints.complaint import Record
from functions.complaints.states import State
from functions.mail import outbox
from functions.mail.message import Message
from functions.shared import clock, crypto, http, keys, table
from functions.shared.errors import (
    ConflictError,
    FieldError,
    InvalidInputError,
    NotFoundError,
    NotNowError,
)
from functions.shared.form import Form, mailbox
from functions.shared.identity import MAX_EMAIL, email_ident

app = http.Api()
LIFE = dt.timedelta(hours=24)
MOST = 2_000  # tags of 16 letters: 32 KB of an item's 400
TAG_HEX = 16


class SupportRequest(Form):
    """The mailbox of somebody whom the complaint concerns too."""

    email: str = Field(min_length=1, max_length=MAX_EMAIL)
    consent: bool = False

    @field_validator("email")
    @classmethod
    def _mailbox(cls, email: str) -> str:
        return mailbox(email)


class Confirmation(BaseModel):
    """The token of the link."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(min_length=1, max_length=2_000)
    lang: str = ""


@app.post("/api/v1/complaints/<complaint_id>/supports")
def ask(complaint_id: str) -> Response[str]:
    """Mail a link that counts the support; the answer is the same always."""
    request, asked = http.read(app, SupportRequest)
    if not request.consent:
        raise InvalidInputError(FieldError("consent", "consent"))
    record = _supported(http.petition_id(complaint_id))
    facts = record.complaint
    carried = {"c": facts.id, "e": request.email, "l": asked.lang}
    sealed = crypto.seal("complaint-support", carried, ttl=LIFE)
    link = links.absolute(links.support(asked.lang, sealed))
    params = {"number": facts.number, "link": link}
    message = Message(request.email, "complaint_support", asked.lang, params)
    proved = request.has_worked(facts.id, request.email, clock.now()) and not request.website
    cap = outbox.CAP if proved else outbox.CAP_WITHOUT_PROOF
    outbox.post_capped(message, rid=request.request_id(), cap=cap)
    return http.answer(asked, {"state": "pending"}, done="support", status=HTTPStatus.ACCEPTED)


@app.post("/api/v1/complaints/supports")
def confirm() -> Response[str]:
    """Count a support: one GetItem, one PutItem, one UpdateItem; a repeat changes nothing."""
    request, asked = http.read(app, Confirmation)
    carried = crypto.open_token("complaint-support", request.token.strip().rpartition("#")[2])
    record = _supported(carried["c"])
    tags = tags_of(record.complaint.id, carried["e"])
    state = "already" if record.supporters & set(tags) else "counted"
    if state == "counted":
        _count(record, tags[0], {"e": carried["e"], "l": carried["l"]})
    data = {"state": state, "complaint": record.complaint.id}
    return http.answer(asked, data, done="supported")


def tags_of(complaint_id: int, email: str) -> list[str]:
    """Return what stands for a mailbox among a complaint's supporters, under each key."""
    told = f"complaint-support/v1\n{complaint_id}\n{email_ident(email)}".encode()
    return [
        hmac.new(key, told, hashlib.sha256).hexdigest()[:TAG_HEX]
        for key in crypto.derived_keys("complaint-support")
    ]


def _supported(complaint_id: int) -> Record:
    """Return a complaint that takes supports now: public, open, no duplicate of another."""
    record = complaint.load(complaint_id, consistent=True)
    found = move.status_of(record.complaint, clock.now())
    if found.state == State.RECEIVED or category.categories()[record.complaint.category].private:
        raise NotFoundError
    if not found.is_open:
        raise NotNowError
    return record


def _count(record: Record, tag: str, who: dict[str, str]) -> None:
    """Keep the mailbox first: a crash between leaves a support that is not counted yet."""
    number, now = record.complaint.id, clock.text(clock.now())
    table.put(
        "core", {**keys.support(number, tag), "who": crypto.seal("supporter", who), "at": now}
    )
    try:
        table.update(
            "core",
            keys.complaint(number),
            "ADD supporters :tag SET changed_at = :now",
            {":tag": {tag}, ":now": now, ":most": MOST},
            condition="attribute_not_exists(supporters) OR size(supporters) < :most",
        )
    except table.ConditionFailedError:
        table.delete("core", keys.support(number, tag))
        raise ConflictError from None


handler = http.handler(app)
