"""Signing with an electronic identity, and what officials' tokens may not do."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from infra.local import people
from infra.local.issuer import ROOT as LOGIN
from infra.local.issuer import Issuer
from infra.local.people import DESK
from tests.e2e.conftest import Platform
from tests.e2e.crowd import post

PETITION = 1
ANSWER = {
    "rid": "0" * 32,
    "seen": 1,
    "lang": "en",
    "body": "akimat-almaty",
    "threshold": "response",
    "responded_on": "2026-01-15",
    "decision": "accepted",
    "summary": {"en": "An example of an answer"},
    "details": {"en": "Details of the example."},
}


def by_class(platform: Platform) -> dict[str, int]:
    read = platform.fetch(f"/petitions/{PETITION}.json")
    classes: dict[str, int] = read["data"]["dauys"]["signatures_by_assurance"]
    return classes


def sign_with_eid(page: Page, name: str) -> str:
    """Sign as one of the example people of the local issuer; return what the page then says."""
    page.goto(f"/ru/petitions/{PETITION}/")
    page.locator('a[href*="/api/v1/eid/start"]').click()
    # This petition counts by region, and the local issuer names none.
    page.locator('a[href*="region=KZ-75"]').click()
    page.get_by_role("button", name=re.compile(f"^{name}")).click()
    page.wait_for_url(re.compile("/ru/confirm/"))
    assert "#" not in page.url, "the token stays in the address bar"
    page.locator("#confirm button[type=submit]").click()
    told = page.locator("[data-states] section[data-state]:visible")
    expect(told).not_to_have_attribute("data-state", "ask")
    return str(told.get_attribute("data-state"))


def test_a_person_signs_once_with_an_electronic_identity(page: Page, platform: Platform) -> None:
    before = by_class(platform)

    assert sign_with_eid(page, "Example signer 1") == "counted"
    expect(page.locator("[data-receipt]")).to_be_visible()
    platform.wait(lambda: by_class(platform)["eid"] == before["eid"] + 1)

    assert sign_with_eid(page, "Example signer 1") == "already"
    assert sign_with_eid(page, "Example signer 2") == "counted"
    platform.wait(lambda: by_class(platform)["eid"] == before["eid"] + 2)
    assert by_class(platform)["email"] == before["email"]


@pytest.mark.parametrize("who", ["moderator", "clerk-2", "operator"])
def test_no_other_official_answers_for_a_body(platform: Platform, who: str) -> None:
    person = people.named(DESK, who)
    assert person
    token = issuer(platform).tokens(person)["access_token"]

    status, told = respond(platform, token)

    assert (status, told["code"]) == (403, "forbidden")


def test_an_answer_needs_a_token_that_holds(platform: Platform) -> None:
    clerk, own = people.named(DESK, "clerk"), issuer(platform)
    assert clerk
    now = int(time.time())
    claims = {"iss": own.url, "aud": DESK, "sub": clerk.id, "roles": list(clerk.roles)}
    hour = {"iat": now, "exp": now + 3600, "token_use": "access"}
    expired = own.sign(claims | hour | {"exp": now - 3600})
    foreign = own.sign(claims | hour | {"aud": "another"})
    whole = own.sign(claims | hour)
    changed = f"{whole[:-12]}{'A' * 12}"

    for bearer in ("", "garbage", "a.b.c", expired, foreign, changed):
        assert respond(platform, bearer)[0] == 401, bearer
    # The same claims in a good token get as far as the form.
    assert respond(platform, whole)[0] not in (401, 403)


def respond(platform: Platform, bearer: str) -> tuple[int, Any]:
    return post(platform, f"/api/v1/desk/petitions/{PETITION}/response", ANSWER, bearer)


def issuer(platform: Platform) -> Issuer:
    """The platform's own issuer, for tokens that its page would never give."""
    return Issuer(platform.var / "keys", f"{platform.url}{LOGIN}")
