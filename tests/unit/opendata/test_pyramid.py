"""The pyramid: what can be said of the number of people when nobody is followed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.opendata import pyramid

PEOPLE = 50
crowds = st.lists(st.frozensets(st.integers(1, PEOPLE)), max_size=8)


def test_the_levels_are_bounded_by_the_largest_set_and_by_the_sum() -> None:
    authors, active, others = pyramid.pyramid(1_000, authored=[1, 1, 1], joined=[40, 25])

    assert (authors.low, authors.high) == (1, 3)
    assert (active.low, active.high) == (40, 65)
    # At most 3 and 65 different people take part, at least 40: who wrote may have signed too.
    assert (others.low, others.high) == (932, 960)
    assert (active.low_share, active.high_share) == (Decimal("4.000"), Decimal("6.500"))
    assert [one.expected for one in (authors, active, others)] == [10, 90, 900]


def test_nobody_can_be_more_than_everybody() -> None:
    _, active, others = pyramid.pyramid(100, authored=[], joined=[90, 80])

    assert (active.low, active.high) == (90, 100)
    assert (others.low, others.high) == (0, 10)


def test_without_a_population_there_is_no_share() -> None:
    with pytest.raises(ValueError, match="people"):
        pyramid.pyramid(0, authored=[], joined=[])


@given(crowds, crowds)
def test_the_bounds_hold_whoever_the_people_are(
    authored: list[frozenset[int]], joined: list[frozenset[int]]
) -> None:
    """Promise: the true numbers of people, which the platform cannot know, lie within."""
    authors, active, others = pyramid.pyramid(
        PEOPLE, authored=list(map(len, authored)), joined=list(map(len, joined))
    )

    wrote, signed = frozenset().union(*authored), frozenset().union(*joined)
    assert authors.low <= len(wrote) <= authors.high
    assert active.low <= len(signed) <= active.high
    assert others.low <= PEOPLE - len(wrote | signed) <= others.high
