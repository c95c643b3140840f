"""Numbers computed by hand: answers in time and late, satisfaction, Wilson's interval."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import Any

import pytest

from functions.complaints import statistics
from functions.complaints.statistics import Answer, Line
from tests.unit.complaints import calendar


def line(**parts: Any) -> Line:
    base: dict[str, Any] = {
        "state": "closed",
        "body": "akimat-almaty",
        "category": "waste",
        "region": "KZ-75",
        "quarter": "2026-Q4",
        "is_open": False,
        "is_late": False,
    }
    return Line(**base | parts)


LINES = [
    line(days=3, verdict="confirmed", satisfied=True),
    line(days=9, verdict="confirmed", satisfied=False, body="ministry-health"),
    line(days=21, is_late=True, verdict="not_confirmed"),
    line(is_open=True, state="verifying"),
    line(is_open=True, is_late=True, state="in_progress"),
    line(state="duplicate", counts=False, days=1, satisfied=True),
]


def test_complaints_are_added_up() -> None:
    found = statistics.figures(LINES)

    assert (found.total, found.open, found.overdue) == (6, 2, 1)
    assert (found.on_time, found.late, found.median_days) == (2, 1, 9)
    assert (found.confirmed, found.not_confirmed, found.false) == (2, 1, 0)
    assert (found.satisfied, found.contradicted) == (1, 1)


def test_nothing_has_no_median() -> None:
    assert statistics.figures([]) == statistics.Figures(0, 0, 0, 0, 0, None, 0, 0, 0, 0, 0)


def test_groups_hold_every_complaint_once() -> None:
    groups = statistics.by(LINES, attrgetter("body"))
    assert {name: len(found) for name, found in groups.items()} == {
        "akimat-almaty": 5,
        "ministry-health": 1,
    }


def answer(satisfied: bool | None, **ratings: int) -> Answer:
    return Answer("akimat-almaty", "waste", "KZ-75", "2026-Q4", satisfied, ratings)


def test_satisfaction_is_added_up_by_hand() -> None:
    answers = [
        answer(True, staff=5, result=4),
        answer(True, staff=4),
        answer(False, staff=1, result=1),
        answer(None),
    ]
    found = statistics.satisfaction(answers, fewest=3)

    assert (found.asked, found.answered, found.satisfied) == (4, 3, 2)
    assert (found.response_rate, found.share) == (0.75, pytest.approx(2 / 3))
    assert (found.low, found.high) == pytest.approx((0.2077, 0.9385), abs=0.00005)
    assert (found.means["staff"], found.means["result"], found.means["time"]) == (3.3, None, None)


def test_nobody_answered() -> None:
    found = statistics.satisfaction([answer(None)])
    assert (found.asked, found.response_rate, found.share, found.low) == (1, 0.0, None, None)


@pytest.mark.parametrize(
    ("begun", "ended", "days"),
    [
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-20", "2026-11-23", 1),  # over a weekend
        ("2026-12-15", "2026-12-17", 1),  # over Independence Day, 16 December
        ("2026-11-20", "2026-11-18", 0),
    ],
)
def test_an_answer_took_working_days(begun: str, ended: str, days: int) -> None:
    first, last = dt.date.fromisoformat(begun), dt.date.fromisoformat(ended)
    assert statistics.working_days(calendar(), first, last) == days


def test_a_quarter_has_three_months() -> None:
    found = [statistics.quarter(dt.date(2026, month, 1)) for month in (1, 3, 4, 12)]
    assert found == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]
