"""The pages of projects and works in a browser: for everybody, at any width, in any colours."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Calls, Clock, Send
from tests.e2e.window import Window
from tests.site import project_kit
from tests.site.serving import Service
from tests.site.test_pages import _serve

pytestmark = pytest.mark.browser

PATHS = (
    "ru/projects/",
    "kk/projects/1/",
    "en/projects/2/",
    "kk/projects/3/",
    "ru/projects/4/",
    "en/projects/5/",
    "kk/projects/6/",
    "kk/projects/6/ideas/1/",
    "ru/projects/6/ideas/3/",
    "kk/projects/6/ideas/4/",
    "en/projects/6/ideas/5/",
    "ru/projects/5/ideas/1/",
    "en/projects/5/ideas/2/",
    "kk/projects/2/ideas/1/",
    "ru/projects/6/ideas/",
    "kk/projects/6/ideas/state/merged/",
    "kk/projects/6/discussion/",
    "ru/implemented/",
    "kk/implemented/1/",
    "en/implemented/2/",
)
# What a first visit of the largest page may weigh, before compression; fonts come on top.
MOST_BYTES = 60_000
_kept: list[Path] = []


@pytest.fixture
def folder(
    dynamodb: Calls,
    environment: Path,
    send: Send,
    clock: Clock,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A published site, made once."""
    if not _kept:
        made = project_kit.make(environment, send, clock)
        _kept.append(tmp_path_factory.mktemp("projects") / "site")
        shutil.copytree(made, _kept[0])
    return _kept[0]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_can_be_used_by_everybody(folder: Path, chromium: Browser, path: str) -> None:
    window = Window(chromium, _serve(folder))
    window.open(path)
    window.look_around()
    window.page.context.close()
    assert window.wrong == []


def test_no_page_is_heavy(folder: Path) -> None:
    for kind in ("projects", "implemented"):
        for path in (folder / "kk" / kind).rglob("index.html"):
            assert path.stat().st_size < MOST_BYTES, path


def test_the_scripts_of_forms_are_fetched_where_there_are_forms(folder: Path) -> None:
    parts = re.compile("data-(project-form|stances|reply|merge)")
    found = set()
    for path in (folder / "kk/projects").glob("*/*/**/index.html"):
        page = path.read_text()
        has_form = bool(parts.search(page))
        found.add(has_form)
        assert ("/assets/js/project/project.js" in page) == has_form, path
    assert found == {True, False}


@pytest.fixture
def talk(tab: Page, service: Service, folder: Path) -> Page:
    """A phone with a kept code on the page of an idea that is discussed."""
    base = "/ru/projects/6/"
    for rest in ("", "ideas/1/", "ideas/5/"):
        service.answers[base + rest] = (
            200,
            (folder / f"ru/projects/6/{rest}index.html").read_text(),
        )
    record = {"code": "kept-code", "expires_at": "2099-01-01T00:00:00Z", "hint": "a***@example.org"}
    tab.add_init_script(f"localStorage.setItem('dauys.participant', '{json.dumps(record)}')")
    tab.goto(f"{base}ideas/1/")
    return tab


def test_a_stance_goes_where_its_button_says(talk: Page, service: Service) -> None:
    button = talk.locator(".p-com").first.locator("[name=stance][value=disagree]")
    path = button.get_attribute("formaction") or ""
    service.answers[path] = (200, {"state": "counted"})

    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(talk.locator(".p-com").first.locator("[role=status]")).to_be_visible()
    sent = service.posts[-1]
    assert sent[0] == path
    assert (sent[1]["stance"], sent[1]["code"]) == ("disagree", "kept-code")


def test_a_refused_comment_keeps_what_was_typed_and_a_taken_one_is_told(
    talk: Page, service: Service
) -> None:
    path = "/api/v1/projects/6/comments"
    wrong = {"title": "Исправьте", "errors": [{"name": "text", "detail": "слишком длинно"}]}
    service.answers[path] = (422, wrong)
    talk.locator("[data-reply]").first.click()
    talk.locator("#say [name=text]").fill("Моё мнение")
    talk.locator("#say button[type=submit]").click()
    expect(talk.locator("#say [data-summary]")).to_contain_text("слишком длинно")
    expect(talk.locator("#say [name=text]")).to_have_value("Моё мнение")

    service.answers[path] = (201, {"state": "pending", "comment": "a" * 20})
    talk.locator("#say button[type=submit]").click()

    expect(talk.locator("#say-told")).to_be_focused()
    first, second = (told for where, told in service.posts if where == path)
    assert first["parent"] == second["parent"] != ""
    assert first["rid"] != second["rid"]


def test_similar_ideas_appear_while_a_title_is_typed(talk: Page, service: Service) -> None:
    found = {"ideas": [{"number": 1, "title": "<b>Скамейки</b>", "score": 0.8}]}
    service.answers["/api/v1/projects/6/similar"] = (200, found)
    talk.goto("/ru/projects/6/")

    talk.locator("#propose-form-title").fill("Скамейки")

    link = talk.locator("[data-similar] a")
    expect(link).to_have_text("<b>Скамейки</b>")
    expect(link).to_have_attribute("href", "/ru/projects/6/ideas/1/")


def test_a_merge_is_answered_with_the_letter_s_token(talk: Page, service: Service) -> None:
    path = "/api/v1/projects/6/ideas/5/merge-consents"
    service.answers[path] = (200, {"state": "moved"})
    talk.goto("/ru/projects/6/ideas/5/#merge=sealed-token")
    expect(talk.locator("#merge-form-token")).to_be_hidden()
    assert "sealed" not in talk.url

    talk.locator("#merge-form button[value=true]").click()

    expect(talk.locator("#merge-form-told")).to_be_visible()
    assert service.posts[-1][0] == path
    sent = service.posts[-1][1]
    assert (sent["token"], sent["agree"]) == ("sealed-token", True)


def test_comments_can_be_read_newest_first(talk: Page) -> None:
    order = "els => els.map((one) => one.dataset.at)"
    talk.locator("[data-newest]").click()
    for side in talk.locator("[data-threads]").all():
        times = side.locator("> li").evaluate_all(order)
        assert times == sorted(times, reverse=True)


def test_without_scripts_all_can_be_read_and_sent(folder: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{_serve(folder)}ru/projects/6/")
    for form in ("#propose-form", "#pass"):
        assert page.locator(form).get_attribute("method") == "post"
    assert page.is_visible("#propose-form [name=code]")
    assert page.is_visible(".p-funnel")
    page.goto(f"{_serve(folder)}ru/projects/6/ideas/1/")
    assert page.is_visible("[name=stance]")
    assert page.is_visible("#support-form [name=code]")
    assert page.is_hidden("[data-order]")
    context.close()
