"""The published pages in a browser: nothing for axe to find, nothing runs that people typed."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from functions.petitions.petition import Debate, Decision, Response, Step, Text
from functions.publishing import publish, store, version
from tests import factory
from tests.conftest import NOW, Calls
from tests.e2e.window import Window
from tests.functions.publishing_kit import HOSTILE, signed
from tests.site import built

pytestmark = pytest.mark.browser

DAY = dt.timedelta(days=1)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
PATHS = (
    "{lang}/",
    "{lang}/petitions/",
    "{lang}/petitions/1/",
    "{lang}/petitions/2/",
    "{lang}/petitions/3/",
    "{lang}/petitions/1/embed/",
    "{lang}/petitions/new/",
    "{lang}/petitions/state/rejected/",
    "{lang}/bodies/",
    "{lang}/bodies/akimat-almaty/",
    "{lang}/rules/",
    "{lang}/rules/uk/",
)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the folder with the policy that the distribution would send."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(dynamodb: Calls, environment: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A published site with an open, an answered and a hostile petition; made once."""
    return _serve(_published(environment, tmp_path_factory))


_kept: list[Path] = []


def _published(environment: Path, factory_: pytest.TempPathFactory) -> Path:
    if not _kept:
        shutil.copytree(built.folder(), environment / "site")
        store.forget()
        version._shells.clear()
        factory.stored(1, "uk", body="akimat-almaty", petitioner="Пример П.")
        factory.stored(2, "uk", **_answered())
        factory.stored(3, "uk", text=Text(title=HOSTILE, background=HOSTILE, details=HOSTILE))
        signed(1, 30)
        publish.publish(NOW)
        _kept.append(factory_.mktemp("published") / "site")
        shutil.copytree(environment / "site", _kept[0])
    return _kept[0]


@cache
def _serve(folder: Path) -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def _answered() -> dict[str, object]:
    words = {"kk": "Мәтін", "ru": "Текст", "en": "Text"}
    return {
        "published_at": NOW - 300 * DAY,
        "responses": [
            Response(
                at=NOW - 50 * DAY,
                body="akimat-almaty",
                responded_on=(NOW - 50 * DAY).date(),
                summary=words,
                details={"kk": "Тек қазақша"},
            )
        ],
        "debates": [
            Debate(
                kind="debate",
                scheduled_at=NOW - 40 * DAY,
                on=(NOW - 30 * DAY).date(),
                held_at=NOW - 30 * DAY,
                transcript_url="https://example.org/transcript",
                overview=words,
            )
        ],
        "decision": Decision(at=NOW - 20 * DAY, body="akimat-almaty", kind="partly", details=words),
        "implementation": [
            Step(at=NOW - 10 * DAY, on=(NOW - 10 * DAY).date(), title=words, done=True)
        ],
    }


@pytest.mark.parametrize("path", ["kk/petitions/", "ru/petitions/3/", "en/petitions/3/embed/"])
def test_what_was_typed_harms_no_page_for_anybody(
    address: str, chromium: Browser, path: str
) -> None:
    window = Window(chromium, address)
    window.open(path)
    window.look_around()
    window.page.context.close()
    assert window.wrong == []


def test_pages_keep_to_the_policy_and_run_nothing_that_was_typed(
    address: str, chromium: Browser
) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for path in PATHS:
        page.goto(address + path.format(lang="ru"))
    page.goto(f"{address}ru/petitions/3/")
    # Browsers leave bidi controls in the text, where they stay inside their element.
    assert page.inner_text("h1") == HOSTILE
    assert [text for text in said if "Content Security Policy" in text or text == "1"] == []
    page.close()


def test_a_petition_page_reads_without_scripts_and_stays_small(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}ru/petitions/1/")
    assert page.inner_text("[data-c-count]") == "30"
    assert page.is_visible("form#sign-form")
    assert page.is_visible(".c-tl")
    assert len(page.content().encode()) < 60_000
    context.close()
