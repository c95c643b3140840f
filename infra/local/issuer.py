"""A small OpenID Connect issuer with example people, for the desk and for eID signing.

Authorization code with PKCE (RFC 7636, S256 only), public clients, RS256 tokens. It asks for no
password, so it must never be deployed; in production any OpenID provider stands in its place.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt

from infra.local import keys, page, people
from infra.local.events import Answer, Request
from infra.local.people import Person

ROOT = "/_local/login"
CODE_SECONDS = 60
TOKEN_SECONDS = 8 * 60 * 60
KEY_ID = "local"


@dataclass(frozen=True)
class Grant:
    """Who signed in, for which application, and what the token request must repeat."""

    person: Person
    redirect_uri: str
    challenge: str
    nonce: str
    ends: float


class Issuer:
    """Hands out tokens for the example people; `url` is its address and the tokens' `iss`."""

    def __init__(self, folder: Path, url: str) -> None:
        self.url = url
        self._key = keys.issuer_key(folder)
        self._grants: dict[str, Grant] = {}
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request below the issuer's address."""
        doors = {
            ("GET", "/.well-known/openid-configuration"): lambda _: _json(200, self.discovery()),
            ("GET", "/jwks.json"): lambda _: _json(200, self.jwks()),
            ("GET", "/authorize"): self._ask,
            ("POST", "/authorize"): self._choose,
            ("POST", "/token"): self._token,
        }
        door = doors.get((request.method, request.path.removeprefix(ROOT)))
        return door(request) if door else page.page("Not found", "<p>No such page.</p>", 404)

    def discovery(self) -> dict[str, Any]:
        """Return what OpenID Connect Discovery 1.0 asks for."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks.json",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid"],
            "token_endpoint_auth_methods_supported": ["none"],
            "code_challenge_methods_supported": ["S256"],
            "claims_supported": ["sub", "name", "roles", "iin", "nonce"],
        }

    def jwks(self) -> dict[str, Any]:
        """Return the public keys that check the tokens (RFC 7517)."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def _ask(self, request: Request) -> Answer:
        asked = dict(parse_qsl(request.query))
        return _refusal(request, asked) or _choice(asked, request.query)

    def _choose(self, request: Request) -> Answer:
        asked = dict(parse_qsl(request.query))
        refusal = _refusal(request, asked)
        if refusal:
            return refusal
        chosen = dict(parse_qsl(request.body.decode("utf-8", "replace"))).get("person", "")
        person = people.named(asked["client_id"], chosen)
        if person is None:
            return _choice(asked, request.query)
        return _back(asked, code=self.grant(person, asked))

    def grant(self, person: Person, asked: dict[str, str]) -> str:
        """Return a code, good once and for a minute."""
        code, now = secrets.token_urlsafe(32), time.monotonic()
        grant = Grant(
            person,
            asked["redirect_uri"],
            asked["code_challenge"],
            asked.get("nonce", ""),
            now + CODE_SECONDS,
        )
        with self._lock:
            self._grants = {c: g for c, g in self._grants.items() if g.ends > now} | {code: grant}
        return code

    def _token(self, request: Request) -> Answer:
        sent = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        with self._lock:
            grant = self._grants.pop(sent.get("code", ""), None)
        if sent.get("grant_type") != "authorization_code":
            return _json(400, {"error": "unsupported_grant_type"})
        if grant is None or not _repeats(grant, sent):
            return _json(400, {"error": "invalid_grant"})
        return _json(200, self.tokens(grant.person, grant.nonce))

    def tokens(self, person: Person, nonce: str = "") -> dict[str, Any]:
        """Return the token answer for a person (RFC 6749, section 5.1)."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.url,
            "aud": person.client,
            "sub": person.id,
            "name": person.name,
            "iat": now,
            "auth_time": now,
            "exp": now + TOKEN_SECONDS,
        }
        if person.roles:
            claims["roles"] = list(person.roles)
        if person.identity_number:
            claims["iin"] = person.identity_number
        return {
            "access_token": self.sign({**claims, "token_use": "access"}),
            "id_token": self.sign({**claims, **({"nonce": nonce} if nonce else {})}),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
        }

    def sign(self, claims: dict[str, Any]) -> str:
        """Return a signed token with these claims."""
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY_ID})


def _refusal(request: Request, asked: dict[str, str]) -> Answer | None:
    """Return why an authorization request is refused, on a page or back at the application."""
    if not people.of(asked.get("client_id", "")):
        return page.page("Unknown application", "<p>No such client_id here.</p>", 400)
    if not same_origin(asked.get("redirect_uri", ""), request.header("host")):
        return page.page("Foreign address", "<p>redirect_uri must be on this site.</p>", 400)
    if asked.get("response_type") != "code":
        return _back(asked, error="unsupported_response_type")
    if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
        return _back(asked, error="invalid_request")
    return None


def same_origin(address: str, host: str) -> bool:
    """Tell whether an absolute address is on the host that was asked, over plain HTTP or TLS."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc == host


def _choice(asked: dict[str, str], query: str) -> Answer:
    buttons = "".join(
        f'<li><button name="person" value="{escape(person.id)}"><b>{escape(person.name)}</b>'
        f" – {escape(person.note)}</button></li>"
        for person in people.of(asked["client_id"])
    )
    action = f"{ROOT}/authorize?{escape(query)}"
    form = f'<form method="post" action="{action}"><ul>{buttons}</ul></form>'
    return page.page("Sign in as an example person", f"<p>Nobody here is real.</p>{form}")


def _back(asked: dict[str, str], **result: str) -> Answer:
    if "state" in asked:
        result["state"] = asked["state"]
    address = asked["redirect_uri"]
    address += ("&" if "?" in address else "?") + urlencode(result)
    return Answer(303, [*page.headers("text/plain"), ("location", address)])


def _repeats(grant: Grant, sent: dict[str, str]) -> bool:
    digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (
        grant.ends > time.monotonic()
        and sent.get("client_id") == grant.person.client
        and sent.get("redirect_uri") == grant.redirect_uri
        and secrets.compare_digest(challenge, grant.challenge)
    )


def _json(status: int, value: object) -> Answer:
    body = json.dumps(value, separators=(",", ":")).encode()
    return Answer(status, page.headers("application/json"), body)
