"""A resident's path through a project: a code, an idea, support, a comment, a view on another."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Platform
from tests.e2e.crowd_project import ALMATY, LINK, ask_code, publish_idea
from tests.e2e.test_life import token_link

RUN = secrets.token_hex(3)
PROJECT = 6  # an example whose ideas are open
IDEA = f"/ru/projects/{PROJECT}/ideas/1/"
TITLE = f"Пример: <b>качели</b> у реки {{{{7*7}}}} {RUN}"
IDEAS = re.compile(rf"/api/v1/projects/{PROJECT}/ideas$")


@pytest.fixture
def plain(browser: Browser, platform: Platform) -> Iterator[Page]:
    """A narrow page on which no script runs."""
    context = browser.new_context(
        base_url=platform.url,
        java_script_enabled=False,
        viewport={"width": 390, "height": 900},
        locale="ru-RU",
    )
    yield context.new_page()
    context.close()


def get_code(page: Page, platform: Platform, email: str) -> None:
    """Ask for a code and open the mailed link, which the browser keeps."""
    page.goto("/ru/participate/")
    form = page.locator("form[data-pass]").first
    form.locator("[name=email]").fill(email)
    form.locator("[name=region]").select_option(ALMATY)
    form.locator("[name=born]").fill("1990")
    form.locator("button[type=submit]").click()
    link = token_link(platform.mail(email), LINK)
    page.goto("/ru/")  # the letter is opened elsewhere
    page.goto(link)
    expect(page.locator("#code-taken")).to_be_visible()
    assert "#" not in page.url, "the code stays in the address bar"


def arrived(page: Page, platform: Platform, name: str) -> None:
    """Check that a plain form ended on its page of thanks."""
    expect(page).to_have_url(re.compile(f"/ru/done/{name}/$"))
    assert platform.has(f"/ru/done/{name}/"), name


def test_a_resident_proposes_supports_and_speaks(page: Page, platform: Platform) -> None:
    get_code(page, platform, f"resident-{RUN}@example.kz")
    page.goto(f"/ru/projects/{PROJECT}/")
    form = page.locator("#propose-form")
    form.locator("button[type=submit]").click()
    expect(form.locator("[data-summary]")).to_be_visible()
    form.locator("[name=title]").fill(TITLE)
    form.locator("[name=text]").fill("Это пример.")
    form.locator("[name=consent]").check()
    with page.expect_response(IDEAS) as sent:
        form.locator("button[type=submit]").click()
    expect(page.locator("#propose-form-told")).to_be_visible()
    number = sent.value.json()["idea"]
    publish_idea(platform, PROJECT, number)
    page.goto(f"/ru/projects/{PROJECT}/ideas/{number}/")
    expect(page.locator("h1")).to_have_text(TITLE)

    page.goto(IDEA)
    page.locator("#support-form button[type=submit]").click()
    expect(page.locator("#support-form-told")).to_be_visible()
    page.locator(".p-com__s button[value=agree]").first.click()
    expect(page.locator(".p-com__s [role=status]").first).to_be_visible()
    page.locator("#say-fold summary").click()
    page.locator("#say [name=text]").fill(f"Пример: поддерживаю {RUN}")
    page.locator("#say button[type=submit]").click()
    expect(page.locator("#say-told")).to_be_visible()


def test_without_scripts_a_code_is_pasted(plain: Page, platform: Platform) -> None:
    email = f"plain-resident-{RUN}@example.kz"
    plain.goto("/ru/participate/")
    form = plain.locator("form[data-pass]").first
    form.locator("[name=email]").fill(email)
    form.locator("[name=region]").select_option(ALMATY)
    form.locator("[name=born]").fill("1990")
    form.locator("button[type=submit]").click()
    arrived(plain, platform, "pass")
    link = token_link(platform.mail(email), LINK)

    plain.goto(IDEA)
    there = plain.locator("h1").inner_text()
    plain.goto(f"/ru/projects/{PROJECT}/")
    plain.locator("#propose-form [name=title]").fill(f"{there} {RUN}")
    plain.locator("#propose-form [name=text]").fill("Это пример.")
    plain.locator("#propose-form [name=consent]").check()
    plain.locator("#propose-form [name=code]").fill(link)
    plain.locator("#propose-form button[type=submit]").click()
    expect(plain.locator(".c-similar")).to_contain_text(there)
    plain.locator("main form button[type=submit]").click()
    arrived(plain, platform, "idea")

    plain.goto(IDEA)
    plain.locator("#support-form [name=code]").fill(link)
    plain.locator("#support-form button[type=submit]").click()
    arrived(plain, platform, "idea-supported")
    plain.goto(IDEA)
    plain.locator("#say-fold summary").click()
    plain.locator("#say [name=text]").fill(f"Пример: без скриптов {RUN}")
    plain.locator("#say [name=code]").fill(link)
    plain.locator("#say button[type=submit]").click()
    arrived(plain, platform, "comment")
    plain.goto(IDEA)
    plain.locator("#stance-form [name=code]").fill(link)
    plain.locator(".p-com__s button[value=agree]").first.click()
    arrived(plain, platform, "stance")


def test_a_wrong_code_is_named_and_nothing_typed_is_lost(page: Page, platform: Platform) -> None:
    ask_code(platform, f"other-{RUN}@example.kz")
    page.goto(f"/ru/projects/{PROJECT}/")
    form = page.locator("#propose-form")
    form.locator("[name=title]").fill("Пример: лавка")
    form.locator("[name=text]").fill("Это пример.")
    form.locator("[name=consent]").check()
    form.locator("[name=code]").fill("не код")
    form.locator("button[type=submit]").click()
    expect(form.locator("[data-summary]")).to_be_visible()
    expect(form.locator("[name=code]")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("[name=title]")).to_have_value("Пример: лавка")
