"""Every type of page, and a window that looks at one as axe, a phone and a strict policy do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Response, expect

from tests.conftest import ROOT

LANGUAGES = ("kk", "ru", "en")
SCHEMES = ("light", "dark")
WIDTHS = (1280, 390)
AXE = ROOT / "node_modules/axe-core/axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_BEGIN = """(tags) => {
  window.looked = axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false,
  });
}"""
_END = """async () => (await window.looked).violations.flatMap(({ id, nodes }) =>
  nodes.map((node) => `${id} ${node.target} ${node.failureSummary}`))"""
_REPORT = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));"""
_UNFOLD = """() => {
  for (const folded of document.querySelectorAll("main details, article details"))
    folded.open = true;
}"""
_WIDTHS = "[document.scrollingElement.scrollWidth, innerWidth]"

Prepare = Callable[[Page], None]


def press_sign(page: Page) -> None:
    """Send the form of a signer with nothing in it."""
    page.locator("#sign-form button[type=submit]").click()
    expect(page.locator("#sign-form [data-summary]")).to_be_visible()


def press_next(page: Page) -> None:
    """Go on from the first step of a petition with nothing chosen."""
    page.locator("#step-who [data-next]").click()
    expect(page.locator("#start-form [data-summary]")).to_be_visible()


def every_step(page: Page) -> None:
    """Show all steps of the form at once, and what waits for its turn."""
    page.evaluate("document.querySelectorAll('main [hidden]').forEach((one) => one.hidden = false)")


def every_outcome(page: Page) -> None:
    """Show all that a mailed link may end in, one below the other."""
    page.evaluate(
        "document.querySelectorAll('[data-state], [data-receipt]').forEach((one) =>"
        " one.hidden = one.dataset.state === 'ask')"
    )


def open_menu(page: Page) -> None:
    """Open the menu of the narrow page."""
    page.locator("[data-menu]").evaluate("(menu) => { menu.open = true; }")


@dataclass(frozen=True)
class View:
    """An address below the language, and what is done there before looking."""

    path: str
    prepare: Prepare | None = None
    status: int = 200

    def __str__(self) -> str:
        return f"{self.path} {self.prepare.__name__ if self.prepare else ''}"


MAILED = ("confirm/", "withdraw/", "unsubscribe/", "petitions/sponsor/", "petitions/change/")
PETITIONS = {
    "open": 1,
    "late": 6,
    "answered": 9,
    "debated": 12,
    "decided": 13,
    "implemented": 14,
    "awaiting": 15,
    "closed": 16,
    "rejected": 22,
    "proving": 24,
    "insufficient": 25,
}
DONE = (
    *("changed", "confirmed", "petition", "sign"),
    *("sponsor", "unsubscribed", "withdraw", "withdrawn"),
)
EDITORIAL = (
    *("about", "accessibility", "contact", "data", "how-it-works", "privacy"),
    *("terms", "verify", "500", "503"),
)
VIEWS = (
    View(""),
    View("", open_menu),
    View("petitions/"),
    View("petitions/state/with_response/"),
    View("petitions/state/awaiting_debate/"),
    View("petitions/jurisdiction/KZ-75/"),
    View("petitions/1/"),
    View("petitions/1/", press_sign),
    *(View(f"petitions/{number}/") for number in PETITIONS.values() if number > 1),
    View("petitions/27/", status=410),
    View("petitions/1/embed/"),
    View("petitions/new/"),
    View("petitions/new/", press_next),
    View("petitions/new/", every_step),
    *(View(path, act) for path in MAILED for act in (None, every_outcome)),
    *(View(f"done/{name}/") for name in DONE),
    View("bodies/"),
    View("bodies/akimat-almaty/"),
    View("rules/"),
    View("rules/kz-central/"),
    View("rules/quick/"),
    View("search/?q=а"),
    View("search/?q=жарық"),
    View("search/?q=zzzzzz"),
    *(View(f"{name}/") for name in EDITORIAL),
    View("nothing/here/", status=404),
)


class Window:
    """A browser window of one width that remembers what was wrong with what it showed."""

    def __init__(self, browser: Browser, url: str, width: int) -> None:
        self.wrong: list[str] = []
        self.width, self.url, self.scheme, self.shown = width, url, "", ""
        context = browser.new_context(
            base_url=url,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            locale="ru-RU",
        )
        context.add_init_script(path=AXE)
        context.add_init_script(_REPORT)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.note(str(error)))
        self.page.on("request", lambda request: self._requested(request.url))
        self.page.on("console", lambda said: self._said(said.type, said.text))

    def open(self, path: str) -> Response | None:
        """Go to an address of the site."""
        return self.page.goto(path)

    def show(self, lang: str, view: View) -> None:
        """Open a view in a language, if it is not open yet, and make it ready to be looked at."""
        path = f"/{lang}/{view.path}"
        if path != self.shown:
            answer, self.shown = self.open(path), path
            if answer is None or answer.status != view.status:
                self.note(f"not {view.status}")
        if self.page.locator("html").get_attribute("lang") != lang:
            self.note("not in its language")
        if view.prepare:
            view.prepare(self.page)

    def begin(self, scheme: str) -> None:
        """Let axe begin to look, in light or dark; `end` tells what it saw."""
        self.scheme = scheme
        self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        self.page.evaluate(_UNFOLD)
        self.page.evaluate(_BEGIN, STANDARDS)

    def end(self) -> None:
        """Note what axe found, and whether the page is wider than the window."""
        for fault in self.page.evaluate(_END):
            self.note(fault)
        needed, there = self.page.evaluate(_WIDTHS)
        if needed > there:
            self.note(f"{needed} pixels wide")

    def note(self, fault: str) -> None:
        """Remember a fault of the page that is shown."""
        where = self.page.url.removeprefix(self.url)
        self.wrong.append(f"{where} {self.width} {self.scheme}: {' '.join(fault.split())}")

    def _requested(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:", "about:")):
            self.note(f"third party: {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.note(text)


def look(windows: tuple[Window, ...], turn: int) -> None:
    """Look at what the windows show, all at the same time; the next turn swaps light and dark."""
    for at, window in enumerate(windows):
        window.begin(SCHEMES[(at + turn) % len(SCHEMES)])
    for window in windows:
        window.end()
