"""Each minute it is measured whether people can sign; what was not measured counts as out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from functions.mail import outbox
from functions.mail.message import Message
from functions.petitions import canary, outage
from functions.shared import keys, table
from functions.shared.errors import UnavailableError
from tests import factory
from tests.conftest import NOW, Calls, Clock
from tests.functions.publishing_kit import Site

FINE = ["PutItem", "GetItem", *["Query"] * 4, "GetItem", "PutItem"]


def beat(clock: Clock, minutes: float = 1) -> dict[str, Any]:
    return canary.run(clock.pass_(minutes=minutes))


def told(clock: Clock) -> list[tuple[str, str, int, tuple[str, ...]]]:
    measured = outage.load(clock.now)
    assert measured
    return [
        (one["from"][11:16], one["until"][11:16], one["minutes"], tuple(one["causes"]))
        for one in (each.told() for each in measured.outages)
    ]


def test_a_good_minute_is_eight_calls_and_writes_no_outage(dynamodb: Calls, clock: Clock) -> None:
    beat(clock)
    dynamodb.take()

    assert beat(clock) == {"troubles": [], "outages": 0}

    assert dynamodb.take() == FINE
    measured = outage.load(clock.now)
    assert measured
    assert (measured.since, measured.at) == (NOW + dt.timedelta(minutes=1), clock.now)
    assert not measured.is_out
    assert told(clock) == []


def test_minutes_of_a_broken_table_become_one_outage(
    dynamodb: Calls, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise UnavailableError

    beat(clock)
    with monkeypatch.context() as patch:
        patch.setattr(canary, "_table", broken)
        for _ in range(3):
            assert beat(clock)["troubles"] == ["table"]
        measured = outage.load(clock.now + dt.timedelta(seconds=20))
        assert measured
        assert measured.is_out
    beat(clock)
    beat(clock)

    assert told(clock) == [("12:05", "12:08", 3, ("table",))]


def test_keys_that_cannot_be_opened_are_an_outage(
    dynamodb: Calls, clock: Clock, environment: Path
) -> None:
    beat(clock)
    (environment / "keys/master.key").rename(environment / "keys/lost")
    assert beat(clock)["troubles"] == ["keys"]
    (environment / "keys/lost").rename(environment / "keys/master.key")
    assert beat(clock)["troubles"] == []

    assert told(clock) == [("12:05", "12:06", 1, ("keys",))]


def test_mail_that_waits_is_an_outage_from_when_it_began_to_wait(
    dynamodb: Calls, clock: Clock
) -> None:
    """A message that is put back each time has a later turn, but waits since its first."""
    beat(clock)
    message = Message("a@example.kz", "sign", "ru", {"link": "x", "title": "y"})
    outbox.post("a", message)
    for minute in range(20):
        for item, _ in list(outbox.due("now", clock.now, 10)):
            outbox.put_back(item, clock.now + dt.timedelta(minutes=2))
        assert beat(clock)["troubles"] == (["mail"] if minute >= 15 else [])
    assert outbox.oldest_age(clock.now) == 20 * 60
    (item,) = table.query("ops", "box", _box(), index="outbox")
    outbox.close(item)
    beat(clock)

    assert told(clock) == [("12:04", "12:25", 21, ("mail",))]


def _box() -> str:
    item = table.get("ops", keys.mail("a"))
    assert item
    return str(item["box"])


def test_news_may_wait(dynamodb: Calls, clock: Clock) -> None:
    outbox.post("a", Message("a@example.kz", "sign", "ru", {}), box="news")

    assert beat(clock, 60)["troubles"] == []


def test_what_was_not_measured_counts_as_out(dynamodb: Calls, clock: Clock) -> None:
    beat(clock)
    beat(clock, 30)
    measured = outage.load(clock.pass_(minutes=10))

    assert measured
    assert measured.is_out
    assert told(clock) == [
        ("12:05", "12:34", 29, ("unmeasured",)),
        ("12:35", "12:44", 9, ("unmeasured",)),
    ]


def test_a_run_that_dies_before_its_end_is_done_again(
    dynamodb: Calls, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat(clock)
    with monkeypatch.context() as patch:
        patch.setattr(outage, "_set_beat", lambda beat: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            beat(clock, 30)
    beat(clock)

    assert told(clock) == [("12:05", "12:35", 30, ("unmeasured",))]


def test_two_runs_at_once_leave_the_later_one(dynamodb: Calls, clock: Clock) -> None:
    beat(clock)
    beat(clock)

    canary.run(clock.now - dt.timedelta(seconds=30))

    measured = outage.load(clock.now)
    assert measured
    assert measured.at == clock.now
    assert told(clock) == []


def test_the_public_reads_when_signing_was_out_of_order(
    dynamodb: Calls, clock: Clock, environment: Path
) -> None:
    site = Site(environment)
    factory.stored()
    site.publish()
    assert site.json("status.json") == {
        "measured_since": None,
        "out_of_order": False,
        "outages": [],
    }
    beat(clock)
    beat(clock, 11)

    site.publish()

    assert site.json("status.json") == {
        "measured_since": "2026-09-30T12:04:04Z",
        "out_of_order": False,
        "outages": [
            {
                "from": "2026-09-30T12:05:04Z",
                "until": "2026-09-30T12:15:04Z",
                "minutes": 10,
                "causes": ["unmeasured"],
            }
        ],
    }
