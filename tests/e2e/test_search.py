"""Searching as a reader does, with the keyboard on a phone: the same with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Platform


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(browser: Browser, platform: Platform, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone."""
    context = browser.new_context(
        base_url=platform.url,
        java_script_enabled=request.param,
        viewport={"width": 390, "height": 844},
    )
    opened, wrong = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def look_for(page: Page, words: str) -> None:
    """Type words into the form above the results, and press Enter."""
    page.locator("#f-q").fill(words)
    page.locator("#f-q").press("Enter")


def test_words_are_found_in_their_forms_and_marked_and_narrowed_down(reader: Page) -> None:
    reader.goto("/ru/")
    reader.locator("#q").fill("остановкам")
    reader.locator("#q").press("Enter")
    expect(reader.locator("#f-q")).to_have_value("остановкам")
    expect(reader.locator("[role=status]")).to_have_text(re.compile(r"Найдено: \d+"))
    expect(reader.locator(".c-found mark").first).to_have_text(re.compile("^останов", re.I))

    kinds = reader.get_by_role("navigation", name="Что искать")
    kinds.get_by_role("link", name="Всё").click()
    expect(kinds.locator("[aria-current]")).to_contain_text("Всё")
    reader.wait_for_load_state()
    everything = reader.locator(".c-found li").count()
    reader.locator("#f-jurisdiction").select_option("KZ-75")
    look_for(reader, "остановкам")
    expect(reader).to_have_url(re.compile("jurisdiction=KZ-75"))
    expect(reader.locator("#f-jurisdiction")).to_have_value("KZ-75")
    reader.wait_for_load_state()
    assert 0 < reader.locator(".c-found li").count() < everything

    kinds.get_by_role("link", name="Идеи").click()
    expect(kinds.locator("[aria-current]")).to_contain_text("Идеи")
    topics = reader.locator(".c-found .c-topic")
    expect(topics.first).to_have_text(re.compile("^Идея"))
    expect(topics.filter(has_not_text=re.compile("^Идея"))).to_have_count(0)
    reader.locator(".c-found a").first.click()
    expect(reader).to_have_url(re.compile(r"/ru/projects/\d+/ideas/\d+/$"))


def test_a_wrong_letter_is_put_right_and_nothing_leads_on(reader: Page) -> None:
    reader.goto("/ru/search/")
    look_for(reader, "автбус")
    expect(reader.get_by_role("heading", name="Ничего не нашлось")).to_be_visible()
    reader.get_by_role("note").get_by_role("link", name="автобус").click()
    expect(reader.locator("#f-q")).to_have_value("автобус")
    expect(reader.locator(".c-found mark").first).to_have_text(re.compile("^автобус", re.I))

    reader.locator("#f-jurisdiction").select_option("KZ-39")
    look_for(reader, "qqqqqq")
    expect(reader.get_by_role("heading", name="Ничего не нашлось")).to_be_visible()
    reader.get_by_role("link", name="Искать без фильтров").click()
    expect(reader.locator("#f-jurisdiction")).to_have_value("")
    expect(reader.locator("#f-q")).to_have_value("qqqqqq")

    reader.goto(f"/kk/search/?q={quote('мектептерде')}")
    expect(reader.locator(".c-found mark").first).to_have_text(re.compile("^мекте", re.I))
