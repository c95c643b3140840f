"""The clock keeps the template's rates: every job by itself, none over itself, failures apart."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.local import clock, routes, template
from infra.local.clock import Clock, Job
from infra.local.context import Context
from tests.conftest import PATIENCE_SECONDS

EVERY_MINUTE = {
    "ComplaintsNotify",
    "LedgerSequence",
    "MailSend",
    "MediaClean",
    "PetitionsCanary",
    "PetitionsNotify",
    "PollsClose",
    "ProjectsNotify",
    "PublishingComplaintPublish",
    "PublishingDataPublish",
    "PublishingParticipationPublish",
    "PublishingPublish",
}


def job(name: str = "One", timeout: int = 10, period: int = 1) -> Job:
    return Job(name, name, f"x.{name}", period, timeout)


def test_the_templates_schedules_are_kept() -> None:
    found = {one.function: one for one in clock.jobs(template.resources())}

    assert {name for name, one in found.items() if one.period_minutes == 1} == EVERY_MINUTE
    assert found["ComplaintsDue"].period_minutes == 60
    assert found["PetitionsRetention"].period_minutes == 24 * 60
    assert found["MailSend"].handler == "functions.mail.send.handler"


@pytest.mark.parametrize(
    ("expression", "minutes"),
    [
        ("rate(1 minute)", 1),
        ("rate(5 minutes)", 5),
        ("rate(2 hours)", 120),
        ("rate(1 day)", 1440),
        ("cron(30 19 * * ? *)", 1440),
    ],
)
def test_rates_are_read(expression: str, minutes: int) -> None:
    assert clock.period_minutes(expression) == minutes


def test_an_expression_that_cannot_be_kept_is_an_error() -> None:
    with pytest.raises(ValueError, match="cron"):
        clock.period_minutes("cron(0 8 ? * MON-FRI *)")


def test_an_event_has_the_shape_of_the_schedulers() -> None:
    event = clock.event(job(), datetime(2026, 9, 30, 12, 3, tzinfo=UTC))

    assert event["source"] == "aws.scheduler"
    assert event["detail-type"] == "Scheduled Event"
    assert event["time"] == "2026-09-30T12:03:00Z"


def until(reached: Callable[[], object]) -> None:
    """Wait for something, as long as a busy machine may take."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_job_that_fails_or_hangs_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs, hold = list[str](), threading.Event()

    def load(name: str) -> routes.Handler:
        def run(_event: object, _context: object) -> None:
            runs.append(name)
            if name == "x.Fails":
                raise RuntimeError
            if name == "x.Hangs":
                hold.wait(PATIENCE_SECONDS)

        return run

    monkeypatch.setattr(routes, "load", load)
    made = Clock([job("Fails"), job("Hangs"), job("Runs")], tmp_path, minute_seconds=0.05)

    made.start()
    until(lambda: min(runs.count(f"x.{name}") for name in ("Fails", "Runs")) >= 3)
    once = runs.count("x.Hangs")
    hold.set()
    made.stop()

    assert once == 1


def test_a_daily_job_does_not_run_again_at_each_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = list[object]()
    monkeypatch.setattr(routes, "load", lambda _name: lambda *_: runs.append(1))

    for _ in range(2):
        made = Clock([job(period=24 * 60)], tmp_path, minute_seconds=1)
        made.start()
        until(lambda: runs)
        time.sleep(0.1)
        made.stop()

    assert runs == [1]


def test_a_function_is_told_how_long_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[int]()

    def run(_event: object, context: Context) -> None:
        told.append(context.get_remaining_time_in_millis())

    monkeypatch.setattr(routes, "load", lambda _name: run)

    clock.call(job(timeout=55))

    assert 54_000 < told[0] <= 55_000
    assert Context("f", -1).get_remaining_time_in_millis() == 0
