"""The fold: what follows what, and what the entries add up to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.ledger.entries import Entry
from functions.ledger.fold import Fold, FoldError, fold
from functions.ledger.tally import Goal, Tally

H = "2026-09-30T12"
X = "2026-09-30T12:00:00Z"
OPEN = Entry("open", 1, H, x=X)
GOAL = Entry("goal", 1, H, k="response", n=2)
PASS = Entry("pass", 1, H, k="response", n=2, at=X)


def sign(c: int, p: int = 1, a: str = "email") -> Entry:
    return Entry("sign", p, H, a=a, c=f"{c:064x}")


def act(t: str, i: int, p: int = 1) -> Entry:
    return Entry(t, p, H, i=i, r="" if t == "back" else "withdrawn")


def test_classes_are_counted_apart_and_together() -> None:
    folded = fold([sign(1), sign(2, a="eid"), sign(3, a="paper"), sign(4, p=2)])

    one, two = folded.counts[1], folded.counts[2]
    assert (one.email, one.eid, one.paper, one.total) == (1, 1, 1, 3)
    assert two.total == 1


def test_a_signature_may_be_held_brought_back_and_dropped() -> None:
    states = [act("hold", 0), act("back", 0), act("drop", 0), act("back", 0), act("hold", 0)]

    totals = [fold([sign(1), *states[:n]]).counts[1].total for n in range(len(states) + 1)]

    assert totals == [1, 0, 1, 0, 1, 0]
    assert fold([sign(1), act("hold", 0), act("drop", 0)]).counts[1].total == 0


def test_a_goal_is_passed_and_the_petition_closed_with_its_count() -> None:
    told = [GOAL, OPEN, sign(1), sign(2), PASS, act("drop", 2), Entry("close", 1, H, n=1)]
    told += [Entry("late", 1, H, a="eid", c="0" * 64), act("drop", 3)]

    counts = fold(told).counts[1]

    assert counts.passed == {"response": datetime(2026, 9, 30, 12, tzinfo=UTC)}
    assert (counts.total, counts.closed) == (0, 1)


@pytest.mark.parametrize(
    "told",
    [
        [act("drop", 0)],
        [sign(1), act("drop", 1)],
        [sign(1), act("drop", 0, p=2)],
        [sign(1), act("drop", 0), act("drop", 0)],
        [sign(1), act("drop", 0), act("hold", 0)],
        [sign(1), act("hold", 0), act("hold", 0)],
        [sign(1), act("back", 0)],
        [sign(1), act("drop", 0), act("back", 1)],
        [GOAL, GOAL],
        [GOAL, sign(1), PASS],
        [sign(1), sign(2), PASS],
        [GOAL, sign(1), sign(2), PASS, PASS],
        [GOAL, sign(1), sign(2), sign(3), PASS],
        [OPEN, OPEN],
        [Entry("extend", 1, H, x=X)],
        [Entry("close", 1, H, n=0)],
        [OPEN, sign(1), Entry("close", 1, H, n=0)],
        [OPEN, Entry("close", 1, "2026-09-30T11", n=0)],
        [OPEN, Entry("close", 1, H, n=0), Entry("close", 1, H, n=0)],
        [OPEN, Entry("close", 1, H, n=0), sign(1)],
        [OPEN, Entry("close", 1, H, n=0), Entry("extend", 1, H, x=X)],
        [Entry("late", 1, H, a="email", c="0" * 64)],
    ],
)
def test_an_entry_that_cannot_follow_is_refused_and_changes_nothing(told: Sequence[Entry]) -> None:
    made = fold(told[:-1])
    before = (made.counts, dict(made.ended))

    with pytest.raises(FoldError):
        made.apply(told[-1])

    assert (made.counts, made.ended) == before


def test_a_goal_may_ask_for_areas() -> None:
    tally = Tally(goals={"response": Goal(3, 2, {"A": 2, "B": 1})}, areas={"A": 1, "B": 1, "C": 1})
    tally.live["email"] = 3
    assert not tally.is_passing("response")

    tally.areas["A"] = 2
    assert tally.is_passing("response")

    tally.goals["any"] = Goal(3, 3)
    assert tally.is_passing("any")


@given(st.lists(st.tuples(st.sampled_from(["sign", "drop", "hold", "back"]), st.integers(0, 30))))
def test_the_count_is_the_number_of_live_signatures(steps: list[tuple[str, int]]) -> None:
    made, live, logged = Fold(), set[int](), 0
    for kind, place in steps:
        entry = sign(place) if kind == "sign" else act(kind, place)
        try:
            made.apply(entry)
        except FoldError:
            continue
        if kind in ("sign", "back"):
            live.add(logged if kind == "sign" else place)
        else:
            live.discard(place)
        logged += 1

    assert made.counts.get(1, Tally().counts()).total == len(live)
