"""Every form of the published pages posts, without scripts, what the service takes."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from functions.projects import confirm, discuss, give, propose, support
from tests.conftest import ROOT, Calls, Clock, Send
from tests.functions.project_kit import TEXT, Town, code
from tests.functions.project_site import crowd, do, ok, publish, shown_comment, work
from tests.functions.publishing_kit import Site

HANDLERS = {
    "ideas": propose,
    "applications": propose,
    "edits": propose,
    "withdrawals": propose,
    "supports": support,
    "merge-consents": support,
    "comments": discuss,
    "stances": discuss,
    "flags": discuss,
    "pledges": give,
    "confirmations": confirm,
}


class Forms(HTMLParser):
    """The fields of each form by its id: what a browser without scripts would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.actions: dict[str, str] = {}
        self.fields: dict[str, dict[str, str]] = {}
        self.buttons: list[dict[str, str]] = []
        self._open, self._typing = "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self._open = found.get("id", "")
            self.actions[self._open] = found.get("action", "")
            self.fields[self._open] = {}
        elif tag == "button" and name:
            self.buttons.append(found)
        elif tag in ("input", "textarea", "select") and name and self._open:
            is_choice = found.get("type") in ("radio", "checkbox")
            if not is_choice or "checked" in found:
                self.fields[self._open][name] = found.get("value", "")
            self._typing = name if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self._typing:
            self.fields[self._open][self._typing] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = ""
        if tag == "textarea":
            self._typing = ""


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return Site(environment)


def sent(send: Send, site: Site, page: str, form: str, **typed: str) -> str:
    """Fill in a form of a published page and send it; return where it leads."""
    found = Forms(site.text(f"ru/{page}index.html"))
    return posted(send, found.actions[form], found.fields[form] | typed)


def posted(send: Send, path: str, fields: dict[str, str]) -> str:
    handler: Any = HANDLERS[path.rpartition("/")[2]]
    answer = send(handler.handler, "POST", path, fields, form=True)
    assert answer.status == 303, answer.text
    where: str = answer.headers["location"]
    page = where.strip("/")
    assert (ROOT / "content" / f"{page}.md").exists(), where
    return where


def test_people_propose_change_support_and_withdraw(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    publish()
    words = {"title": "Пример", "text": "Пример", "consent": "true"}
    own, other = {"code": code("aigul")}, {"code": code("dina")}

    assert sent(send, site, "projects/1/", "propose-form", **words, **other) == "/ru/done/idea/"
    page = "projects/1/ideas/1/"
    assert sent(send, site, page, "support-form", **other) == "/ru/done/idea-supported/"
    assert sent(send, site, page, "edit-form", **own) == "/ru/done/idea-edited/"
    reason = {"reason": "Пример"}
    found = sent(send, site, page, "withdraw-form", **own, **reason)
    assert found == "/ru/done/idea-withdrawn/"
    assert town.state(1) == "withdrawn"


def test_people_comment_agree_and_flag(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    said = shown_comment(town, "dina", about="idea/1", text="Пример")
    publish()
    page, own = "projects/1/ideas/1/", {"code": code("erlan")}

    answer = sent(send, site, page, "say", text="Пример ответа", parent=said, **own)
    assert answer == "/ru/done/comment/"
    found = Forms(site.text(f"ru/{page}index.html"))
    buttons = [one for one in found.buttons if one.get("form") == "stance-form"]
    assert len(buttons) == 3 + 4
    for one in buttons[2:4]:
        fields = found.fields["stance-form"] | own | {one["name"]: one["value"]}
        where = posted(send, one["formaction"], fields)
        assert where in ("/ru/done/stance/", "/ru/done/flag/")


def test_a_supporter_answers_to_a_merge_with_the_code(site: Site, send: Send, clock: Clock) -> None:
    town = crowd(send, clock)
    ok(town.support(2, "dina"))
    ok(town.on_idea(2, "merge", into=1, text=TEXT))
    publish()

    answers = {"code": code("dina"), "agree": "true"}
    found = sent(send, site, "projects/1/ideas/2/", "merge-code", **answers)

    assert found == "/ru/done/merge-answered/"


def test_people_apply_pledge_and_confirm(site: Site, send: Send, clock: Clock) -> None:
    town = Town.opened(send, clock, "recruiting")
    giving = Town.opened(send, clock, "pledge")
    giving.pass_to("pledges")
    number = work(town, "petition-1")
    do(town, number, "finish", done_on=clock.now.date().isoformat(), text=TEXT)
    publish()
    own = {"code": code("aigul", born=1980)}

    words = {"text": "Пример", "consent": "true"}
    assert (
        sent(send, site, "projects/1/", "propose-form", **words, **own) == "/ru/done/application/"
    )
    found = sent(send, site, "projects/2/", "pledge-form", amount="600", reward="badge", **own)
    assert found == "/ru/done/pledge/"
    said = {"is_done": "false", "text": "Пример"}
    found = sent(send, site, f"implemented/{number}/", "confirm-form", **said, **own)
    assert found == "/ru/done/confirmation/"
