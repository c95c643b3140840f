"""The one client of the identity provider: OpenID Connect, code flow with PKCE.

What is needed on return travels sealed in `state`, so nothing is stored between the two requests.
The issuer is pinned in the settings; no other address is ever asked.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import secrets
from functools import cache
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import jwt

from functions.shared import crypto
from functions.shared.errors import InvalidTokenError, UnavailableError
from functions.shared.settings import settings

LIFE = dt.timedelta(minutes=15)
TIMEOUT_SECONDS = 5
SCOPE = "openid profile"
Kept = dict[str, Any]


def is_offered() -> bool:
    """Tell whether this deployment has a provider."""
    return bool(settings().oidc_issuer)


def ask(purpose: str, kept: Kept, back: str, lang: str) -> str:
    """Return the provider's address that begins a sign-in and returns to the path `back`."""
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    asked = {
        "response_type": "code",
        "client_id": settings().oidc_client_id,
        "redirect_uri": _address(back),
        "scope": SCOPE,
        "state": crypto.seal(purpose, kept | {"v": verifier, "n": nonce}, ttl=LIFE),
        "nonce": nonce,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
        "ui_locales": lang,
    }
    return f"{_provider()['authorization_endpoint']}?{urlencode(asked)}"


def returned(purpose: str, state: str) -> Kept:
    """Return what was kept. Raises InvalidTokenError or ExpiredTokenError."""
    return crypto.open_token(purpose, state)


def claims(code: str, kept: Kept, back: str) -> dict[str, Any]:
    """Exchange the code and verify the ID token (OpenID Connect Core 1.0, §3.1.3.7).

    Raises InvalidTokenError or UnavailableError.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _address(back),
        "client_id": settings().oidc_client_id,
        "code_verifier": kept["v"],
    }
    answer = _fetch(_provider()["token_endpoint"], urlencode(form).encode())
    try:
        key = _signing_keys().get_signing_key_from_jwt(answer["id_token"])
        found: dict[str, Any] = jwt.decode(
            answer["id_token"],
            key,
            algorithms=["RS256", "ES256", "EdDSA"],
            audience=settings().oidc_client_id,
            issuer=settings().oidc_issuer,
            options={"require": ["exp", "iat", "sub"]},
        )
    except (KeyError, jwt.PyJWTError) as error:
        raise InvalidTokenError from error
    if found.get("nonce") != kept["n"]:
        raise InvalidTokenError
    return found


def ident(told: dict[str, Any]) -> str:
    """Return the identity that claims name: the national number, else the provider's subject."""
    return f"iin:{told['iin']}" if "iin" in told else f"eid:{told['sub']}"


def forget() -> None:
    """Drop what is kept of the provider."""
    _provider.cache_clear()
    _signing_keys.cache_clear()


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


def _address(back: str) -> str:
    return settings().site_url + back
