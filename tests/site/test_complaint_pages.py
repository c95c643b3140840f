"""The public pages of complaints in a browser: nothing for axe to find, at any width and colour."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from functions.complaints.complaint import Photo
from functions.publishing import store, version
from tests.conftest import NOW, Calls
from tests.e2e.window import Window
from tests.functions.complaint_site import RESOLVED, entry, life, stored
from tests.functions.publishing_kit import HOSTILE
from tests.site import built
from tests.site.test_pages import _serve

pytestmark = pytest.mark.browser

PATHS = (
    "ru/complaints/",
    "kk/complaints/1/",
    "ru/complaints/2/",
    "en/complaints/3/",
    "ru/complaints/map/",
    "kk/complaints/statistics/",
    "en/complaints/categories/",
    "ru/complaints/corrections/",
    "en/complaints/state/appealed/",
)
_kept: list[Path] = []


@pytest.fixture
def address(dynamodb: Calls, environment: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A published site with an answer that its reporter denies, a late one and a false one."""
    return _serve(_published(environment, tmp_path_factory))


def _published(environment: Path, factory: pytest.TempPathFactory) -> Path:
    if not _kept:
        from functions.publishing import complaint_publish

        shutil.copytree(built.folder(), environment / "site")
        store.forget()
        version._shells.clear()
        no = entry("rate", 30, facts={"satisfied": False})
        stored(1, entries=[*life(*RESOLVED), no], supporters=12)
        photos = [Photo(id="ab", width=8, height=6)]
        overdue = entry("overdue", 31, "platform", text={}, body="")
        stored(2, entries=[*life("accept", "verify"), overdue], shown_photos=photos)
        false = ("accept", "verify", "declare_false", "publish_correction")
        stored(3, *false, shown=HOSTILE)
        stored(4, "accept", "verify", "ask", category="clinic")
        complaint_publish.publish(NOW)
        _kept.append(factory.mktemp("complaints") / "site")
        shutil.copytree(environment / "site", _kept[0])
    return _kept[0]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_can_be_used_by_everybody(address: str, chromium: Browser, path: str) -> None:
    window = Window(chromium, address)
    window.open(path)
    window.look_around()
    window.page.context.close()
    assert [one for one in window.wrong if "/media/ab" not in one and "404" not in one] == []


def test_the_markup_of_a_correction_is_data_and_breaks_nothing(
    address: str, chromium: Browser
) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(f"{address}ru/complaints/3/")
    found = page.inner_text('script[type="application/ld+json"]')
    assert json.loads(found)["mainEntity"]["claimReviewed"].startswith("=cmd")
    assert [text for text in said if "Content Security Policy" in text or text == "1"] == []
    page.close()


def test_a_complaint_reads_without_scripts_and_stays_small(address: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}ru/complaints/2/")
    assert page.is_visible(".c-tl")
    assert page.is_visible('form[action="/api/v1/complaints/2/supports"]')
    assert page.is_visible(".c-clock")
    assert len(page.content().encode()) < 60_000
    context.close()
