"""What was answered is added up question by question."""

from __future__ import annotations

import pytest

from functions.surveys import results
from functions.surveys.reply import Reply
from functions.surveys.results import Figure
from tests.unit.surveys.kit import EVERY, follows, question, replies


def one(found: list[Figure], key: str) -> Figure:
    return next(figure for figure in found if figure.key == key)


def test_choices_are_counted_and_several_add_up_to_more_than_the_people() -> None:
    asked = (question("a", "multiple", other=True),)
    given = replies("a", ["a", "b"], ["a"], {"chosen": ["a", "other"], "other": "x"})

    (found,) = results.figures(asked, [*given, Reply({})])

    assert (found.asked, found.answered) == (4, 3)
    assert found.counts == {"a": 3, "b": 1, "c": 0, "other": 1}
    assert found.mean is None


def test_marks_have_a_mean_and_a_satisfied_count() -> None:
    five = results.figures((question("a", "scale"),), replies("a", 5, 4, 4, 3, 1))[0]
    ten = results.figures((question("a", "scale", low=0, high=10),), replies("a", 10, 7, 6, 0))[0]

    assert five.counts == {"1": 1, "2": 0, "3": 1, "4": 2, "5": 1}
    assert (five.mean, five.satisfied) == (3.4, 3)
    assert five.low is not None
    assert five.high is not None
    assert five.low < 3.4 < five.high <= 5
    assert (ten.mean, ten.satisfied) == (5.75, 2)


def test_each_row_of_a_matrix_is_a_figure_of_its_own() -> None:
    found = results.figures(EVERY, replies("rows", {"one": 5, "two": 1}, {"one": 4}))

    assert (one(found, "rows.one").answered, one(found, "rows.one").mean) == (2, 4.5)
    assert (one(found, "rows.two").asked, one(found, "rows.two").answered) == (2, 1)


def test_a_ranking_is_counted_by_place() -> None:
    found = results.figures(EVERY, replies("order", ["b", "a", "c"], ["b", "c", "a"]))

    assert one(found, "order.b").counts == {"1": 2, "2": 0, "3": 0}
    assert one(found, "order.a").mean == 2.5
    assert one(found, "order.a").satisfied is None


def test_numbers_are_counted_in_bands_whose_ends_belong_to_one_of_them() -> None:
    (found,) = results.figures((question("a", "number"),), replies("a", 0, 19.9, 20, 99, 100))

    assert found.counts == {"0-20": 2, "20-40": 1, "40-60": 0, "60-80": 0, "80-100": 2}
    assert found.median == 20
    assert found.mean == pytest.approx(47.78)


def test_few_whole_numbers_are_counted_one_by_one() -> None:
    asked = (question("a", "number", least=1, most=4, whole=True),)

    assert results.figures(asked, replies("a", 1, 4, 4))[0].counts == {
        "1": 1,
        "2": 0,
        "3": 0,
        "4": 2,
    }


def test_texts_are_counted_and_nothing_else() -> None:
    (found,) = results.figures((question("a", "text"),), replies("a", "secret", "secret"))

    assert found.counts == {"texts": 2}
    assert "secret" not in found.written


def test_asked_are_those_for_whom_it_came_up() -> None:
    asked = (question("a"), question("b", "scale", **follows("a", "equals", "b")))
    given = [Reply({"a": "a"}), Reply({"a": "b"}), Reply({"a": "b", "b": 3})]

    found = results.figures(asked, given)

    assert (found[1].asked, found[1].answered) == (2, 1)


def test_a_figure_is_kept_and_read_back() -> None:
    for found in results.figures(EVERY, replies("mark", 5, 4)):
        assert results.read(found.written) == found
