"""The voter's path: a code by mail, a vote, another choice, and a recount of a counted vote."""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import api
from tests.e2e.conftest import Platform
from tests.e2e.test_life import sign_in

RUN = secrets.token_hex(3)
YARDS, RANKED, BUDGET, RATED = 3, 6, 8, 5
COUNTED = (9, 10, 11, 12)


@pytest.fixture(autouse=True)
def _published(platform: Platform) -> None:
    platform.wait(lambda: platform.has(f"/ru/polls/{COUNTED[0]}/"))


def ask_for_a_code(page: Page, email: str, **more: str) -> None:
    """Fill in the form for a code and send it."""
    page.locator("[data-get] summary").click()
    page.locator("#pass-email").fill(email)
    page.locator("#pass-region").select_option(more.get("region", "KZ-39"))
    page.locator("#pass-born").fill(more.get("born", "1990"))
    page.locator("#pass button[type=submit]").click()


def test_a_code_from_the_mail_leads_back_to_the_vote_and_votes(
    page: Page, platform: Platform, tmp_path: Path
) -> None:
    email = f"voter-{RUN}@example.kz"
    page.goto(f"/ru/polls/{YARDS}/")
    ask_for_a_code(page, email)
    expect(page.locator("#pass-told")).to_be_focused()
    page.goto(f"/ru/participate/#{api.token(platform, email, '/participate/')}")
    expect(page.locator("#code-taken")).to_contain_text("v***@example.kz")
    page.get_by_role("link", name="Продолжить").click()
    expect(page).to_have_url(re.compile(f"/ru/polls/{YARDS}/$"))

    expect(page.locator("#ballot-form [data-who]")).to_contain_text("v***@example.kz")
    page.get_by_role("button", name="Проголосовать").click()
    expect(page.locator("#ballot-form [data-summary]")).to_contain_text("Заполните это поле")
    for number in (1, 2, 4):
        page.locator(f"#v-choice-{number}").check()
    expect(page.locator("#v-choice-3")).to_be_disabled()
    expect(page.locator("[data-left]")).to_contain_text("Отмечено: 3 из 3")
    page.get_by_role("button", name="Проголосовать").click()
    expect(page.locator("#ballot-told h3")).to_have_text("Ваш голос учтён")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Сохранить квитанцию").click()
    saved.value.save_as(tmp_path / "receipt.json")
    receipt = json.loads((tmp_path / "receipt.json").read_text())
    assert set(receipt) == {"entry", "promise"}
    assert "choice" not in receipt["entry"]

    page.get_by_role("button", name="Изменить выбор").click()
    page.locator("#v-choice-4").uncheck()
    page.locator("#v-choice-5").check()
    page.get_by_role("button", name="Проголосовать").click()
    expect(page.locator("#ballot-told h3")).to_have_text("Ваш голос изменён")
    expect(page.locator("[data-left-note]")).to_contain_text("3")

    page.goto("/ru/me/")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator("[data-list=done]")).to_contain_text("Голосование")
    points_are_exchanged_and_handed_over(page)


def points_are_exchanged_and_handed_over(page: Page) -> None:
    """Claim what the points of one vote buy, and show its code to an official."""
    expect(page.locator("[data-list=offers]")).to_contain_text("Баллов пока не хватает.")
    page.get_by_role("button", name="Обменять: Наклейка").click()
    expect(page.locator("[data-claims]")).to_be_focused()
    expect(page.locator("[data-list=claims]")).to_contain_text("ждёт вас")
    expect(page.locator("[data-balance]")).to_have_text("0")
    code = page.locator("[data-list=claims] code").inner_text()

    sign_in(page, "Example supervisor")
    page.goto("/desk/#/claims")
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    page.locator("#f-code").fill(wrong)
    page.locator(".d-form button[type=submit]").click()
    expect(page.locator(".c-errors")).to_contain_text("проверьте все 12 цифр")
    page.locator("#f-code").fill(code)
    page.locator(".d-form button[type=submit]").click()
    expect(page.locator(".d-part").first).to_contain_text("Наклейка")
    page.get_by_role("button", name="Отметить выдачу").click()
    expect(page.locator(".c-note--ok")).to_have_text("Сохранено")

    page.goto("/ru/me/")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator("[data-list=claims]")).to_contain_text("выдано")


def test_somebody_from_elsewhere_hears_why_and_keeps_the_choice(
    page: Page, platform: Platform
) -> None:
    email = f"far-{RUN}@example.kz"
    page.goto(f"/en/polls/{BUDGET}/")
    ask_for_a_code(page, email, region="KZ-39")
    page.goto(f"/en/participate/#{api.token(platform, email, '/participate/')}")
    expect(page.locator("#code-taken")).to_be_visible()
    page.goto(f"/en/polls/{BUDGET}/")
    page.locator("#v-choice-3").check()
    expect(page.locator("[data-left]")).to_contain_text("₸ 31,000,000 of ₸ 60,000,000")
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.locator("#ballot-form [data-summary]")).to_contain_text("live elsewhere")
    expect(page.locator("#v-choice-3")).to_be_checked()


def test_a_ranking_is_made_with_buttons_from_the_keyboard(page: Page) -> None:
    page.goto(f"/ru/polls/{RANKED}/")
    for number in (3, 1, 2):
        page.locator(f"[data-option='{number}'] [data-up]").press("Enter")
    page.locator("[data-option='2'] [data-up]").press("Enter")
    places = [page.locator(f"#v-rank-{number}").input_value() for number in (1, 2, 3, 4)]
    assert places == ["3", "2", "1", ""]


def test_without_scripts_the_code_is_pasted(browser: Browser, platform: Platform) -> None:
    context = browser.new_context(base_url=platform.url, java_script_enabled=False)
    page, email = context.new_page(), f"plain-{RUN}@example.kz"
    page.goto(f"/kk/polls/{RANKED}/")
    ask_for_a_code(page, email, region="KZ-71")
    expect(page).to_have_url(re.compile("/kk/done/pass/$"))
    code = api.token(platform, email, "/participate/")

    page.goto(f"/kk/polls/{RANKED}/")
    page.locator("#v-rank-2").select_option("1")
    page.locator("#v-rank-4").select_option("2")
    page.locator("#v-code").fill(f"{platform.url}/kk/participate/#{code}")
    page.locator("#ballot-form button[type=submit]").click()
    expect(page).to_have_url(re.compile("/kk/done/ballot/$"))

    page.goto(f"/kk/polls/{RATED}/")
    page.locator("[name=rating-1][value='4']").check(force=True)
    page.locator("#v-code").fill("not a code")
    page.locator("#ballot-form button[type=submit]").click()
    expect(page.locator(".c-errors")).to_be_visible()
    context.close()


@pytest.mark.parametrize("number", COUNTED)
def test_a_counted_vote_is_counted_again_in_the_browser(page: Page, number: int) -> None:
    page.goto(f"/en/polls/{number}/")
    page.get_by_role("button", name="Recount here").click()
    expect(page.locator(".c-agrees")).to_contain_text("It agrees")
