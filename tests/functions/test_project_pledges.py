"""The way out of a pledge: a link that only its giver has, and a button that presses it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from functions.mail import outbox
from functions.mail.message import Message, render
from functions.projects import give, pledge, way_out
from functions.shared import crypto
from tests.conftest import Calls, Clock, Send
from tests.functions.project_kit import Town, code, resident

LINK = "https://dauys.example/ru/projects/pledge/#"
CANCEL = "/api/v1/pledges/cancellations"


@pytest.fixture
def town(dynamodb: Calls, send: Send, clock: Clock) -> Town:
    found = Town.opened(send, clock, "pledge")
    found.pass_to("pledges")
    return found


def letters(town: Town) -> list[Message]:
    later = town.clock.now + dt.timedelta(minutes=1)
    return [message for _, message in outbox.due("now", later, 100)]


def state(town: Town) -> str:
    (only,) = pledge.all_of(town.id)
    return only.pledge.state


def test_the_letter_holds_the_link_once(town: Town) -> None:
    first = town.pledge("aigul", 600, rid="one", lang="ru", name="Spam", named=True)
    again = town.pledge("aigul", 600, rid="one", lang="ru", name="Spam", named=True)
    assert again.json["pledge"] == first.json["pledge"]
    (letter,) = letters(town)
    assert letter.to == "aigul@example.kz"
    text = render(letter).get_content()
    assert LINK in text
    assert "600" in text
    assert "https://pay.example/campaign" in text
    assert "Spam" not in text
    assert first.json["cancel_url"].startswith(LINK)


def test_the_button_cancels_and_a_get_does_not(town: Town, send: Send, dynamodb: Calls) -> None:
    token = town.pledge("aigul", 600, lang="ru").json["cancel_url"].removeprefix(LINK)
    assert send(give.handler, "GET", CANCEL, query={"token": token}).status == 404
    assert state(town) == "pledged"
    dynamodb.take()
    done = send(give.handler, "POST", CANCEL, {"token": f" {LINK}{token} ", "lang": "ru"})
    assert done.json == {"state": "cancelled", "project": town.id}
    assert dynamodb.take() == ["GetItem", "PutItem"]
    dynamodb.take()
    assert send(give.handler, "POST", CANCEL, {"token": token}).json["state"] == "cancelled"
    assert dynamodb.take() == ["GetItem"]
    assert state(town) == "cancelled"


def test_without_scripts(town: Town, send: Send) -> None:
    sent: dict[str, Any] = {"amount": "600", "lang": "ru"}
    path = f"/api/v1/projects/{town.id}/pledges"
    given = send(give.handler, "POST", path, sent | {"code": code("aigul")}, form=True)
    assert given.headers["location"] == "/ru/done/pledge/"
    (letter,) = letters(town)
    typed = {"token": letter.params["link"], "lang": "ru"}
    done = send(give.handler, "POST", CANCEL, typed, form=True)
    assert (done.status, done.headers["location"]) == (303, "/ru/done/pledge-cancelled/")
    assert state(town) == "cancelled"

    kept = send(give.handler, "POST", path, sent | {"code": resident("1", email="")}, form=True)
    assert kept.status == 200
    assert LINK in kept.text
    assert len(letters(town)) == 1


def test_what_is_not_a_link_or_was_paid(town: Town, send: Send) -> None:
    given = town.pledge("aigul", 600, lang="ru").json
    wrong = crypto.seal("unsubscribe", {"p": town.id, "g": given["pledge"]})
    for token in (wrong, "x", f"{town.id}.{given['pledge']}"):
        refused = send(give.handler, "POST", CANCEL, {"token": token})
        assert refused.json["code"] == "invalid_token", token
    assert town.look("pledges", given["pledge"], "pay").status == 200
    late = send(give.handler, "POST", CANCEL, {"token": given["cancel_url"]})
    assert (late.status, late.json["code"]) == (409, "not_now")
    assert state(town) == "paid"


def test_letters_of_one_day_are_capped(town: Town) -> None:
    for number in range(way_out.LETTERS_A_DAY + 1):
        assert town.pledge("aigul", 600, rid=f"r{number}").status == 201
    assert len(letters(town)) == way_out.LETTERS_A_DAY
