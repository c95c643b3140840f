"""A survey that is not whole is told so by the question at fault, before anybody is asked."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from functions.surveys import check, ready
from functions.surveys.question import Question
from tests.unit.surveys.kit import EVERY, follows, follows_any, options, question


def wrong(*questions: Question) -> list[tuple[str, str]]:
    return [(error.name, error.code) for error in check.mistakes(questions)]


def test_a_whole_survey_has_no_mistakes() -> None:
    assert wrong(*EVERY) == []


@pytest.mark.usefixtures("environment")
def test_the_ready_page_is_whole_and_in_three_languages() -> None:
    page = ready.satisfaction()

    assert wrong(*page.questions) == []
    (asked,) = page.questions
    assert [row.id for row in asked.rows] == list(ready.CRITERIA)
    assert all(set(row.text) == {"kk", "ru", "en"} for row in asked.rows)


def test_a_condition_looks_back_only_so_no_circle_can_close() -> None:
    later = question("a", **follows("b"))
    earlier = question("b", **follows("a"))

    assert wrong(later, earlier) == [("q-a", "condition_later")]
    assert wrong(question("a", **follows("a"))) == [("q-a", "condition_later")]
    assert wrong(question("a", **follows("nobody"))) == [("q-a", "condition_unknown")]


@pytest.mark.parametrize(
    ("kind", "test", "value", "fits"),
    [
        ("single", "equals", "a", True),
        ("single", "equals", "z", False),
        ("single", "includes", "a", False),
        ("single", "at_least", 1, False),
        ("multiple", "includes", "b", True),
        ("multiple", "equals", "b", False),
        ("scale", "at_least", 4, True),
        ("scale", "equals", 5, True),
        ("scale", "equals", 6, False),
        ("scale", "at_least", "4", False),
        ("number", "at_least", 12.5, True),
        ("number", "equals", "a", False),
        ("text", "answered", None, True),
        ("text", "answered", "a", False),
        ("text", "equals", "a", False),
        ("matrix", "answered", None, True),
        ("ranking", "at_least", 1, False),
    ],
)
def test_a_condition_fits_the_question_it_looks_at(
    kind: str, test: str, value: Any, fits: bool
) -> None:
    found = wrong(question("a", kind), question("b", **follows("a", test, value)))

    assert found == ([] if fits else [("q-b", "condition_value")])


def test_other_may_be_looked_at_where_it_is_offered() -> None:
    then = question("b", **follows("a", "equals", "other"))

    assert wrong(question("a", other=True), then) == []
    assert wrong(question("a"), then) == [("q-b", "condition_value")]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (question("a", text={}), "required_language"),
        (question("a", text={"kk": "  "}), "required_language"),
        (question("a", text={"en": "x" * 301}), "too_long"),
        (question("a", options=options("a")), "number_of_options"),
        (question("a", options=options("a", "a")), "same_option"),
        (question("a", options=options("a", "other")), "same_option"),
        (question("a", "ranking", options=options(*"abcdefghi")), "number_of_options"),
        (question("a", "matrix", rows=[]), "number_of_options"),
        (question("a", "scale", low=1, high=7), "not_a_scale"),
        (question("a", "number", least=None), "not_a_range"),
        (question("a", "number", least=5, most=5), "not_a_range"),
        (question("a", "scale", other=True), "no_other"),
        (question("a", "text", limit=5_000), "too_long"),
    ],
)
def test_every_question_is_whole(asked: Question, code: str) -> None:
    assert wrong(asked) == [("q-a", code)]


def test_no_question_comes_twice_and_none_is_no_survey() -> None:
    assert wrong(question("a"), question("a")) == [("q-a", "twice")]
    assert wrong() == [("pages", "missing")]


def test_a_form_has_no_more_fields_than_a_form_may_send() -> None:
    rows = options(*(f"r{n}" for n in range(20)))
    tables = [question(name, "matrix", rows=rows) for name in "abc"]

    assert wrong(*tables[:2]) == []
    assert wrong(*tables) == [("pages", "too_many_fields")]


@pytest.mark.parametrize("name", ["", "1a", "a-b", "A", "é", "a" * 25])
def test_a_name_is_plain(name: str) -> None:
    with pytest.raises(ValidationError):
        question(name)


def test_a_question_has_few_conditions() -> None:
    rules = [("a", "equals", "b")] * (check.MOST_CONDITIONS + 1)

    assert wrong(question("a"), question("b", **follows_any(*rules[1:]))) == []
    assert wrong(question("a"), question("b", **follows_any(*rules))) == [
        ("q-b", "many_conditions")
    ]
