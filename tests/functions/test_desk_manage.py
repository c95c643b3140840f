"""Acts of order: extension, paper, stop and erasure, through the handler."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from functions.petitions import petition
from functions.petitions.notice import open_contact
from functions.shared import keys, table
from tests import factory
from tests.conftest import NOW, Calls, Send
from tests.functions.desk_kit import TEXTS, Do, doer, events, requested


@pytest.fixture
def do(send: Send) -> Do:
    return doer(send)


def test_an_extension_moves_the_end_by_its_minutes_and_tells_the_log(
    dynamodb: Calls, do: Do
) -> None:
    factory.stored()
    dynamodb.take()

    answer = do("extension", "operator", seen=1)

    assert answer.status == 200
    assert dynamodb.take() == ["GetItem", "GetItem", "UpdateItem", "PutItem", "PutItem"]
    assert petition.load(1).petition.extensions[0].minutes == 90
    # Published on 28 September: six months to midnight in Almaty, and an hour and a half.
    assert [(entry["t"], entry["x"]) for entry in requested()] == [
        ("extend", "2027-03-28T20:30:00Z")
    ]
    assert events()[0]["facts"] == {"minutes": 90, "reason": TEXTS}


def test_only_open_petitions_are_extended(dynamodb: Calls, do: Do) -> None:
    factory.stored(published_at=None)

    assert do("extension", "operator").json["code"] == "not_now"


@pytest.mark.parametrize("minutes", [0, -5, 60 * 24 * 60 + 1, "many"])
def test_minutes_are_within_bounds(dynamodb: Calls, do: Do, minutes: Any) -> None:
    factory.stored()

    assert do("extension", "operator", minutes=minutes).json["errors"][0]["name"] == "minutes"


def test_paper_is_counted_by_the_log_one_by_one(dynamodb: Calls, do: Do) -> None:
    factory.stored(rule_set="finland")
    dynamodb.take()

    answer = do("paper", "supervisor", seen=1)

    assert answer.status == 200
    assert dynamodb.take() == ["GetItem", "GetItem", "UpdateItem", "PutItem", *["PutItem"] * 3]
    entries = requested()
    assert {entry["a"] for entry in entries} == {"paper"}
    assert len({entry["c"] for entry in entries}) == 3
    assert events()[0]["facts"] == {"count": 3, "received_on": "2026-09-29"}


def test_a_paper_batch_sent_twice_counts_once(dynamodb: Calls, do: Do) -> None:
    factory.stored(rule_set="finland")

    do("paper", "supervisor", seen=1, id_="d" * 32)
    do("paper", "supervisor", seen=1, id_="d" * 32)

    assert len(requested()) == 3


def test_paper_needs_a_rule_set_that_takes_it_and_a_past_day(dynamodb: Calls, do: Do) -> None:
    factory.stored()
    assert do("paper", "supervisor").json["code"] == "not_now"
    factory.stored(2, rule_set="finland")

    answer = do("paper", "supervisor", number=2, received_on="2026-10-01")

    assert answer.json["errors"][0]["code"] == "in_the_future"


def test_a_stop_ends_signing_at_once_and_moves_the_logs_end(dynamodb: Calls, do: Do) -> None:
    factory.stored()

    assert do("stop", "supervisor").status == 200

    assert petition.load(1).petition.stopped_at == NOW
    assert [(entry["t"], entry["x"]) for entry in requested()] == [
        ("extend", "2026-09-30T12:03:04Z")
    ]
    assert do("stop", "supervisor").json["code"] == "not_now"
    assert do("extension", "supervisor").json["code"] == "not_now"


def test_erasure_waits_until_nothing_more_can_come_in(dynamodb: Calls, do: Do, clock: Any) -> None:
    factory.stored(contact=True)
    assert do("erasure", "supervisor").json["code"] == "not_now"
    do("stop", "supervisor")
    assert do("erasure", "supervisor").json["code"] == "not_now"
    clock.pass_(hours=24)

    assert do("erasure", "supervisor").status == 200


def test_erasure_forgets_the_petitioner_and_destroys_the_keys(dynamodb: Calls, do: Do) -> None:
    rejection = {"at": NOW, "code": "duplicate", "details": {}}
    factory.stored(contact=True, petitioner="Example P.", published_at=None, rejection=rejection)

    assert do("erasure", "supervisor", confirm=2).json["errors"][0]["code"] == "does_not_match"
    assert do("erasure", "supervisor").status == 200

    record = petition.load(1)
    assert record.petition.petitioner == ""
    assert not record.contact
    assert open_contact(record) is None
    assert table.get("keys", keys.petition_keys(1)) is None
    assert [line["what"] for line in events()] == ["erased"]


def test_erasure_again_with_the_same_request_is_quiet(dynamodb: Calls, do: Do) -> None:
    rejection = {"at": NOW - dt.timedelta(days=1), "code": "duplicate", "details": {}}
    factory.stored(contact=True, published_at=None, rejection=rejection)

    first = do("erasure", "supervisor", seen=1, id_="e" * 32)
    again = do("erasure", "supervisor", seen=1, id_="e" * 32)

    assert again.json == first.json
