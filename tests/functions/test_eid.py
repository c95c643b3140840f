"""Signing with an electronic identity: the region is asked where it counts, and the claim wins."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from functions.participants import oidc
from functions.petitions import confirm, eid, token
from functions.shared import keys, table
from functions.shared.settings import settings
from infra.local import keys as local_keys
from infra.local.issuer import Issuer
from tests import factory
from tests.conftest import Calls, Clock, Send

ISSUER = "https://eid.example"
START, CALLBACK = "/api/v1/eid/start", "/api/v1/eid/callback"


class Provider:
    """An identity provider that answers with the claims that a test sets."""

    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer
        self.claims: dict[str, Any] = {"iin": "000000000001", "name": "Example Signer"}
        self.nonce = ""

    def fetch(self, address: str, body: bytes | None = None) -> dict[str, Any]:
        if body is None:
            return self.issuer.discovery()
        now = dt.datetime.now(dt.UTC)
        claims = {"iss": ISSUER, "aud": "eid", "sub": "1", "iat": now, "nonce": self.nonce}
        hour = {"exp": now + dt.timedelta(hours=1)}
        return {"id_token": self.issuer.sign(claims | hour | self.claims)}

    def key(self, _token: str) -> jwt.PyJWK:
        return jwt.PyJWK(self.issuer.jwks()["keys"][0])


@pytest.fixture
def provider(dynamodb: Calls, environment: Path, monkeypatch: pytest.MonkeyPatch) -> Provider:
    monkeypatch.setenv("OIDC_ISSUER", ISSUER)
    monkeypatch.setenv("OIDC_CLIENT_ID", "eid")
    settings.cache_clear()
    local_keys.make(environment / "issuer")
    made = Provider(Issuer(environment / "issuer", ISSUER))
    oidc.forget()
    monkeypatch.setattr(oidc, "_fetch", made.fetch)
    keyset = SimpleNamespace(get_signing_key_from_jwt=made.key)
    monkeypatch.setattr(oidc, "_signing_keys", lambda: keyset)
    return made


def begin(send: Send, provider: Provider, **query: str) -> str:
    """Go to the provider; return the `state` that comes back from it."""
    answer = send(eid.handler, "GET", START, query={"petition": "1", "lang": "ru", **query})
    assert answer.status == 302
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    provider.nonce = asked["nonce"][0]
    return asked["state"][0]


def finish(send: Send, state: str) -> str:
    """Come back from the provider; return where the browser is sent."""
    answer = send(eid.handler, "GET", CALLBACK, query={"code": "c", "state": state})
    assert answer.status == 302
    return answer.headers["location"]


def region(send: Send, where: str) -> str:
    """Press the button of the confirmation page; return the region that is stored."""
    carried = token.unseal(where.partition("#")[2])
    send(confirm.handler, "POST", "/api/v1/confirmations", {"token": where.partition("#")[2]})
    stored = [
        item for shard in range(256) for item in table.query("signatures", "pk", f"1#{shard:02x}")
    ]
    assert [item.get("rg", "") for item in stored] == [carried.region]
    return carried.region


def regional() -> None:
    factory.stored(rule_set="kz-region-akimat", jurisdiction="KZ-75", body="akimat-almaty")


def test_a_signature_that_counts_by_region_is_asked_for_it_first(
    provider: Provider, send: Send
) -> None:
    regional()

    page = send(eid.handler, "GET", START, query={"petition": "1", "lang": "kk"})
    state = begin(send, provider, region="KZ-75")

    assert page.status == 200
    assert "Қай өңірде тұрасыз?" in page.text
    links = re.findall(r'href="(/api/v1/eid/start[^"]+)"', page.text)
    assert len(links) == 20
    assert "/api/v1/eid/start?petition=1&amp;lang=kk&amp;region=KZ-75" in links
    assert region(send, finish(send, state)) == "KZ-75"


@pytest.mark.parametrize("wrong", ["", "KZ", "nowhere", "<b>"])
def test_only_a_region_of_the_list_is_taken(provider: Provider, send: Send, wrong: str) -> None:
    regional()

    page = send(eid.handler, "GET", START, query={"petition": "1", "region": wrong})

    assert page.status == 200
    assert "<b>" not in page.text


def test_the_provider_s_word_goes_before_the_signer_s(provider: Provider, send: Send) -> None:
    regional()
    provider.claims["region"] = "KZ-79"
    state = begin(send, provider, region="KZ-75")

    assert region(send, finish(send, state)) == "KZ-79"


@pytest.mark.parametrize("claim", ["", "Mars", 7, None])
def test_a_claim_that_is_no_region_is_as_good_as_none(
    provider: Provider, send: Send, claim: object
) -> None:
    regional()
    provider.claims["region"] = claim
    state = begin(send, provider, region="KZ-75")

    assert region(send, finish(send, state)) == "KZ-75"


def test_without_any_region_nothing_is_signed_and_it_is_asked_again(
    provider: Provider, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules took no region when the signer left for the provider."""
    factory.stored()
    state = begin(send, provider)
    table.delete("core", keys.petition(1))
    regional()

    assert finish(send, state) == "/api/v1/eid/start?petition=1&lang=ru"


def test_where_regions_do_not_count_none_is_asked(
    provider: Provider, send: Send, clock: Clock
) -> None:
    factory.stored()

    where = finish(send, begin(send, provider))

    assert where.startswith("https://dauys.example/ru/confirm/#")
    assert region(send, where) == ""
