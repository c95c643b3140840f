"""Objects as files of a folder: one machine's stand-in for a bucket, with the same promises."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

from functions.shared.stored import PreconditionFailedError, Stored

_begun: list[int] = []


def read(path: Path) -> Stored | None:
    """Return a file, or None if there is none."""
    try:
        body = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    return Stored(body, _tag(body))


def write(
    path: Path, body: bytes, if_match: str | None, if_none_match: bool, *, durable: bool
) -> str:
    """Write a file and return its tag; what is not `durable` is on disk after `settle`."""
    if if_match is None and not if_none_match:
        _replace(path, body, durable=durable)
        return _tag(body)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path):
        there = read(path)
        if (if_none_match and there) or (if_match and (not there or there.etag != if_match)):
            raise PreconditionFailedError(path.name)
        _replace(path, body, durable=durable)
    return _tag(body)


def write_some(path: Path, body: bytes) -> None:
    """Write one file of many, of which nobody asks the tag; it is on disk after `settle`."""
    _replace(path, body, durable=False)


def begin_to_settle() -> None:
    """Have what was written so far brought to disk meanwhile, by a process of its own.

    Only for a process without other threads: a fork takes over the locks that they hold.
    """
    pid = os.fork()
    if pid:
        _begun.append(pid)
        return
    try:
        os.sync()
    finally:
        os._exit(0)  # nothing of the parent's is closed or flushed here


def settle() -> None:
    """Return once all that was written is on disk."""
    # One call for all costs less than one for each of many small files.
    os.sync()
    while _begun:
        os.waitpid(_begun.pop(), 0)


def list_keys(folder: Path, prefix: str) -> Iterator[str]:
    """Yield the keys that begin with a prefix, in order."""
    top = folder / prefix if prefix.endswith("/") else (folder / prefix).parent
    found = (path for path in top.rglob("*") if path.is_file())
    keys = (str(path.relative_to(folder)) for path in found if path.name[0] != ".")
    yield from sorted(key for key in keys if key.startswith(prefix))


def _tag(body: bytes) -> str:
    return '"' + hashlib.sha256(body).hexdigest()[:32] + '"'


def _replace(path: Path, body: bytes, *, durable: bool) -> None:
    """Write beside and rename, so that a reader sees the old bytes or the new ones."""
    # Of this process and thread alone; `.writing-` begins no key, so no list shows it.
    beside = f"{path.parent}/.writing-{os.getpid()}-{get_ident()}"
    handle = _create(beside, path.parent)
    try:
        try:
            _reserve(handle, path, len(body))
            _write_all(handle, body)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _create(name: str, folder: Path) -> int:
    """Open a new file; its folder is made only if it turns out to be missing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
    try:
        return os.open(name, flags, 0o600)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(name, flags, 0o600)


def _reserve(handle: int, path: Path, size: int) -> None:
    """Take the space of a file that replaces another: ext4 else writes it out at that moment."""
    if size and path.exists() and hasattr(os, "posix_fallocate"):
        os.posix_fallocate(handle, 0, size)


def _write_all(handle: int, body: bytes) -> None:
    left = memoryview(body)
    while left:
        left = left[os.write(handle, left) :]


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold writers of one folder apart, across processes and threads."""
    with open(path.parent / ".lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
