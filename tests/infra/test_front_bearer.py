"""Bearer tokens are checked as the JWT authorizer of API Gateway checks them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import jwt
import pytest

from infra.local import people
from infra.local.bearer import as_text
from tests.infra.front_kit import Kit, make

QUEUE = "/api/v1/desk/queue"


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    return make(tmp_path, monkeypatch)


def claims(kit: Kit, **changes: Any) -> dict[str, Any]:
    good = {"iss": kit.issuer.url, "aud": "desk", "sub": "x", "exp": int(time.time()) + 60}
    return {**good, "roles": ["moderator", "clerk:kz"], **changes}


def ask(kit: Kit, token: str, scheme: str = "Bearer") -> int:
    return kit.ask("GET", QUEUE, {"authorization": f"{scheme} {token}"}).status


def test_a_good_token_passes_and_its_claims_are_texts(kit: Kit) -> None:
    assert ask(kit, kit.issuer.sign(claims(kit))) == 200

    passed = kit.events[0]["requestContext"]["authorizer"]["jwt"]
    assert passed["claims"]["roles"] == "[moderator clerk:kz]"
    assert passed["claims"]["sub"] == "x"
    assert isinstance(passed["claims"]["exp"], str)
    assert passed["scopes"] is None


def test_the_sign_ins_own_token_passes(kit: Kit) -> None:
    person = people.named("desk", "supervisor")
    assert person is not None

    assert ask(kit, kit.issuer.tokens(person)["access_token"], scheme="bearer") == 200


@pytest.mark.parametrize(
    "change",
    [
        {"exp": 1},
        {"aud": "eid"},
        {"aud": None},
        {"iss": "http://evil.example"},
        {"nbf": 9_999_999_999},
        {"exp": None},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(kit: Kit, change: dict[str, Any]) -> None:
    made = {name: value for name, value in claims(kit, **change).items() if value is not None}

    assert ask(kit, kit.issuer.sign(made)) == 401
    assert kit.events == []


def test_a_token_without_a_signature_is_refused(kit: Kit) -> None:
    token = jwt.encode(claims(kit), "", algorithm="none", headers={"kid": "local"})

    assert ask(kit, token) == 401


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(kit: Kit) -> None:
    secret = kit.issuer.jwks()["keys"][0]["n"]
    token = jwt.encode(claims(kit), secret, algorithm="HS256", headers={"kid": "local"})

    assert ask(kit, token) == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Basic eDp5", "Bearer a.b.c", "Bearer x"])
def test_no_token_is_refused(kit: Kit, header: str) -> None:
    got = kit.ask("GET", QUEUE, {"authorization": header})

    assert (got.status, got.json) == (401, {"message": "Unauthorized"})
    assert got.headers["www-authenticate"] == "Bearer"


def test_an_unknown_key_is_refused(kit: Kit) -> None:
    token = kit.issuer.sign(claims(kit))
    head, _, rest = token.partition(".")
    forged = jwt.encode({}, "x" * 32, headers={"kid": "other"}).partition(".")[0]

    assert head != forged
    assert ask(kit, f"{forged}.{rest}") == 401


def test_claims_are_worded_as_api_gateway_does() -> None:
    assert as_text({"a": ["x", "y"], "b": True, "c": 3, "d": "t", "e": []}) == {
        "a": "[x y]",
        "b": "true",
        "c": "3",
        "d": "t",
        "e": "[]",
    }
