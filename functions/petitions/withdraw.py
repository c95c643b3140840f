"""Take a signature back: ask for a link by mail, then press the button on its page."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from functions.ledger import requests
from functions.mail import outbox
from functions.mail.message import Message
from functions.petitions import known, signature, token
from functions.petitions.person import Person
from functions.shared import clock, crypto, http, keys, table
from functions.shared.errors import InvalidTokenError
from functions.shared.identity import email_ident, idtag

app = http.Api()
CERTAINLY_LOGGED = dt.timedelta(minutes=20)


class WithdrawalRequest(Person):
    """The address that signed; a name is not asked."""

    name: str = ""
    consent: bool = True


class Withdrawal(BaseModel):
    """The token of the link; `erase` takes away the record too."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(min_length=1, max_length=2_000)
    erase: bool = False
    lang: str = ""


@app.post("/api/v1/petitions/<petition_id>/withdrawals")
def ask(petition_id: str) -> Response[str]:
    """Mail a link to take a signature back, if there is one; the answer is the same always."""
    request, asked = http.read(app, WithdrawalRequest)
    number = http.petition_id(petition_id)
    known.get(number)
    tag = idtag(crypto.petition_keys(number).pepper, number, email_ident(request.email))
    item = table.get("signatures", keys.signature(number, tag))
    if item and item["st"] == "live":
        sealed = crypto.seal("withdraw", {"p": number, "t": tag, "c": item["c"]}, ttl=token.LIFE)
        link = token.link(asked.lang, "withdraw", sealed)
        message = Message(request.email, "withdraw", asked.lang, {"link": link})
        outbox.post_capped(message, rid=request.request_id(), cap=outbox.CAP)
    return http.answer(asked, {"state": "pending"}, done="withdraw", status=HTTPStatus.ACCEPTED)


@app.post("/api/v1/withdrawals")
def withdraw() -> Response[str]:
    """Take the signature back while the petition is open; later only its personal data goes.

    The request to the log comes first, so that a crash between leaves a withdrawal to be repeated,
    never a signature that is gone here and counted there.
    """
    request, asked = http.read(app, Withdrawal)
    carried = crypto.open_token("withdraw", request.token.strip())
    item = table.get("signatures", keys.signature(carried["p"], carried["t"]), consistent=True)
    if item and item["c"] != carried["c"]:
        raise InvalidTokenError
    if item and item["st"] == "live":
        _take_back(item, erase=request.erase)
    return http.answer(asked, {"state": "withdrawn", "petition": carried["p"]}, done="withdrawn")


def _take_back(item: table.Item, *, erase: bool) -> None:
    now = clock.now()
    status = known.get(item["p"]).status(now)
    if status.closes_at and now >= status.closes_at:
        signature.forget(item)
        return
    reason = "erased" if erase else "withdrawn"
    table.put_new("signatures", requests.drop(item, reason, now))
    if erase and now - clock.parse(item["at"]) > CERTAINLY_LOGGED:
        table.delete("signatures", keys.signature(item["p"], item["sk"]))
    else:
        signature.withdraw(item, reason, now)


handler = http.handler(app)
