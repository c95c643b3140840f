"""A browser window that looks at a page as axe, a phone and a strict policy do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Response

from tests.browsing import listen
from tests.conftest import ROOT
from tests.e2e.views import View

HEIGHT = 900
AXE = ROOT / "node_modules/axe-core/axe.min.js"
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_COLOURS = ("color-contrast", "link-in-text-block")
_FAULTS = """async ([type, values]) => {
  const runOnly = { type, values };
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} ${node.target} ${node.failureSummary}`));
}"""
_REPORT = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));"""
_UNFOLD = """() => {
  for (const folded of document.querySelectorAll("main details, article details"))
    folded.open = true;
}"""
_WIDTHS = "[document.scrollingElement.scrollWidth, innerWidth]"


@dataclass(frozen=True)
class Look:
    """A way to look at a page: how wide, light or dark, and by which of axe's rules."""

    width: int
    scheme: Literal["light", "dark"]
    by: Literal["tag", "rule"] = "tag"
    rules: tuple[str, ...] = STANDARDS


# What a page holds may change with its width, so each width is held to every rule; light and dark
# change nothing but colours, so the other scheme of a width is held to what is said of colours.
# At 320 pixels, as at 1280 enlarged four times, it must only fit (WCAG 1.4.10).
LOOKS = (
    Look(1280, "light"),
    Look(1280, "dark", "rule", _COLOURS),
    Look(390, "dark"),
    Look(390, "light", "rule", _COLOURS),
    Look(320, "light", "rule", ()),
)


# Colours are the same in every language and words are not: each page has all looks in one language,
# and in the others the narrow ones, where words are most in each other's way, by the rules that
# words can break.
_WORDS = (
    *("button-name", "document-title", "empty-heading", "heading-order", "image-alt", "label"),
    *("link-name", "scrollable-region-focusable", "select-name", "svg-img-alt", "target-size"),
    "valid-lang",
)
FEWER = (Look(390, "dark", "rule", _WORDS), LOOKS[4])


class Window:
    """A browser window that remembers what was wrong with what it showed."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.wrong: list[str] = []
        self.url, self.look = url, LOOKS[0]
        context = browser.new_context(
            base_url=url,
            viewport={"width": self.look.width, "height": HEIGHT},
            reduced_motion="reduce",
            locale="ru-RU",
        )
        context.add_init_script(path=AXE)
        context.add_init_script(_REPORT)
        self.page = context.new_page()
        self.page.on("request", lambda request: self._requested(request.url))
        listen(self.page, self.note)

    def open(self, path: str) -> Response | None:
        """Go to an address of the site, as wide and as light as the first look is."""
        self._turn(LOOKS[0])
        return self.page.goto(path)

    def show(self, lang: str, view: View) -> None:
        """Open a view in a language and make it ready to be looked at."""
        answer = self.open(f"/{lang}/{view.path}")
        if answer is None or answer.status != view.status:
            self.note(f"not {view.status}")
        if self.page.locator("html").get_attribute("lang") != lang:
            self.note("not in its language")
        if view.prepare:
            view.prepare(self.page)

    def look_around(self, looks: tuple[Look, ...] = LOOKS) -> None:
        """Look at what is shown in several ways, all unfolded, and note what is wrong."""
        self.page.evaluate(_UNFOLD)
        for look in looks:
            self._turn(look)
            for fault in self.page.evaluate(_FAULTS, [look.by, look.rules]) if look.rules else ():
                self.note(fault)
            needed, there = self.page.evaluate(_WIDTHS)
            if needed > there:
                self.note(f"{needed} pixels wide")

    def note(self, fault: str) -> None:
        """Remember a fault of the page that is shown."""
        where = self.page.url.removeprefix(self.url)
        how = f"{self.look.width} {self.look.scheme}"
        self.wrong.append(f"{where} {how}: {' '.join(fault.split())}")

    def _turn(self, look: Look) -> None:
        """Be as wide as a look is, and as light."""
        self.look = look
        self.page.set_viewport_size({"width": look.width, "height": HEIGHT})
        self.page.emulate_media(color_scheme=look.scheme)

    def _requested(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:", "about:")):
            self.note(f"third party: {url}")
