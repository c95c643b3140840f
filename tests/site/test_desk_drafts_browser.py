"""The desk's long forms keep what is typed: over a reload, until it is saved or discarded."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.site.serving import Service

pytestmark = pytest.mark.browser
SESSION = {"token": "t", "name": "Example clerk", "roles": ["clerk:a"], "expires_at": 9e15}
API = "/api/v1/desk"
LIST: dict[str, Any] = {"rows": [], "timezone": "Asia/Almaty", "bodies": ["akimat-almaty"]}
SURVEYS = LIST | {"ready": {"satisfaction": {"title": {}, "questions": []}}}
DATASETS = LIST | {"others": [], "themes": ["GOVE"], "frequencies": ["NEVER"]}
COLUMN = {"header": "Код", "name": "kod", "kind": "string", "required": True, "examples": ["7"]}
GUESSED = {"columns": [COLUMN], "rows": 1, "problems": [], "total": 0}


@pytest.fixture
def desk(tab: Page, service: Service) -> Page:
    """A tab in which a clerk has signed in."""
    kept = json.dumps(json.dumps(SESSION))
    tab.add_init_script(
        f"sessionStorage.setItem('desk-session', {kept}); localStorage.setItem('desk-lang', 'en')"
    )
    service.answers[f"{API}/surveys"] = (200, SURVEYS)
    service.answers[f"{API}/datasets"] = (200, DATASETS)
    service.answers[f"{API}/datasets/inspection"] = (200, GUESSED)
    return tab


def test_a_survey_comes_back_and_goes_once_it_is_saved(desk: Page, service: Service) -> None:
    desk.goto("/desk/#/survey/new")
    desk.locator("#f-title").fill("Қ | О | Example")
    desk.get_by_role("button", name="Add a question").click()
    desk.locator("[data-part=text]").fill("Қалай? | Как? | How?")
    desk.reload()

    expect(desk.locator("[data-draft]")).to_contain_text("What you typed before is back")
    expect(desk.locator("#f-title")).to_have_value("Қ | О | Example")
    expect(desk.locator("[data-part=text]")).to_have_value("Қалай? | Как? | How?")

    service.answers[f"{API}/surveys"] = (429, {"code": "too_many"})
    with desk.expect_response(f"**{API}/surveys"):
        desk.get_by_role("button", name="Save").click()
    expect(desk.locator(".c-errors")).to_be_visible()
    with desk.expect_response(f"**{API}/surveys"):
        desk.get_by_role("button", name="Save").click()
    (_, first), (_, again) = service.posts[-2:]
    assert first["rid"] == again["rid"]

    service.answers[f"{API}/surveys"] = (201, SURVEYS | {"survey": 7})
    service.answers[f"{API}/surveys/7"] = (404, {"code": "not_found"})
    desk.get_by_role("button", name="Save").click()
    desk.wait_for_url("**#/survey/7")
    desk.goto("/desk/#/survey/new")
    expect(desk.locator("#f-title")).to_have_value("")
    expect(desk.locator("[data-draft]")).to_have_count(0)


def test_a_dataset_comes_back_without_its_file_and_is_discarded(desk: Page) -> None:
    desk.goto("/desk/#/dataset/new")
    desk.locator("#f-csv").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": "Код\n7\n".encode()}
    )
    desk.locator("#c-0-label").fill("Код | Код | Code")
    desk.locator("#c-0-kind").select_option("integer")
    desk.get_by_role("button", name="Add a source").click()
    desk.locator("#source-0-title").fill("A register")
    desk.get_by_role("button", name="Add a chart").click()
    desk.locator("#chart-0-y").get_by_label("Code (kod)").check()
    desk.reload()

    expect(desk.locator("[data-draft]")).to_contain_text("choose it again")
    expect(desk.locator("#source-0-title")).to_have_value("A register")
    expect(desk.get_by_text("Column 1: Код")).to_be_visible()
    expect(desk.locator("#chart-0-y").get_by_label("Code (kod)")).to_be_checked()
    desk.get_by_role("button", name="Discard it").click()
    expect(desk.locator("#source-0-title")).to_have_count(0)
    desk.reload()
    expect(desk.locator("#f-title")).to_have_value("")
    expect(desk.locator("[data-draft]")).to_have_count(0)
