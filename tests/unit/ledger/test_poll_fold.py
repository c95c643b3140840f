"""Polls in the fold: sealed, voted in, counted; and old stages, which know of none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.ledger import counts, stage
from functions.ledger.entries import Entry
from functions.ledger.fold import Fold, FoldError, fold
from functions.ledger.stage import Batch, Stage

H, D = "2026-09-30T12", "ab" * 32
SEAL = Entry("seal", q=3, h=H, d=D)


def vote(c: int, n: int = 1, a: str = "email", q: int = 3) -> Entry:
    return Entry("vote", q=q, h=H, a=a, c=f"{c:064x}", n=n)


def tally(n: int) -> Entry:
    return Entry("tally", q=3, h=H, d="cd" * 32, n=n)


def test_first_ballots_are_counted_by_class_and_changed_ones_apart() -> None:
    told = [SEAL, vote(1), vote(2, a="eid"), vote(3, n=2), vote(4, a="paper"), vote(5, n=3)]

    folded = fold([*told, tally(3)])

    assert folded.polls[3].told() == {"email": 1, "eid": 1, "paper": 1, "changed": 2}
    assert (folded.polls[3].sealed, folded.polls[3].tallied) == (D, 3)
    assert folded.tallies == {}


@pytest.mark.parametrize(
    "told",
    [
        [vote(1)],
        [SEAL, SEAL],
        [tally(0)],
        [SEAL, vote(1), tally(2)],
        [SEAL, vote(1), tally(1), vote(2)],
        [SEAL, vote(1), tally(1), vote(1, n=2)],
        [SEAL, tally(0), tally(0)],
        [SEAL, vote(1, q=4)],
    ],
    ids=str,
)
def test_an_entry_that_cannot_follow_is_refused_and_changes_nothing(told: list[Entry]) -> None:
    before = fold(told[:-1])
    state = {poll: one.told() for poll, one in before.polls.items()}

    with pytest.raises(FoldError):
        before.apply(told[-1])

    assert {poll: one.told() for poll, one in before.polls.items()} == state


@given(st.lists(st.tuples(st.sampled_from(("email", "eid", "paper")), st.integers(1, 5))))
def test_voters_are_the_first_ballots(cast: list[tuple[str, int]]) -> None:
    folded = fold([SEAL, *(vote(c, n, a) for c, (a, n) in enumerate(cast))])

    assert folded.polls[3].total == sum(n == 1 for _, n in cast)
    assert folded.polls[3].changed == sum(n > 1 for _, n in cast)


def test_a_vote_is_no_signature_that_could_be_dropped() -> None:
    folded = fold([SEAL, vote(1)])

    assert not folded.is_signature(1)
    with pytest.raises(FoldError):
        folded.apply(Entry("drop", 7, H, i=1, r="withdrawn"))


def test_a_stage_brings_polls_back() -> None:
    folded = Fold(remember=False)
    for entry in (SEAL, vote(1), vote(2, n=2)):
        folded.apply(entry)

    read = stage.decode(stage.encode(Stage(Batch("x", "y"), fold=folded, touched_polls=[3])))

    assert read.fold.polls == folded.polls
    assert read.touched_polls == [3]


def test_a_stage_from_before_there_were_polls_is_read() -> None:
    line, _, rest = stage.encode(Stage(Batch("x", "y"))).partition(b"\n")
    told = json.loads(line)
    del told["polls"], told["touched_polls"]

    read = stage.decode(json.dumps(told).encode() + b"\n" + rest)

    assert (read.fold.polls, read.touched_polls) == ({}, [])


def test_a_count_item_brings_the_tally_back() -> None:
    for told in ([SEAL], [SEAL, vote(1), vote(2, n=2), tally(1)]):
        one = fold(told).polls[3]
        item = {name: v for name, v in counts.of_poll(3, one, 9).items() if v is not None}

        assert counts.poll_from_item(item) == one
