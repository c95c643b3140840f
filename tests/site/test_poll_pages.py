"""The public pages of votes in a browser: nothing for axe to find, and a recount that agrees."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from functions.polls.poll import Line, Option, Override
from functions.publishing import store, version
from tests.conftest import NOW, Calls
from tests.e2e.window import Window
from tests.functions.poll_site import DAY, closed, facts, options, stored, texts
from tests.functions.publishing_kit import HOSTILE
from tests.site import built
from tests.site.test_pages import _serve

pytestmark = pytest.mark.browser

LONG = "Көпқабатты тұрғынүйлердің аулаларындағы балалар алаңдарын қайтажаңғырту"
PATHS = (
    *("ru/polls/", "kk/polls/state/closed/", "en/participate/", "kk/me/"),
    *(f"{lang}/polls/{n}/" for n, lang in enumerate(["kk", "ru", "en"] * 4, 1)),
)
COUNTED = (8, 9, 10, 12)
FIRST_VISIT_BYTES = 60_000
_kept: list[Path] = []


def _options(count: int, cost: int = 0) -> list[Option]:
    """Return options of which the first has a long name and something to say."""
    first, *rest = options(count, cost)
    long = {"kk": LONG, "ru": f"{LONG} (казахское название)", "en": LONG}
    return [first.model_copy(update={"text": long, "more": texts("more of it")}), *rest]


@pytest.fixture
def address(dynamodb: Calls, environment: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A published site with votes by every kind of ballot, waiting, open, counted, withdrawn."""
    return _serve(_published(environment, tmp_path_factory))


def _published(environment: Path, factory: pytest.TempPathFactory) -> Path:
    if not _kept:
        from functions.publishing import participation_publish

        shutil.copytree(built.folder(), environment / "site")
        store.forget()
        version._shells.clear()
        _store_open()
        _store_ended()
        participation_publish.publish(NOW)
        _kept.append(factory.mktemp("polls") / "site")
        shutil.copytree(environment / "site", _kept[0])
    return _kept[0]


def _store_open() -> None:
    share = {"threshold": "70", "strict": True, "threshold_of": "valid", "quorum": 500}
    stored(facts(1, rule=share), email=312, eid=41, changed=7)
    stored(facts(2, opens_at=NOW + DAY, closes_at=NOW + 9 * DAY))
    three = {"method": "multiple", "max_choices": 3, "winners": 3}
    stored(facts(3, options=_options(6), rule=three), email=4, example=True)
    stored(facts(4, options=_options(3), rule={"method": "rating"}))
    stored(facts(5, options=_options(5), rule={"method": "schulze"}, project=1))
    stored(facts(6, options=_options(4), rule={"method": "points", "points": 10}))
    knapsack = {"method": "greedy", "ballot": "knapsack", "budget": 60_000_000}
    stored(facts(7, options=_options(5, 10_000_000), rule=knapsack))


def _store_ended() -> None:
    over = {"closes_at": NOW - DAY}
    ranked = [([1, 2], 40), ([2, 1], 33), ([3, 2, 1], 30), ([4], 5), ([2, 3, 4, 1], 1)]
    closed(facts(8, options=_options(4), rule={"method": "irv"}, **over), ranked)
    shares = {"method": "equal_shares", "budget": 60_000_000, "step": 50_000}
    liked = [([1, 2], 12), ([3, 4, 5], 20), ([2, 5], 9), ([4], 1)]
    closed(facts(9, options=_options(5, 10_000_000), rule=shares, **over), liked)
    strict = {"threshold": "70", "strict": True, "threshold_of": "valid"}
    departed = Override(
        at=NOW,
        role="supervisor",
        computed=[],
        winners=[],
        passed=True,
        added=[],
        removed=[],
        reason=texts("because of pipes"),
    )
    closed(facts(10, rule=strict, **over), [("for", 70), ("against", 30)], overrides=[departed])
    line = Line(at=NOW, what="withdrawn", role="supervisor", text=texts(HOSTILE))
    stored(facts(11, withdrawn_at=NOW, history=[line], changed_at=NOW), email=3)
    pairs = [([1, 2, 3], 11), ([[2, 3], 1], 10), ([3, 1], 4)]
    lot = {"method": "schulze", "tie_break": "lot"}
    closed(facts(12, options=_options(3), rule=lot, **over), pairs)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_can_be_used_by_everybody(address: str, chromium: Browser, path: str) -> None:
    window = Window(chromium, address)
    window.open(path)
    window.look_around()
    window.page.context.close()
    assert window.wrong == []


@pytest.mark.parametrize("number", COUNTED)
def test_the_readers_browser_counts_the_same(address: str, chromium: Browser, number: int) -> None:
    page = chromium.new_page()
    page.goto(f"{address}en/polls/{number}/")
    page.get_by_role("button", name="Recount here").click()
    expect(page.locator("[data-outcome]")).to_contain_text("It agrees")
    page.context.close()


def test_the_readers_browser_notices_other_ballots(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    forged = json.dumps([[[1], 1000]])
    page.route("**/polls/9/ballots.json", lambda route: route.fulfill(body=forged))
    page.goto(f"{address}en/polls/9/")
    page.get_by_role("button", name="Recount here").click()
    expect(page.locator(".c-differs")).to_contain_text("not the one in the log")

    page.route("**/polls/9/result.json", lambda route: _other_result(page, route))
    page.get_by_role("button", name="Recount here").click()
    expect(page.locator(".c-differs")).to_contain_text("It differs")
    page.context.close()


def _other_result(page: Page, route: object) -> None:
    """Answer a result that claims the forged ballots as its own."""
    import hashlib
    from typing import cast

    from playwright.sync_api import Route

    found = cast("Route", route)
    told = json.loads(found.fetch().text())
    told["ballots_hash"] = hashlib.sha256(json.dumps([[[1], 1000]]).encode()).hexdigest()
    found.fulfill(body=json.dumps(told))


@pytest.mark.parametrize("number", [3, 5, 7, 9])
def test_a_first_visit_is_small(address: str, chromium: Browser, number: int) -> None:
    page = chromium.new_page()
    loaded: list[int] = []
    page.on("response", lambda answer: loaded.append(_weight(answer.url, answer.body())))
    page.goto(f"{address}ru/polls/{number}/", wait_until="networkidle")
    page.context.close()
    assert sum(loaded) < FIRST_VISIT_BYTES


def _weight(url: str, body: bytes) -> int:
    """Return what an answer weighs on the way: text is compressed, fonts are already."""
    import gzip

    return len(body) if url.endswith(".woff2") else len(gzip.compress(body))
