"""What a body owes: response, debate, decision and the steps after it, through the handler."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from functions.petitions import petition
from functions.petitions.petition import Petition
from functions.shared import clock as clocks
from functions.shared import keys, table
from tests import factory
from tests.conftest import NOW, Calls, Send
from tests.functions.desk_kit import TEXTS, Do, doer, events, version

CLERK = "clerk:government"


@pytest.fixture
def do(send: Send) -> Do:
    return doer(send)


def facts() -> Petition:
    return petition.load(1).petition


def passed(**thresholds: dt.datetime) -> None:
    """Store counts as the sequencer does, with thresholds reached."""
    item = {**keys.count(1), "size": 1, "email": 60_000, "eid": 0, "paper": 0}
    table.put("core", item | {"passed": {k: clocks.text(at) for k, at in thresholds.items()}})


def codes(answer: Any) -> list[tuple[str, str]]:
    return [(field["name"], field["code"]) for field in answer.json["errors"]]


def test_a_response_is_three_reads_and_writes_and_meets_the_duty(dynamodb: Calls, do: Do) -> None:
    factory.stored()
    passed(support=NOW - dt.timedelta(days=1), response=NOW - dt.timedelta(days=1))
    dynamodb.take()

    answer = do("response", CLERK, seen=1)

    assert answer.status == 200
    assert dynamodb.take() == ["GetItem", "GetItem", "UpdateItem", "PutItem"]
    response = facts().responses[0]
    assert (response.threshold, response.decision) == ("response", "partly")
    assert response.summary == TEXTS
    assert events()[0]["facts"] == {"body": "government"}


@pytest.mark.parametrize(
    ("on", "code"),
    [("2026-10-01", "in_the_future"), ("2026-09-27", "too_early"), ("yesterday", "invalid")],
)
def test_a_response_has_a_day_that_can_be(dynamodb: Calls, do: Do, on: str, code: str) -> None:
    factory.stored()

    assert codes(do("response", CLERK, responded_on=on)) == [("responded_on", code)]


def test_today_is_the_governments_day_and_not_utc(dynamodb: Calls, do: Do, clock: Any) -> None:
    """At 20:00 UTC it is the next day in Almaty."""
    factory.stored()
    clock.now = dt.datetime(2026, 9, 30, 20, tzinfo=dt.UTC)

    assert do("response", CLERK, responded_on="2026-10-01").status == 200


def test_a_clerk_answers_for_their_own_body_only(dynamodb: Calls, do: Do) -> None:
    factory.stored()

    assert do("response", "clerk:ministry-health").status == 403
    assert codes(do("response", CLERK, body="ministry-health")) == [("body", "unknown")]
    assert do("response", "moderator").status == 403
    assert do("response", "supervisor").status == 200


def test_a_response_names_a_threshold_of_the_petition(dynamodb: Calls, do: Do) -> None:
    factory.stored()

    assert codes(do("response", CLERK, threshold="moon")) == [("threshold", "unknown")]
    assert do("response", CLERK, threshold="response").status == 200


def test_an_unpublished_petition_is_not_answered(dynamodb: Calls, do: Do) -> None:
    factory.stored(published_at=None)

    assert do("response", CLERK).json["code"] == "not_now"


def test_a_debate_is_on_a_working_day_to_come(dynamodb: Calls, do: Do) -> None:
    factory.stored()

    assert codes(do("debate", CLERK, on="2026-09-29")) == [("on", "in_the_past")]
    assert codes(do("debate", CLERK, on="2026-10-04")) == [("on", "not_a_working_day")]
    assert codes(do("debate", CLERK, on="2026-12-16")) == [("on", "not_a_working_day")]
    assert do("debate", CLERK).status == 200
    assert events()[0]["facts"] == {"kind": "hearing", "on": "2026-10-05"}


def test_a_debate_can_be_moved_until_it_is_held(dynamodb: Calls, do: Do) -> None:
    factory.stored()
    do("debate", CLERK, kind="debate", on="2026-10-05")
    do("debate", CLERK, on="2026-10-06")

    do("debate", CLERK, kind="debate", on="2026-10-07")

    assert [(one.kind, one.on.day) for one in facts().debates] == [("debate", 7), ("hearing", 6)]


def test_the_outcome_of_a_debate_is_recorded_once(dynamodb: Calls, do: Do, clock: Any) -> None:
    factory.stored()
    assert do("debate-outcome", CLERK).json["code"] == "not_now"
    do("debate", CLERK)
    assert do("debate-outcome", CLERK, kind="debate").json["code"] == "not_now"
    clock.pass_(days=5)

    address = "https://example.org/video"
    assert do("debate-outcome", CLERK, on="2026-10-05", video_url=address).status == 200

    debate = facts().debates[0]
    assert (debate.video_url, debate.held_at) == (address, clock.now)
    assert do("debate-outcome", CLERK, on="2026-10-05").json["code"] == "not_now"


@pytest.mark.parametrize(
    "address",
    ["http://example.org", "javascript:alert(1)", "https://", "https://a b", "https://u@e.org"],
)
def test_addresses_are_https(dynamodb: Calls, do: Do, address: str) -> None:
    factory.stored()
    do("debate", CLERK)

    assert codes(do("debate-outcome", CLERK, video_url=address)) == [("video_url", "not_https")]


def test_a_decision_is_taken_once_and_opens_the_steps(dynamodb: Calls, do: Do) -> None:
    factory.stored()

    assert do("implementation", CLERK).json["code"] == "not_now"
    assert do("decision", CLERK).status == 200
    assert do("decision", CLERK).json["code"] == "not_now"
    assert do("implementation", CLERK).status == 200
    assert events()[0]["facts"] == {"body": "government", "kind": "accepted"}


def test_a_refused_petition_has_no_steps(dynamodb: Calls, do: Do) -> None:
    factory.stored()
    do("decision", CLERK, kind="refused")

    assert do("implementation", CLERK).json["code"] == "not_now"


def test_a_planned_step_becomes_a_done_one(dynamodb: Calls, do: Do) -> None:
    factory.stored()
    do("decision", CLERK)
    do("implementation", CLERK, done=False, on="2027-01-15")

    assert codes(do("implementation", CLERK, on="2027-01-15")) == [("on", "in_the_future")]
    assert codes(do("implementation", CLERK, step=5)) == [("step", "unknown")]
    assert do("implementation", CLERK, step=0).status == 200
    assert [step.done for step in facts().implementation] == [True]
    assert codes(do("implementation", CLERK, step=0)) == [("step", "unknown")]


def test_every_act_of_a_body_repeats_its_answer(dynamodb: Calls, do: Do, clock: Any) -> None:
    factory.stored()
    sent = [("response", 1), ("debate", 2), ("debate-outcome", 3), ("decision", 4)]
    first = [do(act, CLERK, seen=seen, id_=f"{seen:032x}").json for act, seen in sent]
    before = (facts(), version(), len(events()))
    clock.pass_(hours=1)

    again = [do(act, CLERK, seen=seen, id_=f"{seen:032x}").json for act, seen in sent]

    assert again == first
    assert (facts(), version(), len(events())) == before
