"""Reporting a problem in a browser, under the strictest policy: form, map, private pages."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from functions.shared.identity import has_proof_of_work
from infra.map import draw
from tests.conftest import ROOT
from tests.site import built, complaint_kit
from tests.site.complaint_kit import COUPON, NEAR, OWN
from tests.site.serving import Service

pytestmark = pytest.mark.browser
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
CHECK = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id))"
NEW = "/api/v1/complaints"
FORM = "/en/complaints/new/road-damage/"
MAP_BYTES = 60_000
LOOKS = [("kk", "light", 390), ("ru", "dark", 390), ("en", "light", 1280), ("kk", "dark", 1280)]
ROUND_TRIP = """async (place) => {
  const { toMap, toPlace } = await import("/assets/js/complaint/projection.js");
  const frame = await (await fetch("/assets/map/map.json")).json();
  const { x, y } = toMap(frame, place);
  return [x, y, toPlace(frame, { x, y })];
}"""
PAGES = (
    *("new/", "new/road-damage/", "new/clinic/", "new/air/", "new/public-transport/"),
    *("map/", "track/", "survey/", "support/"),
)


@pytest.fixture(autouse=True)
def _pages(environment: Path, service: Service) -> None:
    """Serve the pages of complaints beside the built site."""
    complaint_kit.shells(environment / "site")
    complaint_kit.serve(service)


@pytest.fixture
def abroad(chromium: Browser, service: Service) -> Iterator[Page]:
    """A phone that tells where it is, near the centre of Almaty."""
    context = chromium.new_context(
        base_url=service.url,
        viewport={"width": 390, "height": 844},
        geolocation={"latitude": 43.2389, "longitude": 76.8897},
        permissions=["geolocation"],
    )
    yield context.new_page()
    context.close()


def go_on(tab: Page) -> None:
    tab.locator("[data-next]:visible").click()


def to_contact(tab: Page) -> None:
    """Fill in place and description."""
    tab.fill("#f-address", "12 Example street")
    tab.select_option("#f-jurisdiction", "KZ-71")
    go_on(tab)
    tab.locator("input[value=carriageway]").check()
    tab.fill("#f-description", "A deep hole")
    go_on(tab)


def send(tab: Page) -> None:
    """Fill in the rest and send."""
    tab.fill("#f-email", "A.Person@example.com")
    tab.check("#f-consent")
    go_on(tab)
    tab.get_by_role("button", name="Send", exact=True).click()


def test_a_report_is_sent_in_four_steps(tab: Page, service: Service) -> None:
    tab.goto(FORM)
    go_on(tab)
    expect(tab.locator("form:visible [data-summary]")).to_contain_text("Region or city")
    expect(tab.locator("form:visible [data-summary]")).to_contain_text(
        "Write the address or mark the place"
    )
    to_contact(tab)
    tab.check("#f-consent")
    go_on(tab)
    expect(tab.locator("form:visible [data-summary]")).to_contain_text("E-mail address")
    send(tab)
    expect(tab.locator("#coupon")).to_contain_text("2026-000007-5")
    expect(tab.locator("#coupon")).to_contain_text("December 14, 2026")
    expect(tab.locator("#coupon")).to_contain_text("Akimat of Astana")
    expect(tab.locator("[data-due] li")).to_have_count(2)
    expect(tab.locator("[data-coupon-open]")).to_have_attribute(
        "href", f"{service.url}{COUPON['link']}"
    )
    told = service.sent(NEW)
    assert told["attributes"] == {"surface": ["carriageway"]}
    assert told["category"] == "road-damage"
    assert told["may_publish"] is True
    assert not {"lat", "long", "step"} & set(told)
    hours = {told["proof"].split(".")[0]}
    assert has_proof_of_work(told["proof"], 0, told["email"], hours, service.proof_bits)
    assert tab.evaluate("localStorage.getItem('dauys-report-road-damage')") is None


def test_what_is_typed_is_kept_and_can_be_thrown_away(tab: Page) -> None:
    tab.goto(FORM)
    to_contact(tab)
    tab.uncheck("#f-may_publish")
    tab.fill("#f-name", "A Person")
    expect(tab.locator("[data-kept]")).to_be_visible()
    tab.reload()
    expect(tab.locator("[data-draft]")).to_be_visible()
    expect(tab.locator("#f-address")).to_have_value("12 Example street")
    expect(tab.locator("#f-description")).to_have_value("A deep hole")
    expect(tab.locator("input[value=carriageway]")).to_be_checked()
    expect(tab.locator("#f-may_publish")).not_to_be_checked()
    tab.locator("[data-draft-drop]").click()
    expect(tab.locator("#f-address")).to_have_value("")


def test_a_place_is_marked_on_the_map_with_finger_and_with_keys(
    tab: Page, service: Service
) -> None:
    service.answers["/api/v1/complaints/nearby"] = (200, NEAR)
    tab.goto(FORM)
    tab.locator("[data-show-map]").click()
    tab.locator("#place-map svg").click(position={"x": 200, "y": 60})
    expect(tab.locator("[data-locate-status]")).to_have_text("The place is marked.")
    north = float(tab.input_value("#f-lat"))
    tab.locator("#place-map svg").focus()
    for key in ("+", "+", "ArrowDown", "ArrowDown", "Enter"):
        tab.keyboard.press(key)
    assert float(tab.input_value("#f-lat")) < north
    expect(tab.locator("#f-jurisdiction")).to_have_value(re.compile("^KZ-"))
    go_on(tab)
    near = tab.locator("[data-similar]")
    expect(near).to_contain_text("Hole <i>at</i> the stop")
    expect(near).to_contain_text("21 m away · joined: 4")
    go_on(tab)
    expect(tab.locator("form:visible [data-summary]")).to_contain_text("What is damaged?")


def test_my_location_fills_point_and_region(abroad: Page) -> None:
    abroad.goto(FORM)
    abroad.locator("[data-geo]").click()
    expect(abroad.locator("#f-lat")).to_have_value("43.238900")
    expect(abroad.locator("#f-jurisdiction")).to_have_value("KZ-75")
    expect(abroad.locator("[data-suggested]")).to_be_visible()


def test_one_joins_a_report_that_is_there(abroad: Page, service: Service) -> None:
    service.answers["/api/v1/complaints/nearby"] = (200, NEAR)
    abroad.goto(FORM)
    abroad.locator("[data-geo]").click()
    expect(abroad.locator("#f-jurisdiction")).to_have_value("KZ-75")
    go_on(abroad)
    abroad.locator("[data-similar] button").click()
    abroad.fill("#me-too-email", "me@example.com")
    abroad.check("#me-too-consent")
    abroad.get_by_role("button", name="Join").click()
    expect(abroad.locator("#me-too-told")).to_be_visible()
    told = service.sent("/api/v1/complaints/3/supports")
    hours = {told["proof"].split(".")[0]}
    assert has_proof_of_work(told["proof"], 3, told["email"], hours, service.proof_bits)


def test_the_author_sees_what_will_be_public_and_may_word_it_otherwise(
    tab: Page, service: Service
) -> None:
    service.answers["/api/v1/complaints/7/status"] = (200, OWN)
    tab.goto(FORM)
    to_contact(tab)
    tab.fill("#f-email", "a@example.com")
    tab.check("#f-consent")
    go_on(tab)
    preview = tab.locator("[data-preview]")
    expect(preview).to_contain_text("12 Example street")
    expect(preview).to_contain_text("A deep hole")
    expect(preview).not_to_contain_text("a@example.com")
    tab.locator("[data-redact] summary").click()
    tab.fill("#f-shown", "A hole")
    expect(tab.locator("[data-preview-text]")).to_have_text("A hole")
    tab.get_by_role("button", name="Send", exact=True).click()
    expect(tab.locator("#coupon")).to_be_visible()
    told = service.sent("/api/v1/complaints/7/status")
    assert (told["act"], told["text"], told["token"]) == ("redact", "A hole", "secret")
    assert service.sent(NEW)["description"] == "A deep hole"


def test_nothing_of_a_private_category_is_previewed(tab: Page) -> None:
    tab.goto("/en/complaints/new/corruption/")
    tab.select_option("#f-jurisdiction", "KZ-71")
    go_on(tab)
    tab.fill("#f-description", "A bribe")
    go_on(tab)
    tab.check("#f-consent")
    go_on(tab)
    preview = tab.locator("[data-preview]")
    expect(preview).to_contain_text("Not published")
    expect(preview).not_to_contain_text("A bribe")
    expect(preview).not_to_contain_text("Astana")


def test_wrong_channels_say_where_to_go_and_have_nothing_to_fill_in(tab: Page) -> None:
    tab.goto("/en/complaints/new/")
    expect(tab.locator("a[href='tel:112']").first).to_be_visible()
    tab.locator(".c-kind--else summary", has_text="court").click()
    expect(tab.get_by_text("goes to a court")).to_be_visible()
    assert tab.locator("main form").count() == 0


def test_a_wrong_photo_is_named_and_no_more_than_three_are_taken(tab: Page) -> None:
    tab.goto(FORM)
    tab.fill("#f-address", "12 Example street")
    tab.select_option("#f-jurisdiction", "KZ-71")
    go_on(tab)
    expect(tab.locator("#f-photos")).to_be_visible()
    picture = {"mimeType": "image/png", "buffer": b"x"}
    tab.set_input_files("#f-photos", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    expect(tab.locator("[data-photo-field]")).to_contain_text("cannot be sent: a.txt")
    tab.set_input_files("#f-photos", [picture | {"name": f"{n}.png"} for n in range(4)])  # type: ignore[arg-type]
    expect(tab.locator("[data-thumbs] li")).to_have_count(3)
    expect(tab.locator("[data-photo-field]")).to_contain_text("At most 3 photos")
    tab.locator("[data-thumbs] button").first.click()
    expect(tab.locator("[data-thumbs] li")).to_have_count(2)


def test_the_private_link_shows_everything_and_answers_a_question(
    tab: Page, service: Service
) -> None:
    service.answers["/api/v1/complaints/7/status"] = (200, OWN)
    tab.goto("/en/complaints/track/#7.secret")
    expect(tab.locator("[data-state=own]")).to_contain_text("2026-000007-5")
    expect(tab.locator("[data-state=own]")).to_contain_text("A deep hole <b>here</b>")
    expect(tab.locator("[data-history]")).to_contain_text("Which side of the street?")
    expect(tab.locator("[data-history]")).to_contain_text("only you see this")
    assert "secret" not in tab.url
    assert not tab.locator("[data-may=appeal]").is_visible()
    tab.fill("#a-reply", "The left one")
    tab.locator("#act-reply button").click()
    expect(tab.locator("[data-taken]")).to_be_visible()
    told = service.sent("/api/v1/complaints/7/status")
    assert (told["act"], told["text"], told["token"]) == ("reply", "The left one", "secret")
    tab.reload()
    expect(tab.locator("[data-state=own]")).to_contain_text("2026-000007-5")


def test_number_and_key_can_be_typed(tab: Page, service: Service) -> None:
    service.answers["/api/v1/complaints/0/status"] = (200, OWN)
    tab.goto("/en/complaints/track/")
    tab.fill("#k-number", "2026-000007-5")
    tab.fill("#k-key", "secret")
    tab.get_by_role("button", name="Show").click()
    expect(tab.locator("[data-state=own]")).to_be_visible()
    told = service.sent("/api/v1/complaints/0/status")
    assert (told["number"], told["key"], told["act"]) == ("2026-000007-5", "secret", "read")


def test_a_wrong_key_is_told_in_words(tab: Page, service: Service) -> None:
    service.answers["/api/v1/complaints/7/status"] = (404, {"code": "not_found"})
    tab.goto("/en/complaints/track/#7.wrong")
    expect(tab.locator("[data-state=not_found]")).to_be_visible()


def test_the_survey_does_nothing_until_it_is_sent(tab: Page, service: Service) -> None:
    service.answers["/api/v1/complaints/7/survey"] = (200, {"state": "reopened", "complaint": 7})
    tab.goto("/en/complaints/survey/#7.secret")
    expect(tab.locator("#survey")).to_be_visible()
    assert service.posts == []
    assert not tab.locator("#s-reopen").is_visible()
    tab.locator("#s-no").check()
    tab.locator("#r-staff-4").check()
    tab.locator("#s-reopen").check()
    tab.get_by_role("button", name="Send the rating").click()
    expect(tab.locator("form:visible [data-summary]")).to_contain_text("What is not solved")
    tab.fill("#s-reason", "Still a hole")
    tab.get_by_role("button", name="Send the rating").click()
    expect(tab.locator("[data-state=reopened]")).to_be_visible()
    told = service.sent("/api/v1/complaints/7/survey")
    assert told["ratings"] == {"staff": 4}
    assert (told["satisfied"], told["reopen"], told["reason"]) == (False, True, "Still a hole")
    service.answers["/api/v1/complaints/7/survey"] = (410, {"code": "survey_over"})
    tab.goto("/en/")
    tab.goto("/en/complaints/survey/#7.again")
    tab.locator("#s-yes").check()
    tab.get_by_role("button", name="Send the rating").click()
    expect(tab.locator("[data-state=survey_over]")).to_be_visible()


def test_a_support_counts_only_when_its_button_is_pressed(tab: Page, service: Service) -> None:
    service.answers["/api/v1/complaints/supports"] = (200, {"state": "counted", "complaint": 3})
    tab.goto("/en/complaints/support/#token")
    assert service.posts == []
    tab.get_by_role("button", name="Join").click()
    expect(tab.locator("[data-state=counted]")).to_be_visible()
    expect(tab.locator("[data-to-one]")).to_have_attribute("href", "/en/complaints/3/")


def test_the_map_gathers_points_and_lists_what_is_in_view(tab: Page, service: Service) -> None:
    fields = ["id", "lat", "long", "category", "state", "is_open"]
    almaty = [[n, 43.24, 76.89, "road-damage", "assigned", True] for n in range(1, 21)]
    far = [21, 51.13, 71.43, "road-damage", "assigned", True]
    service.answers["/complaints/points.json"] = (200, {"fields": fields, "points": [*almaty, far]})
    tab.goto("/en/complaints/map/")
    expect(tab.locator(".c-map__side")).to_contain_text("In this view: 21")
    expect(tab.locator(".c-map__list li")).to_have_count(12)
    expect(tab.locator(".m-group text")).to_have_text("20")
    tab.locator(".m-group", has_text="20").click()
    expect(tab.locator(".c-map__side")).to_contain_text("In this view: 20")
    tab.locator("[data-zoom=whole]").click()
    expect(tab.locator(".c-map__side")).to_contain_text("In this view: 21")


def test_the_map_is_there_without_scripts(chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/kk/complaints/map/")
    expect(page.locator(".c-map__svg")).to_be_visible()
    assert page.locator(".m-centre").count() == 20
    expect(page.locator(".c-map__regions a", has_text="Алматы қаласы 12")).to_be_visible()
    page.goto("/kk/complaints/new/road-damage/")
    expect(page.locator("#f-description")).to_be_visible()
    assert not page.locator("[data-show-map]").is_visible()
    assert not page.locator("#f-photos").is_visible()
    context.close()


def test_the_map_is_light() -> None:
    files = [built.folder() / "assets/map" / name for name in ("base.svg", "map.json")]
    assert sum(len(gzip.compress(one.read_bytes())) for one in files) < MAP_BYTES


@pytest.mark.parametrize(("lang", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(
    chromium: Browser, service: Service, lang: str, scheme: str, width: int
) -> None:
    service.answers["/api/v1/complaints/7/status"] = (200, OWN)
    context = chromium.new_context(
        base_url=service.url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    page, wrong = context.new_page(), []
    for path in (*PAGES, "track/#7.secret"):
        page.goto(f"/{lang}/complaints/{path}")
        if page.locator("[data-show-map]").count():
            page.locator("[data-show-map]").click()
            expect(page.locator("#place-map svg")).to_be_visible()
        page.evaluate(AXE)
        found = page.evaluate(CHECK)
        needed, there = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        wrong += [(path, json.dumps(found))] if found else []
        wrong += [(path, f"{needed} pixels")] if needed > there else []
    context.close()
    assert wrong == []


def test_the_script_computes_places_as_the_build_does(tab: Page) -> None:
    drawn = draw.read(ROOT / "content/map")
    assert drawn
    tab.goto("/en/complaints/track/")
    for place in drawn.places[:20]:
        long, lat = place.at
        x, y, back = tab.evaluate(ROUND_TRIP, {"lat": lat, "long": long})
        assert (x, y) == pytest.approx(drawn.projection.of(place.at), abs=0.01)
        assert (back["long"], back["lat"]) == pytest.approx(place.at, abs=1e-9)
