"""The examples of a first start are there wholly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.local import first
from infra.local.environment import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A folder with a store, a log and keys in it."""
    found = Places(tmp_path, tmp_path / "var")
    found.make()
    for file in (found.store, found.objects("log") / "checkpoint", found.keys / "log.key"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("kept")
    return found


def test_what_a_cut_first_start_wrote_is_taken_away(places: Places) -> None:
    (places.var / first.BEGUN).touch()

    assert first.clear(places)
    assert not places.store.exists()
    assert not (places.objects("log") / "checkpoint").exists()
    assert (places.keys / "log.key").exists()
    assert not first.clear(places)


@pytest.mark.parametrize("marks", [(), (first.DONE,), (first.BEGUN, first.DONE)])
def test_nothing_else_is_ever_taken_away(places: Places, marks: tuple[str, ...]) -> None:
    for mark in marks:
        (places.var / mark).touch()

    assert not first.clear(places)
    assert places.store.exists()
    assert (places.objects("log") / "checkpoint").exists()
