"""The official's path: a draft with every text and the whole rule, read over, sealed, withdrawn."""

from __future__ import annotations

import datetime as dt
import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Platform
from tests.e2e.test_life import sign_in

RUN = secrets.token_hex(3)
LANGUAGES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def fill_texts(page: Page, name: str, written: dict[str, str]) -> None:
    """Fill in a text in every language."""
    for lang, tab in LANGUAGES.items():
        page.get_by_role("tab", name=re.compile(tab)).click()
        page.locator(f"#f-{name}-{lang}").fill(written[lang])


def every(text: str) -> dict[str, str]:
    return {lang: f"{lang} {text}" for lang in LANGUAGES}


@pytest.fixture
def desk(page: Page, platform: Platform) -> Page:
    """The desk, with a supervisor signed in."""
    sign_in(page, "Example supervisor")
    return page


def test_a_vote_is_drafted_read_over_sealed_and_withdrawn(desk: Page, platform: Platform) -> None:
    desk.goto("/desk/#/polls")
    desk.get_by_role("link", name="Новое голосование").click()
    tomorrow = (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).date()
    desk.locator("#f-method").select_option("single")
    desk.locator("#f-opens_on").fill(tomorrow.isoformat())
    desk.locator("#f-closes_on").fill((tomorrow + dt.timedelta(days=5)).isoformat())
    desk.locator("#f-quorum").fill("20")
    fill_texts(desk, "question", every(f"example {RUN}"))
    fill_texts(desk, "options", {lang: f"{lang} one | why\n{lang} two" for lang in LANGUAGES})
    desk.locator(".d-form button[type=submit]").click()
    expect(desk.locator("h1")).to_have_text(f"ru example {RUN}")
    expect(desk.get_by_text("Черновик сохранён.")).to_be_visible()

    number = desk.url.rpartition("/")[2]
    assert not platform.has(f"/ru/polls/{number}/")
    desk.get_by_role("link", name="Запечатать правило").click()
    expect(desk.locator(".d-form")).to_contain_text("SHA-256")
    desk.locator(".d-form button[type=submit]").click()
    expect(desk.locator(".c-badge").first).to_have_text("Запечатано")
    platform.wait(lambda: platform.has(f"/ru/polls/{number}/"))
    told = platform.fetch(f"/polls/{number}.json")["data"]["attributes"]
    assert (told["state"], told["rule"]["quorum"]) == ("sealed", 20)

    desk.get_by_role("link", name="Отменить голосование").click()
    fill_texts(desk, "reason", every(f"reason {RUN}"))
    desk.locator(".d-form button[type=submit]").click()
    expect(desk.locator(".c-badge").first).to_have_text("Отменено")


def test_what_a_draft_lacks_is_listed_before_it_can_be_sealed(desk: Page) -> None:
    desk.goto("/desk/#/poll/new")
    desk.locator("#f-method").select_option("for_against")
    desk.get_by_role("tab", name=re.compile("Русский")).click()
    desk.locator("#f-question-ru").fill(f"Пример {RUN}: только по-русски")
    desk.locator(".d-form button[type=submit]").click()
    expect(desk.locator(".c-note--warn li")).to_contain_text(["Вопрос", "Вопрос"])


def test_a_counted_vote_can_be_departed_from_in_the_open(desk: Page, platform: Platform) -> None:
    platform.wait(lambda: platform.has("/ru/polls/10/"))
    desk.goto("/desk/#/poll/10/override")
    desk.locator("[id='f-win:2']").check()
    fill_texts(desk, "reason", every(f"departure {RUN}"))
    desk.locator(".d-form button[type=submit]").click()
    expect(desk.locator("[aria-labelledby=d-result]")).to_contain_text(f"ru departure {RUN}")

    def told() -> bool:
        return bool(platform.fetch("/polls/10.json")["data"]["attributes"]["overridden"])

    platform.wait(told)
