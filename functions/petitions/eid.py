"""Sign with an electronic identity: OpenID Connect (code flow with PKCE) instead of a mail.

The provider's answer only yields the same sealed token that a mail would carry; nothing is signed
until the person presses the button on the confirmation page. GET changes nothing.

Where the rule set counts by region, a page of links asks for it first (no form: the policy of our
pages lets none lead to another site). What the provider says of the region goes before it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import secrets
from functools import cache
from html import escape
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import jwt
from aws_lambda_powertools.event_handler import Response

from functions.petitions import known, person, token
from functions.petitions.token import Confirmation
from functions.shared import clock, crypto, http, page
from functions.shared.content import load
from functions.shared.errors import (
    ForbiddenError,
    InvalidTokenError,
    NotFoundError,
    UnavailableError,
)
from functions.shared.settings import settings
from functions.shared.words import pick, t

app = http.Api()
LIFE = dt.timedelta(minutes=15)
TIMEOUT_SECONDS = 5
SCOPE = "openid profile"


@app.get("/api/v1/eid/start")
def start() -> Response[str]:
    """Send the browser to the provider, with everything needed on return sealed in `state`."""
    query = app.current_event.query_string_parameters or {}
    found = known.open_for_signing(http.petition_id(query.get("petition", "")))
    if not settings().oidc_issuer or "eid" not in found.rules.sign.assurance:
        raise NotFoundError
    lang, region = http.language(app), query.get("region", "")
    if region not in person.regions():
        if found.rules.needs_region:
            return http.html_answer(_region_page(found.record.petition.id, lang))
        region = ""
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    kept = {"p": found.record.petition.id, "l": lang, "v": verifier, "n": nonce, "r": region}
    asked = {
        "response_type": "code",
        "client_id": settings().oidc_client_id,
        "redirect_uri": _return_address(),
        "scope": SCOPE,
        "state": crypto.seal("eid", kept, ttl=LIFE),
        "nonce": nonce,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
        "ui_locales": lang,
    }
    return http.redirect(f"{_provider()['authorization_endpoint']}?{urlencode(asked)}")


@app.get("/api/v1/eid/callback")
def callback() -> Response[str]:
    """Turn the provider's code into a confirmation link and open it."""
    query = app.current_event.query_string_parameters or {}
    kept = crypto.open_token("eid", query.get("state", ""))
    lang = str(kept["l"])
    if query.get("error") or not query.get("code"):
        return http.redirect(token.page(lang, kept["p"]))
    claims = _claims(str(query["code"]), kept)
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
        ident=f"iin:{claims['iin']}" if "iin" in claims else f"eid:{claims['sub']}",
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


def _claims(code: str, kept: dict[str, Any]) -> dict[str, Any]:
    """Exchange the code and verify the ID token (OpenID Connect Core 1.0, §3.1.3.7)."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _return_address(),
        "client_id": settings().oidc_client_id,
        "code_verifier": kept["v"],
    }
    answer = _fetch(_provider()["token_endpoint"], urlencode(form).encode())
    try:
        key = _signing_keys().get_signing_key_from_jwt(answer["id_token"])
        claims: dict[str, Any] = jwt.decode(
            answer["id_token"],
            key,
            algorithms=["RS256", "ES256", "EdDSA"],
            audience=settings().oidc_client_id,
            issuer=settings().oidc_issuer,
            options={"require": ["exp", "iat", "sub"]},
        )
    except (KeyError, jwt.PyJWTError) as error:
        raise InvalidTokenError from error
    if claims.get("nonce") != kept["n"]:
        raise InvalidTokenError
    return claims


def _check_age(claims: dict[str, Any], minimum: int | None) -> None:
    """Raise ForbiddenError for somebody too young, where the provider tells the birth date."""
    if minimum is None or "birthdate" not in claims:
        return
    born, today = dt.date.fromisoformat(claims["birthdate"]), clock.now().date()
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < minimum:
        raise ForbiddenError


@cache
def _provider() -> dict[str, Any]:
    """Return the provider's metadata (OpenID Connect Discovery 1.0)."""
    found = _fetch(f"{settings().oidc_issuer}/.well-known/openid-configuration")
    if found.get("issuer") != settings().oidc_issuer:
        raise InvalidTokenError
    return found


@cache
def _signing_keys() -> jwt.PyJWKClient:
    return jwt.PyJWKClient(_provider()["jwks_uri"], timeout=TIMEOUT_SECONDS)


def _fetch(address: str, body: bytes | None = None) -> dict[str, Any]:
    """Ask the pinned provider. Raises UnavailableError or InvalidTokenError."""
    request = Request(address, body, {"Accept": "application/json"})  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            read: dict[str, Any] = json.load(answer)
            return read
    except OSError as error:
        refused = getattr(error, "code", 500)
        raise (InvalidTokenError if refused in (400, 401) else UnavailableError) from error


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _return_address() -> str:
    return f"{settings().site_url}/api/v1/eid/callback"


handler = http.handler(app)
