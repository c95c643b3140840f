"""Child processes that end with their parent, however it ends."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from pathlib import Path

_SET_PARENT_DEATH_SIGNAL = 1
STOP_SECONDS = 10


def start(
    command: list[str], log: Path | None = None, stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a child outside the terminal's group, so that Ctrl-C reaches the parent alone.

    Call it from the main thread: Linux ends the child when the thread that started it ends.
    """
    output = log.open("ab") if log else None
    try:
        return subprocess.Popen(
            command,
            stdin=stdin,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509
        )
    finally:
        if output:
            output.close()


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask a child to stop, and end it if it does not within ten seconds."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def end_with_parent() -> None:
    """Have the system end this process when its parent ends; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
