"""The clock: calls the scheduled functions at the template's rates, as EventBridge Scheduler does.

Each job has a thread of its own, so one that fails or takes long holds up no other, and none
overlaps itself. DAUYS_MINUTE sets the seconds of a minute; tests make it shorter.
"""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.local import routes, template
from infra.local.context import Context
from infra.local.template import FUNCTION, Node, of_type, referred

_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_DAILY = re.compile(r"cron\((\d+) (\d+) \* \* \? \*\)")
STOP_SECONDS = 1

_log = logging.getLogger("clock")


@dataclass(frozen=True)
class Job:
    """One scheduled function: how often it runs, and how long it may."""

    name: str
    function: str
    handler: str
    period_minutes: int
    timeout_seconds: int
    input: str = ""


def jobs(resources: dict[str, Node]) -> list[Job]:
    """Return the scheduled functions of a template."""
    functions = of_type(resources, FUNCTION)
    found = []
    for name, schedule in _schedules(resources):
        target = schedule.get("Target", {})
        function = schedule.get("Function") or referred(target["Arn"], functions)
        timeout = int(functions[function].get("Timeout", routes.LAMBDA_TIMEOUT_SECONDS))
        period = period_minutes(schedule["ScheduleExpression"])
        handler = functions[function]["Handler"]
        found.append(Job(name, function, handler, period, timeout, target.get("Input", "")))
    return found


def _schedules(resources: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    """Yield schedules that stand by themselves and those that a function names as its events."""
    yield from of_type(resources, "AWS::Scheduler::Schedule").items()
    for name, function in of_type(resources, FUNCTION).items():
        for event, source in function.get("Events", {}).items():
            if source["Type"] == "ScheduleV2":
                yield f"{name}{event}", {**source["Properties"], "Function": name}


def period_minutes(expression: str) -> int:
    """Return the minutes between two runs. Raises ValueError for what this clock cannot keep."""
    rate = _RATE.fullmatch(expression)
    if rate:
        return int(rate[1]) * _MINUTES[rate[2]]
    if _DAILY.fullmatch(expression):
        return _MINUTES["day"]
    raise ValueError(f"this clock knows rate(…) and a cron of once a day, not {expression}")


def event(job: Job, at: datetime) -> dict[str, Any]:
    """Return what EventBridge Scheduler sends: the schedule's input, or its own frame."""
    if job.input:
        return dict(json.loads(job.input))
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.scheduler",
        "account": "000000000000",
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "local",
        "resources": [f"arn:aws:scheduler:local:000000000000:schedule/default/{job.name}"],
        "detail": "{}",
    }


def call(job: Job) -> bool:
    """Run a job once; False if it failed, which is logged and harms no other."""
    try:
        context = Context(job.function, job.timeout_seconds)
        routes.load(job.handler)(event(job, datetime.now(UTC)), context)
    except Exception:
        _log.exception("%s failed", job.handler)
        return False
    return True


class Clock:
    """Runs jobs until it is stopped; `stamps` remembers when each last ran, across restarts."""

    def __init__(self, jobs: list[Job], stamps: Path, minute_seconds: float = 60) -> None:
        self._jobs = jobs
        self._stamps = stamps
        self._minute = minute_seconds
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start a thread for each job."""
        self._stamps.mkdir(mode=0o700, parents=True, exist_ok=True)
        for job in self._jobs:
            thread = threading.Thread(target=self._keep, args=(job,), name=job.name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Start nothing more, and wait a moment for what runs: every job survives being cut."""
        self._stopped.set()
        ends = time.monotonic() + STOP_SECONDS
        for thread in self._threads:
            thread.join(max(0, ends - time.monotonic()))

    def _keep(self, job: Job) -> None:
        stamp, period = self._stamps / job.name, job.period_minutes * self._minute
        last = stamp.stat().st_mtime if stamp.exists() else 0.0
        while not self._stopped.wait(max(0.0, last + period - time.time())):
            last = time.time()
            stamp.touch()
            call(job)


def minute_seconds() -> float:
    """Return the length of a minute in seconds, as DAUYS_MINUTE sets it."""
    return float(os.environ.get("DAUYS_MINUTE", "60"))


def main() -> None:
    """Keep the clock until a signal says to stop; the settings are in the environment."""
    logging.basicConfig(format="%(name)s: %(message)s", level=logging.WARNING)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    clock = Clock(
        jobs(template.resources()), Path(os.environ["DAUYS_VAR"]) / "clock", minute_seconds()
    )
    clock.start()
    ended.wait()
    clock.stop()


if __name__ == "__main__":
    main()
