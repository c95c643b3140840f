"""Wilson's interval is that of the published table, and exact for none and for all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.shared.wilson import wilson


@pytest.mark.parametrize(
    ("successes", "trials", "interval"),
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_the_interval_is_the_published_one(
    successes: int, trials: int, interval: tuple[float, float]
) -> None:
    assert tuple(round(end, 4) for end in wilson(successes, trials)) == interval


@given(trials=some.integers(1, 100_000), data=some.data())
def test_the_interval_holds_the_share_and_ends_where_shares_end(
    trials: int, data: some.DataObject
) -> None:
    successes = data.draw(some.integers(0, trials))
    low, high = wilson(successes, trials)

    assert 0 <= low <= successes / trials <= high <= 1
    assert (wilson(0, trials)[0], wilson(trials, trials)[1]) == (0, 1)


def test_nobody_has_no_interval() -> None:
    with pytest.raises(ValueError, match="trials"):
        wilson(0, 0)
