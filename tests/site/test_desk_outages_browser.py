"""The desk's screen of outages in a browser: what was measured, and one notice for all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.site.serving import Service

pytestmark = pytest.mark.browser
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
CHECK = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id))"
SESSION = {"token": "t", "name": "Example operator", "roles": ["operator"], "expires_at": 9e15}
FOUND: dict[str, Any] = {
    "measured_since": "2026-09-01T00:00:00Z",
    "out_of_order": False,
    "outages": [
        {
            "from": "2026-09-30T12:05:04Z",
            "until": "2026-09-30T12:45:04Z",
            "minutes": 40,
            "causes": ["mail", "unmeasured"],
        }
    ],
    "petitions": 2,
    "timezone": "Asia/Almaty",
    "most_minutes": 40,
}


@pytest.fixture
def desk(tab: Page, service: Service) -> Page:
    """A tab in which an operator has signed in."""
    kept = json.dumps(json.dumps(SESSION))
    tab.add_init_script(
        f"sessionStorage.setItem('desk-session', {kept}); localStorage.setItem('desk-lang', 'en')"
    )
    service.answers["/api/v1/desk/outages"] = (200, FOUND)
    service.answers["/api/v1/desk/outages/extensions"] = (200, {"extended": 2, "left": 0})
    return tab


def test_one_notice_extends_every_petition(desk: Page, service: Service) -> None:
    desk.goto("/desk/#/outages")
    expect(desk.get_by_role("heading", level=1)).to_have_text("When signing was out of order")
    expect(desk.get_by_text("2 petitions have lost time, at most 40 min.")).to_be_visible()
    expect(desk.get_by_text("30 Sept 2026, 17:05 – 30 Sept 2026, 17:45")).to_be_visible()
    expect(desk.get_by_text("confirmation mail was late, not measured")).to_be_visible()
    desk.evaluate(AXE)
    assert desk.evaluate(CHECK) == []

    desk.locator("textarea[data-lang=en]").fill("The platform was out of order.")
    desk.get_by_role("button", name="Extend all").click()

    expect(desk.locator("#content").get_by_text("2 petitions extended.")).to_be_visible()
    path, sent = service.posts[-1]
    assert path == "/api/v1/desk/outages/extensions"
    assert sent["reason"] == {"en": "The platform was out of order."}
    assert len(sent["rid"]) == 32
    assert "seen" not in sent


def test_while_it_is_out_of_order_nothing_can_be_extended(desk: Page, service: Service) -> None:
    service.answers["/api/v1/desk/outages"] = (200, FOUND | {"out_of_order": True})

    desk.goto("/desk/#/outages")

    expect(desk.get_by_text("People cannot sign now.")).to_be_visible()
    expect(desk.get_by_role("button", name="Extend all")).to_have_count(0)
