"""Instants are written in one way, and no other is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from functions.shared import clock


def test_what_is_written_is_read_again() -> None:
    at = datetime(2026, 9, 30, 12, 3, 4, tzinfo=UTC)
    assert clock.text(at) == "2026-09-30T12:03:04Z"
    assert clock.parse("2026-09-30T12:03:04Z") == at
    assert clock.text(at.astimezone(timezone(timedelta(hours=5)))) == "2026-09-30T12:03:04Z"
    assert clock.text(at.replace(microsecond=999_999)) == "2026-09-30T12:03:04Z"


@pytest.mark.parametrize(
    "written",
    [
        *("", "2026-09-30", "2026-09-30T12:03:04", "2026-09-30 12:03:04Z", "20260930T120304Z"),
        *("2026-09-30T12:03:04+00:00", "2026-09-30T12:03:04.5Z", "2026-W40-3T12:03:04Z"),
        *("2026-09-30T17:03:04+05:00", "2026-09-31T12:03:04Z", "2026-09-30T12:03:04z"),
    ],
)
def test_no_other_way_to_write_an_instant_is_read(written: str) -> None:
    with pytest.raises(ValueError):
        clock.parse(written)
