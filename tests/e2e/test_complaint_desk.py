"""The clerk's path: complaints accepted, checked, given to a body, answered; by one and by many."""

from __future__ import annotations

import re
import secrets
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e import api
from tests.e2e.conftest import Platform
from tests.e2e.test_life import sign_in

RUN = secrets.token_hex(3)
REPORTER = f"reporter-{RUN}@example.kz"
TEXT = f"Пример: <b>свалка</b> за домом {{{{7*7}}}} {RUN}"


def file(platform: Platform, text: str, **fields: object) -> dict[str, Any]:
    """Report waste in Almaty by the API."""
    asked = {
        "rid": secrets.token_hex(16),
        "lang": "ru",
        "category": "waste",
        "jurisdiction": "KZ-75",
        "lat": 43.2301,
        "long": 76.9012,
        "description": text,
        "attributes": {"kind": ["dump"]},
        "name": "Example Reporter",
        "email": REPORTER,
        "may_publish": True,
        "consent": True,
    }
    status, answer = api.post(platform, "/api/v1/complaints", **asked | fields)
    assert status == 201, answer
    return answer


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Выйти").first.click()


def move(page: Page, name: str) -> None:
    """Open one of the moves that the screen of a complaint offers."""
    page.locator(".d-acts").get_by_role("link", name=name, exact=True).click()


def send(page: Page) -> None:
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator(".c-note--ok").first).to_be_visible()


def state(page: Page, text: str) -> None:
    expect(page.locator(".d-pet__h .c-badge").first).to_have_text(text)


def public(platform: Platform, number: int, what: str) -> None:
    """Wait until the published complaint stands in a state."""

    def reached() -> bool:
        read = platform.fetch(f"/complaints/{number}.json")
        return bool(read) and read["data"]["attributes"]["state"] == what

    platform.wait(reached)


def test_a_complaint_goes_from_the_queue_to_its_result(page: Page, platform: Platform) -> None:
    filed = file(platform, TEXT)
    number = filed["complaint"]
    platform.mail(REPORTER, filed["number"])

    sign_in(page, "Example moderator")
    page.get_by_role("link", name="Жалобы", exact=True).click()
    page.get_by_role("link", name=TEXT).click()
    state(page, "Поступила")
    move(page, "Принять")
    expect(page.locator("#f-next_body")).to_have_value("akimat-almaty")
    send(page)
    state(page, "Проверяется")
    sign_out(page)

    sign_in(page, "Example clerk")
    page.goto("/desk/#/complaints/akimat-almaty")
    page.get_by_role("link", name=TEXT).click()
    move(page, "Подтвердить")
    page.locator("#f-template").select_option("taken")
    expect(page.locator("#f-text-ru")).to_have_value(re.compile(filed["number"]))
    send(page)
    state(page, "Поручена органу")
    move(page, "Начать работу")
    send(page)
    move(page, "Спросить заявителя")
    page.locator("#f-text-ru").fill("Где именно стоят мешки?")
    send(page)
    state(page, "Ждёт ответа заявителя")
    reply(platform, filed)
    page.reload()
    expect(page.locator("#d-history + ol")).to_contain_text("У третьего подъезда")

    move(page, "Дать результат")
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator(".c-errors")).to_be_visible()
    page.locator("#f-code").select_option("fixed")
    page.locator("#f-text-ru").fill("Мусор вывезен.")
    page.locator("#f-actions-ru").fill("Прибыла бригада\nВывезено 3 м³")
    send(page)
    state(page, "Идёт опрос")
    assert platform.mail(REPORTER, filed["number"])
    public(platform, number, "survey")
    page.goto(f"/ru/complaints/{number}/")
    expect(page.get_by_text("Мусор вывезен.").first).to_be_visible()
    expect(page.get_by_text("Вывезено 3 м³").first).to_be_visible()
    expect(page.get_by_text("У третьего подъезда")).to_have_count(0)


def reply(platform: Platform, filed: dict[str, Any]) -> None:
    """Answer the clerk's question on the reporter's own page."""
    secret = filed["link"].partition(".")[2]
    path = f"/api/v1/complaints/{filed['complaint']}/status"
    rid = secrets.token_hex(16)
    asked = {"token": secret, "act": "reply", "text": "У третьего подъезда", "rid": rid}
    status, answer = api.post(platform, path, **asked)
    assert status == 200, answer


def test_several_complaints_are_accepted_at_once(page: Page, platform: Platform) -> None:
    filed = [file(platform, f"Пример: мешки {n} {RUN}") for n in range(2)]

    sign_in(page, "Example moderator")
    page.goto("/desk/#/complaints/intake")
    for one in filed:
        page.get_by_role("checkbox", name=re.compile(one["number"])).check()
    page.get_by_role("button", name="Действие с выбранными").click()
    page.locator("#d-bulk").select_option("accept")
    page.locator("#f-next_body").select_option("akimat-almaty")
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator("#d-preview")).to_contain_text("пока ничего не изменено")
    page.get_by_role("button", name="Выполнить для 2").click()
    expect(page.locator("#d-preview")).to_have_text("Выполнено")
    for one in filed:
        public(platform, one["complaint"], "verifying")


def test_a_false_report_takes_two_officials(page: Page, platform: Platform) -> None:
    filed = file(platform, f"Пример: пожар {RUN}")
    number = filed["complaint"]
    sign_in(page, "Example moderator")
    page.goto(f"/desk/#/complaint/{number}/accept")
    send(page)
    move(page, "Признать ложной")
    page.locator("#f-code").select_option("invented")
    page.locator("#f-text-ru").fill("Пожара не было.")
    send(page)
    state(page, "Проверяется")
    expect(page.get_by_role("button", name="Одобрить")).to_have_count(0)
    sign_out(page)

    sign_in(page, "Example supervisor")
    page.goto(f"/desk/#/complaint/{number}")
    page.get_by_role("button", name="Одобрить").click()
    state(page, "Ложные сведения")
    move(page, "Опубликовать опровержение")
    page.locator("#f-body").select_option("akimat-almaty")
    page.locator("#f-text-ru").fill("Пожара по этому адресу не было.")
    send(page)
    public(platform, number, "correction_published")


def test_a_phoned_in_complaint_and_a_key_for_an_app(page: Page, platform: Platform) -> None:
    sign_in(page, "Example moderator")
    page.goto("/desk/#/complaint/new")
    page.locator("#f-category").select_option("waste")
    page.locator("#f-jurisdiction").select_option("KZ-75")
    page.locator("#f-address").fill("Пример улицы, 1")
    page.locator("#f-description").fill("Пример: звонок о мусоре")
    page.locator("[data-name='q:waste:kind']").select_option("snow")
    page.locator("#f-name").fill("Example Caller")
    page.locator("#f-phone").fill("+7 700 000 00 00")
    send(page)
    expect(page.locator(".c-note--ok")).to_contain_text("/complaints/track/")
    sign_out(page)

    sign_in(page, "Example supervisor")
    page.goto("/desk/#/keys")
    page.locator("#f-name").fill(f"Example app {RUN}")
    page.locator("#f-contact").fill("app@example.kz")
    send(page)
    expect(page.locator(".c-note--ok code")).not_to_be_empty()
    page.reload()
    expect(page.locator(".c-note--ok code")).to_have_count(0)
    page.get_by_role("button", name="Отозвать").first.click()
    expect(page.get_by_text("Отозван").first).to_be_visible()
