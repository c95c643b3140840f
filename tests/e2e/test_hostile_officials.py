"""What a hostile official types, or a stolen sign-in, is text and nothing else."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import secrets
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import api
from tests.e2e.conftest import Platform
from tests.e2e.crowd_project import official
from tests.e2e.test_hostile import RIGHT_TO_LEFT, harmless, read, text
from tests.e2e.test_life import sign_in

RUN = secrets.token_hex(3)
LANGUAGES = ("kk", "ru", "en")
LINES = (
    "</p></title><script id=hostile>alert(1)</script> SHELL-BODY",
    "=cmd|' /C calc'!A0",
    "[x](javascript:alert(1)) <a id=hostile href='javascript:alert(1)'>x</a> {% raw %}",
)
ACTS = {
    "response": ("summary", "details"),
    "debate-outcome": ("overview",),
    "decision": ("details",),
    "implementation": ("title",),
}
PLACE, SOON = ZoneInfo("Asia/Almaty"), range(1, 15)
SIGNER, PETITIONER = f"reader-{RUN}@example.kz", f"answered-{RUN}@example.kz"


def line(name: str) -> str:
    """Return what is typed into a field of one line, as it must come out."""
    return f"<img id=hostile src=x onerror=alert(1)>{{{{7*7}}}} {name} {RUN}"


def typed(text: str) -> dict[str, str]:
    """Return a text in all languages as it is typed, with a hidden turn to the left."""
    return dict.fromkeys(LANGUAGES, f"{RIGHT_TO_LEFT}{text}")


def paragraphs(name: str) -> str:
    """Return what is typed into a field of several lines, as it must come out."""
    return "\n\n".join((line(name), *LINES))


def do(platform: Platform, number: int, name: str, **fields: object) -> None:
    status, answer = api.act(platform, number, "supervisor", name, **fields)
    assert status == 200, (name, answer)


def answered(platform: Platform) -> int:
    """Publish a petition and do all that officials do with one; return its number."""
    number = api.start(platform, PETITIONER)
    api.support(platform, PETITIONER)
    do(platform, number, "publication", checked=True)
    api.sign(platform, number, SIGNER, notify=True)
    today = dt.datetime.now(PLACE).date()
    on = today.isoformat()
    body = {"body": "government"}
    summary = {"summary": typed(line("summary")), "details": typed(paragraphs("answer"))}
    do(platform, number, "response", responded_on=on, decision="partly", **body, **summary)
    debate = {"kind": "debate"}
    days = [(today + dt.timedelta(days)).isoformat() for days in SOON]  # one is a working day
    planned = (api.act(platform, number, "supervisor", "debate", on=day, **debate) for day in days)
    assert any(status == 200 for status, _ in planned)
    overview = typed(paragraphs("overview"))
    do(platform, number, "debate-outcome", on=on, overview=overview, **debate)
    do(platform, number, "decision", kind="accepted", details=typed(paragraphs("decision")), **body)
    do(platform, number, "implementation", on=on, title=typed(line("step")), done=True)
    return number


def test_what_officials_answer_is_text_everywhere(page: Page, platform: Platform) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    number = answered(platform)

    for lang in LANGUAGES:
        path = f"/{lang}/petitions/{number}/"
        platform.wait(lambda path=path: line("step") in text(page, path))
        shown = page.locator("main").inner_text()
        for name in ("summary", "answer", "overview", "decision", "step"):
            assert line(name) in shown, (lang, name)
        assert all(shown.count(one) >= 3 for one in LINES)
        harmless(page)
    for path in (f"en/petitions/{number}/embed/", "kk/", "ru/bodies/government/"):
        page.goto(f"/{path}")
        harmless(page)
    in_files(platform, number)
    in_mails(platform, PETITIONER, "Получен ответ")
    in_mails(platform, SIGNER, "Получен ответ")
    assert dialogs == []


def in_files(platform: Platform, number: int) -> None:
    attributes = platform.fetch(f"/petitions/{number}.json")["data"]["attributes"]
    assert attributes["government_response"]["summary"] == line("summary")
    assert attributes["government_response"]["details"] == paragraphs("answer")
    assert attributes["debate"]["overview"] == paragraphs("overview")
    own = [f"/petitions/{number}/{name}" for name in ("feed.json", "atom.xml")]
    for path in (*own, "/feed.json", "/atom.xml", "/petitions.csv"):
        assert RIGHT_TO_LEFT not in read(platform, path).decode()
        assert "<script id" not in read(platform, path).decode()
    rows = csv.reader(io.StringIO(read(platform, "/petitions.csv").decode()))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def in_mails(platform: Platform, to: str, subject: str) -> None:
    """Wait for a mail; mails tell that there is something to read, not what officials typed."""
    platform.mail(to, subject)
    for mail in platform.mails(to):
        assert "onerror" not in mail["subject"] + mail["text"]
    for file in (platform.var / "outbox").glob("*.eml"):
        assert b"text/html" not in file.read_bytes()


def test_why_moderators_refuse_is_text_everywhere(page: Page, platform: Platform) -> None:
    email = f"refused-{RUN}@example.kz"
    number = api.start(platform, email)
    api.support(platform, email)
    do(platform, number, "return", reason=typed(paragraphs("return")))
    in_mails(platform, email, "исправить")
    own = api.token(platform, email, "/petitions/change/#")
    page.goto(f"/ru/petitions/change/#{own}")
    page.locator("[data-reason] [data-of=return_reason]").wait_for()
    shown = page.locator("[data-reason]").inner_text()
    assert all(one in shown for one in (line("return"), *LINES))
    harmless(page)

    again = {"title": "Пример", "background": "Пример, ещё раз."}
    path = f"/api/v1/petitions/{number}/changes"
    status, answer = api.post(platform, path, token=own, act="resubmit", **again)
    assert status == 200, answer
    do(platform, number, "rejection", code="duplicate", details=typed(paragraphs("refusal")))
    platform.wait(lambda: platform.fetch(f"/petitions/{number}.json") is not None)
    refused = platform.fetch(f"/petitions/{number}.json")["data"]["attributes"]["rejection"]
    assert refused["details"] == paragraphs("refusal")
    for lang in LANGUAGES:
        path = f"/{lang}/petitions/{number}/"
        platform.wait(lambda path=path: line("refusal") in text(page, path))
        shown = page.locator("main").inner_text()
        assert all(one in shown for one in LINES)
        harmless(page)
    in_mails(platform, email, "отклонена")


def test_what_officials_ask_in_surveys_is_text_on_the_desk_and_outside(
    page: Page, platform: Platform
) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    options = [{"id": name, "text": typed(line(name))} for name in ("a", "b")]
    questions = [
        {"id": "q1", "kind": "single", "text": typed(line("asked")), "options": options},
        {"id": "q2", "kind": "text", "text": typed(line("more")), "hint": typed(line("hint"))},
    ]
    survey = {
        "title": typed(line("survey")),
        "about": typed(paragraphs("about")),
        "pages": json.dumps([{"title": typed(line("page")), "questions": questions}]),
        **{"identity": "none", "body": "akimat-almaty", "jurisdiction": "KZ-75"},
        **{"opens_at": "2026-01-01T00:00:00+05:00", "closes_at": "2030-01-01T00:00:00+05:00"},
    }
    rid = secrets.token_hex(16)
    number = official(platform, "supervisor", "surveys", rid=rid, **survey)["survey"]

    sign_in(page, "Example supervisor")
    for screen in ("surveys", f"survey/{number}", f"survey/{number}/edit"):
        page.goto(f"/desk/#/{screen}")
        expect(page.locator("h1")).not_to_be_empty()
        expect(page.locator("#content [aria-busy]")).to_have_count(0)
        harmless(page)
    release = {"rid": secrets.token_hex(16), "seen": 1}
    official(platform, "supervisor", f"surveys/{number}/opening", **release)
    for lang in LANGUAGES:
        address = f"/{lang}/surveys/{number}/"
        platform.wait(lambda address=address: platform.has(address))
        shown = text(page, address)
        assert all(line(name) in shown for name in ("survey", "about", "asked", "a", "hint"))
        harmless(page)
    for name in ("/surveys/feed.json", "/surveys/atom.xml", f"/surveys/{number}.json"):
        assert RIGHT_TO_LEFT not in read(platform, name).decode()
        assert "<script id" not in read(platform, name).decode() or name.endswith(".json")
    assert dialogs == []


@pytest.mark.parametrize("name", ACTS)
def test_nothing_that_officials_type_may_begin_like_a_formula(
    platform: Platform, name: str
) -> None:
    for field in ACTS[name]:
        for start in ("=cmd|' /C calc'!A0", f"{RIGHT_TO_LEFT} +1", "-1", "@a"):
            texts = {other: {"ru": "Пример"} for other in ACTS[name]} | {field: {"ru": start}}
            status, answer = api.act(platform, 1, "supervisor", name, **more(name), **texts)
            assert status == 422
            codes = {one["name"]: one["code"] for one in answer["errors"]}
            assert codes == {field: "formula"}


def more(name: str) -> dict[str, object]:
    """Return the other fields that an act needs."""
    on, body = "2026-01-15", "government"
    return {
        "response": {"body": body, "responded_on": on},
        "debate-outcome": {"kind": "debate", "on": on},
        "decision": {"body": body, "kind": "accepted"},
        "implementation": {"on": on},
    }[name]
