"""Where a poll stands is a function of its facts, the log and the time, and only goes forward."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.ledger.poll_tally import PollTally
from functions.participants.participant import lives_in, tag
from functions.polls import mark, poll, sealed
from functions.polls.poll import Poll, Record, Sealed, Summary
from functions.polls.state import State, state

AT = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
HASH = "ab" * 32
ORDER = (State.DRAFT, State.SEALED, State.OPEN, State.COUNTING, State.CLOSED)
SUMMARY = Summary(
    at=AT + 9 * HOUR,
    winners=[1],
    passed=True,
    voters=1,
    changed=0,
    valid=1,
    blank=0,
    ballots_hash=HASH,
    ballots_published=True,
)


def facts(**changes: Any) -> Poll:
    base: dict[str, Any] = {
        "id": 3,
        "question": {"kk": "Қайсы?", "ru": "Какой?", "en": "Which?"},
        "options": [
            {"id": n, "text": {"kk": "а", "ru": "б", "en": "c"}, "cost": n} for n in (1, 2)
        ],
        "rule": {"method": "single", "options": [{"id": 1}, {"id": 2}]},
        "body": "government",
        "jurisdiction": "KZ",
        "opens_at": AT,
        "closes_at": AT + 8 * HOUR,
        "trail": "poll-3",
        "changed_at": AT - 2 * HOUR,
    }
    return Poll.model_validate(base | changes)


SEALED = facts(sealed=Sealed(hash=HASH, at=AT - HOUR))
LOGGED = PollTally(sealed=HASH)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (-1, State.SEALED),
        (0, State.OPEN),
        (7.999, State.OPEN),
        (8, State.COUNTING),
        (99, State.COUNTING),
    ],
)
def test_it_opens_and_closes_on_the_second(hours: float, expected: State) -> None:
    assert state(SEALED, LOGGED, AT + hours * HOUR) == expected
    assert state(facts(), LOGGED, AT + hours * HOUR) == State.DRAFT


@pytest.mark.parametrize("logged", [PollTally(), PollTally(sealed="cd" * 32)])
def test_it_does_not_open_before_the_log_holds_its_very_seal(logged: PollTally) -> None:
    assert state(SEALED, logged, AT + HOUR) == State.SEALED


def test_a_withdrawn_poll_stays_so_and_a_result_closes() -> None:
    withdrawn = SEALED.model_copy(update={"withdrawn_at": AT})
    closed = SEALED.model_copy(update={"result": SUMMARY})

    assert {state(withdrawn, LOGGED, AT + n * HOUR) for n in range(-2, 12)} == {State.WITHDRAWN}
    assert state(closed, LOGGED, AT + 10 * HOUR) == State.CLOSED


@given(st.integers(-10_000, 100_000), st.integers(0, 100_000), st.booleans())
def test_time_only_leads_forward(start: int, later: int, is_logged: bool) -> None:
    logged = LOGGED if is_logged else PollTally()
    first = state(SEALED, logged, AT + dt.timedelta(seconds=start))
    second = state(SEALED, logged, AT + dt.timedelta(seconds=start + later))

    assert ORDER.index(second) >= ORDER.index(first)


def test_an_item_brings_the_facts_back() -> None:
    record = Record(SEALED.model_copy(update={"result": SUMMARY}), 4, {"r": "x"})

    assert poll.from_item(poll.to_item(record)) == record
    assert poll.to_item(Record(SEALED))["queue"] == poll.CLOSING
    assert "queue" not in poll.to_item(record)
    assert "queue" not in poll.to_item(Record(facts()))


def test_the_sealed_document_is_canonical_and_holds_all_that_decides(environment: Path) -> None:
    body = sealed.encode(SEALED)
    told = json.loads(body)

    assert (
        body == json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    )
    assert told.keys() == {
        *("v", "poll", "question", "about", "options", "rule", "eligibility"),
        *("opens_at", "closes_at", "paper", "publish_ballots"),
    }
    assert told["rule"]["tie_break"] == "order"
    assert sealed.digest(SEALED) == sealed.digest(SEALED.model_copy(update={"result": SUMMARY}))


@pytest.mark.parametrize(
    "changes",
    [
        {"question": {"kk": "Басқа?", "ru": "Какой?", "en": "Which?"}},
        {"closes_at": AT + 9 * HOUR},
        {"rule": {"method": "approval", "options": [{"id": 1}, {"id": 2}]}},
        {"eligibility": {"minimum_age": 18}},
        {"publish_ballots": False},
        {"paper": {}},
    ],
    ids=str,
)
def test_whatever_decides_changes_the_seal(environment: Path, changes: dict[str, Any]) -> None:
    assert sealed.digest(facts(**changes)) != sealed.digest(facts())


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (None, ""),
        (2012, "0-15"),
        (2010, "16-17"),
        (2008, "18-24"),
        (2001, "25-34"),
        (1961, "65+"),
        (1930, "65+"),
    ],
)
def test_ages_are_told_in_bands(born: int | None, band: str) -> None:
    assert mark.age_band(born, AT) == band


def test_a_place_admits_those_who_live_in_it(environment: Path) -> None:
    assert lives_in("KZ-75", "KZ-75")
    assert lives_in("KZ-75", "KZ")
    assert lives_in("", "KZ")
    assert not lives_in("KZ-79", "KZ-75")
    assert not lives_in("", "KZ-75")
    assert not lives_in("KZ-75", "XX")


def test_tags_of_two_places_have_nothing_in_common() -> None:
    key, other = bytes(32), bytes(31) + b"\1"
    tags = {tag(k, scope, "iin:1") for k in (key, other) for scope in ("poll/1", "poll/2")}

    assert len(tags) == 4
    assert all(len(one) == 64 for one in tags)
