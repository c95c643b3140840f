"""Recognition is a fold: any order, no more than a day's cap, and taken back exactly."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from functions.participants.contribution import (
    LEVELS,
    MOST_A_DAY,
    POINTS,
    Contribution,
    recognition,
)

DAY = dt.date(2026, 9, 30)
kinds = st.sampled_from(sorted(POINTS))
made = st.builds(
    Contribution,
    kinds,
    st.integers(0, 999).map(str),
    st.integers(0, 3).map(lambda n: DAY + dt.timedelta(days=n)),
)
many = st.lists(made, max_size=60, unique_by=lambda one: (one.kind, one.ref))


@given(many, st.randoms())
def test_the_order_does_not_matter(told: list[Contribution], random: object) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert recognition(told) == recognition(shuffled)


@given(many)
def test_a_day_gives_no_more_than_its_cap_but_for_what_was_carried_out(
    told: list[Contribution],
) -> None:
    days: Counter[dt.date] = Counter()
    for line in recognition(told).ledger:
        days[line.on] += line.points if line.kind != "implemented" else 0

    assert all(points <= MOST_A_DAY for points in days.values())


@given(many)
def test_what_is_taken_back_leaves_nothing(told: list[Contribution]) -> None:
    undone = [replace(one, undone_on=one.on + dt.timedelta(days=9)) for one in told]

    assert recognition(undone).points == 0
    assert recognition(undone).badges == {}
    assert len(recognition(undone).ledger) == 2 * len(told)


def test_a_vote_gives_the_same_whatever_it_says() -> None:
    """A contribution of a vote names the poll; there is nowhere to say what was chosen."""
    assert set(Contribution.__dataclass_fields__) == {"kind", "ref", "on", "undone_on"}
    assert recognition([Contribution("vote", "poll/3", DAY)]).badges == {"vote": 1}
    assert all(list(steps) == sorted(set(steps)) for steps in LEVELS.values())
