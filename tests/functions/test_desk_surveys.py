"""Officials make a survey, open it, name themes and end it; each act once, each in its state."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from functions.desk import survey_act, survey_screen
from functions.surveys import survey, take
from functions.surveys.reply import Reply
from tests.conftest import NOW, Answer, Calls, Clock, Send
from tests.functions import surveys_kit as kit
from tests.functions.desk_kit import claims, rid
from tests.unit.surveys.kit import EVERY, follows, question, texts

CLERK = "clerk:akimat-almaty"
PATH = "/api/v1/desk/surveys"


@pytest.fixture(autouse=True)
def _fresh(dynamodb: Calls) -> Iterator[None]:
    kit.forget()
    yield
    kit.forget()


def pages(*questions: Any) -> str:
    """Return a page of questions as the desk sends it."""
    listed = [one.model_dump(mode="json", exclude_defaults=True) for one in questions or EVERY]
    return json.dumps([{"title": texts("Page"), "questions": listed}])


def draft(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "rid": rid(1),
        "lang": "en",
        "title": texts("Parks"),
        "about": texts("About"),
        "pages": pages(),
        "identity": "code",
        "eligibility": {"jurisdiction": "KZ-75"},
        "body": "akimat-almaty",
        "jurisdiction": "KZ-75",
        "opens_at": "2026-10-01T00:00:00Z",
        "closes_at": "2026-10-15T05:00:00+05:00",
    }
    return given | changes


def post(send: Send, path: str, body: Any, roles: str = CLERK) -> Answer:
    return send(survey_act.handler, "POST", f"{PATH}{path}", body, claims=claims(roles))


def act(send: Send, name: str, *, number: int = 1, roles: str = CLERK, **fields: Any) -> Answer:
    record = survey.load(number)
    body = {"rid": rid(50 + record.version), "seen": record.version, "lang": "en", **fields}
    return post(send, f"/{number}/{name}", body, roles)


def look(send: Send, path: str = "", roles: str = CLERK) -> Answer:
    return send(survey_screen.handler, "GET", f"{PATH}{path}", claims=claims(roles))


def errors(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status == 422, answer.text
    return [(error["name"], error["code"]) for error in answer.json["errors"]]


def test_a_survey_is_begun_once_and_stays_a_draft(dynamodb: Calls, send: Send) -> None:
    first = post(send, "", draft())
    assert dynamodb.take() == ["UpdateItem", "PutItem", "PutItem"]
    again = post(send, "", draft())

    assert (first.status, first.json) == (201, {"survey": 1, "version": 1, "state": "draft"})
    assert again.json == first.json
    found = survey.load(1).survey
    assert found.questions == list(EVERY)
    assert found.closes_at.isoformat() == "2026-10-15T00:00:00+00:00"
    assert len(look(send).json["rows"]) == 1


def test_it_lives_from_the_draft_to_the_results(send: Send, clock: Clock) -> None:
    post(send, "", draft())
    changed = {**draft(title=texts("Better parks")), "seen": 1, "rid": rid(2)}
    assert post(send, "/1/change", changed).json["version"] == 2
    opened = act(send, "opening")
    assert opened.json == {"survey": 1, "act": "opening", "version": 3, "state": "waiting"}
    clock.pass_(days=2)
    answers = {"code": kit.code(), "answers": {"one": "a", "words": "Too few benches"}}
    assert kit.post(send, take.handler, answers).status == 200
    kit.answered(1, [Reply({"one": "a", "words": f"text {n}"}) for n in range(12)])

    now = look(send, "/1").json
    assert (now["state"], now["outcome"]) == ("open", {"people": 13, "shown": None})
    found = look(send, "/1/texts/words").json
    assert (found["total"], found["texts"][0]) == (13, "Too few benches")
    told: dict[str, Any] = {"question": "words"}
    told["themes"] = [{"name": texts("Benches"), "count": 11}]
    assert act(send, "themes", **told).status == 200
    assert act(send, "closing").json["state"] == "closed"
    end = look(send, "/1").json
    assert end["outcome"]["people"] == 13
    assert {one["question"] for one in end["outcome"]["shown"]} >= {"one", "words"}


def test_once_open_nothing_of_it_changes(send: Send) -> None:
    post(send, "", draft())
    act(send, "opening")

    late = post(send, "/1/change", {**draft(), "seen": 2, "rid": rid(3)})

    assert (late.status, late.json["code"]) == (409, "not_now")
    assert act(send, "opening").status == 409


def test_the_same_request_is_done_once_and_an_old_view_is_refused(send: Send) -> None:
    post(send, "", draft())
    opening = {"rid": rid(7), "seen": 1, "lang": "en"}

    first, again = (post(send, "/1/opening", opening) for _ in range(2))
    other = post(send, "/1/closing", {"rid": rid(8), "seen": 1})

    assert first.json == again.json
    assert (other.status, other.json["code"]) == (409, "changed_meanwhile")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": {}}, [("title", "missing")]),
        ({"closes_at": "2026-09-30T00:00:00Z"}, [("closes_at", "before_opening")]),
        ({"closes_at": "2026-10-15"}, [("closes_at", "invalid")]),
        ({"body": "nobody"}, [("body", "not_a_choice")]),
        ({"jurisdiction": "XX"}, [("jurisdiction", "not_a_choice")]),
        ({"eligibility": {"jurisdiction": "XX"}}, [("eligibility", "not_a_choice")]),
        ({"subject_kind": "work"}, [("subject", "missing")]),
        ({"pages": "[{"}, [("pages", "not_json")]),
        ({"pages": "[]"}, [("pages", "missing")]),
        ({"pages": '[{"questions": [{"id": "A b"}]}]'}, "q-A b"),
        ({"pages": '[{"questions": [{"id": "a", "kind": "dream", "text": {}}]}]'}, "q-a"),
        ({"pages": pages(question("a", **follows("b")))}, [("q-a", "condition_unknown")]),
    ],
)
def test_every_mistake_is_named(send: Send, changes: dict[str, Any], wrong: Any) -> None:
    found = errors(post(send, "", draft(**changes), "supervisor"))

    if isinstance(wrong, str):
        assert {name for name, _ in found} == {wrong}
    else:
        assert found == wrong


def test_texts_of_questions_are_cleaned(send: Send) -> None:
    post(send, "", draft(pages=pages(question("a", text={"kk": " Не\u202e  дейсіз? "}))))

    assert survey.load(1).survey.questions[0].text == {"kk": "Не дейсіз?"}


@pytest.mark.parametrize(
    ("roles", "status"),
    [("supervisor", 201), (CLERK, 201), ("clerk:akimat-astana", 403), ("moderator", 403)],
)
def test_who_may_begin_one(send: Send, roles: str, status: int) -> None:
    assert post(send, "", draft(), roles).status == status


def test_clerks_see_and_touch_the_surveys_of_their_own_bodies(send: Send) -> None:
    post(send, "", draft())
    other = "clerk:akimat-astana"

    assert look(send, roles=other).json["rows"] == []
    assert look(send, "/1", other).status == 404
    assert look(send, "/1/texts/words", other).status == 404
    assert act(send, "opening", roles=other).status == 403
    given_away = {**draft(body="akimat-astana"), "seen": 1, "rid": rid(4)}
    assert post(send, "/1/change", given_away).status == 403
    assert look(send, roles="operator").json["rows"] != []
    assert look(send, roles="moderator").status == 403


def test_nobody_comes_in_without_signing_in(send: Send) -> None:
    assert send(survey_screen.handler, "GET", PATH).status == 401
    assert send(survey_act.handler, "POST", PATH, draft()).status == 401


def test_private_links_are_made_where_they_are_asked_for(send: Send, clock: Clock) -> None:
    post(send, "", draft(identity="link"))
    assert act(send, "links", count=3).status == 409
    act(send, "opening")
    clock.pass_(days=2)
    body = {"rid": rid(9), "seen": 2, "lang": "ru", "count": 3}
    made, again = (post(send, "/1/links", body).json["links"] for _ in range(2))

    assert len(set(made)) == 3
    assert all(one.startswith("/ru/surveys/1/#") for one in made)
    assert survey.load(1).survey.invited == 3
    for one in (*made, *again):
        assert kit.post(send, take.handler, {"key": one, "answers": {"one": "a"}}).status == 200
    assert len(kit.kept()) == 3


def test_there_are_no_links_to_a_survey_by_code(send: Send) -> None:
    post(send, "", draft())
    act(send, "opening")

    assert act(send, "links", count=3).status == 409


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"question": "one", "themes": []}, ("question", "not_a_choice")),
        (
            {"question": "words", "themes": [{"name": {"kk": "x"}, "count": 5}]},
            ("themes", "more_than_texts"),
        ),
    ],
)
def test_themes_are_of_texts_that_were_sent(
    send: Send, told: dict[str, Any], wrong: tuple[str, str]
) -> None:
    kit.stored(identity="code")
    kit.answered(1, [Reply({"words": "x"})] * 4)

    assert errors(act(send, "themes", **told)) == [wrong]


def test_a_live_survey_s_figures_are_on_its_page_alone(send: Send) -> None:
    kit.stored(results="live", closed_at=NOW)
    kit.answered(1, [Reply({"one": "a"})] * 30)

    assert look(send, "/1").json["outcome"] == {"people": 30, "shown": None}


def test_the_ready_page_comes_with_the_list(send: Send) -> None:
    told = look(send).json

    (asked,) = told["ready"]["satisfaction"]["questions"]
    assert (asked["kind"], len(asked["rows"])) == ("matrix", 8)
    assert told["bodies"] == ["akimat-almaty"]
    ready = json.dumps([told["ready"]["satisfaction"]])
    assert post(send, "", draft(pages=ready)).status == 201


def test_a_draft_is_discarded_and_an_opened_survey_never(send: Send) -> None:
    post(send, "", draft())
    assert act(send, "discarding", roles="clerk:akimat-astana").status == 403
    gone = act(send, "discarding")
    assert (gone.status, gone.json["state"]) == (200, "discarded")
    assert look(send).json["rows"] == []
    assert look(send, "/1").json["state"] == "discarded"
    assert survey.load(1).survey.discarded_at == NOW.replace(microsecond=0)
    assert act(send, "opening").json["code"] == "not_now"

    post(send, "", draft(rid=rid(2)))
    assert act(send, "opening", number=2).status == 200
    assert act(send, "discarding", number=2).json["code"] == "not_now"
