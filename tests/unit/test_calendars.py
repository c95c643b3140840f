"""Legal terms: working days, months and days, in the jurisdiction's own zone."""

from __future__ import annotations

import datetime as dt

import pytest

from functions.shared.calendars import Calendar, term
from tests.unit.lives import SECOND, rules, utc

KZ = rules("kz-central").calendar
GB = rules("uk").calendar
US = rules("us-we-the-people").calendar


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("20 working days", (20, "working days")),
        ("1 month", (1, "months")),
        ("6  months", (6, "months")),
        ("24 hours", (24, "hours")),
        ("6 weeks", (6, "weeks")),
        ("1 year", (1, "years")),
    ],
)
def test_a_term_is_read_as_laws_write_it(written: str, read: tuple[int, str]) -> None:
    assert term(written) == read


@pytest.mark.parametrize("written", ["", "soon", "0 days", "-1 days", "1.5 months", "10", "days"])
def test_a_term_that_is_none_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match="20 working days"):
        term(written)


def test_the_day_a_term_begins_is_not_counted() -> None:
    friday, monday_over = utc("2026-02-06 03:00"), utc("2026-02-09 19:00")

    assert KZ.add_working_days(friday, 1) == monday_over


def test_a_term_begun_on_either_side_of_local_midnight_differs_by_a_day() -> None:
    midnight = utc("2026-02-03 19:00")

    assert KZ.local_date(midnight - SECOND) == dt.date(2026, 2, 3)
    assert KZ.add_working_days(midnight - SECOND, 1) == utc("2026-02-04 19:00")
    assert KZ.add_working_days(midnight, 1) == utc("2026-02-05 19:00")


def test_a_holiday_moves_the_end_and_the_day_before_it_does_not() -> None:
    nauryz_begins = utc("2026-03-19 06:00")

    assert KZ.add_working_days(nauryz_begins, 1) == utc("2026-03-20 19:00")
    # 21 and 22 March are a weekend, 23 to 25 are off.
    assert KZ.add_working_days(nauryz_begins, 2) == utc("2026-03-26 19:00")


def test_a_sunday_worked_in_exchange_counts() -> None:
    thursday_off = dt.date(2025, 1, 2)

    assert not KZ.is_working(thursday_off)
    assert not KZ.is_working(dt.date(2025, 1, 3))
    assert KZ.is_working(dt.date(2025, 1, 5))
    assert KZ.add_working_days(utc("2025-01-02 06:00"), 1) == utc("2025-01-05 19:00")


def test_thirtieth_of_august_is_a_working_day_since_2026() -> None:
    assert not KZ.is_working(dt.date(2024, 8, 30))
    assert KZ.is_working(dt.date(2026, 8, 31))
    assert not KZ.is_working(dt.date(2027, 3, 15))


def test_a_term_across_the_start_of_summer_time_in_london_loses_an_hour_not_a_day() -> None:
    friday = utc("2026-03-27 12:00")

    assert GB.add_days(friday, 1) == utc("2026-03-29 00:00")
    assert GB.add_days(friday, 2) == utc("2026-03-29 23:00")
    assert GB.add_working_days(friday, 1) == utc("2026-03-30 23:00")


def test_a_term_across_the_end_of_summer_time_in_london_gains_an_hour() -> None:
    saturday = utc("2026-10-24 12:00")

    assert GB.add_days(saturday, 0) == utc("2026-10-24 23:00")
    assert GB.add_days(saturday, 1) == utc("2026-10-26 00:00")


def test_months_keep_local_midnight_across_summer_time() -> None:
    assert GB.add_months(utc("2026-01-15 12:00"), 6) == utc("2026-07-15 23:00")
    assert GB.add_months(utc("2026-07-15 12:00"), 6) == utc("2027-01-16 00:00")


def test_new_york_changes_its_clock_on_another_day_than_london() -> None:
    saturday = utc("2026-03-07 17:00")

    assert US.add_days(saturday, 0) == utc("2026-03-08 05:00")
    assert US.add_days(saturday, 1) == utc("2026-03-09 04:00")
    assert US.add_days(utc("2026-10-31 17:00"), 1) == utc("2026-11-02 05:00")


def test_hours_run_by_the_clock_through_the_change() -> None:
    before = utc("2026-03-28 12:00")

    assert GB.after(before, "24 hours") == utc("2026-03-29 12:00")


def test_a_month_without_that_day_ends_on_its_last_day() -> None:
    assert KZ.after(utc("2026-08-31 06:00"), "6 months") == utc("2027-02-28 19:00")
    assert KZ.after(utc("2027-08-31 06:00"), "6 months") == utc("2028-02-29 19:00")
    assert KZ.after(utc("2028-02-29 06:00"), "1 year") == utc("2029-02-28 19:00")


def test_weeks_are_seven_days() -> None:
    assert GB.after(utc("2026-06-01 12:00"), "6 weeks") == utc("2026-07-13 23:00")


def test_working_days_left_count_down_to_zero_on_the_last_day() -> None:
    monday = utc("2026-02-02 06:00")
    due = KZ.add_working_days(monday, 20)

    assert KZ.working_days_left(monday, due) == 20
    assert KZ.working_days_left(monday + dt.timedelta(days=1), due) == 19
    assert KZ.working_days_left(due - SECOND, due) == 0


def test_a_missed_term_is_negative_from_its_first_second() -> None:
    due = KZ.add_working_days(utc("2026-02-02 06:00"), 4)

    assert due == utc("2026-02-06 19:00")
    assert KZ.working_days_left(due, due) == -1
    assert KZ.working_days_left(utc("2026-02-10 06:00"), due) == -2


def test_no_working_day_is_no_term() -> None:
    with pytest.raises(ValueError, match="at least one"):
        KZ.add_working_days(utc("2026-02-02 06:00"), 0)


def test_a_calendar_takes_nothing_unknown() -> None:
    with pytest.raises(ValueError, match="days_off"):
        Calendar.model_validate({"timezone": "UTC", "days_off": []})
