"""The reporter's own page: only by its secret, with every act in its time, each told once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from functions.complaints import complaint, track
from functions.complaints.complaint import Record
from functions.media import record as photos
from functions.media.kinds import PHOTOS
from tests import factory
from tests.conftest import Calls, Clock, Send
from tests.functions.complaint_kit import RESOLVED, in_store, moved, worked

ACT = ["GetItem", "UpdateItem", "PutItem", "Query"]


def post(send: Send, secret: str, act: str = "read", number: int = 1, **more: Any) -> Any:
    fields = {"token": secret, "act": act, "lang": "ru", **more}
    return send(track.handler, "POST", f"/api/v1/complaints/{number}/status", fields)


@pytest.fixture
def asked(dynamodb: Calls) -> tuple[Record, str]:
    """A complaint whose reporter was asked something."""
    found = worked("accept", "verify", "ask")
    dynamodb.take()
    return found


def test_the_reporter_sees_everything(
    asked: tuple[Record, str], dynamodb: Calls, send: Send
) -> None:
    seen = post(send, asked[1]).json

    assert dynamodb.take() == ["GetItem", "Query"]
    assert (seen["number"], seen["state"]) == ("2026-000001-5", "waiting_reporter")
    assert seen["body_name"] == "Акимат города Алматы"
    assert seen["due_on"] == "2026-10-21"
    assert [step["kind"] for step in seen["due_steps"]] == ["filed", "registered", "term"]
    question = seen["history"][-1]
    assert (question["move"], question["private"], question["text"]) == (
        "ask",
        True,
        "Ответ органа",
    )
    assert seen["may"] == ["reply", "withdraw", "redact"]
    assert seen["reply_until"] == "2026-10-07"
    assert seen["survey"] == {"open": False, "until": None}
    assert seen["description"] == "Пример: яма на дороге"
    assert seen["uploads"]


@pytest.mark.parametrize("number", [1, 2, 77])
def test_a_wrong_secret_is_like_an_unknown_complaint(
    asked: tuple[Record, str], send: Send, number: int
) -> None:
    worked("accept", number=2, description="Другая")

    answer = post(send, "wrong" if number == 1 else asked[1], number=number)

    assert (answer.status, answer.json["code"]) == (404, "not_found")


def test_a_reply_goes_back_to_work_and_is_told_once(
    asked: tuple[Record, str], dynamodb: Calls, send: Send, environment: Path
) -> None:
    fields = {"act": "reply", "text": "Секретный ответ", "rid": "r1"}

    first = post(send, asked[1], **fields)
    assert dynamodb.take() == ACT
    again = post(send, asked[1], **fields)

    assert first.json["state"] == again.json["state"] == "verifying"
    assert dynamodb.take() == ["GetItem", "PutItem", "Query"]
    (mail,) = factory.mails(environment)
    assert mail["Subject"] == "Ответ по жалобе 2026-000001-5 получен"
    assert "Секретный" not in mail.get_content()
    entry = in_store().complaint.history[-1]
    assert (entry.private, entry.text) == (True, {"ru": "Секретный ответ"})


def test_a_reply_needs_words_and_a_question(
    asked: tuple[Record, str], dynamodb: Calls, send: Send
) -> None:
    empty = post(send, asked[1], "reply")
    assert (empty.status, empty.json["errors"][0]["name"]) == (422, "text")

    post(send, asked[1], "reply", text="Да", rid="r1")
    late = post(send, asked[1], "reply", text="Ещё", rid="r2")
    assert (late.status, late.json["code"]) == (409, "not_now")


def test_the_author_may_cut_or_hide_the_public_text(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    _, secret = worked()
    post(send, secret, "redact", text="Пример: яма", rid="r1")
    facts = in_store().complaint
    assert (facts.shown, facts.may_publish) == ("Пример: яма", True)
    assert facts.description == "Пример: яма на дороге"

    post(send, secret, "redact", rid="r2")
    facts = in_store().complaint
    assert (facts.shown, facts.may_publish) == (None, False)
    assert factory.mails(environment) == []


def test_once_accepted_the_public_text_can_only_become_shorter(dynamodb: Calls, send: Send) -> None:
    record, secret = worked("accept")
    told = record.complaint.model_copy(update={"shown": "Яма у дома 5, звоните 701 000"})
    complaint.save(record, replace(record, complaint=told))

    more = post(send, secret, "redact", text="Яма у дома 6", rid="r1")
    assert (more.status, more.json["errors"][0]["name"]) == (422, "text")
    assert "убирать слова" in more.json["errors"][0]["detail"]

    assert post(send, secret, "redact", text="Яма у дома 5, …", rid="r2").status == 200
    facts = in_store().complaint
    assert (facts.shown, facts.history[-1].facts) == ("Яма у дома 5, …", {"shorter": True})


def test_a_complaint_can_be_withdrawn_and_leaves_the_queue(
    asked: tuple[Record, str], dynamodb: Calls, send: Send
) -> None:
    seen = post(send, asked[1], "withdraw", rid="r1").json

    assert (seen["state"], seen["uploads"]) == ("withdrawn", None)
    assert in_store().queue == {}


def test_a_decision_can_be_appealed_for_three_months(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    _, secret = worked(*RESOLVED)
    seen = post(send, secret).json
    assert seen["may"] == ["redact", "rate", "reopen", "appeal"]
    assert (seen["survey"]["open"], seen["survey"]["until"]) == (True, "2026-10-14")
    assert seen["appeal_until"] == "2026-12-30"
    assert seen["history"][-1]["actions"] == ["Яма засыпана"]

    clock.pass_(days=20)
    appealed = post(send, secret, "appeal", text="Не согласен", rid="a1").json

    assert (appealed["state"], appealed["appeal_until"]) == ("appealed", None)
    again = post(send, secret, "appeal", text="Ещё раз", rid="a2")
    assert again.status == 409


def test_photos_say_how_far_they_came(dynamodb: Calls, send: Send) -> None:
    _, secret = worked("accept")
    photos.reserve("complaint:1", PHOTOS, "p1")

    assert [photo["state"] for photo in post(send, secret).json["photos"]] == ["offered"]


@pytest.mark.parametrize("way", ["link", "whole", "number"])
def test_without_scripts_link_or_number_and_key_open_the_page(
    asked: tuple[Record, str], dynamodb: Calls, send: Send, way: str
) -> None:
    secret = asked[1]
    typed = {
        "link": {"key": f"https://dauys.example/ru/complaints/track/#1.{secret}"},
        "whole": {"key": f"1.{secret}"},
        "number": {"number": " 2026-000001-5", "key": secret},
    }[way]

    path, fields = "/api/v1/complaints/0/status", {"lang": "ru", "act": "read"}
    page = send(track.handler, "POST", path, fields | typed, form=True)

    assert page.status == 200
    assert "Ждёт ответа заявителя" in page.text
    assert 'name="act" value="reply"' in page.text
    assert page.headers["cache-control"] == "no-store"


def test_a_misread_number_is_not_found(
    asked: tuple[Record, str], dynamodb: Calls, send: Send
) -> None:
    typed = {"number": "2026-000001-6", "key": asked[1], "lang": "ru"}
    path = "/api/v1/complaints/0/status"

    assert send(track.handler, "POST", path, typed, form=True).status == 404


def test_without_scripts_an_act_leads_on(
    asked: tuple[Record, str], dynamodb: Calls, send: Send
) -> None:
    typed = {"key": f"1.{asked[1]}", "act": "reply", "text": "Да", "lang": "ru"}
    path = "/api/v1/complaints/0/status"

    answer = send(track.handler, "POST", path, typed, form=True)

    assert (answer.status, answer.headers["location"]) == (303, "/ru/done/complaint-sent/")


def test_two_at_the_same_moment_do_not_overwrite_each_other(
    asked: tuple[Record, str], dynamodb: Calls, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = complaint.load(1)
    moved(stale, "go_on")
    monkeypatch.setattr(complaint, "load", lambda *_, **__: stale)

    answer = post(send, asked[1], "reply", text="Да", rid="r1")

    assert (answer.status, answer.json["code"]) == (409, "changed_meanwhile")
