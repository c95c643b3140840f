"""What was published, copied to another folder and served by another server: it works whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browsing import listen
from tests.e2e.conftest import MINUTE_SECONDS, Platform
from tests.e2e.copied import Tree, is_function
from tests.e2e.views import LANGUAGES, POLLS

# What each publisher makes last.
LAST = (
    *("/petitions.json", "/ru/petitions/1/", "/complaints.json", "/data/", "/statistics.json"),
    *("/ru/data/petitions/", "/ru/implemented/1/", "/ru/surveys/1/results/", "/polls.json"),
)
PAGES = {
    "home": "",
    "a petition": "petitions/1/",
    "a list": "petitions/state/with_response/",
    "a dataset": "data/petitions/",
    "an uploaded table with charts": "data/service-quality-by-region-2020/",
    "statistics": "statistics/",
    "the result of a poll": f"polls/{POLLS['departed']}/",
}
# The platform goes on publishing while it is copied: a page may name what came a moment later.
TRIES = 5


class _Plain(SimpleHTTPRequestHandler):
    """Python's own server, without its log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def tree(platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A copy of the two public buckets, one below the other as the CDN shows them."""
    platform.wait(lambda: all(map(platform.has, LAST)))
    for _ in range(TRIES):
        copied = Tree(tmp_path_factory.mktemp("copied"), platform.url)
        for bucket, below in (("site", ""), ("log", "log")):
            shutil.copytree(
                platform.var / "objects" / bucket,
                copied.folder / below,
                ignore=shutil.ignore_patterns("*.lock"),
                copy_function=_copy,
                dirs_exist_ok=True,
            )
        if not copied.lost():
            break
        time.sleep(MINUTE_SECONDS)
    return copied


def _copy(there: str, here: str) -> None:
    with suppress(FileNotFoundError):  # it was taken away a moment ago
        shutil.copy(there, here)


@pytest.fixture(scope="module")
def elsewhere(tree: Tree) -> Iterator[str]:
    """The address of the copy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Plain, directory=str(tree.folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_all_that_a_file_names_is_there_or_a_functions(tree: Tree) -> None:
    assert tree.lost() == {}
    assert all(f"{lang}/index.html" in tree.files for lang in LANGUAGES)
    assert len(tree.files) > 2_000
    assert is_function("/api/v1/petitions/1/signatures")
    assert not is_function("/kk/nothing/here/")


def test_its_pages_open_whole(elsewhere: str, browser: Browser) -> None:
    opened = browser.new_page(base_url=elsewhere)
    wrong = _listening(opened, elsewhere)
    for place, (name, path) in enumerate(PAGES.items()):
        opened.goto(f"/{LANGUAGES[place % len(LANGUAGES)]}/{path}", wait_until="networkidle")
        assert opened.locator("h1").count() == 1, name
        style = "getComputedStyle(document.body).fontFamily"
        assert "Onest" in opened.evaluate(style), name
    opened.close()
    assert wrong == []


def _listening(page: Page, home: str) -> list[str]:
    """Return what will go wrong on a page: errors of scripts, files not found or elsewhere."""
    wrong: list[str] = []

    def answered(answer: Response) -> None:
        address = urlsplit(answer.url)
        if not answer.url.startswith((home, "data:", "blob:")):
            wrong.append(f"third party: {answer.url}")
        elif answer.status >= 400 and not is_function(address.path):
            wrong.append(f"{answer.status} {address.path} on {page.url}")

    page.on("response", answered)
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    listen(page, wrong.append)
    return wrong


def test_its_folder_needs_no_address_of_its_own(tree: Tree) -> None:
    """Pages link to each other without the site's address, so they stay where they are copied."""
    for path in PAGES.values():
        html = Path(tree.folder / "ru" / path / "index.html").read_text("utf-8")
        assert f'<a href="{tree.site}' not in html
        assert f'src="{tree.site}' not in html
