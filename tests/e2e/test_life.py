"""One petition from its first word to its answer, walked in a browser as its people would."""

from __future__ import annotations

import re
import secrets

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Platform

TITLE = "Пример: <b>скамейки</b> у остановки {{7*7}}"
RUN = secrets.token_hex(3)
PETITIONER = f"petitioner-{RUN}@example.kz"


def token_link(mail: dict[str, object], part: str) -> str:
    links = [str(link) for link in mail["links"] if part in str(link)]  # type: ignore[attr-defined]
    return links[0]


def press_link(page: Page, link: str) -> None:
    """Open a mailed link and press its button."""
    page.goto(link)
    assert "#" not in page.url, "the token stays in the address bar"
    page.locator("#confirm button[type=submit]").click()
    expect(page.locator("[data-states] section[data-state]:visible")).not_to_have_attribute(
        "data-state", "ask"
    )


def start(page: Page) -> None:
    """Fill in the form in its steps."""
    page.goto("/ru/petitions/new/")
    page.locator("#f-jurisdiction").select_option("KZ")
    page.locator("#f-body").select_option("government")
    page.locator('input[name="rule_set"][value^="quick@"]').check()
    page.locator("#f-category").select_option(index=1)
    page.locator("#step-who [data-next]").click()
    page.locator("#f-title").fill(TITLE)
    page.locator("#step-title [data-next]").click()
    page.locator("#step-similar [data-next]").click()
    page.locator("#f-background").fill("Это пример.\n\nСкамейки нужны.")
    page.reload()
    expect(page.locator("#f-background")).to_have_value("Это пример.\n\nСкамейки нужны.")
    expect(page.locator("#f-title")).to_have_value(TITLE)
    while not page.locator("#f-name").is_visible():
        page.locator("fieldset[data-step]:visible [data-next]").click()
    page.locator("#f-name").fill("Example Petitioner")
    page.locator("#f-email").fill(PETITIONER)
    page.locator("#f-consent").check()
    page.locator("#step-petitioner [data-next]").click()
    expect(page.locator("[data-review]")).to_contain_text(TITLE)
    page.locator("#step-check button[type=submit]").click()
    expect(page.locator("#start-told")).to_be_visible()


def sponsor(page: Page, platform: Platform, link: str, number: int) -> None:
    page.goto(link)
    page.locator("input[name=name]").fill(f"Example Sponsor {number}")
    page.locator("input[name=email]").fill(f"sponsor{number}-{RUN}@example.kz")
    page.locator("input[name=consent]").check()
    page.locator("form:visible button[type=submit]").first.click()
    press_link(page, token_link(platform.mail(f"sponsor{number}-{RUN}@example.kz"), "/confirm/#"))


def sign_in(page: Page, who: str) -> None:
    """Sign in to the desk as an example official."""
    page.goto("/desk/")
    page.get_by_role("button", name=re.compile("Войти|Кіру|Sign in")).first.click()
    page.get_by_role("button", name=re.compile(f"^{who}\\b", re.I)).or_(
        page.get_by_role("link", name=re.compile(f"^{who}\\b", re.I))
    ).first.click()
    expect(page.locator("[data-who]")).to_contain_text(who, ignore_case=True)


def act(page: Page, number: int, name: str) -> None:
    """Open a petition on the desk and one of its acts."""
    page.goto(f"/desk/#/petitions/{number}")
    page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("link", name=name, exact=True)
    ).first.click()


def confirm_act(page: Page) -> None:
    page.locator(".d-act button[type=submit]").click()
    expect(page.locator(".c-note--ok").first).to_be_visible()


def sign(page: Page, platform: Platform, number: int, name: str, *, news: bool) -> None:
    page.goto(f"/ru/petitions/{number}/")
    page.locator("#s-name").fill(f"Example {name}")
    page.locator("#s-email").fill(f"{name}-{RUN}@example.kz")
    if news:
        page.locator("#sign-form input[name=notify]").check()
    page.locator("#sign-form input[name=consent]").check()
    page.locator("#sign-form button[type=submit]").click()
    expect(page.locator("#sign-told")).to_be_visible()
    press_link(page, token_link(platform.mail(f"{name}-{RUN}@example.kz"), "/confirm/#"))
    expect(page.locator("[data-receipt]")).to_be_visible()


def count(platform: Platform, number: int) -> int:
    read = platform.fetch(f"/petitions/{number}/count.json")
    return int(read["signature_count"]) if read else -1


def answered(platform: Platform, number: int) -> bool:
    read = platform.fetch(f"/petitions/{number}.json")
    return bool(read) and read["data"]["attributes"]["government_response"] is not None


def test_a_petition_goes_from_its_first_word_to_its_answer(page: Page, platform: Platform) -> None:
    start(page)
    first = platform.mail(PETITIONER, "Подтвердите")
    assert TITLE not in first["text"]
    press_link(page, token_link(first, "/confirm/#"))
    received = platform.mail(PETITIONER, "принята")
    number = int(re.search(r"№ (\d+)", received["subject"])[1])  # type: ignore[index]

    invitation = token_link(received, "/petitions/sponsor/#")
    for sponsor_number in range(2):
        sponsor(page, platform, invitation, sponsor_number)
    platform.mail(PETITIONER, "модерацию")

    sign_in(page, "Example moderator")
    act(page, number, "Опубликовать")
    page.get_by_label("Контрольный список пройден полностью").check()
    confirm_act(page)
    platform.mail(PETITIONER, "опубликована")
    platform.wait(lambda: count(platform, number) == 3)
    platform.wait(lambda: platform.has(f"/ru/petitions/{number}/"))

    sign(page, platform, number, "first", news=True)
    platform.wait(lambda: count(platform, number) == 4)
    page.goto(f"/ru/petitions/{number}/")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator(".c-sign__n strong").first).to_have_text("4")
    sign(page, platform, number, "second", news=False)
    platform.wait(lambda: count(platform, number) == 5)
    platform.mail(PETITIONER, "порога")

    answer(page, number)
    platform.mail(PETITIONER, "Получен ответ")
    news = platform.mail(f"first-{RUN}@example.kz", "Получен ответ")
    # Mail and page are each a matter of the minute; neither waits for the other.
    platform.wait(lambda: answered(platform, number))
    page.goto(f"/ru/petitions/{number}/")
    expect(page.get_by_text("Скамейки поставят весной").first).to_be_visible()
    unsubscribe(page, news)
    told = [
        mail for mail in platform.mails(f"first-{RUN}@example.kz") if "ответ" in mail["subject"]
    ]
    assert len(told) == 1
    assert not [
        mail for mail in platform.mails(f"second-{RUN}@example.kz") if "ответ" in mail["subject"]
    ]


def answer(page: Page, number: int) -> None:
    page.goto("/desk/")
    page.get_by_role("button", name="Выйти").or_(
        page.get_by_role("link", name="Выйти")
    ).first.click()
    sign_in(page, "Example second clerk")
    act(page, number, "Дать ответ")
    page.locator("#f-summary-ru").fill("Скамейки поставят весной")
    page.locator("#f-details-ru").fill("Подробный ответ примера.")
    confirm_act(page)


def unsubscribe(page: Page, news: dict[str, object]) -> None:
    page.goto(token_link(news, "/unsubscribe/#"))
    page.locator("form:visible button[type=submit]").click()
    expect(page.locator("[data-states] section[data-state]:visible")).not_to_have_attribute(
        "data-state", "ask"
    )
