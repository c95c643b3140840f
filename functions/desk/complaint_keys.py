"""GET and POST /api/v1/desk/keys: keys of outside apps that send complaints by Open311."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from functions.complaints import api_key
from functions.complaints.api_key import ApiKey
from functions.desk.act import signed_in
from functions.desk.complaint_roles import ISSUES_KEYS
from functions.desk.fields import Rid
from functions.desk.roles import Official
from functions.shared import clock, http
from functions.shared.errors import ForbiddenError, UnsupportedError
from functions.shared.form import Line, mailbox
from functions.shared.http import logger

NAME_MAX = 100
app = http.Api()


class NewApiKey(BaseModel):
    """An app that asks for a key, and whom to write to about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    name: Line = Field(min_length=1, max_length=NAME_MAX)
    contact: str = Field(min_length=1, max_length=254)
    test: bool = False
    lang: str = Field(default="", max_length=2)

    @field_validator("contact")
    @classmethod
    def _mailbox(cls, typed: str) -> str:
        return mailbox(typed)


class ApiKeyRevocation(BaseModel):
    """A key that must not work any more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    lang: str = Field(default="", max_length=2)


@app.get("/api/v1/desk/keys")
def listed() -> Response[str]:
    """Answer every key ever issued, the newest first; never the keys themselves."""
    _official()
    return http.json_answer({"keys": [_told(one) for one in api_key.issued()]})


@app.post("/api/v1/desk/keys")
def issue() -> Response[str]:
    """Issue a key; this answer is the only one that holds it."""
    who, (asked, sent) = _official(), http.read(app, NewApiKey)
    if sent.is_form:
        raise UnsupportedError
    secret, made = api_key.issue(
        asked.name, asked.contact, test=asked.test, rid=asked.rid, by=who.sub, now=clock.now()
    )
    logger.info("desk key issued", extra={"key": made.id, "by": who.sub})
    return http.json_answer({"key": secret, **_told(made)}, HTTPStatus.CREATED)


@app.post("/api/v1/desk/keys/<key>/revocation")
def revoke(key: str) -> Response[str]:
    """End a key for ever."""
    who, (_, sent) = _official(), http.read(app, ApiKeyRevocation)
    if sent.is_form:
        raise UnsupportedError
    found = api_key.revoke(key, clock.now())
    logger.info("desk key revoked", extra={"key": found.id, "by": who.sub})
    return http.json_answer(_told(found))


def _official() -> Official:
    """Return who is there. Raises ForbiddenError unless the role issues keys."""
    who = signed_in(app)
    if not who.roles & ISSUES_KEYS:
        raise ForbiddenError
    return who


def _told(one: ApiKey) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "contact": one.contact,
        "test": one.test,
        "created_at": clock.text(one.created_at),
        "revoked_at": clock.text(one.revoked_at) if one.revoked_at else None,
    }


handler = http.handler(app)
