"""POST /api/v1/petitions: start a petition; it goes on its way when its mailbox is confirmed."""

from __future__ import annotations

from html import escape
from http import HTTPStatus
from typing import cast

from aws_lambda_powertools.event_handler import Response

from functions.ledger.fold import Counts
from functions.mail import outbox
from functions.mail.message import Message
from functions.petitions import attachments, history, petition, token
from functions.petitions.notice import Contact, seal_contact
from functions.petitions.petition import Record
from functions.petitions.submission import PetitionRequest, check, new_petition
from functions.shared import clock, crypto, http, keys, page, table
from functions.shared.facts import Language
from functions.shared.words import t

app = http.Api(body_limit=http.LONG_BODY_LIMIT)


@app.post("/api/v1/petitions")
def submit() -> Response[str]:
    """Take a petition. Seven writes, each of which a retry with the same `rid` finds done."""
    request, asked = http.read(app, PetitionRequest)
    chosen = check(request)
    language = cast("Language", asked.lang)
    if request.step == "check":
        return http.html_answer(_check_page(request, language))
    number = _reserve(request.request_id())
    crypto.new_petition_keys(number)
    contact = Contact(request.name, request.email, language, request.region)
    fresh = new_petition(number, request, chosen, language, clock.now())
    stored = petition.create(Record(fresh, Counts(), contact=seal_contact(contact, number)))
    history.add(number, stored.petition.submitted_at, "submitted")
    _mail(request, number, language)
    data = {"state": "pending", "petition": number}
    permit = attachments.permit(number, chosen, language)
    if permit and asked.is_form:
        return http.redirect(attachments.page(permit), HTTPStatus.SEE_OTHER)
    data |= {"uploads": permit} if permit else {}
    return http.answer(asked, data, done="petition", status=HTTPStatus.ACCEPTED)


def _reserve(rid: str) -> int:
    """Return the petition id of a request: a new one, or the one its first try was given."""
    there = table.put_new("ops", keys.request(rid) | _expiry())
    if there and "petition" in there:
        return int(there["petition"])
    item = table.update(
        "ops",
        keys.request(rid),
        "SET petition = if_not_exists(petition, :id)",
        {":id": petition.next_id()},
    )
    return int(item["petition"])


def _expiry() -> table.Item:
    return {"expires_at": int((clock.now() + 2 * token.LIFE).timestamp())}


def _mail(request: PetitionRequest, number: int, lang: str) -> None:
    """Mail the petitioner's link, and one to each person invited to petition together."""
    flags = request.flags(0, clock.now())
    own = token.seal(token.confirmation("petition", number, request, lang, flags))
    message = Message(request.email, "petition", lang, {"link": token.link(lang, "confirm", own)})
    outbox.post_capped(message, rid=request.request_id(), cap=outbox.CAP)
    for address in request.invite:
        fields = {"email": address, "name": "-", "notify": False, "show": "name"}
        invited = request.model_copy(update=fields | {"rid": f"{request.request_id()}-{address}"})
        sealed = token.seal(token.confirmation("copetitioner", number, invited, lang, ()))
        link = token.link(lang, "confirm", sealed)
        joint = Message(address, "copetitioner", lang, {"link": link})
        outbox.post_capped(joint, rid=f"{number}", cap=outbox.CAP)


def _check_page(request: PetitionRequest, lang: str) -> str:
    """Return the page that shows everything once more, for forms sent without scripts."""
    typed = request.model_dump(exclude={"step"}) | {"invite": "\n".join(request.invite)}
    shown = ("title", "background", "details", "name", "email")
    rows = "".join(
        f"<dt>{escape(page.label(lang, name))}</dt><dd>{_paragraphs(str(typed[name]))}</dd>"
        for name in shown
    )
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(str(value))}">'
        for name, value in (typed | {"step": "send", "lang": lang}).items()
        if value not in ("", False)
    )
    similar = f'<a href="/{lang}/search/?q={escape(request.title, quote=True)}">'
    body = (
        f'<div class="c-wrap c-narrow"><h1>{escape(t(lang, "errors.check_title"))}</h1>'
        f"<p>{similar}{escape(t(lang, 'errors.check_similar'))}</a></p>"
        f'<dl class="c-check-list">{rows}</dl><form class="c-form" method="post">{hidden}'
        f'<button class="c-btn c-btn--p" type="submit">{escape(t(lang, "errors.check_send"))}'
        f"</button></form></div>"
    )
    return page.render(lang, t(lang, "errors.check_title"), body)


def _paragraphs(typed: str) -> str:
    return "<br>".join(escape(line) for line in typed.split("\n"))


handler = http.handler(app)
