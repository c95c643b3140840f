"""Answering a survey in a browser, under the strictest policy; and its results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.site import complaint_kit, survey_kit
from tests.site.serving import Service

pytestmark = pytest.mark.browser
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
CHECK = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id))"
LOOKS = [("kk", "light", 390), ("ru", "dark", 1280)]
API = "/api/v1/surveys/1/answers"
FORM = "/en/surveys/1/"
TAKEN = {"state": "taken", "survey": 1, "changeable_until": "2026-10-07T12:00:00Z"}


@pytest.fixture(autouse=True)
def _pages(environment: Path, service: Service) -> None:
    complaint_kit.shells(environment / "site")
    survey_kit.serve(service)
    service.answers[API] = (200, TAKEN)


def go_on(tab: Page) -> None:
    tab.locator("[data-next]:visible").click()


def sent(service: Service) -> dict[str, Any]:
    ((path, told),) = service.posts
    assert path == API
    return told


def test_a_survey_is_answered_in_steps(tab: Page, service: Service) -> None:
    tab.goto(FORM)
    expect(tab.locator("[data-question=mark]")).to_be_hidden()
    tab.locator("[name=q-one][value=a]").check()
    tab.locator("[name='q-many[]'][value=other]").check()
    tab.fill("#f-q-many-other", "To read")
    go_on(tab)
    tab.locator("[name=q-mark][value='4']").check()
    tab.locator("[name=q-rows-waiting][value='2']").check()
    tab.fill("#f-q-size", "12,5")
    tab.get_by_role("button", name="Send the answers").click()

    expect(tab.locator("#survey-told")).to_be_focused()
    told = sent(service)
    assert told["answers"] == {
        "one": "a",
        "many": {"chosen": ["other"], "other": "To read"},
        "mark": 4,
        "rows": {"waiting": 2},
        "size": "12.5",
    }
    assert len(told["rid"]) == 32


def test_a_question_shows_where_it_comes_up_and_its_answer_goes_with_it(
    tab: Page, service: Service
) -> None:
    tab.goto(FORM)
    why = tab.locator("[data-question=why]")
    expect(why).to_be_hidden()
    tab.locator("[name=q-one][value=b]").check()
    expect(why).to_be_visible()
    expect(tab.get_by_text("Only if you answered")).to_be_hidden()
    tab.fill("#f-q-why", "Too far")
    tab.locator("[name=q-one][value=c]").check()
    expect(why).to_be_hidden()
    go_on(tab)
    tab.get_by_role("button", name="Send the answers").click()

    expect(tab.locator("#survey-told")).to_be_visible()
    assert sent(service)["answers"] == {"one": "c"}


def test_one_of_several_conditions_is_enough(tab: Page, service: Service) -> None:
    tab.goto(FORM)
    more = tab.locator("[data-question=more]")
    tab.locator("[name=q-one][value=a]").check()
    expect(more).to_be_hidden()
    tab.locator("[name='q-many[]'][value=b]").check()
    expect(more).to_be_visible()
    tab.locator("[name=q-one][value=c]").check()
    tab.locator("[name='q-many[]'][value=b]").uncheck()
    expect(more).to_be_visible()
    tab.fill("#f-q-more", "Benches")
    go_on(tab)
    tab.get_by_role("button", name="Send the answers").click()
    expect(tab.locator("#survey-told")).to_be_visible()
    assert sent(service)["answers"] == {"one": "c", "more": "Benches"}


def test_what_is_missing_is_named_before_the_next_step(tab: Page) -> None:
    tab.goto(FORM)
    go_on(tab)

    summary = tab.locator("[data-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("1. How often en: Fill in this field")
    summary.get_by_role("link").click()
    expect(tab.locator("#f-q-one")).to_be_focused()


def test_what_the_service_finds_leads_to_the_question(tab: Page, service: Service) -> None:
    wrong = [{"name": "q-many", "code": "not_a_choice", "detail": "choose from the list"}]
    service.answers[API] = (422, {"title": "Some fields need to be corrected", "errors": wrong})
    tab.goto(FORM)
    tab.locator("[name=q-one][value=a]").check()
    go_on(tab)
    tab.get_by_role("button", name="Send the answers").click()

    expect(tab.locator("[data-summary]")).to_contain_text("What for en: choose from the list")
    expect(tab.locator("[data-question=many]")).to_be_visible()
    expect(tab.locator("[name=q-one][value=a]")).to_be_checked()


def test_two_things_never_share_a_place(tab: Page) -> None:
    tab.goto(FORM)
    tab.locator("[name=q-one][value=a]").check()
    go_on(tab)
    tab.select_option("#f-q-order-a", "1")
    tab.select_option("#f-q-order-b", "2")
    tab.select_option("#f-q-order-b", "1")

    expect(tab.locator("#f-q-order-a")).to_have_value("2")


def test_the_same_browser_replaces_what_it_sent(tab: Page, service: Service) -> None:
    for _ in range(2):
        tab.goto(FORM)
        tab.locator("[name=q-one][value=a]").check()
        go_on(tab)
        tab.get_by_role("button", name="Send the answers").click()
        expect(tab.locator("#survey-told")).to_be_visible()

    first, second = (told["rid"] for _, told in service.posts)
    assert first == second


def test_a_kept_code_is_used_and_may_be_another(tab: Page, service: Service) -> None:
    survey_kit.serve(service, identity="code")
    tab.goto(FORM)
    tab.evaluate(
        "localStorage.setItem('dauys.participant', JSON.stringify("
        "{code: 'kept', hint: 'a***@example.org', expires_at: '2999-01-01T00:00:00Z'}))"
    )
    tab.goto(FORM)
    tab.locator("[name=q-one][value=a]").check()
    go_on(tab)
    expect(tab.get_by_text("a***@example.org")).to_be_visible()
    expect(tab.locator("#survey-code")).to_be_hidden()
    tab.get_by_role("button", name="Another code").click()
    tab.fill("#survey-code", "https://dauys.example/en/participate/#other~/en/")
    tab.get_by_role("button", name="Send the answers").click()

    expect(tab.locator("#survey-told")).to_be_visible()
    assert sent(service)["code"] == "other"


def test_a_private_link_fills_itself_in_and_leaves_the_address_bar(
    tab: Page, service: Service
) -> None:
    survey_kit.serve(service, identity="link")
    tab.goto(f"{FORM}#sealed-link")
    tab.locator("[name=q-one][value=a]").check()
    assert "sealed-link" not in tab.url
    go_on(tab)
    tab.get_by_role("button", name="Send the answers").click()

    expect(tab.locator("#survey-told")).to_be_visible()
    assert sent(service)["key"] == "sealed-link"


def test_without_scripts_every_question_is_there_with_its_condition(
    chromium: Browser, service: Service
) -> None:
    context = chromium.new_context(base_url=service.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(FORM)

    expect(page.locator("[data-question]")).to_have_count(9)
    expect(page.locator("[data-question=why]")).to_be_visible()
    expect(page.get_by_text("Only if you answered “b en” to question 1.")).to_be_visible()
    several = (
        "Only if at least one of these is so: you answered “c en” to question 1; "
        "you chose “b en” in question 3."
    )
    expect(page.get_by_text(several)).to_be_visible()
    context.close()


@pytest.mark.parametrize(("lang", "colours", "width"), LOOKS)
def test_no_page_has_a_fault_that_axe_finds(
    chromium: Browser, service: Service, lang: str, colours: Any, width: int
) -> None:
    context = chromium.new_context(
        base_url=service.url, color_scheme=colours, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    for path in survey_kit.PATHS:
        page.goto(f"/{lang}/{path}")
        page.evaluate(AXE)
        assert page.evaluate(CHECK) == [], path
    context.close()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_page_fits_a_narrow_screen(chromium: Browser, service: Service, lang: str) -> None:
    context = chromium.new_context(
        base_url=service.url, viewport={"width": 320, "height": 700}, java_script_enabled=False
    )
    page = context.new_page()
    for path in survey_kit.PATHS:
        page.goto(f"/{lang}/{path}")
        wide = page.locator("html").evaluate("node => node.scrollWidth")
        assert wide <= 320, path
    context.close()
