"""The local sign-in: OpenID Connect's code flow with PKCE, for example people only."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
import pytest

from infra.local import issuer as issuers
from infra.local import people
from infra.local.issuer import ROOT, same_origin
from tests.infra.front_kit import URL, Got, Kit, make

VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789"
BACK = f"{URL}/desk/"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    return make(tmp_path, monkeypatch)


def challenge(verifier: str = VERIFIER) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def asked(**changes: str) -> str:
    words = {
        "response_type": "code",
        "client_id": "desk",
        "redirect_uri": BACK,
        "scope": "openid",
        "state": "the state",
        "nonce": "n1",
        "code_challenge": challenge(),
        "code_challenge_method": "S256",
    }
    return f"{ROOT}/authorize?{urlencode({n: v for n, v in (words | changes).items() if v})}"


def choose(kit: Kit, person: str = "moderator", **changes: str) -> Got:
    return kit.ask("POST", asked(**changes), FORM, urlencode({"person": person}).encode())


def exchange(kit: Kit, code: str, **changes: str) -> Got:
    words = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": "desk",
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
    }
    return kit.ask("POST", f"{ROOT}/token", FORM, urlencode(words | changes).encode())


def code_of(got: Got) -> str:
    return dict(parse_qsl(urlsplit(got.headers["location"]).query))["code"]


def read(kit: Kit, token: str, audience: str = "desk") -> dict[str, Any]:
    keys = kit.ask("GET", f"{ROOT}/jwks.json").json
    key = jwt.PyJWKSet.from_dict(keys)[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(
        token, key.key, algorithms=["RS256"], audience=audience, issuer=f"{URL}{ROOT}"
    )
    return claims


def test_discovery_names_what_is_there(kit: Kit) -> None:
    found = kit.ask("GET", f"{ROOT}/.well-known/openid-configuration").json

    assert found["issuer"] == f"{URL}{ROOT}"
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert found["jwks_uri"] == f"{URL}{ROOT}/jwks.json"


def test_only_public_keys_are_handed_out(kit: Kit) -> None:
    (key,) = kit.ask("GET", f"{ROOT}/jwks.json").json["keys"]

    assert {"kty", "n", "e", "kid", "alg"} <= set(key)
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(key)


def test_an_official_signs_in(kit: Kit) -> None:
    got = choose(kit)
    back = urlsplit(got.headers["location"])

    assert got.status == 303
    assert f"{back.scheme}://{back.netloc}{back.path}" == BACK
    assert dict(parse_qsl(back.query))["state"] == "the state"

    tokens = exchange(kit, code_of(got)).json
    claims = read(kit, tokens["id_token"])
    assert claims["roles"] == ["moderator"]
    assert claims["nonce"] == "n1"
    assert read(kit, tokens["access_token"])["sub"] == "moderator"


def test_a_signer_has_an_identity_number_that_no_person_has(kit: Kit) -> None:
    back = f"{URL}/api/v1/eid/callback"
    got = choose(kit, "signer-1", client_id="eid", redirect_uri=back)
    tokens = exchange(kit, code_of(got), client_id="eid", redirect_uri=back).json

    claims = read(kit, tokens["id_token"], audience="eid")
    assert claims["name"] == "Example signer 1"
    assert claims["iin"].startswith("000000")
    assert "roles" not in claims


def test_the_page_offers_only_the_applications_people(kit: Kit) -> None:
    body = kit.ask("GET", asked()).body.decode()

    assert "Example moderator" in body
    assert "Example signer" not in body
    assert "<script" not in body


def test_a_person_of_the_other_application_cannot_be_chosen(kit: Kit) -> None:
    assert choose(kit, "signer-1").status == 200


def test_a_code_is_good_once(kit: Kit) -> None:
    code = code_of(choose(kit))

    assert exchange(kit, code).status == 200
    assert exchange(kit, code).json == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    "change",
    [
        {"code_verifier": "another-verifier-of-forty-three-characters-01234"},
        {"client_id": "eid"},
        {"redirect_uri": f"{URL}/elsewhere/"},
        {"code": "made-up"},
    ],
)
def test_a_token_request_must_repeat_what_was_asked(kit: Kit, change: dict[str, str]) -> None:
    words = {"code": code_of(choose(kit)), **change}

    got = exchange(kit, words.pop("code"), **words)

    assert (got.status, got.json) == (400, {"error": "invalid_grant"})


def test_another_grant_is_refused(kit: Kit) -> None:
    got = exchange(kit, code_of(choose(kit)), grant_type="password")

    assert got.json == {"error": "unsupported_grant_type"}


def test_a_code_lives_a_minute(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    code = code_of(choose(kit))
    later = issuers.time.monotonic() + issuers.CODE_SECONDS + 1
    monkeypatch.setattr(issuers.time, "monotonic", lambda: later)

    assert exchange(kit, code).status == 400


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
    ],
)
def test_a_wrong_request_goes_back_with_its_error(
    kit: Kit, change: dict[str, str], error: str
) -> None:
    got = kit.ask("GET", asked(**change))

    assert dict(parse_qsl(urlsplit(got.headers["location"]).query))["error"] == error


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "other"},
        {"redirect_uri": "https://evil.example/desk/"},
        {"redirect_uri": f"{URL}.evil.example/"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": ""},
    ],
)
def test_no_code_leaves_this_site(kit: Kit, change: dict[str, str]) -> None:
    for got in (kit.ask("GET", asked(**change)), choose(kit, **change)):
        assert got.status == 400
        assert "location" not in got.headers


@pytest.mark.parametrize(
    "address", ["", "/desk/", "//localhost:8000/", "ftp://localhost:8000/", "http://[broken/"]
)
def test_what_is_no_address_of_this_host_is_not_of_the_same_origin(address: str) -> None:
    assert not same_origin(address, "localhost:8000")


def test_everybody_here_is_marked_as_an_example() -> None:
    assert all(person.name.startswith("Example ") for person in people.PEOPLE)
