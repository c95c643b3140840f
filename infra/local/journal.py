"""The journal of a replay: what was acknowledged, written before it is believed.

One line of JSON each, synced to disk, so that a replay that was killed goes on where it was.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Header:
    """What is replayed; a journal with another header is another replay."""

    petition: int
    series: str
    scale: float
    minutes: float
    speed: float


class Journal:
    """An open journal; `run` names its signers, `before` is the published count at its start."""

    def __init__(self, path: Path, run: str, before: int, acknowledged: set[int]) -> None:
        self.path = path
        self.run = run
        self.before = before
        self.acknowledged = acknowledged
        self._lock = threading.Lock()
        self._file = path.open("a", encoding="utf-8")

    def acknowledge(self, number: int) -> None:
        """Note that the platform acknowledged a signature."""
        with self._lock:
            if number not in self.acknowledged:
                self._write({"acknowledged": number})
                self.acknowledged.add(number)

    def finish(self) -> None:
        """Close the journal for good: the next replay of the same series is a new one."""
        with self._lock:
            self._write({"finished": True})
            self._file.close()

    def _write(self, line: dict[str, object]) -> None:
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def find(folder: Path, header: Header) -> Journal | None:
    """Return the unfinished journal of this replay, if there is one."""
    for path in sorted(folder.glob("*.jsonl"), reverse=True):
        lines = _lines(path)
        if lines and lines[0].get("header") == asdict(header) and "finished" not in lines[-1]:
            told = {int(str(line["acknowledged"])) for line in lines if "acknowledged" in line}
            return Journal(path, str(lines[0]["run"]), int(str(lines[0]["before"])), told)
    return None


def new(folder: Path, header: Header, before: int) -> Journal:
    """Begin a journal."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    run = secrets.token_hex(4)
    number = len(list(folder.glob("*.jsonl"))) + 1
    made = Journal(folder / f"{number:04d}-{run}.jsonl", run, before, set())
    made._write({"header": asdict(header), "run": run, "before": before})
    return made


def _lines(path: Path) -> list[dict[str, object]]:
    """Return the lines of a journal, and take away a last one that a kill has cut short."""
    whole, end, _ = path.read_text("utf-8").rpartition("\n")
    os.truncate(path, len((whole + end).encode()))
    return [json.loads(line) for line in whole.splitlines() if line]
