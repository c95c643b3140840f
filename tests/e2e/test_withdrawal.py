"""Somebody signs, takes the signature back by a mailed link, and signs again."""

from __future__ import annotations

import secrets

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Platform
from tests.e2e.test_life import count, press_link, token_link

PETITION = 3
EMAIL = f"changing-{secrets.token_hex(3)}@example.kz"


def sign(page: Page, platform: Platform) -> None:
    known = {mail["id"] for mail in platform.mails(EMAIL)}
    page.goto(f"/ru/petitions/{PETITION}/")
    page.locator("#s-name").fill("Example Changing")
    page.locator("#s-email").fill(EMAIL)
    page.locator("#s-region").select_option("KZ-71")
    page.locator("#sign-form input[name=consent]").check()
    page.locator("#sign-form button[type=submit]").click()
    expect(page.locator("#sign-told")).to_be_visible()
    press_link(page, new_link(platform, known, "/confirm/#"))
    expect(page.locator("section[data-state=counted]")).to_be_visible()


def new_link(platform: Platform, known: set[str], part: str) -> str:
    """Wait for a mail that was not there before and return its link."""
    found: list[dict[str, object]] = []

    def arrived() -> bool:
        found[:] = [mail for mail in platform.mails(EMAIL) if mail["id"] not in known]
        return bool(found)

    platform.wait(arrived)
    return token_link(found[0], part)


def test_a_signature_is_taken_back_and_given_again(page: Page, platform: Platform) -> None:
    before = count(platform, PETITION)
    sign(page, platform)
    platform.wait(lambda: count(platform, PETITION) == before + 1)

    known = {mail["id"] for mail in platform.mails(EMAIL)}
    page.goto(f"/ru/petitions/{PETITION}/")
    page.locator("details:has(#withdraw-form) summary").click()
    page.locator("#w-email").fill(EMAIL)
    page.locator("#withdraw-form button[type=submit]").click()
    expect(page.locator("#withdraw-told")).to_be_visible()
    link = new_link(platform, known, "/withdraw/#")
    # Opening the link, as a mail scanner does, takes nothing back.
    page.goto(link)
    expect(page.locator("#withdraw button[type=submit]")).to_be_visible()
    assert "#" not in page.url, "the token stays in the address bar"
    assert count(platform, PETITION) == before + 1
    page.locator("#withdraw button[type=submit]").click()
    expect(page.locator("section[data-state=withdrawn]")).to_be_visible()
    platform.wait(lambda: count(platform, PETITION) == before)

    sign(page, platform)
    platform.wait(lambda: count(platform, PETITION) == before + 1)
