"""A read model is kept in blocks: a small change writes a few, and a reader finds a whole one."""

from __future__ import annotations

import json
from pathlib import Path

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


def _blocks(environment: Path) -> set[str]:
    return {path.name for path in (environment / "private/publish/state").glob("*[!n]")}


def test_a_small_change_writes_a_few_of_many_blocks(environment: Path) -> None:
    _filled(environment)
    before = _blocks(environment)
    assert len(before) > 10
    held = store.load(PETITIONS)
    held.db.execute("UPDATE fact SET packed = ? WHERE pid = 7", (b"z" * 9_000,))
    held.save()
    assert 1 <= len(_blocks(environment) - before) <= 3

    store.forget()
    found = store.load(PETITIONS).db.execute("SELECT packed FROM fact WHERE pid = 7").fetchone()
    assert found == (b"z" * 9_000,)


def test_blocks_that_no_list_names_any_more_go_one_generation_later(environment: Path) -> None:
    held = _filled(environment)
    for text in (b"a", b"b", b"c", b"d"):
        held = store.load(PETITIONS)
        held.db.execute("UPDATE fact SET packed = ? WHERE pid = 7", (text * 9_000,))
        held.save()
    pointer = json.loads((environment / "private/publish/state.json").read_text())
    folder = environment / "private/publish/state"
    told = json.loads((folder / f"{pointer['generation']}.json").read_text())
    assert _blocks(environment) == {*told["names"], *told["before"]}
    assert len(list(folder.glob("*.json"))) == 1


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
