"""Work spread over the machine's cores: forked processes, each with a pipe to its parent.

A Lambda has no /dev/shm, so pools and queues of `multiprocessing` fail there; pipes do not. With
one core, or beside other threads, all is done in this process.
"""

from __future__ import annotations

import gc
import os
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, Pipe, wait
from typing import TypeVar, cast

from functions.shared import objects, table

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")
MOST = 8
# Starting processes costs as much as rendering some petitions, or more pages of lists.
FROM = 300
GARBAGE = 50_000


class WorkerError(Exception):
    """A worker could not do its task; the message is its traceback."""


def wanted(tasks: int) -> int:
    """Return how many processes so many pages are worth."""
    # A fork takes over locks that other threads hold.
    if tasks < FROM or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def spread(
    tasks: Iterable[TaskT], work: Callable[[TaskT], ResultT], *, workers: int
) -> Iterator[ResultT]:
    """Yield the results in any order; the next task is drawn as soon as somebody is free for it.

    The first task is done here: what it compiles, each process then has. Raises WorkerError.
    """
    left = iter(tasks)
    if workers < 2:
        yield from map(work, left)
        return
    yield from map(work, islice(left, 1))
    found = [_start(work) for _ in range(workers)]
    try:
        yield from _share(left, [pipe for pipe, _ in found])
    finally:
        for pipe, _ in found:
            pipe.close()
        for _, pid in found:
            os.waitpid(pid, 0)


def _share(tasks: Iterator[TaskT], free: list[Connection]) -> Iterator[ResultT]:
    """Give each worker one task at a time: with more, both ends of a full pipe could wait."""
    busy = list[Connection]()
    following = next(tasks, None)
    while busy or following is not None:
        while free and following is not None:
            pipe = free.pop()
            pipe.send(following)
            busy.append(pipe)
            following = next(tasks, None)
        for pipe in cast("list[Connection]", wait(busy)) if busy else ():
            result: ResultT = _received(pipe.recv)
            if following is not None:
                pipe.send(following)
            else:
                busy.remove(pipe)
                free.append(pipe)
            yield result
            if pipe in busy:
                following = next(tasks, None)


def _received(receive: Callable[[], tuple[ResultT, str]]) -> ResultT:
    try:
        result, error = receive()
    except EOFError:
        raise WorkerError("a worker ended") from None
    if error:
        raise WorkerError(error)
    return result


def _start(work: Callable[[TaskT], ResultT]) -> tuple[Connection, int]:
    ours, theirs = Pipe()
    pid = os.fork()
    if pid:
        theirs.close()
        return ours, pid
    ours.close()
    try:
        _begin()
        _serve(work, theirs)
    finally:
        os._exit(0)  # nothing of the parent's is closed or flushed here


def _begin() -> None:
    """Give a new process connections of its own, and let it collect garbage less often."""
    gc.freeze()
    gc.set_threshold(GARBAGE)
    objects.forget()
    if hasattr(table.client, "cache_clear"):
        table.client.cache_clear()


def _serve(work: Callable[[TaskT], ResultT], pipe: Connection) -> None:
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((work(task), ""))
        except Exception:
            pipe.send((None, traceback.format_exc()))
