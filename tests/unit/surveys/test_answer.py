"""Answers are read alike from forms and from JSON, by the questions' own rules."""

from __future__ import annotations

from typing import Any

import pytest

from functions.shared.errors import InvalidInputError
from functions.surveys import answer
from functions.surveys.question import Question
from tests.unit.surveys.kit import EVERY, follows, follows_any, question


def wrong(questions: tuple[Question, ...], typed: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInputError) as refused:
        answer.parse(questions, typed)
    return [(error.name, error.code) for error in refused.value.fields]


def test_a_form_and_json_say_the_same() -> None:
    form = {
        "q-one": "other",
        "q-one-other": " Своё\u202e ",
        "q-many[]": ["c", "a"],
        "q-many-other": "",
        "q-mark": "4",
        "q-ten": "0",
        "q-size": " 12 ",
        "q-words": "Строка\r\n\r\n\r\nдругая",
        "q-rows-one": "5",
        "q-rows-two": "",
        "q-order-a": "2",
        "q-order-b": "1",
        "q-order-c": "3",
        "q-why": "",
    }
    json = {
        "one": {"chosen": "other", "other": "Своё"},
        "many": ["a", "c"],
        "mark": 4,
        "ten": 0,
        "size": 12,
        "words": "Строка\n\nдругая",
        "rows": {"one": 5},
        "order": ["b", "a", "c"],
    }

    assert answer.parse(EVERY, answer.gather(form)) == answer.parse(EVERY, json) == json


def test_words_of_one_s_own_choose_other() -> None:
    assert answer.parse(EVERY, {"one": {"chosen": "", "other": "x"}})["one"] == {
        "chosen": "other",
        "other": "x",
    }
    many = {"one": "a", "many": {"chosen": ["b"], "other": "x"}}
    assert answer.parse(EVERY, many)["many"] == {"chosen": ["b", "other"], "other": "x"}
    one = {"one": {"chosen": "a", "other": "x"}}
    assert wrong(EVERY, one) == [("q-one-other", "other_not_chosen")]


@pytest.mark.parametrize(
    ("kind", "typed", "error"),
    [
        ("single", "z", ("q-a", "not_a_choice")),
        ("single", ["a"], ("q-a", "not_a_choice")),
        ("single", {"chosen": "a", "more": 1}, ("q-a", "not_a_choice")),
        ("single", "other", ("q-a", "not_a_choice")),
        ("multiple", ["a", "z"], ("q-a", "not_a_choice")),
        ("multiple", ["a", "a"], ("q-a", "twice")),
        ("multiple", {"a": 1}, ("q-a", "not_a_choice")),
        ("scale", 6, ("q-a", "not_a_choice")),
        ("scale", 4.5, ("q-a", "not_a_choice")),
        ("scale", True, ("q-a", "not_number")),
        ("scale", "four", ("q-a", "not_number")),
        ("number", "101", ("q-a", "out_of_range")),
        ("number", "-1", ("q-a", "out_of_range")),
        ("number", "nan", ("q-a", "not_number")),
        ("number", "1e999", ("q-a", "not_number")),
        ("number", [1], ("q-a", "not_number")),
        ("text", 5, ("q-a", "invalid")),
        ("text", "x" * 1_001, ("q-a", "too_long")),
        ("matrix", {"one": 9}, ("q-a-one", "not_a_choice")),
        ("matrix", {"three": 1}, ("q-a", "not_a_choice")),
        ("matrix", "5", ("q-a", "not_a_choice")),
        ("ranking", ["a", "b"], ("q-a", "every_place_once")),
        ("ranking", ["a", "b", "b"], ("q-a", "every_place_once")),
        ("ranking", {"a": "1", "b": "1", "c": "2"}, ("q-a", "every_place_once")),
        ("ranking", {"a": "1", "b": "2", "c": ""}, ("q-a", "every_place_once")),
        ("ranking", ["a", "b", "z"], ("q-a", "not_a_choice")),
    ],
)
def test_every_wrong_answer_names_its_question(
    kind: str, typed: Any, error: tuple[str, str]
) -> None:
    assert wrong((question("a", kind),), {"a": typed}) == [error]


def test_a_number_with_a_comma_is_a_number_and_a_whole_one_stays_whole() -> None:
    asked = (question("a", "number"),)

    assert answer.parse(asked, {"a": "12,5"}) == {"a": 12.5}
    assert wrong((question("a", "number", whole=True),), {"a": "12,5"}) == [("q-a", "not_whole")]


def test_all_mistakes_come_at_once_and_unknown_questions_are_named() -> None:
    typed = {"mark": 7, "size": "many", "beauty": 1}

    assert wrong(EVERY, typed) == [
        ("q-beauty", "unknown"),
        ("q-one", "missing"),
        ("q-mark", "not_a_choice"),
        ("q-size", "not_number"),
    ]


def test_what_is_required_is_required_whole() -> None:
    rows = (question("a", "matrix", required=True),)

    assert wrong(rows, {}) == [("q-a", "missing")]
    assert wrong(rows, {"a": {"one": 3}}) == [("q-a-two", "missing")]


@pytest.mark.parametrize("kind", ["single", "multiple", "scale", "number", "text", "matrix"])
@pytest.mark.parametrize("empty", ["", None])
def test_what_is_left_empty_is_no_answer(kind: str, empty: object) -> None:
    assert answer.parse((question("a", kind),), {"a": empty}) == {}


def test_what_is_not_asked_is_ignored_and_not_required() -> None:
    then = question("b", required=True, **follows("a", "equals", "b"))
    last = question("c", "scale", **follows("b"))
    asked = (question("a"), then, last)

    assert answer.parse(asked, {"a": "a", "b": "z", "c": 99}) == {"a": "a"}
    assert answer.parse(asked, {"a": "b", "b": "a", "c": 2}) == {"a": "b", "b": "a", "c": 2}
    assert wrong(asked, {"a": "b"}) == [("q-b", "missing")]


@pytest.mark.parametrize(
    ("kind", "rule", "given", "is_asked"),
    [
        ("multiple", ("includes", "b"), ["a", "b"], True),
        ("multiple", ("includes", "b"), ["a"], False),
        ("multiple", ("includes", "other"), {"chosen": [], "other": "x"}, True),
        ("scale", ("at_least", 4), 4, True),
        ("scale", ("at_least", 4), 3, False),
        ("number", ("at_least", 2.5), "2,5", True),
        ("text", ("answered",), "x", True),
        ("text", ("answered",), " ", False),
    ],
)
def test_an_earlier_answer_decides_what_is_asked(
    kind: str, rule: tuple[Any, ...], given: Any, is_asked: bool
) -> None:
    first = question("a", kind, other=kind == "multiple")
    asked = (first, question("b", **follows("a", *rule)))

    assert ("b" in answer.parse(asked, {"a": given, "b": "a"})) is is_asked


@pytest.mark.parametrize(
    ("one", "two", "both", "either"),
    [("a", "a", True, True), ("a", "b", False, True), ("b", "b", False, False)],
)
def test_all_conditions_or_any_one_decide(one: str, two: str, both: bool, either: bool) -> None:
    rules = follows_any(("one", "equals", "a"), ("two", "equals", "a"))
    asked = (
        question("one"),
        question("two"),
        question("all", **rules | {"show_when": "all"}),
        question("any", **rules),
    )
    sent = {"one": one, "two": two, "all": "a", "any": "a"}

    assert set(answer.parse(asked, sent)) - {"one", "two"} == {
        *(["all"] if both else []),
        *(["any"] if either else []),
    }


def test_a_question_stored_before_needs_all_its_conditions() -> None:
    old = question("b", **follows("a", "equals", "b")).model_dump(mode="json")
    del old["show_when"]

    assert Question.model_validate(old).show_when == "all"
    assert "show_when" not in question("b").model_dump(exclude_defaults=True)
