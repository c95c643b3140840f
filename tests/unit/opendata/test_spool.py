"""Long tables and large files are held on disk, and read as if they were in memory."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from decimal import Decimal

import pytest

from functions.opendata import bodies, csv_file, json_file, spool
from functions.opendata.bodies import Bodies
from functions.opendata.dataset import Absent, Row, Table
from functions.opendata.spool import Spool
from tests.unit.opendata import kit

ON = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)


def row(number: int) -> Row:
    return {"n": number, "at": ON, "score": Decimal("4.50"), "hidden": Absent("c"), "none": None}


def test_rows_are_read_as_they_were_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "CHUNK", 4)
    every = [row(number) for number in range(11)]
    held = Spool(every)

    assert (len(held), [*held], [*held]) == (11, every, every)
    assert isinstance(held[9]["hidden"], Absent)
    assert (held[0], held[4], held[-1], held[10]) == (every[0], every[4], every[-1], every[10])
    assert (held[:3], held[3:9:2], held[9:]) == (every[:3], every[3:9:2], every[9:])
    assert [(one["n"], two["n"]) for one in held for two in held][:12:11] == [(0, 0), (1, 0)]
    held.append(row(11))
    held.append(row(12))
    assert [one["n"] for one in held] == [*range(13)]
    for wrong in (13, -14):
        with pytest.raises(IndexError):
            held[wrong]


def test_no_more_than_a_part_of_a_long_table_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "CHUNK", 4)
    held = Spool(map(row, range(1_000)))

    assert len(held._tail) < spool.CHUNK
    assert sum(1 for _ in held) == 1_000


def test_files_are_the_same_written_whole_or_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table.model_validate(kit.described()["tables"][0])
    rows = kit.rows()["stops"]
    whole = csv_file.machine(table, rows), b"".join(csv_file.spreadsheet_parts(table, rows))
    monkeypatch.setattr(csv_file, "PART", 10)
    parts = [*csv_file.machine_parts(table, rows)]

    assert len(parts) > len(rows)
    assert (b"".join(parts), b"".join(csv_file.spreadsheet_parts(table, rows))) == whole
    assert [*json_file.array([])] == [b"[\n]\n"]


def test_a_large_file_is_on_disk_and_known_by_its_checksum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "IN_MEMORY", 100)
    made, body = Bodies(), b"0123456789" * 100
    made.write("large.csv", (body[start : start + 7] for start in range(0, len(body), 7)))
    made.update({"small.json": b"{}"})

    assert dict(made) == {"large.csv": body, "small.json": b"{}"}
    assert (made.size("large.csv"), made.size("small.json")) == (1_000, 2)
    assert made.sha256("large.csv") == hashlib.sha256(body).hexdigest()
    assert not isinstance(made._held["large.csv"].file._file, io.BytesIO)  # type: ignore[attr-defined]
    assert isinstance(made._held["small.json"].file._file, io.BytesIO)  # type: ignore[attr-defined]
