"""A read model is kept in segments: a small change writes one, and a reader finds a whole file."""

from __future__ import annotations

import dataclasses
import json
import random
from pathlib import Path
from typing import Any

import pytest

from functions.publishing import blocks, store
from functions.publishing.petition_book import PETITIONS
from functions.publishing.store import pack
from functions.shared import objects

ROWS = 400


def _filled(environment: Path) -> store.Store:
    store.forget()
    made = store.load(PETITIONS)
    rows = ((pid, bytes([pid % 251]) * 9_000) for pid in range(ROWS))
    made.db.executemany("INSERT INTO fact VALUES (?, ?)", rows)
    made.save()
    return made


def _segments(environment: Path) -> dict[str, int]:
    folder = environment / "private/publish/state"
    return {path.name: path.stat().st_size for path in folder.glob("*") if path.suffix != ".json"}


def _told(environment: Path) -> dict[str, Any]:
    pointer = json.loads((environment / "private/publish/state.json").read_text())
    folder = environment / "private/publish/state"
    assert [path.stem for path in folder.glob("*.json")] == [pointer["generation"]]
    told: dict[str, Any] = json.loads((folder / f"{pointer['generation']}.json").read_text())
    return told


def _facts() -> dict[int, bytes]:
    """Return the facts as a new process reads them."""
    store.forget()
    return dict(store.load(PETITIONS).db.execute("SELECT pid, packed FROM fact").fetchall())


def test_a_small_change_writes_a_few_of_many_blocks(environment: Path) -> None:
    _filled(environment)
    before = _segments(environment)
    assert sum(before.values()) > 100 * blocks.BLOCK_BYTES
    held = store.load(PETITIONS)
    held.db.execute("UPDATE fact SET packed = ? WHERE pid = 7", (b"z" * 9_000,))
    held.save()
    (new,) = _segments(environment).keys() - before.keys()
    assert _segments(environment)[new] <= 4 * blocks.BLOCK_BYTES
    assert _facts()[7] == b"z" * 9_000


def test_segments_that_no_list_names_any_more_go_one_generation_later(environment: Path) -> None:
    _filled(environment)
    for text in (b"a", b"b", b"c", b"d"):
        held = store.load(PETITIONS)
        held.db.execute("UPDATE fact SET packed = ? WHERE pid = 7", (text * 9_000,))
        held.save()
    told = _told(environment)
    assert _segments(environment).keys() == {*told["segments"], *told["before"]}
    assert len(told["before"]) == 1


def test_whatever_changes_is_read_again_and_what_is_out_of_date_is_bounded(
    environment: Path,
) -> None:
    _filled(environment)
    chance, facts = random.Random(5), _facts()
    for _ in range(120):
        held = store.load(PETITIONS)
        for pid in chance.sample(range(ROWS + 200), chance.randint(1, 12)):
            facts[pid] = chance.randbytes(chance.choice((10, 3_000, 20_000)))
            held.db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (pid, facts[pid]))
        gone = chance.choice(sorted(facts))
        del facts[gone]
        held.db.execute("DELETE FROM fact WHERE pid = ?", (gone,))
        held.save()
    assert _facts() == facts
    kept = [number for numbers in _told(environment)["segments"].values() for number in numbers]
    assert len(kept) <= 2 * len(set(kept))


def test_many_small_changes_leave_a_bounded_number_of_segments(environment: Path) -> None:
    _filled(environment)
    for pid in range(90):
        held = store.load(PETITIONS)
        held.db.execute("UPDATE fact SET packed = ? WHERE pid = ?", (b"s" * 9_000, 4 * pid))
        held.save()
    assert len(_told(environment)["segments"]) < 80
    assert [pid for pid, packed in _facts().items() if packed[:1] == b"s" and pid % 4 == 0][1:]


def test_what_a_run_that_failed_had_changed_is_not_saved_by_the_next(environment: Path) -> None:
    _filled(environment)
    facts = _facts()
    failed = store.load(PETITIONS)
    for pid in range(ROWS):  # more than its cache holds, so some of it is in the log already
        failed.db.execute("UPDATE fact SET packed = ? WHERE pid = ?", (b"x" * 200_000, pid))
    held = store.load(PETITIONS)
    held.db.execute("UPDATE fact SET packed = ? WHERE pid = 3", (b"y",))
    held.save()
    assert _facts() == facts | {3: b"y"}


def test_all_is_on_disk_before_the_pointer_says_so(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(environment)
    pointer = environment / "private/publish/state.json"
    before, seen = (pointer.read_text(), _segments(environment)), list[tuple[str, int]]()

    def settle(_bucket: str) -> None:
        seen.append((pointer.read_text(), len(_segments(environment).keys() - before[1].keys())))

    monkeypatch.setattr(objects, "settle", settle)
    held = store.load(PETITIONS)
    held.set("a", "1")
    held.save()
    assert seen == [(before[0], 1)]
    assert pointer.read_text() != before[0]


def test_a_read_model_of_an_older_release_is_empty_and_goes(environment: Path) -> None:
    _filled(environment)
    older = dataclasses.replace(PETITIONS, format=PETITIONS.format + 1)
    store.forget()
    held = store.load(older)
    assert held.db.execute("SELECT COUNT(*) FROM fact").fetchone() == (0,)
    before = _segments(environment)
    held.set("a", "1")
    held.save()
    assert not _segments(environment).keys() & before.keys()
    folder = environment / "private/publish/state"
    (told,) = folder.glob("*.json")
    told.write_text(json.dumps({"names": ["x"], "before": []}))  # how lists were once
    store.forget()
    assert store.load(older).get("a") == ""


def test_of_two_runs_at_once_the_second_to_save_stops(environment: Path) -> None:
    _filled(environment)
    first = store.load(PETITIONS)
    store.forget()
    second = store.load(PETITIONS)
    first.set("a", "1")
    first.save()
    second.set("a", "2")
    with pytest.raises(objects.PreconditionFailedError):
        second.save()
    store.forget()
    assert store.load(PETITIONS).get("a") == "1"


def test_a_reader_whose_blocks_were_taken_away_begins_again(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(environment)
    read, seen = blocks.read, list[str]()

    def late(folder: str, generation: str, handle: int) -> blocks.Generation:
        seen.append(generation)
        if len(seen) == 1:
            raise blocks.MissingBlockError(generation)
        return read(folder, generation, handle)

    monkeypatch.setattr(blocks, "read", late)
    assert store.look(PETITIONS).execute("SELECT COUNT(*) FROM fact").fetchone() == (ROWS,)
    assert len(seen) == 2


def test_facts_and_hours_are_shown_unpacked(environment: Path) -> None:
    store.forget()
    db = store.load(PETITIONS).db
    db.execute("INSERT INTO fact VALUES (1, ?)", (pack('{"id":1}'),))
    db.execute("INSERT INTO standing (id) VALUES (1)")
    db.execute("INSERT INTO series VALUES (1, ?)", (pack('{"2026-09-30T12":3}'),))
    assert db.execute("SELECT facts FROM petition").fetchone() == ('{"id":1}',)
    assert db.execute("SELECT pid, hour, n FROM hour").fetchone() == (1, "2026-09-30T12", 3)
