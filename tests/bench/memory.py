"""How much memory a process and all that it started hold together, looked at while they work.

Pages that forked processes share are counted once: the kernel gives each its share of them
(proportional set size, Linux' /proc/PID/smaps_rollup).
"""

from __future__ import annotations

import os
import selectors
from collections.abc import Iterator
from pathlib import Path
from typing import IO

EVERY_SECONDS = 0.25


class Memory:
    """The most bytes that were held at once since it was last forgotten."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.most = 0

    def forget(self) -> None:
        """Begin anew."""
        self.most = 0

    def lines(self, output: IO[str] | None) -> Iterator[str]:
        """Yield what the process prints as soon as it does, looking at its memory in between."""
        assert output is not None
        begun = b""
        with selectors.DefaultSelector() as selector:
            selector.register(output, selectors.EVENT_READ)
            while True:
                self.most = max(self.most, _held(self._pid))
                if not selector.select(EVERY_SECONDS):
                    continue
                # Not `readline`: a second line that it took in would wait for the next one.
                if not (new := os.read(output.fileno(), 65_536)):
                    return
                *whole, begun = (begun + new).split(b"\n")
                yield from map(bytes.decode, whole)


def _held(pid: int) -> int:
    """Return the bytes of a process and of its descendants."""
    return sum(_share(one) for one in _family(pid))


def _family(pid: int) -> set[int]:
    """Return a process and all that descend from it."""
    parents = dict(filter(None, map(_parent, Path("/proc").glob("[0-9]*/stat"))))
    found, new = {pid}, {pid}
    while new:
        new = {one for one, parent in parents.items() if parent in new} - found
        found |= new
    return found


def _parent(stat: Path) -> tuple[int, int] | None:
    try:
        # The name, in brackets, may hold anything.
        return int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:  # it ended meanwhile
        return None


def _share(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it ended meanwhile
        return 0
    return next((int(row.split()[1]) * 1024 for row in rollup.splitlines() if "Pss:" in row), 0)
