"""Every page in every language, light and dark, wide and narrow: reachable, quiet, light.

axe-core looks at each page, with all that is folded unfolded, in a wide and a narrow window at the
same time, one light and one dark. They swap from language to language, so that each type of page is
seen in all four ways; all four in every language would take twice the time. The same visit listens
for third parties, breaches of the policy and errors of scripts, and measures pages too wide.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Platform
from tests.e2e.test_life import sign_in
from tests.e2e.views import LANGUAGES, PETITIONS, VIEWS, WIDTHS, Window, look

FIRST_VISIT_BYTES = 60_000
SCREENS = (
    "queue/moderation",
    "queue/duties",
    "queue/all",
    "petitions/18",
    "petitions/18/rejection",
    "petitions/18/return",
    "petitions/9",
    "petitions/9/removal",
)


@pytest.fixture
def windows(browser: Browser, platform: Platform) -> Iterator[tuple[Window, ...]]:
    """A wide and a narrow window; what was wrong in them fails the test at its end."""
    opened = tuple(Window(browser, platform.url, width) for width in WIDTHS)
    yield opened
    for window in opened:
        window.page.context.close()
    assert [fault for window in opened for fault in window.wrong] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_has_a_fault(windows: tuple[Window, ...], lang: str) -> None:
    for at, view in enumerate(VIEWS):
        for window in windows:
            window.show(lang, view)
        look(windows, at + LANGUAGES.index(lang))


def test_no_screen_of_the_desk_has_a_fault(windows: tuple[Window, ...]) -> None:
    for window in windows:
        window.open("/desk/")
    for turn, lang in enumerate(LANGUAGES):
        speak(windows, lang)
        look(windows, turn)
    for window in windows:
        sign_in(window.page, "Example supervisor")
    for turn, lang in enumerate(LANGUAGES):
        speak(windows, lang)
        for at, screen in enumerate(SCREENS):
            for window in windows:
                window.open(f"/desk/#/{screen}")
                expect(window.page.locator("main [aria-busy]")).to_have_count(0)
            look(windows, turn + at)


def speak(windows: tuple[Window, ...], lang: str) -> None:
    """Choose the desk's language."""
    for window in windows:
        window.page.locator(f"[data-languages] [lang={lang}]").click()
        expect(window.page.locator("html")).to_have_attribute("lang", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["open", "decided"])
def test_a_first_visit_to_a_petition_is_light(
    browser: Browser, platform: Platform, name: str, lang: str
) -> None:
    context = browser.new_context(base_url=platform.url)
    page, sizes = context.new_page(), list[float]()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.goto(f"/{lang}/petitions/{PETITIONS[name]}/", wait_until="networkidle")
    context.close()
    assert len(sizes) > 5
    assert sum(sizes) < FIRST_VISIT_BYTES
