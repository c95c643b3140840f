"""POST /api/v1/petitions/{id}/signatures: ask to sign; a link comes by mail, nothing is stored."""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.mail import outbox
from functions.mail.message import Message
from functions.petitions import known, token
from functions.petitions.known import Known
from functions.petitions.person import Person
from functions.shared import clock, http
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.words import pick

app = http.Api()


class SignatureRequest(Person):
    """The form of a signer."""


@app.post("/api/v1/petitions/<petition_id>/signatures")
def sign(petition_id: str) -> Response[str]:
    """Take a signature; it counts once its mailbox is confirmed. The answer is the same always."""
    request, asked = http.read(app, SignatureRequest)
    found = known.open_for_signing(http.petition_id(petition_id))
    check_eligible(found, request)
    ask(found, "sign", request, asked.lang)
    return http.answer(asked, {"state": "pending"}, done="sign", status=HTTPStatus.ACCEPTED)


def check_eligible(found: Known, request: Person) -> None:
    """Raise InvalidInputError where the rule set does not take this way of signing."""
    if not found.rules.accepts("email"):
        raise InvalidInputError(FieldError("email", "eid_only"))
    if found.rules.needs_region and not request.region:
        raise InvalidInputError(FieldError("region", "missing"))


def ask(found: Known, kind: token.Kind, request: Person, lang: str) -> bool:
    """Mail the confirmation link: one conditional PutItem; silent when the day's cap is reached."""
    petition = found.record.petition
    flags = request.flags(petition.id, clock.now())
    sealed = token.seal(token.confirmation(kind, petition.id, request, lang, flags))
    title = pick({key: text.title for key, text in petition.texts().items()}, lang)[0]
    moderated = petition.published_at is not None
    message = Message(
        to=request.email,
        kind=kind if moderated else f"{kind}_private",
        lang=lang,
        params={"link": token.link(lang, "confirm", sealed)}
        | ({"title": title} if moderated else {}),
    )
    unproved = {"no-proof", "trap"} & set(flags)
    cap = outbox.CAP_WITHOUT_PROOF if unproved else outbox.CAP
    return outbox.post_capped(message, rid=request.request_id(), cap=cap)


handler = http.handler(app)
