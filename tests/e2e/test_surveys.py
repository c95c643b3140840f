"""Surveys as people and officials use them: answered with and without scripts, made on the desk."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Platform
from tests.e2e.test_life import sign_in

RUN = secrets.token_hex(3)
CLOSED, BY_CODE, OPEN_TO_ALL = 1, 2, 3
TITLE = f"Мысал {RUN} | Пример опроса {RUN} | Example survey {RUN}"


@pytest.fixture(autouse=True)
def _published(platform: Platform) -> None:
    platform.wait(lambda: platform.has(f"/ru/surveys/{CLOSED}/results/"))


def test_without_scripts_an_open_survey_is_answered_after_a_last_look(
    browser: Browser, platform: Platform
) -> None:
    context = browser.new_context(base_url=platform.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/ru/surveys/{OPEN_TO_ALL}/")
    page.locator("#survey-form button[type=submit]").click()
    expect(page.locator(".c-errors")).to_contain_text("Оцените остановку: заполните это поле")
    page.locator("[name=q-mark][value='4']").check()
    page.locator("#f-q-wrong").fill(f"Пример {RUN}: тёмно")
    page.locator("form button[type=submit]").first.click()
    expect(page.locator("h1")).to_have_text("Проверьте и отправьте")
    expect(page.get_by_text(f"Пример {RUN}: тёмно")).to_be_visible()
    page.get_by_role("button", name="Отправить ответы").click()

    expect(page).to_have_url(re.compile("/ru/done/survey-answered/$"))
    expect(page.locator("h1")).to_have_text("Спасибо, ваши ответы приняты")
    context.close()


def test_with_scripts_the_same_survey_is_answered_on_its_page(page: Page) -> None:
    page.goto(f"/en/surveys/{OPEN_TO_ALL}/")
    page.locator("[name=q-mark][value='5']").check()
    page.get_by_role("button", name="Send the answers").click()

    expect(page.locator("#survey-told")).to_be_focused()


def test_results_are_read_without_scripts(browser: Browser, platform: Platform) -> None:
    context = browser.new_context(base_url=platform.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/kk/surveys/")
    page.locator(f"a[href='/kk/surveys/{CLOSED}/']").click()
    page.get_by_role("link", name="Нәтижені көру").click()

    expect(page.locator(".s-people")).to_contain_text("286")
    expect(page.locator(".s-bars svg").first).to_be_visible()
    details = page.locator(".s-result details").first
    details.locator("summary").click()
    expect(details.locator("tbody tr").first).to_be_visible()
    context.close()
    told = platform.fetch(f"/surveys/{CLOSED}.json")["data"]["attributes"]
    assert (told["state"], told["results_data"]["people"]) == ("closed", 286)


def test_a_clerk_makes_a_survey_and_opens_it(page: Page, platform: Platform) -> None:
    sign_in(page, "Example clerk")
    page.goto("/desk/#/survey/new")
    page.locator("#f-title").fill(TITLE)
    page.locator("#f-body").select_option("akimat-almaty")
    page.locator("#f-jurisdiction").select_option("KZ-75")
    page.locator("#f-identity").select_option("none")
    page.locator("#f-opens_on").fill("2026-01-01")
    page.locator("#f-opens_time").fill("00:00")
    page.locator("#f-closes_on").fill("2030-01-01")
    page.get_by_role("button", name="Добавить вопрос").click()
    page.locator("[data-part=text]").fill("Қалай? | Как? | How?")
    page.get_by_role("button", name="Сохранить").click()
    summary = page.locator(".c-errors")
    expect(summary).to_contain_text("вариантов должно быть от 2 до 20")
    summary.get_by_role("link").first.click()
    page.locator("[data-part=options]").fill(
        "good | Жақсы | Хорошо | Well\nbad | Нашар | Плохо | Badly"
    )
    page.get_by_role("button", name="Готовая страница").click()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator("h1")).to_have_text(f"Пример опроса {RUN}")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Открыть").click()
    expect(page.get_by_text("Опрос открыт")).to_be_visible()
    number = int(page.url.rpartition("/")[2])

    platform.wait(lambda: platform.has(f"/ru/surveys/{number}/"))
    page.goto(f"/ru/surveys/{number}/")
    page.locator("[name=q-q1][value=good]").check()
    page.locator("[data-next]:visible").click()
    expect(page.locator("[data-question=quality]")).to_be_visible()
    page.get_by_role("button", name="Отправить ответы").click()
    expect(page.locator("#survey-told")).to_be_visible()
