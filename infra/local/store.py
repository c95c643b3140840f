"""The embedded store: Dynoxide, a DynamoDB over one SQLite file, as a child process."""

from __future__ import annotations

import platform
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

from infra.local import children
from infra.local.errors import StartError

WAIT_SECONDS = 10
TRIES = 3
# Above this size a full check would keep the newcomer waiting.
CHECKED_TO_BYTES = 256 * 1024 * 1024

_SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}
_MACHINES = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}


class Store:
    """A running store; `url` is its address on this machine."""

    def __init__(self, process: subprocess.Popen[bytes], url: str) -> None:
        self.process = process
        self.url = url

    def stop(self) -> None:
        """Stop the store; what it has acknowledged is on disk already."""
        children.stop(self.process)


def program(modules: Path) -> Path:
    """Return the store's program for this platform. Raises StartError where there is none."""
    name = f"{_SYSTEMS.get(platform.system(), '?')}-{_MACHINES.get(platform.machine(), '?')}"
    found = modules / "@dynoxide" / name / "dynoxide"
    if not found.is_file():
        raise StartError(
            f"the store has no build for this platform at {found}: run `npm ci`, "
            "and use a platform that package-lock.json names (linux-x64)"
        )
    return found


def start(modules: Path, file: Path) -> Store:
    """Start the store on a free loopback port and wait until it answers. Raises StartError."""
    command = program(modules)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    check(file)
    for _ in range(TRIES):
        port = _free_port()
        place = ["--host", "127.0.0.1", "--port", str(port), "--db-path", str(file)]
        process = children.start([str(command), "serve", *place], file.with_suffix(".log"))
        if _answers(process, port):
            return Store(process, f"http://127.0.0.1:{port}")
        if "already in use" not in _last_words(file):
            break
    raise StartError(f"the store does not start: {_last_words(file)}")


def check(file: Path) -> None:
    """Raise StartError for a file that is damaged; nothing is written to it."""
    if not file.exists() or file.stat().st_size > CHECKED_TO_BYTES:
        return
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        raise StartError(
            f"the store's file {file} is damaged ({verdict}): put a copy back, "
            "or move the folder var away to start anew"
        )


def _free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the port is open; False when the process ended first."""
    ends = time.monotonic() + WAIT_SECONDS
    while process.poll() is None and time.monotonic() < ends:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return True
    children.stop(process)
    return False


def _last_words(file: Path) -> str:
    log = file.with_suffix(".log")
    lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
    return next((line for line in reversed(lines) if line.strip()), "it says nothing")
