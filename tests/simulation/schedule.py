"""Interleaving by a seed: processes run one at a time, and stop or die at the calls they make."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

from functions.shared.errors import UnavailableError

CRASHES, PAUSES, LOSSES = 0.015, 0.15, 0.02
READ_CRASHES, READ_PAUSES = 0.001, 0.02


class CrashError(BaseException):
    """The process is gone; nothing in it may catch this."""


class Task:
    """One process: a thread that runs only while the schedule lets it."""

    def __init__(self, schedule: Schedule, work: Callable[[], object]) -> None:
        self._schedule = schedule
        self._work = work
        self._go = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self.is_done = False
        self.failure: BaseException | None = None

    def resume(self) -> None:
        """Let it run until it stops at a call or ends."""
        self._schedule.running = self
        self._go.release()
        self._schedule.idle.acquire()

    def pause(self) -> None:
        """Stop here until it is resumed."""
        self._schedule.idle.release()
        self._go.acquire()
        self._schedule.running = self

    def _run(self) -> None:
        self._go.acquire()
        try:
            self._work()
        except (CrashError, UnavailableError):
            pass  # the next run takes it from here
        except BaseException as failure:
            self.failure = failure
        self.is_done = True
        self._schedule.idle.release()


class Schedule:
    """Decides by its seed who runs next, who is held up, who crashes and whose answer is lost."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.idle = threading.Semaphore(0)
        self.running: Task | None = None
        self.tasks: list[Task] = []
        self.crash_count = self.loss_count = 0
        self.is_calm = False

    def start(self, work: Callable[[], object]) -> None:
        """Add a process; it first runs when the schedule picks it."""
        self.tasks.append(Task(self, work))

    def read(self) -> None:
        """Come here before and after each read."""
        self._stop(READ_CRASHES, READ_PAUSES)

    def write(self) -> None:
        """Come here before and after each write, where the danger is."""
        self._stop(CRASHES, PAUSES)

    def is_answer_lost(self) -> bool:
        """Tell whether the caller never hears what became of its write."""
        if self.running is None or self.is_calm or self.random.random() >= LOSSES:
            return False
        self.loss_count += 1
        return True

    def _stop(self, crashes: float, pauses: float) -> None:
        """Perhaps crash here, perhaps wait while others run."""
        if self.running is None or self.is_calm:
            return
        chance = self.random.random()
        if chance < crashes:
            self.crash_count += 1
            raise CrashError
        if chance < crashes + pauses:
            self.running.pause()

    def play(self, slices: int) -> None:
        """Let processes run for some slices; who is not done by then stays asleep."""
        for _ in range(slices):
            waiting = [task for task in self.tasks if not task.is_done]
            if not waiting:
                break
            self.random.choice(waiting).resume()
        self._collect()

    def settle(self) -> None:
        """Let everybody finish without further accidents."""
        self.is_calm = True
        while waiting := [task for task in self.tasks if not task.is_done]:
            waiting[0].resume()
        self._collect()

    def _collect(self) -> None:
        self.running = None
        for task in self.tasks:
            if task.failure is not None:
                raise task.failure
        self.tasks = [task for task in self.tasks if not task.is_done]
