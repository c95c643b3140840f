"""A browser and a server over the built site, for the tests that press buttons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import listen
from tests.site import built
from tests.site.serving import Service


@pytest.fixture(scope="session")
def chromium(browser: Browser) -> Browser:
    """The process's one Chromium."""
    return browser


@pytest.fixture
def service() -> Iterator[Service]:
    """Serve the site, built first so that no page has to wait for it, with no answers set."""
    built.folder()
    running = Service()
    yield running
    running.stop()


@pytest.fixture
def tab(chromium: Browser, service: Service) -> Iterator[Page]:
    """Open a phone-sized page that fails the test on any error a script or the policy reports."""
    context = chromium.new_context(base_url=service.url, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    listen(page, errors.append)
    yield page
    context.close()
    assert errors == []
