"""Chain indicators: a published table is reproduced cell by cell, and the identities hold."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.opendata import series
from tests.conftest import ROOT

TABLE = ROOT / "content/datasets/service-quality-chain-indicators-2020.csv"
REGIONS = ROOT / "content/datasets/service-quality-by-region-2020.csv"
MEAN = Decimal("4.59")  # the chronological mean that the author of the table published
COLUMNS = {
    "absolute_growth": ("growth", 2),
    "growth_rate_increase_percent": ("increase", 2),
    "growth_rate_percent": ("growth_rate", 2),
    "one_percent_content": ("one_percent", 4),
    "accumulation_rate_percent": ("accumulation", 2),
}
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8")))
SCORES = [Decimal(row["score"]) for row in ROWS]

levels = st.lists(st.decimals(1, 10**6, places=3), min_size=1, max_size=40)


@pytest.mark.parametrize("column", COLUMNS)
def test_the_published_table_is_reproduced_exactly(column: str) -> None:
    name, digits = COLUMNS[column]

    found = [getattr(link, name) for link in series.chain(SCORES)]

    shown = [None if one is None else series.rounded(one, digits) for one in found]
    assert shown == [Decimal(row[column]) if row[column] else None for row in ROWS]


def test_the_published_chronological_mean_is_reproduced() -> None:
    mean = series.chronological_mean(SCORES)

    assert series.rounded(mean, 2) == MEAN
    # The arithmetic mean of the same levels is another number: the ends count half in this one.
    assert series.rounded(sum(map(Fraction, SCORES)) / len(SCORES), 2) == Decimal("4.58")


def test_no_cell_of_the_published_table_depends_on_how_a_tie_is_rounded() -> None:
    """A fact of this table: no exact value lies half-way, so half up and half even both give it."""
    for name, digits in COLUMNS.values():
        for link in series.chain(SCORES):
            exact = getattr(link, name)
            if exact is not None:
                ulp = Decimal(1).scaleb(-digits)
                written = Decimal(exact.numerator) / Decimal(exact.denominator)
                ways = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)
                assert {written.quantize(ulp, way) for way in ways} == {
                    series.rounded(exact, digits)
                }


def test_the_series_of_the_table_is_the_order_of_the_regions() -> None:
    regions = list(csv.DictReader(REGIONS.open(encoding="utf-8")))

    published = [Decimal(row["mean_score"]) for row in regions]

    # Table 3 takes the regions of table 2 in its order, the cities of the republic included.
    assert published == SCORES


def test_nothing_is_divided_by_nothing() -> None:
    first, second = series.chain([0, 5])

    assert (second.growth, second.increase, second.growth_rate) == (5, None, None)
    assert (second.one_percent, second.accumulation) == (0, None)
    assert first.growth is None
    assert series.chain([]) == []
    assert series.percent(1, 0) is None


def test_a_mean_of_one_is_itself_and_of_none_an_error() -> None:
    assert series.chronological_mean([Decimal("4.5")]) == Fraction(9, 2)
    assert series.chronological_mean([1, 2]) == Fraction(3, 2)
    with pytest.raises(ValueError, match="level"):
        series.chronological_mean([])


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("2.5", 0, "3"), ("-0.004", 2, "0.00")],
)
def test_halves_are_rounded_away_from_zero(value: str, digits: int, shown: str) -> None:
    assert series.rounded(Decimal(value), digits) == Decimal(shown)


@given(st.fractions(-(10**9), 10**9), st.integers(0, 6))
def test_a_rounded_value_is_never_further_than_half_a_unit(value: Fraction, digits: int) -> None:
    shown = series.rounded(value, digits)

    assert abs(Fraction(shown) - value) * 2 <= Fraction(1, 10**digits)
    assert series.rounded(-value, digits) == -shown


@given(levels)
def test_growths_add_up_and_rates_multiply_to_the_whole_way(found: list[Decimal]) -> None:
    chain, exact = series.chain(found), [Fraction(one) for one in found]

    assert sum(one.growth or 0 for one in chain) == exact[-1] - exact[0]
    product = Fraction(1)
    for one in chain:
        product *= (one.growth_rate or 0) / 100
    assert product == exact[-1] / exact[0]
    assert sum(one.accumulation or 0 for one in chain) == (exact[-1] / exact[0] - 1) * 100


@given(levels)
def test_one_per_cent_times_the_increase_is_the_growth(found: list[Decimal]) -> None:
    for one in series.chain(found)[1:]:
        assert one.one_percent is not None
        assert one.increase is not None
        assert one.growth == one.one_percent * one.increase
        assert one.growth_rate == one.increase + 100


@given(levels)
def test_the_chronological_mean_lies_among_the_levels_and_reads_both_ways(
    found: list[Decimal],
) -> None:
    mean = series.chronological_mean(found)

    assert min(found) <= mean <= max(found)
    assert mean == series.chronological_mean(found[::-1])
