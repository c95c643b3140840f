"""Measured outages become more time: proposed for one petition, given to all with one act."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from functions.desk import outages, queue
from functions.petitions import canary, petition
from tests import factory
from tests.conftest import NOW, Answer, Calls, Clock, Send
from tests.functions.desk_kit import TEXTS, claims, doer, events, look, requested, rid

ALL = "/api/v1/desk/outages/extensions"
NOTICE = {"ru": "Сбой 30 сентября"}


@pytest.fixture(autouse=True)
def _fresh_queue() -> None:
    queue.forget()


def measure(clock: Clock, *minutes: float) -> None:
    for each in minutes:
        clock.pass_(minutes=each)
        canary.run(clock.now)


def extend_all(send: Send, roles: str = "operator", **changes: Any) -> Answer:
    body = {"rid": rid(1), "reason": NOTICE, "lang": "en", **changes}
    return send(outages.handler, "POST", ALL, body, claims=claims(roles))


def minutes(number: int) -> list[int]:
    return [one.minutes for one in petition.load(number).petition.extensions]


def test_the_extension_of_a_petition_is_proposed_with_its_intervals(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    factory.stored(published_at=NOW)
    measure(clock, 1, 1, 40, 1)

    seen = look(send, "petitions/1", "operator").json

    assert seen["outage"] == {
        "minutes": 39,
        "intervals": [{"from": "2026-09-30T12:06:04Z", "until": "2026-09-30T12:45:04Z"}],
    }
    assert look(send, "petitions/1", "moderator").json["outage"] is None


def test_every_petition_that_lost_time_gets_its_own_minutes_at_once(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    factory.stored(1, published_at=NOW)
    factory.stored(2, published_at=NOW + dt.timedelta(minutes=30))
    factory.stored(3, published_at=None)
    factory.stored(4, rule_set="scotland", published_at=NOW)  # signing has no end
    measure(clock, 1, 1, 40, 1)
    asked = send(outages.handler, "GET", "/api/v1/desk/outages", claims=claims("supervisor"))
    assert (asked.json["petitions"], asked.json["most_minutes"]) == (2, 39)
    assert asked.json["outages"][0]["causes"] == ["unmeasured"]
    before = petition.load(1)

    answer = extend_all(send)

    assert answer.json == {"extended": 2, "left": 0}
    assert (minutes(1), minutes(2), minutes(3), minutes(4)) == ([39], [12], [], [])
    assert petition.load(1).petition.extensions[0].reason == NOTICE
    assert events(1)[0]["what"] == "extended"
    assert events(1)[0]["role"] == "operator"
    assert events(1)[0]["facts"] == {"minutes": 39, "reason": NOTICE}
    assert [entry["t"] for entry in requested(1)] == ["extend"]
    assert petition.load(1).version == before.version + 1


def test_nothing_is_given_twice(dynamodb: Calls, send: Send, clock: Clock) -> None:
    factory.stored(published_at=NOW)
    measure(clock, 1, 30)
    extend_all(send)
    clock.pass_(seconds=10)

    assert extend_all(send).json == {"extended": 0, "left": 0}
    assert extend_all(send, rid=rid(2)).json == {"extended": 0, "left": 0}
    assert minutes(1) == [29]
    measure(clock, 0.5, 10)
    assert extend_all(send, rid=rid(3)).json["extended"] == 1
    assert minutes(1) == [29, 9]


def test_what_an_official_gave_by_hand_is_not_given_again(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    factory.stored(published_at=NOW)
    measure(clock, 1, 30)
    doer(send)("extension", "operator", minutes=90, reason=TEXTS)
    clock.pass_(seconds=10)

    assert extend_all(send).json == {"extended": 0, "left": 0}


def test_more_than_fit_into_one_request_come_with_the_next(
    dynamodb: Calls, send: Send, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outages, "MOST_AT_ONCE", 2)
    for number in range(1, 6):
        factory.stored(number, published_at=NOW)
    measure(clock, 1, 30)

    told = []
    for _ in range(3):
        clock.pass_(seconds=5)
        told.append(extend_all(send).json)

    assert told == [
        {"extended": 2, "left": 3},
        {"extended": 2, "left": 1},
        {"extended": 1, "left": 0},
    ]
    assert [minutes(number) for number in range(1, 6)] == [[29]] * 5


def test_nobody_extends_all_before_it_works_again(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    factory.stored(published_at=NOW)
    measure(clock, 1)
    clock.pass_(minutes=30)

    assert extend_all(send).json["code"] == "not_now"
    assert minutes(1) == []


def test_a_petition_that_closed_meanwhile_is_left_alone(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    factory.stored(published_at=NOW, stopped_at=NOW + dt.timedelta(minutes=20))
    measure(clock, 1, 30)

    assert extend_all(send).json == {"extended": 0, "left": 0}


@pytest.mark.parametrize("role", ["moderator", "clerk:government", ""])
def test_others_may_neither_see_nor_do_it(dynamodb: Calls, send: Send, role: str) -> None:
    seen = send(outages.handler, "GET", "/api/v1/desk/outages", claims=claims(role))

    assert seen.status == extend_all(send, role).status == 403
    assert send(outages.handler, "POST", ALL, {}).status == 401


def test_before_the_first_measurement_nothing_is_known(dynamodb: Calls, send: Send) -> None:
    factory.stored()

    seen = send(outages.handler, "GET", "/api/v1/desk/outages", claims=claims("operator"))

    assert seen.json == {
        "measured_since": None,
        "out_of_order": False,
        "outages": [],
        "petitions": 0,
        "most_minutes": 0,
        "timezone": "Asia/Almaty",
    }


def test_a_notice_is_needed(dynamodb: Calls, send: Send) -> None:
    assert extend_all(send, reason={"kk": " "}).json["errors"][0]["name"] == "reason"
