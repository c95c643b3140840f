"""Everything that the public does, in a browser that runs no script."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import api
from tests.e2e.api import count, token
from tests.e2e.conftest import Platform

RUN = secrets.token_hex(3)
OPEN, ANSWERED = 1, 9
TITLE = f"Пример: тёплая остановка {RUN}"


@pytest.fixture
def plain(browser: Browser, platform: Platform) -> Iterator[Page]:
    """A page on which no script runs."""
    context = browser.new_context(
        base_url=platform.url,
        java_script_enabled=False,
        viewport={"width": 390, "height": 900},
        locale="ru-RU",
    )
    yield context.new_page()
    context.close()


def paste(page: Page, path: str, written: str) -> None:
    """Paste a token into the box of a page, and send it."""
    page.goto(path)
    page.locator("textarea[name=token]").fill(written)
    page.locator("main form button[type=submit], .c-page form button[type=submit]").first.click()


def send(page: Page, form: str) -> None:
    page.locator(f"{form} button[type=submit]").click()


def sign(page: Page, name: str, email: str) -> None:
    """Fill in the form of a signer, and send it."""
    page.goto(f"/ru/petitions/{OPEN}/")
    page.locator("#s-name").fill(name)
    page.locator("#s-email").fill(email)
    page.locator("#s-region").select_option("KZ-75")
    page.locator("#s-consent").check()
    send(page, "#sign-form")


def test_everything_can_be_read(plain: Page) -> None:
    plain.goto("/ru/")
    expect(plain.locator("h1")).to_be_visible()
    assert plain.locator(".c-card").count() > 5
    plain.locator("[data-menu] summary").click()
    plain.locator("[data-menu] a[href='/ru/petitions/']").click()
    expect(plain).to_have_url(re.compile("/ru/petitions/$"))
    plain.locator(f".c-card a[href='/ru/petitions/{OPEN}/']").click()
    expect(plain.locator("h1")).to_be_visible()
    assert int(plain.locator(".c-sign__n strong").inner_text().replace("\xa0", "")) > 200
    expect(plain.locator("section[aria-labelledby=c-chart] svg").first).to_be_visible()
    table = plain.locator("section[aria-labelledby=c-chart] details")
    table.locator("summary").click()
    expect(table.locator("tbody tr").first).to_be_visible()
    expect(plain.locator("section[aria-labelledby=c-timeline] li").first).to_be_visible()
    plain.locator(".c-lang a[lang=kk]").click()
    expect(plain).to_have_url(re.compile(f"/kk/petitions/{OPEN}/$"))
    plain.goto(f"/ru/petitions/{ANSWERED}/")
    expect(plain.locator("#c-answer-1")).to_be_visible()


def test_the_search_form_leads_to_a_page_of_results(plain: Page) -> None:
    plain.goto("/ru/")
    plain.locator("#q").fill("переходы")
    send(plain, ".c-search")
    expect(plain.locator(f".c-card a[href='/ru/petitions/{OPEN}/']")).to_be_visible()
    expect(plain.locator("#f-q")).to_have_value("переходы")
    plain.locator("#f-q").fill("zzzzzz")
    send(plain, ".c-filter")
    expect(plain.locator(".c-empty")).to_be_visible()


def test_signing_and_taking_the_signature_back(plain: Page, platform: Platform) -> None:
    email, before = f"plain-{RUN}@example.kz", count(platform, OPEN)
    sign(plain, "Example Reader", email)
    expect(plain).to_have_url(re.compile("/ru/done/sign/$"))
    expect(plain.locator("h1")).to_have_text("Проверьте почту")

    paste(plain, "/ru/confirm/", token(platform, email, "/confirm/#"))
    expect(plain).to_have_url(re.compile("/ru/done/confirmed/$"))
    platform.wait(lambda: count(platform, OPEN) == before + 1)

    plain.goto(f"/ru/petitions/{OPEN}/")
    plain.locator("#sign details summary").click()
    plain.locator("#w-email").fill(email)
    send(plain, "#withdraw-form")
    expect(plain).to_have_url(re.compile("/ru/done/withdraw/$"))
    paste(plain, "/ru/withdraw/", token(platform, email, "/withdraw/#"))
    expect(plain).to_have_url(re.compile("/ru/done/withdrawn/$"))
    platform.wait(lambda: count(platform, OPEN) == before)


def test_a_wrong_form_comes_back_with_what_was_typed(plain: Page) -> None:
    sign(plain, "Сайт www.example.kz", "wrong@example")
    expect(plain.locator("html")).to_have_attribute("lang", "ru")
    summary = plain.locator("[role=alert]")
    expect(summary.locator("a[href='#f-name']")).to_contain_text("Имя и фамилия")
    expect(summary.locator("a[href='#f-email']")).to_be_visible()
    expect(plain.locator("#f-name")).to_have_value("Сайт www.example.kz")
    expect(plain.locator("#f-name")).to_have_attribute("aria-invalid", "true")
    expect(plain.locator("#f-email")).to_have_value("wrong@example")
    plain.locator("#f-name").fill("Example Mended")
    plain.locator("#f-email").fill(f"mended-{RUN}@example.kz")
    send(plain, ".c-form")
    expect(plain).to_have_url(re.compile("/ru/done/sign/$"))


def test_a_wrong_token_is_refused_in_words(plain: Page) -> None:
    paste(plain, "/kk/confirm/", "nonsense")
    expect(plain.locator("html")).to_have_attribute("lang", "kk")
    expect(plain.locator("[role=alert] h1")).to_be_visible()


def test_starting_a_petition(plain: Page, platform: Platform) -> None:
    email = f"starter-{RUN}@example.kz"
    plain.goto("/ru/petitions/new/")
    plain.locator("#f-jurisdiction").select_option("KZ-75")
    plain.locator("#f-body").select_option("akimat-almaty")
    plain.locator("input[name=rule_set][value^='kz-region-akimat@']").check()
    plain.locator("#f-category").select_option("transport")
    plain.locator("#f-title").fill("Пример " + "а" * 200)
    plain.locator("#f-background").fill("Первая строка.\n\nВторая строка.")
    plain.locator("#f-details").fill("Подробности примера.")
    plain.locator("#f-name").fill("Example Starter")
    plain.locator("#f-email").fill(email)
    plain.locator("#f-consent").check()
    send(plain, "#start-form")
    expect(plain.locator("[role=alert] a[href='#f-title']")).to_be_visible()
    expect(plain.locator("#f-background")).to_have_value("Первая строка.\n\nВторая строка.")
    plain.locator("#f-title").fill(TITLE)
    send(plain, ".c-form")
    expect(plain.locator("main")).to_contain_text(TITLE)
    expect(plain.locator("main")).to_contain_text("Вторая строка.")
    assert platform.mails(email) == []
    send(plain, ".c-form")
    expect(plain).to_have_url(re.compile("/ru/done/petition/$"))
    paste(plain, "/ru/confirm/", token(platform, email, "/confirm/#"))
    expect(plain).to_have_url(re.compile("/ru/done/confirmed/$"))
    assert "принята" in platform.mail(email, "принята")["subject"]


def test_supporting_a_petition_by_its_private_link(plain: Page, platform: Platform) -> None:
    petitioner, email = f"supported-{RUN}@example.kz", f"supporter-{RUN}@example.kz"
    api.start(platform, petitioner)
    plain.goto("/ru/petitions/sponsor/")
    plain.locator("textarea[name=link]").fill(token(platform, petitioner, "/petitions/sponsor/#"))
    plain.locator("#s-name").fill("Example Supporter")
    plain.locator("#s-email").fill("wrong@example")
    plain.locator("#s-consent").check()
    send(plain, "#sponsor")
    expect(plain.locator("[role=alert] a[href='#f-email']")).to_contain_text("Электронная почта")
    expect(plain.locator("#f-name")).to_have_value("Example Supporter")
    expect(plain.locator("#f-consent")).to_be_checked()
    expect(plain.locator("label[for=f-link]")).to_have_text("Код из личной ссылки")
    plain.locator("#f-email").fill(email)
    send(plain, ".c-form")
    expect(plain).to_have_url(re.compile("/ru/done/sponsor/$"))
    paste(plain, "/ru/confirm/", token(platform, email, "/confirm/#"))
    expect(plain).to_have_url(re.compile("/ru/done/confirmed/$"))


def test_a_wrong_private_link_is_refused_in_words(plain: Page) -> None:
    plain.goto("/en/petitions/sponsor/")
    plain.locator("textarea[name=link]").fill("1.nonsense")
    plain.locator("#s-name").fill("Example Supporter")
    plain.locator("#s-email").fill(f"nobody-{RUN}@example.kz")
    plain.locator("#s-consent").check()
    send(plain, "#sponsor")
    expect(plain.locator("html")).to_have_attribute("lang", "en")
    expect(plain.locator("[role=alert] h1")).to_be_visible()


def change(page: Page, written: str, act: str, **typed: str) -> None:
    """Fill in the petitioner's own page, and send it."""
    page.goto("/ru/petitions/change/")
    page.locator("textarea[name=token]").fill(written)
    page.locator(f"#change input[value={act}]").check()
    for name, text in typed.items():
        page.locator(f"#f-{name}").fill(text)
    send(page, "#change")


def test_changing_a_petition_that_was_given_back(plain: Page, platform: Platform) -> None:
    petitioner = f"changing-{RUN}@example.kz"
    number = api.start(platform, petitioner)
    api.support(platform, petitioner)
    reason = {"reason": {"ru": "Уточните, пожалуйста."}}
    status, answer = api.act(platform, number, "moderator", "return", **reason)
    assert status == 200, answer
    written = token(platform, petitioner, "/petitions/change/#")

    change(plain, written, "resubmit", title="а" * 500, background="Первая.\n\nВторая.")
    expect(plain.locator("[role=alert] a[href='#f-title']")).to_be_visible()
    expect(plain.locator("#f-background")).to_have_value("Первая.\n\nВторая.")
    expect(plain.locator("#f-token")).to_have_value(written)
    plain.locator("#f-title").fill(f"{TITLE}, ещё раз")
    send(plain, ".c-form")
    expect(plain).to_have_url(re.compile("/ru/done/changed/$"))
    read = {"token": written.partition(".")[2], "act": "read"}
    status, seen = api.post(platform, f"/api/v1/petitions/{number}/changes", **read)
    assert (status, seen["state"]) == (200, "moderation")
    assert seen["text"]["title"] == f"{TITLE}, ещё раз"

    change(plain, f"{platform.url}/ru/petitions/change/#{written}", "withdraw")
    expect(plain).to_have_url(re.compile("/ru/done/changed/$"))
    change(plain, written, "resubmit", title="Пример", background="Пример")
    expect(plain.locator("[role=alert] h1")).to_be_visible()


def test_a_wrong_code_changes_nothing(plain: Page) -> None:
    for written in ("nonsense", "1.nonsense", "<b>1</b>"):
        change(plain, written, "withdraw")
        expect(plain.locator("html")).to_have_attribute("lang", "ru")
        expect(plain.locator("[role=alert] h1")).to_be_visible()
