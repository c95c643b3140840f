"""One run at a time: a lock on the folder that is kept, which ends with its process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.errors import StartError


class Lock:
    """The held lock; what is written into it tells a second start where the first one is."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def say(self, address: str) -> None:
        """Write the address of this run."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, address.encode(), 0)


@contextmanager
def held(var: Path) -> Iterator[Lock]:
    """Hold the folder. Raises StartError while another run holds it."""
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(var / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            address = os.pread(descriptor, 200, 0).decode("utf-8", "replace") or "somewhere"
            raise StartError(f"already running at {address}; stop that one first") from None
        os.ftruncate(descriptor, 0)
        yield Lock(descriptor)
    finally:
        os.close(descriptor)
