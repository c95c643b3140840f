"""POST /api/v1/passes: ask for a participation code; it comes by mail, nothing is stored."""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import Field, field_validator

from functions.mail import outbox
from functions.mail.message import Message
from functions.participants import links, participant
from functions.participants.participant import Participant
from functions.shared import clock, http
from functions.shared.content import load
from functions.shared.form import Form, mailbox
from functions.shared.identity import MAX_EMAIL, email_ident

OLDEST = 130
SUBJECT = 0  # what the proof of work is bound to: not one petition or vote
app = http.Api()


class PassRequest(Form):
    """The mailbox, and what some votes ask for: where somebody lives, the year of birth."""

    email: str = Field(min_length=1, max_length=MAX_EMAIL)
    region: str = ""
    born: int | None = None
    back: str = Field(default="", max_length=links.BACK_LIMIT)

    _email = field_validator("email")(mailbox)

    @field_validator("region")
    @classmethod
    def _known_region(cls, region: str) -> str:
        if region and region not in load().jurisdictions:
            raise ValueError("not_a_choice")
        return region

    @field_validator("born", mode="before")
    @classmethod
    def _year(cls, typed: object) -> int | None:
        """Take a year as a number or as typed; an empty field is none."""
        if typed is None or typed == "":
            return None
        written = str(typed).strip()
        this_year = clock.now().year
        if not (len(written) == 4 and written.isascii() and written.isdigit()):
            raise ValueError("not_year")
        if not this_year - OLDEST <= int(written) <= this_year:
            raise ValueError("not_year")
        return int(written)

    @field_validator("back")
    @classmethod
    def _own_page(cls, back: str) -> str:
        if back and not links.is_own(back):
            raise ValueError("invalid")
        return back


@app.post("/api/v1/passes")
def ask() -> Response[str]:
    """Mail a participation code; the answer is the same always."""
    request, asked = http.read(app, PassRequest)
    who = Participant.model_validate({
        "ident": email_ident(request.email),
        "region": request.region,
        "born": request.born,
        "email": request.email,
        "lang": asked.lang,
    })  # fmt: skip
    code = participant.seal(who)
    params = {"code": code, "link": links.participate(asked.lang, code, request.back)}
    message = Message(request.email, "participate", asked.lang, params)
    proved = request.has_worked(SUBJECT, request.email, clock.now()) and not request.website
    cap = outbox.CAP if proved else outbox.CAP_WITHOUT_PROOF
    outbox.post_capped(message, rid=request.request_id(), cap=cap)
    return http.answer(asked, {"state": "pending"}, done="pass", status=HTTPStatus.ACCEPTED)


handler = http.handler(app)
