"""What is shown does not tell how one person answered, however it is added and subtracted."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT
from functions.surveys import combined, disclosed, results
from functions.surveys.disclosed import Shown
from functions.surveys.question import Question
from functions.surveys.reply import Reply
from tests.unit.surveys.kit import follows, follows_any, question, replies

MARK = question("a", "scale")


def shown(*counts: int, asked: Question = MARK) -> Shown:
    """Return what is shown of a scale whose marks were given so many times, from the lowest."""
    marks = [mark for mark, count in zip(asked.marks, counts, strict=True) for _ in range(count)]
    (found,) = disclosed.shown((asked,), results.figures((asked,), replies("a", *marks)))
    return found


def test_below_ten_nothing_is_said_not_even_how_many() -> None:
    assert shown(0, 0, 0, 0, 9) == Shown("a", "scale", hidden="few")
    assert shown(0, 0, 0, 0, 10).answered == 10


def test_large_counts_are_all_shown_with_mean_share_and_interval() -> None:
    found = shown(10, 20, 30, 20, 20)

    assert [cell.count for cell in found.cells.values()] == [10, 20, 30, 20, 20]
    assert found.cells["3"].share == 0.3
    assert (found.mean, found.satisfied and found.satisfied.count) == (3.2, 40)


def test_a_small_count_hides_another_and_the_mean_that_would_give_both_back() -> None:
    found = shown(3, 12, 30, 30, 25)

    assert [cell.count for cell in found.cells.values()] == [None, None, 30, 30, 25]
    # The mean is 3.62: of 100 people to one decimal it leaves ten sums open, so it may be shown.
    assert found.mean == 3.6
    # Of 45 it leaves four or five: some hidden count would be known within less than five.
    assert shown(3, 12, 10, 10, 10).mean is None


def test_beside_hidden_counts_the_interval_comes_from_shown_ones_alone() -> None:
    one, other = shown(3, 12, 30, 30, 25), shown(4, 11, 30, 30, 25)

    assert (one.mean, one.low, one.high) == (other.mean, other.low, other.high) == (3.6, 3.3, 3.9)


def test_the_satisfied_share_does_not_part_hidden_marks() -> None:
    apart = shown(4, 30, 30, 30, 12)

    assert [cell.count for cell in apart.cells.values()] == [None, 30, 30, 30, None]
    assert apart.satisfied == disclosed.Share()
    together = shown(4, 12, 30, 30, 30)
    assert together.satisfied is not None
    assert together.satisfied.count == 60


@given(st.lists(st.integers(0, 24), min_size=5, max_size=5))
def test_no_hidden_mark_can_be_computed_from_what_is_shown(counts: list[int]) -> None:
    """Try every way to fill the hidden marks that agrees with all that is published."""
    found = shown(*counts)
    if found.hidden:
        assert sum(counts) < SMALLEST_PUBLISHED_COUNT
        return
    hidden = [mark for mark, cell in found.cells.items() if cell.count is None]
    known = {mark: cell.count for mark, cell in found.cells.items() if cell.count is not None}
    left = (found.answered or 0) - sum(known.values())
    ways = []
    for most in product(range(left + 1), repeat=max(len(hidden) - 1, 0)):
        if hidden and sum(most) <= left:
            way = dict(zip(hidden, (*most, left - sum(most)), strict=True))
            if agrees({**known, **way}, found):
                ways.append(way)

    for mark in hidden:
        assert len({way[mark] for way in ways}) >= disclosed.LEAST_POSSIBLE
        assert counts[int(mark) - 1] in {way[mark] for way in ways}


def agrees(counts: dict[str, int], found: Shown) -> bool:
    people = sum(counts.values())
    mean = sum(int(mark) * count for mark, count in counts.items()) / people
    upper = counts["4"] + counts["5"]
    is_mean = found.mean is None or abs(mean - found.mean) <= 0.05 + 1e-9
    share = found.satisfied.count if found.satisfied else None
    return is_mean and (share is None or share == upper)


def test_a_choice_of_several_hides_who_made_it_and_who_did_not() -> None:
    asked = question("a", "multiple")
    answers = [["a", "b"]] * 30 + [["a"]] * 12 + [["c"]] * 3
    (found,) = disclosed.shown((asked,), results.figures((asked,), replies("a", *answers)))

    # 42 of 45 chose a: three did not, which is as telling as three that did.
    assert {name: cell.count for name, cell in found.cells.items()} == {
        "a": None,
        "b": 30,
        "c": None,
    }


def test_texts_have_no_cells() -> None:
    asked = question("a", "text")
    (found,) = disclosed.shown((asked,), results.figures((asked,), replies("a", *["x"] * 12)))

    assert (found.answered, found.cells) == (12, {})


BRANCHED = (question("a"), question("b", "scale", **follows("a", "equals", "b")))


def branched(a: int, b: int, c: int, *, asked: tuple[Question, ...] = BRANCHED) -> list[Shown]:
    people = [Reply({"a": "a"})] * a + [Reply({"a": "b", "b": 4})] * b + [Reply({"a": "c"})] * c
    return disclosed.shown(asked, results.figures(asked, people))


def test_a_question_that_would_tell_a_hidden_count_is_hidden_too() -> None:
    # Three chose c, so b's twelve are hidden as well; who was asked the next one would tell them.
    parent, child = branched(50, 12, 3)
    assert parent.cells["b"].count is None
    assert child == Shown("b", "scale", hidden="follows")

    parent, child = branched(12, 50, 3)
    assert parent.cells["b"].count == 50
    assert child.answered == 50


def test_what_follows_from_a_hidden_question_is_hidden() -> None:
    asked = (*BRANCHED, question("d", "text", **follows("b")))
    people = [Reply({"a": "a"})] * 50 + [Reply({"a": "b", "b": 4, "d": "x"})] * 12
    people += [Reply({"a": "c"})] * 3

    assert [one.hidden for one in disclosed.shown(asked, results.figures(asked, people))] == [
        "",
        "follows",
        "follows",
    ]


@pytest.mark.parametrize(("least", "hidden"), [(4, "follows"), (3, ""), (2, "follows")])
def test_at_least_hides_where_it_parts_hidden_marks(least: int, hidden: str) -> None:
    # Marks 2 and 1 are hidden for `3`; from 2 on they are parted; 4 parts 5 from 4.
    counts = {"4": (30, 30, 30, 4, 12), "3": (4, 12, 30, 30, 30), "2": (4, 12, 30, 30, 30)}
    asked = (MARK, question("b", "text", **follows("a", "at_least", 5 if least == 4 else least)))
    marks = [m for m, n in enumerate(counts[str(least)], 1) for _ in range(n)]

    found = disclosed.shown(asked, results.figures(asked, replies("a", *marks)))

    assert found[1].hidden in ({"few", hidden} if not hidden else {hidden})


def test_groups_are_hidden_in_twos_and_means_rounded() -> None:
    given_ = {"KZ-75": [5] * 39 + [2], "KZ-71": [1] * 15, "KZ-10": [3] * 4}
    found = {
        name: results.figures((MARK,), replies("a", *marks))[0] for name, marks in given_.items()
    }

    told = disclosed.groups(found)

    assert (told["KZ-75"].answered, told["KZ-75"].mean) == (40, 4.9)
    assert told["KZ-10"] == told["KZ-71"] == disclosed.Group()


def test_a_figure_is_renewed_once_ten_more_people_answered() -> None:
    def figure(n: int) -> results.Figure:
        return results.figures((MARK,), replies("a", *[5] * n))[0]

    assert disclosed.renewed(figure(19), figure(10)) == figure(10)
    assert disclosed.renewed(figure(20), figure(10)) == figure(20)
    assert disclosed.renewed(figure(12), None) == figure(12)
    assert disclosed.renewed(figure(12), figure(9)) == figure(12)


@pytest.mark.parametrize(
    ("when", "apart", "both", "hidden"),
    [
        ("all", 30, 30, ""),
        ("all", 3, 30, "follows"),  # three met one condition and not the other
        ("any", 30, 30, ""),
        ("any", 30, 3, "follows"),  # three met both
        ("any", 3, 30, "follows"),
        ("any", 30, 0, ""),
    ],
)
def test_who_met_one_of_two_conditions_is_never_a_few(
    when: str, apart: int, both: int, hidden: str
) -> None:
    rules = follows_any(("a", "answered", None), ("b", "answered", None)) | {"show_when": when}
    asked = (question("a", "text"), question("b", "text"), question("c", "text", **rules))
    people = [Reply({"a": "x"})] * apart + [Reply({"b": "x"})] * 40
    people += [Reply({"a": "x", "b": "x"})] * both
    met = people[-both:] if when == "all" and both else people
    told = [Reply(one.answers | {"c": "x"}) if one in met else one for one in people]

    found = disclosed.shown(asked, results.figures(asked, told))

    assert found[2].hidden == hidden


@pytest.mark.parametrize(
    ("second", "apart", "hidden"),
    [
        (("mark", "at_least", 3), 15, False),
        (("mark", "at_least", 3), 4, True),
        (("mark", "equals", 4), 4, True),
        (("n", "at_least", 3), 15, True),  # figures of numbers are in bands: nobody can tell
    ],
)
def test_how_many_met_a_condition_is_read_from_its_figures(
    second: tuple[str, str, int], apart: int, hidden: bool
) -> None:
    sources = (question("many", "multiple"), question("mark", "scale"), question("n", "number"))
    rules = follows_any(("many", "includes", "b"), second)
    asked = (*sources, question("c", "text", **rules))
    people = [Reply({"many": ["b"], "mark": 4, "n": 5})] * 20
    people += [Reply({"many": ["b"], "mark": 1})] * apart
    found = {one.question: one for one in results.figures(asked, people)}

    assert combined.tells(asked[-1], found["c"].asked, found) is hidden
    single = question("c", "text", **follows("many", "includes", "b"))
    assert not combined.tells(single, 3, found)
