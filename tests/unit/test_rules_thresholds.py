"""The small language in which rule sets write how many signatures a threshold asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.petitions.thresholds import ThresholdError, count, needs_population, parse

AKIMAT = "2500 if population > 50000 else 5%"


@pytest.mark.parametrize(
    ("written", "population", "asked"),
    [
        ("50000", None, 50_000),
        ("1%", 100, 1),
        ("1%", 101, 2),
        ("1%", 2_347_924, 23_480),
        ("2%", 218_993, 4_380),
        ("0.5%", 1_000, 5),
        ("0.5%", 1_001, 6),
        ("1%", 1, 1),
        ("100%", 7, 7),
        ("smaller of 2500 and 5%", 50_000, 2_500),
        ("smaller of 2500 and 5%", 49_999, 2_500),
        ("smaller of 2500 and 5%", 49_980, 2_499),
        ("larger of 2500 and 5%", 49_980, 2_500),
        ("larger of 2500 and 5%", 50_001, 2_501),
        (AKIMAT, 50_001, 2_500),
        (AKIMAT, 50_000, 2_500),
        (AKIMAT, 49_999, 2_500),
        (AKIMAT, 10_001, 501),
        ("10 if population >= 5 else 20", 5, 10),
        ("10 if population < 5 else 20", 5, 20),
        ("10 if population <= 5 else 20", 5, 10),
        ("1 if population > 9 else 2 if population > 5 else 3", 6, 2),
        ("1 if population > 9 else 2 if population > 5 else 3", 5, 3),
        ("  1   %".replace(" ", ""), 200, 2),
    ],
)
def test_a_threshold_asks_for(written: str, population: int | None, asked: int) -> None:
    assert count(written, population) == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        "many",
        "0",
        "-5",
        "0%",
        "101%",
        "1,000",
        "5 %",
        "1% of residents",
        "smaller of 1%",
        "2500 if population > 5%",
        "2500 if residents > 5 else 1",
        "smaller of smaller of 1 and 2 and 3",
        "1e3",
        "1; import os",
    ],
)
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(ThresholdError):
        parse(written)


def test_a_share_without_a_population_is_refused() -> None:
    with pytest.raises(ThresholdError, match="population"):
        count("1%")
    with pytest.raises(ThresholdError, match="population"):
        count(AKIMAT)


def test_only_shares_need_a_population() -> None:
    assert needs_population("1%")
    assert needs_population("1 if population > 9 else 2")
    assert not needs_population("50000")


@given(st.integers(1, 10**10), st.integers(1, 10_000))
def test_a_share_is_the_least_count_that_is_not_below_it(population: int, hundredths: int) -> None:
    asked = count(f"{hundredths // 100}.{hundredths % 100:02d}%", population)

    assert asked * 10_000 >= population * hundredths
    assert (asked - 1) * 10_000 < population * hundredths or asked == 1
