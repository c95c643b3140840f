"""The clock of a complaint, on each side of midnight, of a day off and of a change of the hour."""

from __future__ import annotations

import datetime as dt

import pytest

from functions.complaints import clock
from functions.shared.calendars import Calendar
from tests.unit.complaints import calendar, kz
from tests.unit.lives import SECOND, utc

KZ = calendar()


def due(filed: str, **more: object) -> clock.Due:
    return clock.due(kz(), KZ, utc(filed), **more)  # type: ignore[arg-type]


def test_fifteen_working_days_after_a_working_day() -> None:
    found = due("2026-02-02 06:00")

    assert found.on == dt.date(2026, 2, 23)
    assert found.at == utc("2026-02-23 19:00")
    assert [step.kind for step in found.steps] == ["filed", "registered", "term"]


def test_a_complaint_of_saturday_is_registered_on_monday() -> None:
    saturday, monday = due("2026-01-31 06:00"), due("2026-02-02 06:00")

    assert saturday.on == monday.on
    assert [(step.kind, step.on) for step in saturday.steps[:2]] == [
        ("filed", dt.date(2026, 1, 31)),
        ("registered", dt.date(2026, 2, 2)),
    ]


def test_local_midnight_decides_the_day() -> None:
    midnight = utc("2026-02-02 19:00")

    before, after = clock.due(kz(), KZ, midnight - SECOND), clock.due(kz(), KZ, midnight)

    assert before.on == dt.date(2026, 2, 23)
    assert after.on == dt.date(2026, 2, 24)


def test_the_last_moment_of_friday_and_the_first_of_saturday() -> None:
    midnight = utc("2026-02-06 19:00")

    assert clock.registered_on(kz(), KZ, midnight - SECOND) == dt.date(2026, 2, 6)
    assert clock.registered_on(kz(), KZ, midnight) == dt.date(2026, 2, 9)


def test_holidays_make_the_term_longer_and_are_named() -> None:
    found = due("2026-03-10 06:00")

    assert found.on == dt.date(2026, 4, 3)
    assert [step.on.day for step in found.steps if step.kind == "day_off"] == [23, 24, 25]


def test_an_added_holiday_moves_the_due_date() -> None:
    added = KZ.model_copy(update={"holidays": KZ.holidays | {dt.date(2026, 2, 10)}})

    moved = clock.due(kz(), Calendar(**added.model_dump()), utc("2026-02-02 06:00"))

    assert moved.on == dt.date(2026, 2, 24)
    assert ("day_off", dt.date(2026, 2, 10)) in [(step.kind, step.on) for step in moved.steps]


def test_an_extension_is_told_apart_and_has_a_limit() -> None:
    found = due("2026-02-02 06:00", extended_to=dt.date(2026, 4, 1))

    assert found.on == dt.date(2026, 4, 1)
    assert found.at == utc("2026-04-01 19:00")
    assert found.steps[-1].kind == "extension"
    assert clock.longest_extension(kz(), KZ, dt.date(2026, 2, 23)) == dt.date(2026, 4, 23)


def test_an_extension_never_shortens_the_term() -> None:
    assert due("2026-02-02 06:00", extended_to=dt.date(2026, 2, 3)).on == dt.date(2026, 2, 23)


@pytest.mark.parametrize(
    ("filed", "at"),
    [
        # Summer time begins in Berlin on 29 March and ends on 25 October 2026.
        ("2026-03-20 12:00", "2026-04-14 22:00"),
        ("2026-10-16 12:00", "2026-11-06 23:00"),
    ],
)
def test_a_change_of_the_hour_moves_the_instant_and_not_the_day(filed: str, at: str) -> None:
    berlin = calendar("de")

    assert clock.due(kz(), berlin, utc(filed)).at == utc(at)


def test_forwarding_is_due_within_three_working_days() -> None:
    friday = dt.date(2026, 2, 6)

    assert clock.after(KZ, friday, kz().forward) == utc("2026-02-11 19:00")
