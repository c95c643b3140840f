"""Experts' scores: exact means, conflicts that leave them, the declared rule, a contest's blend."""

from __future__ import annotations

from fractions import Fraction

import pytest

from functions.projects import review
from functions.projects.process import Criterion, Selection, StageRule
from functions.projects.review import Review
from tests.unit.projects.facts import BEGINS, TEXT

RULE = StageRule(
    key="review",
    kind="review",
    name=TEXT,
    days=5,
    experts=2,
    criteria=(
        Criterion(key="use", name=TEXT, weight=3, most=10, pass_mark=4),
        Criterion(key="cost", name=TEXT, weight=1, most=5),
    ),
    selection=Selection(count=2, mark=50),
)


def given(idea: int, use: int, cost: int, **more: object) -> Review:
    base = {"idea": idea, "stage": "review", "scores": {"use": use, "cost": cost}, "at": BEGINS}
    return Review.model_validate(base | more)


def test_the_total_is_a_weighted_share_of_the_best() -> None:
    """Use 8 of 10 counts three times, cost 5 of 5 once: (2.4 + 1) / 4."""
    assert review.total({"use": 8, "cost": 5}, RULE.criteria) == Fraction(17, 20)


def test_one_expert_is_not_enough() -> None:
    found = review.assess(1, [given(1, 8, 5)], RULE)

    assert (found.total, found.is_complete, found.counted) == (None, False, 1)


def test_a_conflict_of_interest_leaves_the_mean_and_is_seen() -> None:
    seen = [given(1, 8, 5), given(1, 6, 5), given(1, 10, 5, conflict=TEXT)]

    found = review.assess(1, seen, RULE)

    assert (found.counted, found.conflicted) == (2, 1)
    assert found.total == (Fraction(17, 20) + Fraction(7, 10)) / 2
    assert review.spread(found) == 0.15


def test_a_failed_criterion_needs_its_reason() -> None:
    silent, told = given(1, 3, 5), given(1, 3, 5, reasons={"use": TEXT})
    partial = Review(idea=1, stage="review", scores={"use": 11, "more": 1}, at=BEGINS)

    assert [one.name for one in review.check(silent, RULE)] == ["reasons.use"]
    assert review.check(told, RULE) == []
    names = {one.name for one in review.check(partial, RULE)}
    assert names == {"scores", "scores.use", "scores.cost"}


def test_a_failed_criterion_selects_nobody() -> None:
    failed = review.assess(1, [given(1, 3, 5), given(1, 4, 5)], RULE)

    assert failed.has_failed
    assert review.select([failed], Selection(mark=0)) == []


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (Selection(count=1), [2]),
        (Selection(count=2), [2, 1, 3]),
        (Selection(mark=80), [2, 1, 3]),
        (Selection(mark=81), [2]),
        (Selection(count=3, mark=10), [2, 1, 3]),
        (Selection(count=4), [2, 1, 3, 4]),
    ],
)
def test_the_declared_rule_selects_and_a_tie_leaves_nobody_out(
    selection: Selection, chosen: list[int]
) -> None:
    """Ideas 1 and 3 have exactly 80 %, idea 2 more, idea 4 less."""
    scores = {1: (8, 4), 2: (9, 4), 3: (8, 4), 4: (5, 4)}
    assessed = [review.assess(n, [given(n, *s), given(n, *s)], RULE) for n, s in scores.items()]

    assert review.select(assessed, selection) == chosen


def test_public_and_jury_weigh_as_declared() -> None:
    """Idea 1: half of the votes' best and 0.9 of the jury; idea 2: all votes and 0.4."""
    votes = {1: Fraction(50), 2: Fraction(100)}
    jury = {1: Fraction(9, 10), 2: Fraction(4, 10)}

    even = dict(review.blend(votes, jury, 50))
    public = [n for n, _ in review.blend(votes, jury, 100)]
    expert = [n for n, _ in review.blend(votes, jury, 0)]

    assert even == {1: Fraction(7, 10), 2: Fraction(7, 10)}
    assert (public, expert) == ([2, 1], [1, 2])


def test_experts_are_numbered_and_never_named() -> None:
    rows = [("tag-b", given(1, 8, 5)), ("tag-a", given(2, 8, 5)), ("tag-b", given(2, 8, 5))]

    numbered = review.numbered(rows)

    assert sorted((n, one.idea) for n, one in numbered) == [(1, 2), (2, 1), (2, 2)]
