"""A hostile title, text and name are text, and nothing else, wherever they are shown."""

from __future__ import annotations

import csv
import io
import re
import secrets
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import api
from tests.e2e.conftest import Platform
from tests.e2e.test_life import act, confirm_act, sign_in

RUN = secrets.token_hex(3)
TITLE = f"<img id=hostile src=x onerror=alert(1)>{{{{7*7}}}} SHELL-BODY {RUN}"
LINES = (
    "</p></title><script id=hostile>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "[x](javascript:alert(1)) <a id=hostile href='javascript:alert(1)'>x</a> SHELL-TITLE {% raw %}",
)
NAME = "<svg id=hostile onload=alert(1)> Example"
RIGHT_TO_LEFT = "\u202e"
PETITIONER, SIGNER = f"hostile-{RUN}@example.kz", f"hostile-signer-{RUN}@example.kz"
ATOM = "{http://www.w3.org/2005/Atom}"


TYPED = {
    "title": RIGHT_TO_LEFT + TITLE,
    "background": f"\n\n{RIGHT_TO_LEFT}".join(LINES),
    "name": NAME,
    "show": "name",
}


def published(page: Page, platform: Platform) -> int:
    """Bring the petition to the public, its moderation in the browser; return its number."""
    number = api.start(platform, PETITIONER, **TYPED)
    api.support(platform, PETITIONER)
    sign_in(page, "Example moderator")
    page.goto(f"/desk/#/petitions/{number}")
    expect(page.locator("h1")).to_have_text(TITLE)
    act(page, number, "Опубликовать")
    page.get_by_label("Контрольный список пройден полностью").check()
    confirm_act(page)
    platform.wait(lambda: platform.fetch(f"/petitions/{number}.json") is not None)
    return number


def read(platform: Platform, path: str) -> bytes:
    with urlopen(platform.url + path, timeout=30) as answer:
        body: bytes = answer.read()
        return body


def test_what_a_hostile_person_types_is_text_everywhere(page: Page, platform: Platform) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    number = published(page, platform)
    api.sign(platform, number, SIGNER, notify=True)

    in_pages(page, platform, number)
    in_files(platform, number)
    in_mails(page, platform)
    in_search(page, platform)
    assert dialogs == []


def text(page: Page, path: str) -> str:
    page.goto(path)
    return page.locator("body").inner_text()


def in_pages(page: Page, platform: Platform, number: int) -> None:
    """Look at each page until it tells of the petition: pages come first, then the lists."""
    for path in (
        f"/ru/petitions/{number}/",
        f"/kk/petitions/{number}/",
        f"/en/petitions/{number}/embed/",
        "/ru/petitions/sort/new/",
        "/ru/petitions/category/economy/",
    ):
        platform.wait(lambda path=path: TITLE in text(page, path))
        harmless(page)
    page.goto(f"/ru/petitions/{number}/")
    expect(page).to_have_title(re.compile(re.escape(TITLE)))
    shown = page.locator("main").inner_text()
    assert all(line in shown for line in LINES)
    assert NAME in shown


def in_search(page: Page, platform: Platform) -> None:
    """Look for the petition, again and again: the index in use may be half a minute old."""
    platform.wait(lambda: TITLE in found(page))
    harmless(page)
    platform.wait(lambda: TITLE in similar(page))
    harmless(page)


def found(page: Page) -> str:
    page.goto("/ru/search/?q=hostile")
    return page.locator("main").inner_text()


def similar(page: Page) -> str:
    """Type a like title into the form; return the petitions that it shows meanwhile."""
    page.goto("/ru/petitions/new/")
    page.evaluate("document.querySelectorAll('fieldset').forEach((one) => one.hidden = false)")
    page.locator("#f-title").fill("")
    with page.expect_response(lambda answer: "/similar" in answer.url):
        page.locator("#f-title").press_sequentially("hostile onerror")
    page.wait_for_timeout(300)
    return page.locator(".c-similar").first.inner_text()


def harmless(page: Page) -> None:
    """Assert that nothing of what was typed became an element, a link or a hidden character."""
    assert page.locator("[id=hostile], [onerror], [onload]").count() == 0
    assert page.locator("a[href^='javascript' i]").count() == 0
    assert RIGHT_TO_LEFT not in page.content()


def is_news(platform: Platform) -> bool:
    return any(item["title"].endswith(TITLE) for item in platform.fetch("/feed.json")["items"])


def in_files(platform: Platform, number: int) -> None:
    """Wait for the feed, which is published after the pages and the lists; then read all."""
    platform.wait(lambda: is_news(platform))
    facts = platform.fetch(f"/petitions/{number}.json")["data"]["attributes"]
    assert facts["action"] == TITLE
    assert facts["background"] == "\n\n".join(LINES)
    listed = platform.fetch("/petitions.json?state=open")["data"]
    assert TITLE in {one["attributes"]["action"] for one in listed}
    for path in ("/atom.xml", f"/petitions/{number}/atom.xml"):
        titles = ET.fromstring(read(platform, path)).iter(f"{ATOM}title")
        assert any((title.text or "").endswith(TITLE) for title in titles)
    rows = list(csv.reader(io.StringIO(read(platform, "/petitions.csv").decode())))
    assert TITLE in {row[0] for row in rows}
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def in_mails(page: Page, platform: Platform) -> None:
    for to in (PETITIONER, SIGNER):
        platform.wait(lambda to=to: any(TITLE in mail["text"] for mail in platform.mails(to)))
    for file in (platform.var / "outbox").glob("*.eml"):
        assert b"text/html" not in file.read_bytes()
    page.goto("/_local/outbox/")
    assert TITLE in page.locator("body").inner_text()
    harmless(page)


@pytest.mark.parametrize("name", ["title", "background", "details", "name"])
def test_nothing_may_begin_like_a_formula(platform: Platform, name: str) -> None:
    for start in ("=cmd|' /C calc'!A0", f"{RIGHT_TO_LEFT} +1", "-1", "@a"):
        form = api.form(platform, PETITIONER, **TYPED | {name: start})
        status, answer = api.post(platform, "/api/v1/petitions", **form)
        assert status == 422
        assert [(one["name"], one["code"]) for one in answer["errors"]] == [(name, "formula")]
