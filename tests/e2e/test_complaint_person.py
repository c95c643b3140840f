"""The person's path: a problem reported from a phone, answered, rated and reopened."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, FilePayload, Geolocation, Page, expect

from infra.local import people
from infra.local.issuer import ROOT as LOGIN
from infra.local.issuer import Issuer
from tests import media_files
from tests.browsing import listen
from tests.e2e import api
from tests.e2e.conftest import Platform

RUN = secrets.token_hex(3)
REPORTER = f"person-{RUN}@example.kz"
NEIGHBOUR = f"neighbour-{RUN}@example.kz"
TEXT = f"Пример {RUN}: <b>яма</b> у остановки {{{{7*7}}}}"
BODY = "akimat-almaty"
PLACE: Geolocation = {"latitude": 43.2389, "longitude": 76.8897}
FIRST_VISIT_BYTES = 60_000


@contextmanager
def phone_of(browser: Browser, platform: Platform) -> Iterator[Page]:
    """Somebody's phone, which tells where it is; what its scripts or the policy say fails."""
    context = browser.new_context(
        base_url=platform.url,
        viewport={"width": 390, "height": 844},
        locale="ru-RU",
        geolocation=PLACE,
        permissions=["geolocation"],
    )
    page, wrong = context.new_page(), list[str]()
    listen(page, wrong.append)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def phone(browser: Browser, platform: Platform) -> Iterator[Page]:
    """The reporter's phone."""
    with phone_of(browser, platform) as page:
        yield page


def bearer(platform: Platform, who: str) -> dict[str, str]:
    """Return the header that signs an example official in."""
    person = people.named(people.DESK, who)
    assert person
    issuer = Issuer(platform.var / "keys", f"{platform.url}{LOGIN}")
    return {"Authorization": f"Bearer {issuer.tokens(person)['access_token']}"}


def screen(platform: Platform, number: int, who: str) -> dict[str, Any]:
    """Return what the desk shows of a complaint."""
    url = f"{platform.url}/api/v1/desk/complaints/{number}"
    return dict(json.load(urlopen(Request(url, headers=bearer(platform, who)), timeout=30)))


def move(platform: Platform, number: int, who: str, name: str, **fields: object) -> dict[str, Any]:
    """Move a complaint on as an example official, who has seen it as it is now."""
    seen = screen(platform, number, who)["version"]
    asked = {"rid": secrets.token_hex(16), "seen": seen, "lang": "ru", **fields}
    url = f"{platform.url}/api/v1/desk/complaints/{number}/{name}"
    headers = bearer(platform, who) | {"Content-Type": "application/json"}
    made = urlopen(Request(url, json.dumps(asked).encode(), headers), timeout=30)
    return dict(json.load(made))


def state(platform: Platform, number: int, what: str) -> None:
    """Wait until the published complaint stands in a state."""

    def reached() -> bool:
        read = platform.fetch(f"/complaints/{number}.json")
        return bool(read) and read["data"]["attributes"]["state"] == what

    platform.wait(reached)


def go_on(page: Page) -> None:
    page.locator("[data-next]:visible").click()


def report(page: Page, photo: bytes) -> None:
    """Fill in the form from the choice of the subject to the last button."""
    page.goto("/ru/complaints/new/")
    page.get_by_role("link", name=re.compile("^Повреждение дороги")).click()
    page.locator("[data-geo]").click()
    expect(page.locator("#f-jurisdiction")).to_have_value("KZ-75")
    page.locator("[data-show-map]").click()
    page.locator("#place-map svg").focus()
    for key in ("+", "ArrowRight", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    page.locator("#f-address").fill("Пример улица, 1")
    go_on(page)
    page.locator("input[value=carriageway]").check()
    page.locator("#f-description").fill(TEXT)
    picture = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=photo)
    expect(page.locator("#f-photos")).to_be_visible()
    page.locator("#f-photos").set_input_files([picture])
    go_on(page)
    page.locator("#f-email").fill(REPORTER)
    page.locator("#f-consent").check()
    go_on(page)
    expect(page.locator("[data-preview-text]")).to_have_text(TEXT)
    page.get_by_role("button", name="Отправить", exact=True).click()
    expect(page.locator("#coupon")).to_be_visible(timeout=60_000)


def accept(platform: Platform, number: int) -> str:
    """Publish the report with its photo once that is clean, and send it to the akimat."""
    upload = clean(platform, number)
    then = [
        {"move": "verify", "body": BODY},
        {"move": "confirm", "text": {"ru": "Яма есть."}},
        {"move": "assign", "body": BODY},
    ]
    made = move(platform, number, "moderator", "accept", shown_photos=[upload], then=then)
    assert made["state"] == "assigned"
    move(platform, number, "clerk", "start")
    move(platform, number, "clerk", "ask", text={"ru": "С какой стороны улицы?"})
    return upload


def clean(platform: Platform, number: int) -> str:
    """Wait until the complaint's photo was re-encoded, and return its id."""
    found = list[str]()

    def is_clean() -> bool:
        photos = screen(platform, number, "moderator")["photos"]
        found[:] = [one["id"] for one in photos if one["state"] == "clean"]
        return bool(found)

    platform.wait(is_clean)
    return found[0]


def resolve(platform: Platform, number: int) -> None:
    move(
        platform,
        number,
        "clerk",
        "resolve",
        code="fixed",
        text={"ru": "Яма заделана."},
        actions=[{"ru": "Уложен асфальт"}],
    )
    state(platform, number, "survey")


def test_a_problem_is_reported_answered_rated_and_reopened(
    browser: Browser, phone: Page, platform: Platform
) -> None:
    photo = media_files.jpeg(media_files.picture(640, 480))
    assert media_files.TOLD in photo
    report(phone, photo)
    coupon = phone.locator("#coupon")
    written = coupon.locator("[data-coupon=number]").inner_text()
    number = int(written.split("-")[1])
    expect(coupon).to_contain_text("Акимат города Алматы")
    expect(coupon.locator("[data-due] li")).not_to_have_count(0)
    expect(coupon.locator("[data-photo-status]")).to_contain_text("Фото принято: 1", timeout=60_000)
    platform.mail(REPORTER, written)
    link = str(phone.locator("[data-coupon-open]").get_attribute("href"))

    upload = accept(platform, number)
    phone.goto(link)
    expect(phone.locator("[data-history]")).to_contain_text("С какой стороны улицы?")
    phone.locator("#a-reply").fill("С левой, у столба")
    phone.locator("#act-reply button").click()
    expect(phone.locator("[data-taken]")).to_be_visible()
    expect(phone.locator("[data-history]")).to_contain_text("С левой, у столба")
    with phone_of(browser, platform) as other:
        join(other, platform, number)
    resolve(platform, number)
    public_page(phone, platform, number, upload)

    phone.goto(link)
    phone.locator("[data-to-survey]").click()
    phone.locator("#s-no").check()
    phone.locator("#r-time-2").check()
    phone.locator("#s-reopen").check()
    phone.locator("#s-reason").fill("Яма снова открылась")
    phone.locator("#survey button[type=submit]").click()
    expect(phone.locator("[data-state=reopened]")).to_be_visible()
    state(platform, number, "assigned")
    # Asked to confirm, and told of what was done since.
    platform.wait(lambda: len(platform.mails(NEIGHBOUR)) > 1)


def join(page: Page, platform: Platform, number: int) -> None:
    """Say "me too" where the same problem is, instead of reporting it again."""
    platform.wait(lambda: bool(near(platform)))
    page.goto("/ru/complaints/new/road-damage/")
    page.locator("[data-geo]").click()
    expect(page.locator("#f-jurisdiction")).to_have_value("KZ-75")
    go_on(page)
    mine = page.locator("[data-similar] li", has=page.locator(f"a[href$='/complaints/{number}/']"))
    mine.locator("button").click()
    page.locator("#me-too-email").fill(NEIGHBOUR)
    page.locator("#me-too-consent").check()
    page.locator("#me-too button[type=submit]").click()
    expect(page.locator("#me-too-told")).to_be_visible(timeout=60_000)
    token = api.token(platform, NEIGHBOUR, "/complaints/support/#")
    page.goto(f"/ru/complaints/support/#{token}")
    page.locator("#join button[type=submit]").click()
    expect(page.locator("[data-state=counted]")).to_be_visible()


def near(platform: Platform) -> list[Any]:
    where = f"lat={PLACE['latitude']}&long={PLACE['longitude']}"
    found = platform.fetch(f"/api/v1/complaints/nearby?category=road-damage&lang=ru&{where}")
    return [one for one in found["reports"] if RUN in one["title"]] if found else []


def public_page(page: Page, platform: Platform, number: int, upload: str) -> None:
    """What everyone sees: the text as it was typed, the photo without what it told, no reply."""
    page.goto(f"/ru/complaints/{number}/")
    expect(page.get_by_text("Яма заделана.").first).to_be_visible()
    expect(page.locator(".c-text")).to_have_text(TEXT)
    expect(page.get_by_text("С левой, у столба")).to_have_count(0)
    assert REPORTER not in page.content()
    for name in (f"{upload}.jpg", f"{upload}.small.jpg"):
        shown = urlopen(f"{platform.url}/media/{name}", timeout=30).read()
        assert shown.startswith(b"\xff\xd8")
        assert b"Exif" not in shown
        assert media_files.TOLD not in shown
        assert media_files.WHERE.encode() not in shown


def test_the_same_without_scripts(browser: Browser, platform: Platform) -> None:
    context = browser.new_context(
        base_url=platform.url,
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
        locale="ru-RU",
    )
    page, email = context.new_page(), f"plain-person-{RUN}@example.kz"
    page.goto("/ru/complaints/new/")
    page.get_by_role("link", name=re.compile("^Мусор и чистота")).click()
    page.locator("#f-address").fill("Пример улица, 2")
    page.locator("#f-jurisdiction").select_option("KZ-75")
    page.locator("input[value=dump]").check()
    page.locator("#f-description").fill(TEXT)
    page.locator("#f-email").fill("wrong@example")
    page.locator("#f-consent").check()
    page.locator("#report-form button[type=submit]").click()
    expect(page.locator("[role=alert] a[href='#f-email']")).to_be_visible()
    expect(page.locator("#f-description")).to_have_value(TEXT)
    page.locator("#f-email").fill(email)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text(TEXT)
    assert platform.mails(email) == []
    page.locator("main form button[type=submit]").click()
    written = str(re.search(r"\d{4}-\d{6}-\d", page.locator("main").inner_text())[0])  # type: ignore[index]
    link = page.locator("main a[href*='/complaints/track/#']").first
    secret = str(link.get_attribute("href")).partition("#")[2].partition(".")[2]
    number = int(written.split("-")[1])
    move(platform, number, "moderator", "accept", then=[{"move": "verify", "body": BODY}])
    move(platform, number, "clerk", "ask", text={"ru": "Сколько мешков?"})
    track(page, written, secret)
    expect(page.locator("main")).to_contain_text("Сколько мешков?")
    page.locator("form:has(input[value=reply]) textarea").fill("Десять")
    page.locator("form:has(input[value=reply]) button[type=submit]").click()
    expect(page).to_have_url(re.compile("/ru/done/complaint-sent/$"))
    then = [{"move": "assign", "body": BODY}]
    move(platform, number, "clerk", "confirm", text={"ru": "Мешки есть."}, then=then)
    resolve(platform, number)
    survey(page, written, secret)
    expect(page).to_have_url(re.compile("/ru/done/survey/$"))
    state(platform, number, "closed")
    survey(page, written, secret, mark=1)
    expect(page.locator("[role=alert]")).to_be_visible()
    context.close()


def track(page: Page, written: str, secret: str) -> None:
    """Type number and key on the page of one's own complaint."""
    page.goto("/ru/complaints/track/")
    page.locator("#k-number").fill(written)
    page.locator("#k-key").fill(secret)
    page.locator("#track button[type=submit]").click()


def survey(page: Page, written: str, secret: str, mark: int = 5) -> None:
    page.goto("/ru/complaints/survey/")
    page.locator("#k-number").fill(written)
    page.locator("#k-key").fill(secret)
    page.locator("#s-yes").check()
    page.locator(f"#r-result-{mark}").check(force=True)
    page.locator("#survey button[type=submit]").click()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", ["new/", "new/road-damage/"])
def test_a_first_visit_to_the_form_is_light(
    browser: Browser, platform: Platform, path: str, lang: str
) -> None:
    context = browser.new_context(base_url=platform.url)
    page, sizes = context.new_page(), list[float]()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.goto(f"/{lang}/complaints/{path}", wait_until="networkidle")
    context.close()
    assert len(sizes) > 5
    assert sum(sizes) < FIRST_VISIT_BYTES
