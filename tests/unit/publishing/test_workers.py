"""Work is spread over processes, and a failure there is one here."""

from __future__ import annotations

import os

import pytest

from functions.publishing import workers


def _square(number: int) -> tuple[int, int]:
    if number < 0:
        raise ValueError("negative")
    return number * number, os.getpid()


def test_every_task_is_done_once_and_all_but_the_first_by_some_other_process() -> None:
    found = list(workers.spread(range(50), _square, workers=2))
    assert sorted(square for square, _ in found) == [n * n for n in range(50)]
    assert [square for square, pid in found if pid == os.getpid()] == [0]


def test_a_large_task_and_a_large_result_do_not_wait_for_each_other() -> None:
    tasks = [b"x" * 3_000_000 for _ in range(6)]
    found = workers.spread(tasks, lambda task: task + b"y", workers=2)
    assert {len(one) for one in found} == {3_000_001}


def test_what_a_worker_raises_is_raised_here() -> None:
    with pytest.raises(workers.WorkerError, match="negative"):
        list(workers.spread([1, 2, -1, 2], _square, workers=2))


def test_one_core_starts_no_process() -> None:
    found = list(workers.spread([2, 3], _square, workers=1))
    assert found == [(4, os.getpid()), (9, os.getpid())]
