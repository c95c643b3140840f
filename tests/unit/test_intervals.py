"""Interval arithmetic against sets of seconds, whatever the intervals."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from functions.petitions.intervals import Interval, merged, minutes, within
from functions.petitions.outage import IN_TIME, UNMEASURED, Beat, Outage, between, joined

ZERO = dt.datetime(2026, 9, 30, tzinfo=dt.UTC)


def at(second: int) -> dt.datetime:
    return ZERO + dt.timedelta(seconds=second)


seconds = st.integers(0, 400)
interval = st.tuples(seconds, seconds).map(lambda pair: Interval(at(pair[0]), at(pair[1])))
intervals = st.lists(interval, max_size=12)


def covered(found: list[Interval]) -> set[int]:
    return {
        second
        for one in found
        for second in range(
            int((one.start - ZERO).total_seconds()), int((one.end - ZERO).total_seconds())
        )
    }


@given(intervals)
def test_merging_keeps_every_instant_and_nothing_else(given_: list[Interval]) -> None:
    found = merged(given_)

    assert covered(found) == covered(given_)
    assert found == sorted(found) == merged(found)
    assert all(one.end < two.start for one, two in pairwise(found))
    assert all(one.start < one.end for one in found)


@given(intervals, st.randoms())
def test_the_order_does_not_matter(given_: list[Interval], chance: object) -> None:
    other = list(given_)
    chance.shuffle(other)  # type: ignore[attr-defined]

    assert merged(other) == merged(given_)


@given(intervals, seconds, seconds)
def test_cutting_is_the_intersection(given_: list[Interval], start: int, end: int) -> None:
    assert covered(within(given_, at(start), at(end))) == covered(given_) & set(range(start, end))


@given(intervals)
def test_minutes_are_rounded_up_once(given_: list[Interval]) -> None:
    assert minutes(given_) == -(-len(covered(given_)) // 60)


beats = st.lists(
    st.tuples(st.integers(1, 1_000), st.sampled_from([(), ("table",), ("mail", "table")])),
    min_size=2,
    max_size=20,
)


@given(beats)
def test_every_second_is_fine_or_out_of_order(steps: list[tuple[int, tuple[str, ...]]]) -> None:
    """A second is out exactly if its last measurement said so, or was too old to say anything."""
    measured, second = [], 0
    for gap, troubles in steps:
        second += gap
        measured.append((second, Beat(at(second), troubles)))

    found: list[Outage] = []
    expected = set()
    for (start, one), (end, two) in pairwise(measured):
        found += between(one, two.at)
        is_late = end - start > IN_TIME.total_seconds()
        for each in range(start, end):
            if one.troubles or (is_late and each >= start + 60):
                expected.add(each)

    assert covered([one.interval for one in found]) == expected
    assert covered([one.interval for one in joined(found)]) == expected
    causes = {cause for one in found for cause in one.causes}
    assert causes <= {"table", "mail", UNMEASURED}
    assert {cause for one in joined(found) for cause in one.causes} == causes


def test_a_late_measurement_leaves_what_is_between_unknown_and_so_out() -> None:
    assert between(Beat(at(0)), at(150)) == []
    assert between(Beat(at(0)), at(151)) == [
        Outage(Interval(at(60), at(151)), frozenset({UNMEASURED}))
    ]
