"""Entries: one form for one fact, and nothing else is an entry."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.ledger import entries
from functions.ledger.entries import Entry, EntryError

C = "ab" * 32
AT = datetime(2026, 9, 30, 12, 3, 4, tzinfo=UTC)
EXAMPLES = [
    Entry("rule", 7, "2026-09-30T12", rs="kz-central@2024-04-04", d=C),
    Entry("text", 7, "2026-09-30T12", d=C),
    Entry("goal", 7, "2026-09-30T12", k="response", n=50_000),
    Entry("goal", 7, "2026-09-30T12", k="response", n=50_000, m=7),
    Entry("open", 7, "2026-09-30T12", x="2026-10-30T12:00:00Z"),
    Entry("extend", 7, "2026-09-30T12", x="2026-10-30T12:00:00Z"),
    Entry("sign", 7, "2026-09-30T12", a="paper", c=C),
    Entry("late", 7, "2026-09-30T12", a="eid", c=C),
    Entry("drop", 7, "2026-09-30T12", i=0, r="fraud:R3"),
    Entry("hold", 7, "2026-09-30T12", i=9, r="duplicate"),
    Entry("back", 7, "2026-09-30T12", i=9),
    Entry("pass", 7, "2026-09-30T12", k="response", n=50_000, at="2026-09-30T12:03:04Z"),
    Entry("close", 7, "2026-09-30T12", n=0),
    Entry("seal", q=3, h="2026-09-30T12", d=C),
    Entry("vote", q=3, h="2026-09-30T12", a="eid", c=C, n=2),
    Entry("tally", q=3, h="2026-09-30T12", d=C, n=0),
]
VOTE = b'{"a":"eid","c":"' + C.encode() + b'","h":"2026-09-30T12","n":2,"q":3,"t":"vote","v":1}'
LEAF = b'{"a":"email","c":"' + C.encode() + b'","h":"2026-09-30T12","p":7,"t":"sign","v":1}'


def test_a_signature_is_this_very_line() -> None:
    assert entries.sign_leaf(7, "email", C, AT) == LEAF


def test_a_vote_is_this_very_line_and_holds_no_choice() -> None:
    assert entries.encode(Entry("vote", 0, "2026-09-30T12", "eid", C, n=2, q=3)) == VOTE
    assert entries.decode(VOTE).subject == ("q", 3)


def test_the_hour_is_that_of_utc() -> None:
    almaty = timezone(timedelta(hours=5))

    assert entries.sign_leaf(7, "email", C, AT.astimezone(almaty)) == LEAF
    assert entries.hour(datetime(2026, 1, 1, 4, 59, tzinfo=almaty)) == "2025-12-31T23"


@pytest.mark.parametrize("entry", EXAMPLES, ids=lambda entry: entry.t)
def test_every_entry_comes_back(entry: Entry) -> None:
    leaf = entries.encode(entry)

    assert entries.decode(leaf) == entry
    assert leaf == json.dumps(json.loads(leaf), sort_keys=True, separators=(",", ":")).encode()
    assert {entry.t for entry in EXAMPLES} == entries.FIELDS.keys()


@pytest.mark.parametrize(
    "leaf",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        LEAF + b"\n",
        LEAF.replace(b",", b", "),
        LEAF.replace(b'"v":1', b'"v":2'),
        LEAF.replace(b'"v":1', b'"v":1,"w":1'),
        LEAF.replace(b'"v":1', b'"v":true'),
        LEAF.replace(b'"p":7', b'"p":"7"'),
        LEAF.replace(b'"p":7', b'"p":07'),
        LEAF.replace(b'"p":7', b'"p":7.0'),
        LEAF.replace(b'"p":7', b'"p":true'),
        LEAF.replace(b'"p":7', b'"p":0'),
        LEAF.replace(b'"p":7', b'"p":-7'),
        LEAF.replace(b"email", b"phone"),
        LEAF.replace(b"ab", b"AB", 1),
        LEAF.replace(b"T12", b"T24"),
        LEAF.replace(b"T12", b"T12:03"),
        LEAF.replace(b"sign", b"vote"),
        LEAF.replace(b"sign", b"drop"),
        LEAF.replace(b'"a":"email",', b""),
        LEAF.replace(b'"a":"email",', b'"a":"email","a":"email",'),
        LEAF.replace(b"email", b"\\u0065mail"),
        b'{"h":"2026-09-30T12","i":-1,"p":7,"r":"erased","t":"drop","v":1}',
        b'{"h":"2026-09-30T12","i":1,"p":7,"r":"because","t":"drop","v":1}',
        b'{"h":"2026-09-30T12","i":1,"m":1,"p":7,"t":"back","v":1}',
        b'{"h":"2026-09-30T12","k":"x","m":0,"n":1,"p":7,"t":"goal","v":1}',
        b'{"h":"2026-09-30T12","k":"x","n":0,"p":7,"t":"goal","v":1}',
        b'{"h":"2026-09-30T12","n":1,"p":0,"t":"close","v":1}',
        b'{"h":"2026-09-30T12","k":"a b","n":1,"p":7,"t":"goal","v":1}',
        b'{"h":"2026-09-30T12","n":9007199254740992,"p":7,"t":"close","v":1}',
        b'{"h":"2026-09-30T12","p":7,"t":["sign"],"v":1}',
        VOTE.replace(b'"n":2', b'"n":0'),
        VOTE.replace(b'"n":2', b'"n":1000'),
        VOTE.replace(b'"q":3', b'"p":3'),
        VOTE.replace(b'"q":3', b'"q":0'),
        VOTE.replace(b'"q":3', b'"p":7,"q":3'),
        VOTE.replace(b'"n":2,', b""),
        VOTE.replace(b'"t":"vote"', b'"t":"sign"'),
        VOTE.replace(b'"t":"vote"', b'"t":"vote","x":1'),
        b'{"d":"' + C.encode() + b'","h":"2026-09-30T12","p":3,"t":"seal","v":1}',
        b'{"d":"' + C.encode() + b'","h":"2026-09-30T12","n":-1,"q":3,"t":"tally","v":1}',
        '{"h":"2026-09-30T1２","n":1,"p":7,"t":"close","v":1}'.encode(),
    ],
)
def test_any_other_bytes_are_refused(leaf: bytes) -> None:
    with pytest.raises(EntryError):
        entries.decode(leaf)


@given(st.binary(max_size=200))
def test_garbage_is_refused_and_never_crashes(leaf: bytes) -> None:
    with pytest.raises(EntryError):
        entries.decode(leaf)


@given(st.integers(0, len(LEAF) - 1), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_another_entry(place: int, value: int) -> None:
    changed = LEAF[:place] + bytes([value]) + LEAF[place + 1 :]
    try:
        entry = entries.decode(changed)
    except EntryError:
        return
    assert entries.encode(entry) == changed


@pytest.mark.parametrize(
    "entry", [Entry("sign", 0, "2026-09-30T12", a="email", c=C), Entry("vote", 7, "2026-09-30T12")]
)
def test_what_does_not_fit_is_not_written(entry: Entry) -> None:
    with pytest.raises(EntryError):
        entries.encode(entry)
