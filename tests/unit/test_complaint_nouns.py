"""Numbers with a check digit, places and distances, and the table that routes complaints."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.complaints import coupon, nearby, place
from functions.complaints.category import WIDEST_METRES, Category, Rule, route
from functions.complaints.place import Place
from tests.unit.complaints import calendar
from tests.unit.lives import compiled, utc


@pytest.mark.parametrize(("digits", "check"), [("572", 4), ("11294", 6)])
def test_the_check_digit_is_that_of_published_examples(digits: str, check: int) -> None:
    assert coupon.check_digit(digits) == check


@given(st.integers(2000, 2100), st.integers(1, 999_999_999), st.integers(0, 9), st.data())
def test_a_wrong_digit_or_two_in_the_wrong_order_are_noticed(
    year: int, complaint_id: int, digit: int, data: st.DataObject
) -> None:
    number = coupon.number(year, complaint_id)
    at = data.draw(st.sampled_from([n for n, sign in enumerate(number) if sign != "-"]))
    wrong = number[:at] + str(digit) + number[at + 1 :]
    swapped = number[:at] + number[at : at + 2][::-1] + number[at + 2 :]

    assert coupon.read(f" {number} ") == complaint_id
    for typed in {wrong, swapped} - {number}:
        with pytest.raises(ValueError, match="check_digit"):
            coupon.read(typed)


def test_the_distance_from_almaty_to_astana() -> None:
    # 43.2567 N 76.9286 E to 51.1801 N 71.4460 E: 973 km on the sphere.
    assert place.metres((43.2567, 76.9286), (51.1801, 71.4460)) == pytest.approx(973_000, rel=0.002)


@given(
    st.floats(-60, 60),
    st.floats(-170, 170),
    st.floats(0, 360),
    st.floats(0, 1),
    st.integers(1, WIDEST_METRES),
)
def test_whatever_is_within_the_radius_is_in_one_of_the_cells(
    lat: float, long: float, angle: float, share: float, radius: int
) -> None:
    import math

    north = math.degrees(radius * share / place.EARTH_METRES)
    other = (
        lat + north * math.cos(math.radians(angle)),
        long + north * math.sin(math.radians(angle)) / math.cos(math.radians(lat)),
    )
    cells = place.cells_within((lat, long), radius)

    assert len(cells) <= nearby.MOST_CELLS
    if place.metres((lat, long), other) < radius * 0.999:
        assert place.cell(other) in cells


def test_a_public_place_is_cut_to_its_decimals() -> None:
    exact = Place(jurisdiction="KZ-75", lat=43.256712, long=76.928634, address="Example street")

    assert place.shown(exact, 3).point == (43.257, 76.929)
    assert place.shown(Place(jurisdiction="KZ-75"), 3).point is None


def category(name: str) -> Category:
    every: Any = compiled()["complaints"]
    return Category.model_validate(every["categories"][name])


def table() -> list[Rule]:
    every: Any = compiled()["complaints"]
    return [Rule.model_validate(rule) for rule in every["routing"]]


@pytest.mark.parametrize(
    ("name", "area", "at", "body"),
    [
        ("waste", ["KZ-75", "KZ"], "2026-02-02 06:00", "akimat-almaty"),
        ("corruption", ["KZ-75", "KZ"], "2026-02-02 06:00", "ministry-interior"),
        ("clinic", ["KZ"], "2026-02-02 06:00", "ministry-health"),
        ("waste", ["KZ"], "2026-02-02 06:00", "government"),
        # A Saturday night in Almaty: 22:00 is 17:00 in UTC, 06:00 is 01:00.
        ("air", ["KZ-75", "KZ"], "2026-02-07 16:59", "akimat-almaty"),
        ("air", ["KZ-75", "KZ"], "2026-02-07 17:00", "ministry-emergencies"),
        ("air", ["KZ-75", "KZ"], "2026-02-08 00:59", "ministry-emergencies"),
        ("air", ["KZ-75", "KZ"], "2026-02-08 01:00", "akimat-almaty"),
        ("air", ["KZ-75", "KZ"], "2026-02-04 17:00", "akimat-almaty"),
    ],
)
def test_the_first_rule_that_matches_wins(name: str, area: list[str], at: str, body: str) -> None:
    found = route(category(name), area, utc(at), calendar(), table())

    assert found is not None
    assert found[1].body == body
    assert table()[found[0] - 1] == found[1]


def test_a_table_without_a_match_routes_nowhere() -> None:
    only = [Rule(body="akimat-almaty", area=["KZ-75"], why={"en": "Local"})]
    now = dt.datetime(2026, 2, 2, 6, tzinfo=dt.UTC)

    assert route(category("waste"), ["KZ"], now, calendar(), only) is None
