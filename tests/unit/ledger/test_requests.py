"""Requests to the log, buckets of the inbox, promises."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from functions.ledger import asked, entries, inbox, promise, requests
from functions.ledger.note import Key, NoteError, SignatureError
from functions.shared.settings import settings

AT = datetime(2026, 9, 30, 12, 3, 4, tzinfo=UTC)
C = "ff" * 32
SIGNATURE = {
    "pk": "7#aa",
    "sk": "aa01",
    "p": 7,
    "c": C,
    "a": "email",
    "at": "2026-09-30T11:59:59Z",
    "bucket": "2026-09-30T11:59#03",
    "rg": "KZ-75",
    "salt": b"secret",
    "en": b"address",
}


def test_a_bucket_is_a_minute_and_a_shard(environment: Path) -> None:
    assert settings().inbox_shards == 4
    assert inbox.bucket(AT, "07" + C[2:]) == "2026-09-30T12:03#03"
    assert [inbox.minute(at) for at in inbox.minutes(AT - timedelta(seconds=5), AT)] == [
        "2026-09-30T12:02",
        "2026-09-30T12:03",
    ]


def test_a_request_is_the_entry_it_asks_for(environment: Path) -> None:
    item = requests.request(7, "goal", "response", AT, k="response", n=5, m=2, minimums={"A": 3})
    found = asked.sort([item])

    assert (item["pk"], item["sk"]) == ("LOG#7", "goal#response")
    assert item["minimums"] == {"A": 3}
    leaf = b'{"h":"2026-09-30T12","k":"response","m":2,"n":5,"p":7,"t":"goal","v":1}'
    assert found.first[0].leaf == leaf
    assert item["c"] == hashlib.sha256(leaf).hexdigest()


def test_the_same_request_is_the_same_item_and_one_withdrawal_is_asked_once(
    environment: Path,
) -> None:
    first = requests.drop(SIGNATURE, "withdrawn", AT)
    again = requests.drop(SIGNATURE, "erased", AT + timedelta(hours=1))

    assert requests.drop(SIGNATURE, "withdrawn", AT) == first
    assert (first["pk"], first["sk"]) == (again["pk"], again["sk"])
    held = [requests.hold(SIGNATURE, "fraud:R3", AT + timedelta(hours=n)) for n in range(2)]
    assert held[0]["sk"] != held[1]["sk"]


def test_a_request_about_a_signature_carries_no_personal_data(environment: Path) -> None:
    item = requests.drop(SIGNATURE, "withdrawn", AT)
    found = asked.sort([item])

    assert item["s"].keys() == {"pk", "sk", "a", "c", "at", "bucket", "rg"}
    assert found.acts[0].about.leaf == entries.sign_leaf(7, "email", C, AT - timedelta(hours=1))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("sign", {"a": "phone", "c": C}),
        ("goal", {"k": "response"}),
        ("goal", {"k": "response", "n": 1, "colour": "red"}),
        ("vote", {}),
        ("open", {"x": "tomorrow"}),
    ],
)
def test_what_would_be_no_entry_is_refused_at_once(
    environment: Path, kind: str, fields: dict[str, str | int]
) -> None:
    with pytest.raises(entries.EntryError):
        requests.request(7, kind, "1", AT, **fields)


def test_a_promise_comes_back_and_holds_ten_minutes(environment: Path) -> None:
    leaf = entries.leaf_hash(entries.sign_leaf(7, "email", C, AT))
    signed = promise.promise(leaf, AT)

    found = promise.open_promise(signed, promise.key())

    assert found == promise.Promise(leaf, AT + timedelta(minutes=10))
    assert promise.key().name == "dauys.example/log/promise"
    with pytest.raises(SignatureError):
        promise.open_promise(signed, Key(promise.key().name, bytes(32)))
    with pytest.raises(NoteError):
        promise.open_promise("text\n", promise.key())
