"""Intervals against published numbers."""

from __future__ import annotations

import pytest

from functions.surveys import intervals


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    # NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, column 0.975.
    [(9, 2.262), (10, 2.228), (15, 2.131), (20, 2.086), (30, 2.042), (60, 2.000), (100, 1.984)],
)
def test_student_s_quantiles_are_those_of_the_table(freedom: int, quantile: float) -> None:
    assert round(intervals.student(freedom), 3) == quantile


def test_a_mean_s_interval_is_that_of_a_worked_example() -> None:
    # NIST/SEMATECH e-Handbook, 1.3.5.2: ZARR13.DAT has N 195, mean 9.261460, deviation 0.022789,
    # and the interval 9.258242 to 9.264679. Two values that have this mean and deviation do too.
    values = [9.261460 + side * 0.022789 for side in (-1, 1) for _ in range(97)] + [9.261460]

    mean, low, high = intervals.mean(values)

    assert mean == pytest.approx(9.261460)
    assert low == pytest.approx(9.258242, abs=2e-6)
    assert high == pytest.approx(9.264679, abs=2e-6)


def test_an_interval_stays_within_what_can_be_answered() -> None:
    _, low, high = intervals.mean([5] * 9 + [1], lowest=1, highest=5)

    assert (low > 1, high) == (True, 5)


def test_nothing_is_said_of_nobody() -> None:
    with pytest.raises(ValueError, match="interval"):
        intervals.mean([3])
    with pytest.raises(ValueError, match="freedom"):
        intervals.student(0)
