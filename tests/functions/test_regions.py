"""Counts by region: which tables are looked at, and when the private totals are read at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from functions.ledger import requests as log_requests
from functions.ledger import sequence
from functions.publishing import regions, store
from functions.publishing.petition_book import PETITIONS
from functions.shared import clock, objects, table
from tests import factory
from tests.conftest import NOW, Calls, Clock
from tests.functions.publishing_kit import Site

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return Site(environment)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which objects are read."""
    noted, read = list[str](), objects.read

    def told(bucket: objects.Bucket, key: str) -> objects.Stored | None:
        noted.append(key)
        return read(bucket, key)

    monkeypatch.setattr(objects, "read", told)
    return noted


def signed(pid: int, count: int, region: str) -> None:
    """Log signatures from a region."""
    at = clock.now()
    for number in range(count):
        unique = hashlib.sha256(f"{pid} {at} {number}".encode()).hexdigest()
        item = log_requests.request(pid, "sign", unique, at, a="paper", c=unique, rg=region)
        table.put("signatures", item)
    sequence.run(at + 2 * MINUTE)


def shown() -> dict[int, tuple[str, str]]:
    """Return the tables by petition, each with its day."""
    rows = store.look(PETITIONS).execute("SELECT pid, cells, on_day FROM region ORDER BY pid")
    return {pid: (cells, on_day) for pid, cells, on_day in rows}


def published(site: Site, clock: Clock, **passed: int) -> None:
    clock.pass_(**passed)
    site.publish()


def test_totals_are_read_once_a_day_and_when_a_table_can_be_due(
    site: Site, clock: Clock, reads: list[str]
) -> None:
    for number in (1, 2, 3):
        factory.stored(number, "uk")
    signed(1, 20, "KZ-75")
    published(site, clock, minutes=3)
    assert shown()[1][0] == '{"KZ-75": 20}'
    first = shown()

    reads.clear()
    published(site, clock, minutes=1)
    assert regions.AREAS not in reads
    signed(1, 5, "KZ-75")  # its table is of today: nothing can be due
    reads.clear()
    published(site, clock, minutes=3)
    assert regions.AREAS not in reads
    assert shown() == first

    signed(2, 30, "KZ-71")  # it has no table yet
    reads.clear()
    published(site, clock, minutes=3)
    assert reads.count(regions.AREAS) == 1
    assert shown()[2][0] == '{"KZ-71": 30}'
    assert {**shown(), 2: ""} == {**first, 2: ""}


def test_each_day_all_tables_are_looked_at_once(
    site: Site, clock: Clock, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow table waits for its week; a quick one and the nation's are renewed the next day."""
    monkeypatch.setattr(regions, "QUICK_FROM_SIGNATURES", 50)
    for number in (1, 2):
        factory.stored(number, "uk")
    signed(1, 20, "KZ-75")
    signed(2, 40, "KZ-71")
    published(site, clock, minutes=3)
    first = shown()

    published(site, clock, days=1)
    day = shown()
    assert day == first  # nothing is due, the nation's table comes with another only
    signed(2, 15, "KZ-71")  # 55 of them: its pace is that of a day now
    reads.clear()
    published(site, clock, minutes=3)
    assert reads.count(regions.AREAS) == 1
    assert shown()[1] == first[1]
    assert shown()[2][0] == '{"KZ-71": 55}'
    assert shown()[regions.NATION][0] == '{"KZ-71": 55, "KZ-75": 20}'

    published(site, clock, days=6)
    assert shown()[1][1] > first[1][1]
    assert shown()[1][0] == first[1][0]


def test_another_log_is_looked_at_whole(site: Site, clock: Clock) -> None:
    factory.stored(1, "uk")
    signed(1, 20, "KZ-75")
    published(site, clock, minutes=3)
    held = store.load(PETITIONS)
    held.db.execute("DELETE FROM region")
    held.set("log_size", "1")

    assert regions.refresh(held, NOW) == {1}
