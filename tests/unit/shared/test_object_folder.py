"""Files of a folder as objects: replaced whole, and on disk when it is said that they are."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from functions.shared import object_folder


def test_a_file_that_replaces_another_is_whole_whatever_their_lengths(tmp_path: Path) -> None:
    path = tmp_path / "en" / "index.html"
    for body in (b"", b"long " * 9_000, b"short", b"", b"x" * 4_096):
        object_folder.write_some(path, body)
        assert path.read_bytes() == body
    assert [one.name for one in path.parent.iterdir()] == ["index.html"]


def test_a_reader_never_sees_a_part_of_a_file(tmp_path: Path) -> None:
    path, bodies = tmp_path / "page", [bytes([n]) * (20_000 + 999 * n) for n in range(1, 6)]
    object_folder.write_some(path, bodies[0])
    done, seen = threading.Event(), set[bytes]()

    def look() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(60):
        for body in bodies:
            object_folder.write_some(path, body)
    done.set()
    reader.join()
    assert seen <= set(bodies)


def test_what_was_begun_to_settle_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, synced = list[int](), list[int]()
    fork, sync = os.fork, os.sync
    monkeypatch.setattr(os, "fork", lambda: begun.append(pid := fork()) or pid)
    monkeypatch.setattr(os, "sync", lambda: synced.append(os.getpid()) or sync())
    object_folder.write_some(tmp_path / "one", b"1")
    object_folder.begin_to_settle()
    object_folder.begin_to_settle()
    object_folder.settle()
    assert synced == [os.getpid()]
    assert len(begun) == 2
    for pid in begun:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, 0)
