"""Every page in every language, light and dark, wide and narrow: reachable, quiet, light.

Each page is loaded once in each language, with all that is folded unfolded; axe-core then looks at
it, in one language in four ways, wide and narrow, light and dark. The same visit listens for third
parties, breaches of the policy and errors of scripts, and measures pages too wide.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Platform
from tests.e2e.test_life import sign_in
from tests.e2e.views import LANGUAGES, PETITIONS, SCREENS, VIEWS
from tests.e2e.window import FEWER, LOOKS, Look, Window

FIRST_VISIT_BYTES = 60_000


@pytest.fixture
def window(browser: Browser, platform: Platform) -> Iterator[Window]:
    """A window; what was wrong in it fails the test at its end."""
    opened = Window(browser, platform.url)
    yield opened
    opened.page.context.close()
    assert opened.wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_has_a_fault(window: Window, lang: str) -> None:
    for place, view in enumerate(VIEWS):
        window.show(lang, view)
        window.look_around(looks(place, lang))


def test_no_screen_of_the_desk_has_a_fault(window: Window) -> None:
    window.open("/desk/")
    for lang in LANGUAGES:
        speak(window, lang)
        window.look_around()
    sign_in(window.page, "Example supervisor")
    for lang in LANGUAGES:
        speak(window, lang)
        for place, screen in enumerate(SCREENS):
            turn_to(window, screen)
            window.look_around(looks(place, lang))


def looks(place: int, lang: str) -> tuple[Look, ...]:
    """Return how a page is looked at: in every way in the language whose turn it is."""
    return LOOKS if place % len(LANGUAGES) == LANGUAGES.index(lang) else FEWER


def turn_to(window: Window, screen: str) -> None:
    """Open a screen and wait until it stands in the place of the one before."""
    window.page.locator("#content > *").first.evaluate("(shown) => shown.dataset.left = ''")
    window.open(f"/desk/#/{screen}")
    expect(window.page.locator("#content > [data-left]")).to_have_count(0)
    expect(window.page.locator("#content [aria-busy]")).to_have_count(0)


def speak(window: Window, lang: str) -> None:
    """Choose the desk's language."""
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
