"""`python -m tests.bench.page_weight [ADDRESS]`: what a visit to each type of page costs.

A browser opens every type of page twice: first with nothing kept, then after the front page (the
front page itself: after the list). What is counted is what went over the wire, as the browser's
network log tells it: gzip as the CDN does it, HTTP/1.1 with its headers. Without an address the
platform is started with its examples on a free port, which takes some minutes.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from infra.local import browser
from tests.e2e.conftest import Platform

LANGUAGE = "ru"
# Every type of page, below the language; what begins with a slash has none.
PAGES = {
    "home": "",
    "petition": "petitions/1/",
    "list of petitions": "petitions/",
    "search results": "search/?q=%D0%BC%D0%B5%D0%BA%D1%82%D0%B5%D0%BF",
    "map of complaints": "complaints/map/",
    "complaint": "complaints/1/",
    "form of a complaint": "complaints/new/road-damage/",
    "poll, result": "polls/9/",
    "poll, ballot": "polls/3/",
    "project": "projects/1/",
    "idea": "projects/1/ideas/2/",
    "survey, form": "surveys/2/",
    "survey, results": "surveys/1/results/",
    "dataset": "data/petitions/",
    "statistics": "statistics/",
    "editorial page": "how-it-works/",
    "desk, sign-in": "/desk/",
}
READY = ("/ru/statistics/", "/ru/surveys/1/results/", "/ru/data/petitions/", "/ru/projects/1/")
READY_SECONDS = 300
HEAD = (
    "| page | requests | first visit, KB | next page, KB (requests) | HTML, KB (inline SVG) "
    "| HTML | CSS | scripts | fonts | pictures, data |\n|---|---|---|---|---|---|---|---|---|---|"
)
SHARES = (("Document",), ("Stylesheet",), ("Script",), ("Font",))
_SVG = re.compile(rb"<svg\b.*?</svg>", re.DOTALL)


@dataclass
class Visit:
    """What one visit asked for: bytes on the wire by the browser's types of resources."""

    bytes: Counter[str] = field(default_factory=Counter)
    requests: int = 0

    @property
    def total(self) -> int:
        """All bytes."""
        return self.bytes.total()

    def shares(self) -> list[int]:
        """Return the bytes of the page, styles, scripts, fonts and of all the rest."""
        named = [sum(self.bytes[one] for one in kinds) for kinds in SHARES]
        return [*named, self.total - sum(named)]


class Meter:
    """Counts what a page asks for; what comes from its cache has no bytes."""

    def __init__(self, page: Page) -> None:
        self.visit = Visit()
        self._kinds: dict[str, str] = {}  # by request
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)

    def start(self) -> None:
        """Begin anew."""
        self.visit = Visit()

    def _received(self, told: dict[str, Any]) -> None:
        self._kinds[told["requestId"]] = told["type"]

    def _finished(self, told: dict[str, Any]) -> None:
        size = int(told["encodedDataLength"])
        if size:
            self.visit.requests += 1
            self.visit.bytes[self._kinds[told["requestId"]]] += size


def main() -> None:
    """Print the table."""
    with _address() as address, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser.find(), args=["--no-sandbox"])
        print(HEAD, flush=True)
        for name in PAGES:
            print(row(running, address, name), flush=True)
        running.close()


def row(running: Browser, address: str, name: str) -> str:
    """Return the line of a type of page."""
    path = _path(name)
    (first,) = visits(running, address, path)
    before = _path("home" if name != "home" else "list of petitions")
    after = visits(running, address, before, path)[1]
    with urlopen(address + path) as answer:
        html = answer.read()
    drawn = sum(map(len, _SVG.findall(html)))
    cells = [
        *(name, str(first.requests), _kb(first.total), f"{_kb(after.total)} ({after.requests})"),
        f"{_kb(len(html))} ({_kb(drawn)})",
        *map(_kb, first.shares()),
    ]
    return f"| {' | '.join(cells)} |"


def visits(running: Browser, address: str, *paths: str) -> list[Visit]:
    """Open pages one after another in a window that has kept nothing; return each visit."""
    context = running.new_context(locale="ru-RU", viewport={"width": 390, "height": 844})
    page, found = context.new_page(), list[Visit]()
    meter = Meter(page)
    for path in paths:
        meter.start()
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => null)")
        found.append(meter.visit)
    context.close()
    return found


def _path(name: str) -> str:
    path = PAGES[name]
    return path if path.startswith("/") else f"/{LANGUAGE}/{path}"


def _kb(size: int) -> str:
    return f"{size / 1000:.1f}"


@contextmanager
def _address() -> Iterator[str]:
    """Return the address that was given, or that of a platform which runs for as long."""
    if sys.argv[1:]:
        yield sys.argv[1].rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="dauys-weight-") as name:
        platform = Platform(Path(name))
        try:
            platform.start()
            platform.wait(lambda: all(map(platform.has, READY)), READY_SECONDS)
            yield platform.url
        finally:
            platform.stop()


if __name__ == "__main__":
    main()
