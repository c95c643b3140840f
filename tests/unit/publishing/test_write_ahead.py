"""The blocks that a log tells of, against the bytes that putting it into the file changes."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from functions.publishing import write_ahead

BLOCK = 8_192


class Database:
    """A database in SQLite's own keeping, and the file and log that it has."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.db = sqlite3.connect(path)
        self.db.execute("PRAGMA locking_mode = EXCLUSIVE")
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA wal_autocheckpoint = 0")
        self.db.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, text BLOB)")
        self.db.execute("CREATE INDEX one_text ON one (text)")
        self.log = os.open(f"{path}-wal", os.O_RDONLY)

    def blocks(self) -> list[bytes]:
        body = self._path.read_bytes()
        return [body[start : start + BLOCK] for start in range(0, len(body), BLOCK)]

    def checkpoint(self) -> None:
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "one.sqlite")
    yield made
    made.db.close()
    os.close(made.log)


def test_every_block_that_a_transaction_changed_is_told(database: Database) -> None:
    chance = random.Random(3)
    for _ in range(60):
        before = database.blocks()
        for _ in range(chance.randint(1, 40)):
            row = (chance.randint(1, 3_000), chance.randbytes(chance.choice((9, 700, 9_000))))
            database.db.execute("INSERT OR REPLACE INTO one VALUES (?, ?)", row)
        database.db.execute("DELETE FROM one WHERE id % 97 = ?", (chance.randrange(97),))
        if chance.random() < 0.2:
            database.db.rollback()
            continue
        database.db.commit()
        told = write_ahead.changed_blocks(database.log, BLOCK)
        database.checkpoint()
        after = database.blocks()
        changed = {n for n, body in enumerate(after) if n >= len(before) or body != before[n]}
        assert changed <= told
        # Little more: what was written as it had been, or by what was rolled back.
        assert len(told) <= len(after)
    assert len(database.blocks()) > 50


def test_an_empty_log_tells_of_none(database: Database) -> None:
    database.db.commit()
    database.checkpoint()
    assert write_ahead.changed_blocks(database.log, BLOCK) == set()


def test_a_small_change_tells_of_few(database: Database) -> None:
    rows = ((n, bytes([n % 251]) * 3_000) for n in range(2_000))
    database.db.executemany("INSERT INTO one VALUES (?, ?)", rows)
    database.db.commit()
    database.checkpoint()
    database.db.execute("UPDATE one SET text = ? WHERE id = 1000", (b"z" * 3_000,))
    database.db.commit()
    assert 1 <= len(write_ahead.changed_blocks(database.log, BLOCK)) <= 10
