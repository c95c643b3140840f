"""Was it enough? Answered by POST, once for each result and in its time; reopened once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from functions.complaints import survey
from functions.shared import keys, table
from tests import factory
from tests.conftest import Calls, Clock, Send
from tests.functions.complaint_kit import RESOLVED, in_store, moved, worked

RATINGS = {"staff": 5, "time": 2, "result": 1}
NO = {"satisfied": False, "reopen": True, "reason": "Яма осталась", "rid": "s1"}


@pytest.fixture
def secret(dynamodb: Calls) -> str:
    """The key of the reporter of a complaint with a result."""
    _, found = worked(*RESOLVED)
    dynamodb.take()
    return found


def post(send: Send, secret: str, **answers: Any) -> Any:
    fields = {"token": secret, "lang": "ru", "satisfied": True, "rid": "s1", **answers}
    return send(survey.handler, "POST", "/api/v1/complaints/1/survey", fields)


def stored() -> dict[str, Any]:
    return table.get("core", keys.survey(1)) or {}


def test_an_answer_is_taken_once_and_closes_the_complaint(
    secret: str, dynamodb: Calls, send: Send
) -> None:
    first = post(send, secret, ratings=RATINGS, text="Спасибо")
    assert dynamodb.take() == ["GetItem", "PutItem", "UpdateItem"]
    again = post(send, secret, ratings=RATINGS, text="Спасибо")
    assert dynamodb.take() == ["GetItem"]
    other = post(send, secret, rid="s2", satisfied=False)

    assert first.json == again.json == {"state": "rated", "complaint": 1}
    assert (other.status, other.json["code"]) == (410, "survey_over")
    item = stored()
    assert (item["satisfied"], item["ratings"], item["text"]) == (True, RATINGS, "Спасибо")
    entry = in_store().complaint.history[-1]
    assert (entry.move, entry.facts) == ("rate", {"satisfied": True})


def test_after_two_weeks_it_is_too_late(secret: str, send: Send, clock: Clock) -> None:
    clock.pass_(days=15)

    answer = post(send, secret)

    assert (answer.status, answer.json["code"]) == (410, "survey_over")
    assert stored() == {}


def test_before_the_result_there_is_nothing_to_answer(dynamodb: Calls, send: Send) -> None:
    _, secret = worked("accept", "verify")

    assert post(send, secret).status == 409


def test_a_crash_after_the_first_write_is_made_good_by_the_retry(
    secret: str, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(survey.move, "apply", lambda *_: 1 / 0)
        assert post(send, secret).status == 500

    assert post(send, secret).status == 200
    assert in_store().complaint.history[-1].move == "rate"


def test_who_is_not_satisfied_may_have_it_opened_again_once(
    secret: str, dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    clock.pass_(days=5)
    answer = post(send, secret, **NO)

    assert answer.json["state"] == "reopened"
    assert dynamodb.take() == ["GetItem", "PutItem", "UpdateItem", "PutItem"]
    (mail,) = factory.mails(environment)
    assert mail["Subject"] == "Жалоба 2026-000001-5 открыта снова"
    assert "Яма осталась" not in mail.get_content()
    assert in_store().queue["queue"] == "COMPLAINTS#akimat-almaty"

    clock.pass_(days=1)
    moved(in_store(), "resolve", "clerk")
    second = post(send, secret, **NO | {"rid": "s2"})
    rated = post(send, secret, satisfied=False, rid="s3")

    assert (second.status, second.json["code"]) == (409, "not_now")
    assert rated.status == 200
    assert stored()["rid"] == "s3"


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"satisfied": None}, "satisfied"),
        ({"ratings": {"staff": 6}}, "ratings"),
        ({"ratings": {"beauty": 3}}, "ratings"),
        ({"text": "x" * 1001}, "text"),
        ({"reopen": True, "reason": "Почему"}, "satisfied"),
        ({"satisfied": False, "reopen": True}, "reason"),
    ],
)
def test_every_wrong_answer_is_named(
    secret: str, send: Send, answers: dict[str, Any], wrong: str
) -> None:
    answer = post(send, secret, **answers)

    assert answer.status == 422
    assert [error["name"] for error in answer.json["errors"]] == [wrong]


def test_without_scripts_it_is_a_form(secret: str, dynamodb: Calls, send: Send) -> None:
    typed = {
        "key": f"1.{secret}",
        "lang": "ru",
        "satisfied": "false",
        "rating_staff": "4",
        "rating_time": "",
        "reopen": "",
        "reason": "",
    }
    path = "/api/v1/complaints/0/survey"

    answer = send(survey.handler, "POST", path, typed, form=True)

    assert (answer.status, answer.headers["location"]) == (303, "/ru/done/survey/")
    assert stored()["ratings"] == {"staff": 4}


def test_only_the_reporter_answers(secret: str, send: Send) -> None:
    assert post(send, "wrong").status == 404
