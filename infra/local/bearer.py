"""Checks bearer tokens as API Gateway's JWT authorizer does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt

# API Gateway takes RSA signatures only; naming them here also refuses `none` and HMAC.
ALGORITHMS = ["RS256"]

KeySource = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Authorizer:
    """Who may issue tokens, for whom, and where the issuer's public keys are."""

    issuer: str
    audience: str
    keys: KeySource

    def claims(self, header: str) -> dict[str, str] | None:
        """Return the claims of an Authorization header as API Gateway words them, or None."""
        scheme, _, token = header.strip().partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        try:
            return as_text(self._decode(token.strip()))
        except (jwt.InvalidTokenError, jwt.PyJWKSetError, KeyError):
            return None

    def _decode(self, token: str) -> dict[str, Any]:
        wanted = jwt.get_unverified_header(token)["kid"]
        key = jwt.PyJWKSet.from_dict(self.keys())[wanted]
        return jwt.decode(
            token,
            key.key,
            algorithms=ALGORITHMS,
            audience=self.audience,
            issuer=self.issuer,
            options={"require": ["exp", "iss", "aud"]},
        )


def as_text(claims: dict[str, Any]) -> dict[str, str]:
    """Return claims as API Gateway passes them on: every value a text, a list as "[a b]"."""
    return {name: _text(value) for name, value in claims.items()}


def _text(value: object) -> str:
    if isinstance(value, list):
        return f"[{' '.join(_text(part) for part in value)}]"
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
