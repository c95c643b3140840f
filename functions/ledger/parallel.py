"""Many small network calls at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

THREADS = 16
Given = TypeVar("Given")
Found = TypeVar("Found")


def each(call: Callable[[Given], Found], values: Sequence[Given]) -> list[Found]:
    """Return what each call returned, in order. Raises what the first failing call raised."""
    if len(values) < 2:
        return [call(value) for value in values]
    return list(_pool().map(call, values))


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="ledger")
