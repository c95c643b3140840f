"""POST /api/v1/petitions/{id}/sponsors: support a petition before it is public, by private link."""

from __future__ import annotations

import hmac
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import Field

from functions.petitions import known, sign
from functions.petitions.notice import sponsor_key
from functions.petitions.person import Person
from functions.shared import clock, http
from functions.shared.errors import NotFoundError, NotNowError, SponsorsFullError

app = http.Api()


class SponsorRequest(Person):
    """The form of a sponsor, with the key of the private link."""

    key: str = Field(min_length=1, max_length=64)


@app.post("/api/v1/petitions/<petition_id>/sponsors")
def sponsor(petition_id: str) -> Response[str]:
    """Take a sponsor's support; it counts once the mailbox is confirmed."""
    request, asked = http.read(app, SponsorRequest)
    number = http.petition_id(petition_id)
    if not hmac.compare_digest(request.key.encode(), sponsor_key(number).encode()):
        raise NotFoundError
    found = known.get(number)
    sponsors = found.rules.sponsors
    if sponsors and len(found.record.sponsors or {}) >= sponsors.maximum:
        raise SponsorsFullError
    if not found.status(clock.now()).takes_sponsors:
        raise NotNowError
    sign.check_eligible(found, request)
    sign.ask(found, "sponsor", request, asked.lang)
    return http.answer(asked, {"state": "pending"}, done="sponsor", status=HTTPStatus.ACCEPTED)


handler = http.handler(app)
