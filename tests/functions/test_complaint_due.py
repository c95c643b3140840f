"""Terms are kept in sight: lateness is written once, moved dates are told, silence ends waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from functions.complaints import clock as terms
from functions.complaints import due
from functions.shared import clock as time
from functions.shared import content
from tests import factory
from tests.conftest import Calls, Clock
from tests.functions.complaint_kit import in_store, moved, worked

Holiday = Callable[[str], None]


def run() -> dict[str, int]:
    return due.run(time.now())


def moves() -> list[str]:
    return [entry.move for entry in in_store().complaint.history]


def subjects(folder: Path) -> list[str]:
    return [str(mail["Subject"]) for mail in factory.mails(folder)]


def forget() -> None:
    terms.calendar_of.cache_clear()
    terms.days.cache_clear()


@pytest.fixture
def holiday(dynamodb: Calls, monkeypatch: pytest.MonkeyPatch) -> Iterator[Holiday]:
    """Add a public holiday to the calendar, as a deployment of new content does."""

    def add(day: str) -> None:
        calendars = content.load().calendars
        kz = calendars["kz"] | {"holidays": [*calendars["kz"]["holidays"], day]}
        monkeypatch.setitem(calendars, "kz", kz)
        forget()

    forget()
    yield add
    monkeypatch.undo()
    forget()


def test_a_missed_term_is_written_and_told_once(
    dynamodb: Calls, environment: Path, clock: Clock
) -> None:
    worked("accept", "verify")
    assert run() == {}
    clock.pass_(days=22)
    dynamodb.take()

    assert run() == {"overdue": 1}
    queries = len(content.load().bodies) + 2
    calls = dynamodb.take()
    assert calls.count("Query") == queries
    assert sorted(set(calls)) == ["GetItem", "PutItem", "Query", "UpdateItem"]
    assert len(calls) == queries + 3
    assert run() == {}
    assert dynamodb.take() == ["Query"] * queries

    assert moves() == ["accept", "verify", "overdue"]
    assert in_store().complaint.history[-1].facts == {"due_on": "2026-10-21"}
    (subject,) = subjects(environment)
    assert subject == "Ответ по жалобе 2026-000001-5 просрочен"


def test_an_extended_term_can_be_missed_again(dynamodb: Calls, clock: Clock) -> None:
    record, _ = worked("accept", "verify")
    moved(record, "extend", "clerk", facts={"until": "2026-11-20"})
    clock.pass_(days=22)
    assert run() == {}

    clock.pass_(days=31)

    assert run() == {"overdue": 1}
    assert in_store().complaint.history[-1].facts == {"due_on": "2026-11-20"}


def test_a_move_after_the_term_does_not_hide_that_it_was_missed(
    dynamodb: Calls, clock: Clock
) -> None:
    worked("accept")
    clock.pass_(days=22)
    moved(in_store(), "verify")

    assert run() == {"overdue": 1}


def test_an_added_holiday_moves_running_terms_and_says_so(
    holiday: Holiday, dynamodb: Calls, environment: Path
) -> None:
    worked("accept", "verify")
    holiday("2026-10-14")
    dynamodb.take()

    assert run() == {"due_moved": 1}
    assert run() == {}

    record = in_store()
    assert record.complaint.history[-1].facts == {"from": "2026-10-21", "to": "2026-10-22"}
    assert record.queue["queue_at"].startswith("2026-10-22T19:00:00Z#")
    (mail,) = factory.mails(environment)
    assert mail["Subject"] == "Срок по жалобе 2026-000001-5 изменился"
    text = mail.get_content()
    assert "21 октября 2026" in text
    assert "22 октября 2026" in text


def test_a_holiday_that_moves_no_term_is_looked_at_once(holiday: Holiday, dynamodb: Calls) -> None:
    worked("accept")
    holiday("2027-05-07")
    dynamodb.take()

    assert run() == {}
    assert dynamodb.take().count("UpdateItem") == 1
    assert run() == {}
    assert set(dynamodb.take()) == {"Query"}
    assert moves() == ["accept"]


def test_a_move_between_the_change_and_the_run_does_not_swallow_the_notice(
    holiday: Holiday, dynamodb: Calls
) -> None:
    worked("accept")
    holiday("2026-10-14")
    moved(in_store(), "verify")

    assert run() == {"due_moved": 1}


def test_silence_does_not_hold_a_complaint_up(
    dynamodb: Calls, environment: Path, clock: Clock
) -> None:
    worked("accept", "verify", "ask")
    clock.pass_(days=7)
    assert run() == {}

    clock.pass_(days=1)

    assert run() == {"go_on": 1}
    assert in_store().queue["row"]["state"] == "verifying"
    assert subjects(environment) == ["Рассмотрение жалобы 2026-000001-5 продолжается"]


def test_a_run_is_bounded_and_the_next_goes_on(
    dynamodb: Calls, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "MOST", 2)
    for number in range(3):
        worked("accept", number=number)
    clock.pass_(days=30)

    assert [run() for _ in range(3)] == [{"overdue": 2}, {"overdue": 1}, {}]


def test_an_answered_complaint_is_never_late_later(dynamodb: Calls, clock: Clock) -> None:
    worked("accept", "verify", "not_confirm")

    clock.pass_(days=60)

    assert run() == {}
