"""The public forms in a browser under the strictest policy: steps, drafts, mistakes, receipts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from functions.shared.identity import has_proof_of_work
from tests.site.serving import Service

pytestmark = pytest.mark.browser
PROOF_BITS = 16
RECEIPT = {
    "state": "counted",
    "petition": 7,
    "entry": '{"t":"sign"}',
    "salt": "00ff",
    "promise": "note",
    "included_by": "2026-09-30T12:13:04Z",
    "withdrawal": "back",
}


def go_on(tab: Page) -> None:
    """Press the button that leads to the next step."""
    tab.locator("[data-next]:visible").click()


def fill_in(tab: Page) -> None:
    """Fill in every step of the start form and end on the last one."""
    tab.select_option("#f-jurisdiction", "KZ-75")
    tab.select_option("#f-body", "a")
    tab.select_option("#f-category", "transport")
    go_on(tab)
    tab.fill("#f-title", "Put traffic lights")
    go_on(tab)
    go_on(tab)
    tab.fill("#f-background", "Because")
    go_on(tab)
    go_on(tab)
    tab.fill("#f-name", "A Person")
    tab.fill("#f-email", "A.Person@example.com")
    tab.fill("#f-invite", "one@example.com\n two@example.com \n")
    tab.check("#f-consent")
    go_on(tab)


def test_a_petition_is_started_in_steps(tab: Page, service: Service) -> None:
    similar = {"petitions": [{"id": 3, "title": "Traffic lights", "signature_count": 12}]}
    service.answers["/api/v1/petitions/similar"] = (200, similar)
    tab.goto("/en/petitions/new/")
    expect(tab.get_by_text("Defence")).to_be_visible()
    go_on(tab)
    expect(tab.locator("[data-summary]")).to_contain_text("Who should answer")
    fill_in(tab)
    expect(tab.locator("[data-review]")).to_contain_text("Put traffic lights")
    expect(tab.locator("[data-review]")).to_contain_text("Rules of the city")
    tab.get_by_role("button", name="Send the petition").click()
    expect(tab.locator("#start-told")).to_be_visible()
    path, sent = service.posts[-1]
    assert path == "/api/v1/petitions"
    assert sent["invite"] == ["one@example.com", "two@example.com"]
    assert sent["rule_set"] == "two@2024-01-01"
    assert "step" not in sent
    hours = {sent["proof"].split(".")[0]}
    assert has_proof_of_work(sent["proof"], 0, sent["email"], hours, PROOF_BITS)
    assert tab.evaluate("localStorage.getItem('dauys-start')") is None


def test_files_are_sent_after_the_petition_where_the_rules_allow_them(
    tab: Page, service: Service
) -> None:
    service.answers["/api/v1/petitions"] = (202, {"state": "pending", "uploads": "permit"})
    form = {"url": f"{service.url}/quarantine", "fields": {"key": "incoming/1"}}
    service.answers["/api/v1/uploads"] = (201, form)
    service.answers["/quarantine"] = (201, {})
    tab.goto("/en/petitions/new/")
    fill_in(tab)
    tab.go_back()
    tab.go_back()
    picture = {"name": "../me at home.jpg", "mimeType": "image/jpeg", "buffer": b"pixels"}
    tab.set_input_files("#f-files", [picture | {"buffer": bytes(2_000)}])
    go_on(tab)
    expect(tab.locator("[data-summary]")).to_contain_text("More or larger files")
    tab.set_input_files("#f-files", [picture, picture])
    go_on(tab)
    go_on(tab)
    tab.get_by_role("button", name="Send the petition").click()
    expect(tab.locator("[data-files-told]")).to_have_text(
        "The files were sent and are being checked."
    )
    asked = [told for path, told in service.posts if path == "/api/v1/uploads"]
    sent = [told["form"] for path, told in service.posts if path == "/quarantine"]
    assert [(one["permit"], one["type"], one["size"]) for one in asked] == [
        ("permit", "image/jpeg", 6)
    ] * 2
    assert len({one["rid"] for one in asked}) == len(sent) == 2
    assert all(one.index("incoming/1") < one.index("pixels") for one in sent)
    assert "me at home" not in str(service.posts)


def test_no_files_are_asked_for_where_the_rules_have_none(tab: Page) -> None:
    tab.goto("/en/petitions/new/")
    tab.select_option("#f-jurisdiction", "KZ")
    tab.select_option("#f-body", "g")
    tab.select_option("#f-category", "transport")
    go_on(tab)
    tab.fill("#f-title", "Put traffic lights")
    go_on(tab)
    go_on(tab)
    tab.fill("#f-background", "Because")
    go_on(tab)
    expect(tab.locator("#f-details")).to_be_visible()
    expect(tab.locator("#f-files")).to_be_hidden()


def test_similar_petitions_appear_while_the_title_is_typed(tab: Page, service: Service) -> None:
    similar = {"petitions": [{"id": 3, "title": "<b>Lights</b>", "signature_count": 12}]}
    service.answers["/api/v1/petitions/similar"] = (200, similar)
    tab.goto("/en/petitions/new/#x")
    tab.select_option("#f-jurisdiction", "KZ")
    tab.select_option("#f-body", "g")
    tab.select_option("#f-category", "transport")
    go_on(tab)
    tab.type("#f-title", "Lig")
    link = tab.locator(".c-similar a:visible")
    expect(link).to_have_text("<b>Lights</b>signatures: 12")
    assert link.get_attribute("href") == "/en/petitions/3/"
    expect(tab.locator("#f-title-count")).to_have_text("Characters left: 77")


def test_what_was_typed_comes_back_but_consent_does_not(tab: Page) -> None:
    tab.goto("/kk/petitions/new/")
    fill_in(tab)
    tab.wait_for_timeout(500)
    tab.goto("/kk/petitions/new/")
    expect(tab.locator("[data-draft]")).to_be_visible()
    assert tab.input_value("#f-title") == "Put traffic lights"
    assert tab.input_value("#f-body") == "a"
    assert not tab.is_checked("#f-consent")
    tab.locator("[data-draft-drop]").click()
    assert tab.input_value("#f-title") == ""


def test_a_refusal_names_the_field_and_keeps_everything(tab: Page, service: Service) -> None:
    wrong = [{"name": "title", "code": "too_long", "detail": "Too long by 3"}]
    problem = {"title": "Please check", "code": "invalid_input", "errors": wrong}
    service.answers["/api/v1/petitions"] = (422, problem)
    tab.goto("/en/petitions/new/")
    fill_in(tab)
    tab.get_by_role("button", name="Send the petition").click()
    expect(tab.locator("[data-summary]")).to_contain_text("What do you want done: Too long by 3")
    expect(tab.locator("#f-title")).to_have_attribute("aria-invalid", "true")
    assert tab.input_value("#f-title") == "Put traffic lights"
    assert tab.input_value("#f-background") == "Because"
    del service.answers["/api/v1/petitions"]
    for _ in range(5):
        go_on(tab)
    tab.get_by_role("button", name="Send the petition").click()
    expect(tab.locator("#start-told")).to_be_visible()


def test_without_scripts_the_start_form_is_one_whole_page(
    chromium: Browser, service: Service
) -> None:
    context = chromium.new_context(base_url=service.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/ru/petitions/new/")
    for name in ("jurisdiction", "body", "title", "background", "details", "email", "consent"):
        expect(tab.locator(f"#f-{name}")).to_be_visible()
    form = tab.locator("#start-form")
    assert form.get_attribute("action") == "/api/v1/petitions"
    assert tab.locator("input[name=step]").get_attribute("value") == "check"
    expect(tab.get_by_role("button", name="Проверить")).to_be_visible()
    tab.goto("/ru/confirm/")
    expect(tab.locator("textarea[name=token]")).to_be_visible()
    context.close()


def test_signing_proves_work_and_tells_of_the_letter(tab: Page, service: Service) -> None:
    service.answers["/petitions/7/count.json"] = (200, {"signature_count": 12345})
    tab.goto("/en/petitions/7/")
    expect(tab.locator("[data-count]")).to_have_text("12,345")
    tab.locator("#sign-form button[type=submit]").click()
    expect(tab.locator("#sign-form [data-summary]")).to_contain_text("Tick this box")
    assert service.posts == []
    tab.fill("#s-name", "A Person")
    tab.fill("#s-email", "a@example.com")
    tab.select_option("#s-region", "KZ-75")
    tab.check("#s-consent")
    tab.locator("#sign-form button[type=submit]").click()
    expect(tab.locator("#sign-told")).to_be_visible()
    path, sent = service.posts[-1]
    assert path == "/api/v1/petitions/7/signatures"
    assert sent["consent"] is True
    assert sent["notify"] is False
    assert sent["show"] == "hidden"
    hours = {sent["proof"].split(".")[0]}
    assert has_proof_of_work(sent["proof"], 7, sent["email"], hours, PROOF_BITS)


def fill_in_signature(tab: Page) -> None:
    tab.goto("/en/petitions/7/")
    tab.fill("#s-name", "A Person")
    tab.fill("#s-email", "a@example.com")
    tab.select_option("#s-region", "KZ-75")
    tab.check("#s-consent")


@pytest.mark.parametrize("bits", [0, 12])
def test_the_work_is_what_the_platform_asks_for(tab: Page, service: Service, bits: int) -> None:
    service.proof_bits = bits
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(service.url)))
    fill_in_signature(tab)
    assert "/config.json" not in asked

    tab.locator("#sign-form button[type=submit]").click()

    expect(tab.locator("#sign-told")).to_be_visible()
    proof = service.posts[-1][1]["proof"]
    assert has_proof_of_work(proof, 7, "a@example.com", {proof.split(".")[0]}, bits)
    assert (proof.split(".")[1] == "0") == (bits == 0)
    assert asked.count("/config.json") == 1


def test_a_form_is_sent_without_work_when_nobody_says_how_much(tab: Page, service: Service) -> None:
    service.answers["/config.json"] = (404, {})
    fill_in_signature(tab)

    tab.locator("#sign-form button[type=submit]").click()

    expect(tab.locator("#sign-told")).to_be_visible()
    assert service.posts[-1][1]["proof"] == ""


def test_a_link_confirms_only_when_the_button_is_pressed(tab: Page, service: Service) -> None:
    service.answers["/api/v1/confirmations"] = (200, RECEIPT)
    tab.goto("/kk/confirm/#secret")
    expect(tab).to_have_url(f"{service.url}/kk/confirm/")
    assert service.posts == []
    tab.locator("button[type=submit]").click()
    expect(tab.locator("[data-state=counted]")).to_be_visible()
    assert service.posts == [("/api/v1/confirmations", {"token": "secret", "lang": "kk"})]
    with tab.expect_download() as started:
        tab.locator("[data-download]").click()
    kept = json.loads(Path(started.value.path()).read_text())
    assert kept["salt"] == "00ff"
    assert kept["withdrawal"].endswith("/kk/withdraw/#back")


@pytest.mark.parametrize(
    "code", ["expired_token", "invalid_token", "petition_closed", "already", "unavailable"]
)
def test_a_link_that_does_not_count_says_why(tab: Page, service: Service, code: str) -> None:
    refused = {"title": "Out of order", "code": code, "errors": []}
    answer = (200, {"state": code, "petition": 7}) if code == "already" else (409, refused)
    service.answers["/api/v1/confirmations"] = answer
    tab.goto("/ru/confirm/#secret")
    tab.locator("button[type=submit]").click()
    if code == "unavailable":
        expect(tab.locator("[data-summary]")).to_contain_text("Out of order")
    else:
        expect(tab.locator(f"[data-state={code}]")).to_be_visible()


def test_withdrawing_unsubscribing_supporting_and_changing(tab: Page, service: Service) -> None:
    service.answers["/api/v1/withdrawals"] = (200, {"state": "withdrawn", "petition": 7})
    tab.goto("/en/withdraw/#w")
    tab.check("input[value=true]")
    tab.locator("button[type=submit]").click()
    expect(tab.locator("[data-state=withdrawn]")).to_be_visible()
    assert service.posts[-1][1] == {"token": "w", "erase": True, "lang": "en"}
    tab.goto("/en/unsubscribe/#u")
    tab.locator("button[type=submit]").click()
    expect(tab.locator("[data-state=unsubscribed]")).to_be_visible()
    assert service.posts[-1][0] == "/api/v1/unsubscriptions/u"
    service.answers["/api/v1/pledges/cancellations"] = (200, {"state": "cancelled", "project": 7})
    tab.goto("/en/projects/pledge/#p")
    assert not [path for path, _ in service.posts if "pledges" in path]
    tab.locator("button[type=submit]").click()
    expect(tab.locator("[data-state=cancelled]")).to_be_visible()
    assert service.posts[-1][1] == {"token": "p", "lang": "en"}
    tab.goto("/en/petitions/sponsor/#12.key")
    tab.fill("#s-name", "A Person")
    tab.fill("#s-email", "a@example.com")
    tab.check("#s-consent")
    tab.locator("button[type=submit]").click()
    expect(tab.locator("[data-state=pending]")).to_be_visible()
    assert service.posts[-1][0] == "/api/v1/petitions/12/sponsors"
    assert service.posts[-1][1]["key"] == "key"
