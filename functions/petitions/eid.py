"""Sign with an electronic identity instead of a mail.

The provider's answer only yields the same sealed token that a mail would carry; nothing is signed
until the person presses the button on the confirmation page. GET changes nothing.

Where the rule set counts by region, a page of links asks for it first (no form: the policy of our
pages lets none lead to another site). What the provider says of the region goes before it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from html import escape
from typing import Any
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response

from functions.participants import oidc
from functions.petitions import known, person, token
from functions.petitions.token import Confirmation
from functions.shared import clock, http, page
from functions.shared.content import load
from functions.shared.errors import ForbiddenError, NotFoundError
from functions.shared.words import pick, t

PURPOSE = "eid"
CALLBACK = "/api/v1/eid/callback"
app = http.Api()


@app.get("/api/v1/eid/start")
def start() -> Response[str]:
    """Send the browser to the provider, with everything needed on return sealed in `state`."""
    query = app.current_event.query_string_parameters or {}
    found = known.open_for_signing(http.petition_id(query.get("petition", "")))
    if not oidc.is_offered() or "eid" not in found.rules.sign.assurance:
        raise NotFoundError
    lang, region = http.language(app), query.get("region", "")
    if region not in person.regions():
        if found.rules.needs_region:
            return http.html_answer(_region_page(found.record.petition.id, lang))
        region = ""
    kept = {"p": found.record.petition.id, "l": lang, "r": region}
    return http.redirect(oidc.ask(PURPOSE, kept, CALLBACK, lang))


@app.get("/api/v1/eid/callback")
def callback() -> Response[str]:
    """Turn the provider's code into a confirmation link and open it."""
    query = app.current_event.query_string_parameters or {}
    kept = oidc.returned(PURPOSE, query.get("state", ""))
    lang = str(kept["l"])
    if query.get("error") or not query.get("code"):
        return http.redirect(token.page(lang, kept["p"]))
    claims = oidc.claims(str(query["code"]), kept, CALLBACK)
    found = known.open_for_signing(kept["p"])
    _check_age(claims, found.rules.sign.minimum_age)
    told = claims.get("region")
    region = told if told in person.regions() else kept["r"]
    if found.rules.needs_region and not region:
        return http.redirect(_start(kept["p"], lang))
    carried = Confirmation(
        kind="sign",
        petition=kept["p"],
        rid=hashlib.sha256(kept["n"].encode()).hexdigest()[:32],
        iat=int(clock.now().timestamp()),
        ident=oidc.ident(claims),
        assurance="eid",
        name=str(claims.get("name", "")),
        region=region,
        lang=lang,
    )
    return http.redirect(token.link(lang, "confirm", token.seal(carried)))


def _region_page(petition_id: int, lang: str) -> str:
    """Return the page on which a signer says where they live, by opening one of its links."""
    title = t(lang, "errors.eid_region_title")
    links = "".join(
        f'<li><a rel="nofollow" href="{escape(_start(petition_id, lang, region=code))}">'
        f"{escape(pick(load().jurisdictions[code]['name'], lang)[0])}</a></li>"
        for code in person.regions()
    )
    body = (
        f'<div class="c-wrap c-narrow c-prose"><h1>{escape(title)}</h1>'
        f"<p>{escape(t(lang, 'errors.eid_region_text'))}</p><ul>{links}</ul></div>"
    )
    return page.render(lang, title, body)


def _start(petition_id: int, lang: str, **more: str) -> str:
    return f"/api/v1/eid/start?{urlencode({'petition': petition_id, 'lang': lang, **more})}"


def _check_age(claims: dict[str, Any], minimum: int | None) -> None:
    """Raise ForbiddenError for somebody too young, where the provider tells the birth date."""
    if minimum is None or "birthdate" not in claims:
        return
    born, today = dt.date.fromisoformat(claims["birthdate"]), clock.now().date()
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < minimum:
        raise ForbiddenError


handler = http.handler(app)
