"""The sandboxes of this machine: processes that each answer one request at a time, as Lambda does.

The functions' resolver keeps the current event in a class attribute, so two requests must never be
answered by one process at once.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context
from typing import TypeVar

from infra.local import children, routes

WORKERS = 4
Result = TypeVar("Result")
_log = logging.getLogger("workers")


class Workers:
    """A few processes; one that dies is replaced, and its request is asked again once."""

    def __init__(self, make: Callable[[], Executor]) -> None:
        self._make = make
        self._pool = make()

    async def run(self, work: Callable[..., Result], *given: object) -> Result:
        """Do a piece of work in one of the processes."""
        loop, pool = asyncio.get_running_loop(), self._pool
        try:
            return await loop.run_in_executor(pool, work, *given)
        except BrokenProcessPool:
            _log.warning("a worker ended by itself; it is replaced")
            if pool is self._pool:
                self._pool = self._make()
            return await loop.run_in_executor(self._pool, work, *given)

    def stop(self) -> None:
        """End the processes, even those that are still starting; what runs is given up."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()


def processes(handlers: list[str]) -> Workers:
    """Return workers that import the functions before the first request."""

    def make() -> Executor:
        pool = ProcessPoolExecutor(
            WORKERS, get_context("spawn"), initializer=_begin, initargs=(handlers,)
        )
        for _ in range(WORKERS):
            pool.submit(_ready)
        return pool

    return Workers(make)


def _ready() -> None:
    """Nothing to do: the first pieces of work have the processes started."""


def _begin(handlers: list[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    children.end_with_parent()
    for handler in handlers:
        routes.load(handler)
