"""POST /api/v1/petitions/{id}/sponsors: support a petition before it is public, by private link.

The link ends in `<id>.<key>`: a form without scripts has it pasted, as `link`, and posts to
the id 0; with `act: read` the text is shown to whoever has the link, and nothing is written.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from functions.petitions import known, sign
from functions.petitions.known import Known
from functions.petitions.notice import is_sponsor_key
from functions.petitions.person import Person
from functions.shared import clock, http
from functions.shared.errors import (
    CivicError,
    FieldError,
    InvalidInputError,
    NotFoundError,
    NotNowError,
    SponsorsFullError,
)

app = http.Api()
LINK_LIMIT = 300


class SponsorRequest(Person):
    """The form of a sponsor, with the key of the private link or the link itself."""

    key: str = Field(default="", max_length=64)
    link: str = Field(default="", max_length=LINK_LIMIT)
    act: Literal["", "read"] = Field(default="", description="read: needs nothing but the key")


class TextRequest(BaseModel):
    """Somebody with the link wants to read what it is about."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["read"]
    key: str = Field(max_length=64)
    lang: str = ""


@app.post("/api/v1/petitions/<petition_id>/sponsors")
def sponsor(petition_id: str) -> Response[str]:
    """Take a sponsor's support; it counts once the mailbox is confirmed."""
    number = http.petition_id(petition_id)
    if http.asked_of(app).data.get("act") == "read":
        return _read(number)
    request, asked = http.read(app, SponsorRequest)
    number, key = _parts(number, request)
    _open(number, key)
    found = known.unless(number, _refusal)
    if not found.rules.accepts("email"):
        raise InvalidInputError(FieldError("email", "eid_only"))
    sign.ask(found, "sponsor", request, asked.lang)
    return http.answer(asked, {"state": "pending"}, done="sponsor", status=HTTPStatus.ACCEPTED)


def _read(number: int) -> Response[str]:
    request, _ = http.read(app, TextRequest)
    _open(number, request.key)
    found = known.get(number)
    petition, gathered = found.record.petition, len(found.record.sponsors or {})
    shown = {"petition": number, "petitioner": petition.petitioner, "sponsors": gathered}
    return http.json_answer(shown | petition.text.model_dump())


def _parts(number: int, request: SponsorRequest) -> tuple[int, str]:
    """Return the id and the key, wherever they stand."""
    if not request.link:
        return number, request.key
    written, _, key = request.link.strip().rpartition("#")[2].partition(".")
    return http.petition_id(written), key


def _open(number: int, key: str) -> None:
    """Raise NotFoundError for any key but that of the petition's own link."""
    if not is_sponsor_key(number, key):
        raise NotFoundError


def _refusal(found: Known) -> CivicError | None:
    sponsors = found.rules.sponsors
    if sponsors and len(found.record.sponsors or {}) >= sponsors.maximum:
        return SponsorsFullError()
    return None if found.status(clock.now()).takes_sponsors else NotNowError()


handler = http.handler(app)
