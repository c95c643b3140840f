"""Answers are one write; the same person, link or request replaces what it sent before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from functions.participants import contribution, participant
from functions.shared import table
from functions.surveys import survey, take
from functions.surveys.reply import Reply
from tests.conftest import NOW, Calls, Clock, Send
from tests.functions import surveys_kit as kit
from tests.unit.surveys.kit import EVERY, WEEK, follows, options, question

RID = "0123456789abcdef"
OPEN = {"rid": RID, "lang": "ru", "answers": kit.ANSWERS}


@pytest.fixture(autouse=True)
def _fresh(dynamodb: Calls) -> Iterator[None]:
    kit.forget()
    yield
    kit.forget()


def errors(answer: Any) -> list[tuple[str, str]]:
    assert answer.status == 422, answer.text
    return [(error["name"], error["code"]) for error in answer.json["errors"]]


def test_an_answer_is_one_write(dynamodb: Calls, send: Send) -> None:
    kit.stored()
    dynamodb.take()

    first = kit.post(send, take.handler, OPEN)
    assert dynamodb.take() == ["GetItem", "GetItem", "PutItem"]  # the survey and its keys, once
    second = kit.post(send, take.handler, OPEN | {"rid": "another"})
    assert dynamodb.take() == ["PutItem"]

    assert first.status == second.status == 200
    assert first.json == {
        "state": "taken",
        "survey": 1,
        "changeable_until": "2026-10-07T12:03:04Z",
    }
    assert kit.kept() == [Reply(kit.ANSWERS)] * 2


def test_the_same_request_counts_once(send: Send) -> None:
    kit.stored()

    for _ in range(3):
        kit.post(send, take.handler, OPEN)

    assert len(kit.kept()) == 1


def test_a_person_answers_once_and_may_change_it(dynamodb: Calls, send: Send) -> None:
    kit.stored(identity="code")
    ana = {"code": kit.code(), "lang": "en", "rid": RID}

    kit.post(send, take.handler, ana | {"answers": kit.ANSWERS})
    dynamodb.take()
    changed = kit.post(send, take.handler, ana | {"rid": "r2", "answers": {"one": "b"}})
    assert dynamodb.take() == ["PutItem", "PutItem"]  # the answers; that somebody took part
    kit.post(
        send, take.handler, ana | {"code": kit.code("bo@example.org"), "answers": {"one": "c"}}
    )

    assert changed.json["state"] == "taken"
    assert sorted(str(one.answers["one"]) for one in kit.kept()) == ["b", "c"]
    assert {(one.region, one.assurance) for one in kit.kept()} == {("KZ-75", "email")}


def test_what_is_kept_names_nobody_and_only_the_hour(send: Send) -> None:
    kit.stored(identity="code")
    kit.post(send, take.handler, {"code": kit.code(), "answers": {"one": "a"}})

    (item,) = table.query("core", "pk", "SURVEY#1", begins="ANSWER#")

    assert set(item) == {"pk", "sk", "at", "region", "assurance", "answers"}
    assert item["at"] == "2026-09-30T12:00:00Z"
    assert len(item["sk"]) == len("ANSWER#") + 64
    assert "ana" not in str(item)


def test_a_private_link_answers_once(send: Send) -> None:
    found = kit.stored(identity="link")
    other = kit.stored(id=2, identity="link")
    for number in ("n1", "n1", "n2"):
        fields = {"key": f"https://dauys.example/ru/surveys/1/#{kit.link(found, number)}"}
        assert kit.post(send, take.handler, fields | {"answers": {"one": "a"}}).status == 200

    assert len(kit.kept()) == 2
    wrong = [{"key": key, "answers": {"one": "a"}} for key in ("", "x", "ё", kit.link(other))]
    assert [errors(kit.post(send, take.handler, one)) for one in wrong] == [[("key", "code")]] * 4


@pytest.mark.parametrize(
    ("who", "refused"),
    [({"region": "KZ-71"}, "region"), ({"born": 2015}, "age"), ({}, "age")],
)
def test_only_those_asked_may_answer(send: Send, who: dict[str, Any], refused: str) -> None:
    kit.stored(identity="code", eligibility={"jurisdiction": "KZ-75", "minimum_age": 16})
    fields = {"code": kit.code(**who), "answers": {"one": "a"}}

    answer = kit.post(send, take.handler, fields)

    assert (answer.status, answer.json["code"]) == (403, f"not_eligible_{refused}")
    assert kit.kept() == []


def test_a_code_is_needed_and_must_be_good(send: Send, clock: Clock) -> None:
    kit.stored(identity="code", closes_at=NOW + 9 * WEEK)
    old = kit.code()

    assert errors(kit.post(send, take.handler, {"answers": {"one": "a"}})) == [("code", "missing")]
    bad = kit.post(send, take.handler, {"code": "x" * 40, "answers": {"one": "a"}})
    assert errors(bad) == [("code", "code")]
    clock.pass_(days=15)
    late = kit.post(send, take.handler, {"code": old, "answers": {"one": "a"}})
    assert errors(late) == [("code", "code_expired")]


@pytest.mark.parametrize(
    ("parts", "status", "code"),
    [
        ({"opened_at": None}, 404, "not_found"),
        ({"opens_at": NOW + WEEK / 2}, 409, "not_now"),
        ({"closes_at": NOW}, 410, "survey_over"),
        ({"closed_at": NOW - WEEK / 2}, 410, "survey_over"),
    ],
)
def test_answers_are_taken_while_it_is_open(
    send: Send, parts: dict[str, Any], status: int, code: str
) -> None:
    kit.stored(**parts)

    answer = kit.post(send, take.handler, OPEN)

    assert (answer.status, answer.json["code"]) == (status, code)


def test_nobody_is_refused_on_a_copy_of_last_minute(send: Send, clock: Clock) -> None:
    found = kit.stored(opens_at=NOW + WEEK)
    assert kit.post(send, take.handler, OPEN).status == 409
    survey.save(survey.load(1), found.model_copy(update={"opens_at": NOW}), "r")
    clock.pass_(seconds=6)

    assert kit.post(send, take.handler, OPEN).status == 200


def test_mistakes_are_named_in_the_reader_s_language(send: Send) -> None:
    kit.stored()

    answer = kit.post(send, take.handler, OPEN | {"answers": {"mark": 9, "size": "1e3"}})

    assert [(e["name"], e["detail"]) for e in answer.json["errors"]] == [
        ("q-one", "заполните это поле"),
        ("q-mark", "выберите из списка"),
        ("q-size", "напишите число от 0 до 100"),
    ]
    assert kit.kept() == []


def test_nothing_at_all_is_no_answer_and_a_request_needs_its_id(send: Send) -> None:
    kit.stored(question("one"))

    assert errors(kit.post(send, take.handler, OPEN | {"answers": {}})) == [
        ("q-one", "answer_something")
    ]
    no_rid = {"answers": {"one": "a"}}
    assert errors(kit.post(send, take.handler, no_rid)) == [("rid", "missing")]


def test_a_robot_is_told_the_same_and_not_counted(send: Send) -> None:
    kit.stored()

    assert kit.post(send, take.handler, OPEN | {"website": "x"}).json["state"] == "taken"
    assert kit.kept() == []


FORM = {"q-one": "a", "q-mark": "4", "q-words": "Первая строка\r\nвторая", "lang": "ru"}


def test_a_form_without_scripts_is_looked_at_once_more_and_counts_once(send: Send) -> None:
    kit.stored()

    look = kit.post(send, take.handler, FORM, form=True)
    assert (look.status, kit.kept()) == (200, [])
    assert "Question one ru" in look.text
    rid = look.text.split('name="rid" value="')[1][:32]
    for _ in range(2):
        done = kit.post(send, take.handler, FORM | {"rid": rid, "step": "send"}, form=True)

    assert (done.status, done.headers["location"]) == (303, "/ru/done/survey-answered/")
    (reply,) = kit.kept()
    assert reply.answers == {"one": "a", "mark": 4, "words": "Первая строка\nвторая"}


def test_a_form_with_a_code_needs_no_further_look(send: Send) -> None:
    kit.stored(identity="code")

    done = kit.post(send, take.handler, FORM | {"code": kit.code()}, form=True)

    assert done.status == 303


def test_a_wrong_form_comes_back_with_all_that_was_typed(send: Send) -> None:
    kit.stored(identity="code")
    typed = FORM | {
        "q-one": "",
        "q-size": "много",
        "q-rows-two": "3",
        "q-order-a": "2",
        "code": kit.code(),
    }

    back = kit.post(send, take.handler, typed, form=True)

    assert back.status == 422
    assert '<a href="#f-q-one">Question one ru: заполните это поле</a>' in back.text
    assert '<a href="#f-q-size">Question size ru: напишите число</a>' in back.text
    assert '<a href="#f-q-order-a">Question order ru: каждое место дайте' in back.text
    assert 'value="много"' in back.text
    assert ">Первая строка\r\nвторая</textarea>" in back.text
    assert 'name="q-rows-two" value="3" checked' in back.text
    assert 'name="q-mark" value="4" checked' in back.text
    assert '<option value="2" selected>2</option>' in back.text
    assert back.text.count('aria-invalid="true"') >= 3
    assert typed["code"] in back.text


def test_a_wrong_code_is_named_beside_its_field(send: Send) -> None:
    kit.stored(identity="code")

    back = kit.post(send, take.handler, FORM | {"code": "<b>"}, form=True)

    assert '<a href="#f-code">Код участия: код неверный' in back.text
    assert "&lt;b&gt;</textarea>" in back.text


def test_what_is_typed_and_what_officials_wrote_is_never_markup(send: Send) -> None:
    evil = {"ru": "<script>x</script>\"'"}
    kit.stored(question("one", text=evil, options=[*options("a"), {"id": "b", "text": evil}]))
    form = {"q-one": "<i>", "q-one-other": '"><i>', "lang": "ru"}

    back = kit.post(send, take.handler, form, form=True)

    assert "<script>x" not in back.text
    assert "<i>" not in back.text


def test_the_last_look_leaves_out_what_does_not_come_up(send: Send) -> None:
    kit.stored(question("one"), question("why", "text", **follows("one", "equals", "b")))
    form = {"q-one": "a", "q-why": "не спросили", "lang": "en"}

    look = kit.post(send, take.handler, form, form=True)

    assert "Question why en" not in look.text


def test_the_largest_form_fits(send: Send) -> None:
    rows = options(*(f"r{n}" for n in range(20)))
    kit.stored(question("m1", "matrix", rows=rows), question("m2", "matrix", rows=rows), *EVERY[:1])
    form = {f"q-{name}-r{n}": "5" for name in ("m1", "m2") for n in range(20)}
    more = {"q-one": "a", "lang": "kk", "website": "", "code": "", "rid": RID, "step": "send"}

    assert kit.post(send, take.handler, form | more, form=True).status == 303


def test_who_acts_with_a_code_is_thanked_once_and_never_for_the_answers(send: Send) -> None:
    kit.stored(identity="code")
    who = participant.unseal(kit.code())
    ana = {"code": kit.code(), "lang": "en"}

    kit.post(send, take.handler, ana | {"rid": "r1", "answers": {"one": "a"}})
    kit.post(send, take.handler, ana | {"rid": "r2", "answers": {"one": "b"}})

    (noted,) = contribution.of(who)
    assert (noted.kind, noted.ref, noted.on) == ("survey", "survey/1", NOW.date())
    assert contribution.recognition([noted]).points == contribution.POINTS["survey"]
