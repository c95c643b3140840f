"""Casting a ballot: the calls it takes, who may, and that a repeat is no second ballot."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from functions.participants import contribution, participant
from functions.polls import cast
from functions.shared import http, keys, table
from tests.conftest import Calls, Clock, Send
from tests.functions import poll_kit
from tests.functions.poll_kit import CLOSES, OPENS, Desk, ballots, code, vote

PATH = "/api/v1/polls/1/ballots"


def opened(send: Send, time: Clock, calls: Calls, **changes: Any) -> None:
    """Open a poll, and let the handler know it and its keys already."""
    poll_kit.opened(Desk(send), time, **changes)
    assert vote(send, None, "somebody").status == 200
    calls.take()


def test_a_ballot_takes_three_writes(dynamodb: Calls, send: Send, clock: Clock) -> None:
    opened(send, clock, dynamodb)

    answer = vote(send, 2)

    assert dynamodb.take() == ["PutItem", "PutItem", "PutItem"]  # mark, ballot, contribution
    assert answer.json.keys() == {
        *("poll", "state", "n", "left", "entry", "promise", "included_by")
    }
    assert (answer.json["state"], answer.json["n"], answer.json["left"]) == ("counted", 1, 4)


def test_the_first_request_of_a_sandbox_reads_the_poll_and_the_keys(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    poll_kit.opened(Desk(send), clock)
    contribution.add(participant.unseal(code("first")), "idea", "project/1/idea/1", clock.now)
    poll_kit.forget()
    dynamodb.take()

    assert vote(send, 2).status == 200

    assert Counter(dynamodb.take()) == {"GetItem": 5, "PutItem": 3}


def test_a_changed_vote_keeps_the_earlier_one_and_takes_one_more_write(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    opened(send, clock, dynamodb)
    vote(send, 2)
    dynamodb.take()

    again = vote(send, 3, rid="another")

    assert dynamodb.take() == ["PutItem", "PutItem", "PutItem"]  # mark, taken place, new ballot
    assert (again.json["state"], again.json["n"]) == ("changed", 2)
    assert sorted(item["choice"] for item in ballots()) == ["2", "3", "null"]


def test_a_repeat_gets_the_same_answer_and_counts_once(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    opened(send, clock, dynamodb)

    first, again = vote(send, 2), vote(send, 2)
    changed = vote(send, 3, rid="another")
    late = vote(send, 2)  # the first request, on its way for long

    assert first.json == again.json == late.json
    assert changed.json["n"] == 2
    assert len(ballots()) == 3


def test_a_vote_is_changed_four_times_and_no_more(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    opened(send, clock, dynamodb)

    found = [vote(send, 1 + n % 3, rid=f"r{n}") for n in range(6)]

    assert [one.status for one in found] == [200] * 5 + [429]
    assert [one.json["left"] for one in found[:5]] == [4, 3, 2, 1, 0]
    assert found[5].json["code"] == "no_more_changes"
    assert vote(send, 1, rid="r0").status == 200


def test_a_ballot_is_taken_from_opening_until_before_closing(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    opened(send, clock, dynamodb)
    found = []
    for place, at in enumerate((OPENS - SECOND, OPENS, CLOSES - SECOND, CLOSES)):
        clock.now = at
        poll_kit.forget()
        found.append(vote(send, 1, f"voter{place}").json.get("code"))

    assert found == ["poll_not_open", None, None, "poll_closed"]


SECOND = dt.timedelta(seconds=1)


def test_a_retry_after_closing_gets_the_answer_of_its_ballot(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    opened(send, clock, dynamodb)
    first = vote(send, 2)
    clock.now = CLOSES + SECOND
    poll_kit.forget()

    assert vote(send, 2).json == first.json
    assert vote(send, 2, rid="new").json["code"] == "poll_closed"
    assert len(ballots()) == 2


@pytest.mark.parametrize(
    ("eligibility", "more", "refused"),
    [
        ({"jurisdiction": "KZ-79"}, {}, "not_eligible_region"),
        ({"jurisdiction": "KZ-75"}, {"region": ""}, "not_eligible_region"),
        ({"jurisdiction": "KZ"}, {"region": ""}, None),
        ({"jurisdiction": "KZ-75"}, {}, None),
        ({"minimum_age": 18}, {}, "not_eligible_age"),
        ({"minimum_age": 18}, {"born": 2009}, "not_eligible_age"),
        ({"minimum_age": 18}, {"born": 2008}, None),
        ({"assurance": ["eid"]}, {}, "not_eligible_assurance"),
        ({"assurance": ["eid"]}, {"assurance": "eid"}, None),
    ],
    ids=str,
)
def test_who_may_vote_is_looked_at_with_the_ballot(
    dynamodb: Calls, send: Send, clock: Clock, eligibility: Any, more: Any, refused: str | None
) -> None:
    poll_kit.opened(Desk(send), clock, eligibility=eligibility)
    before = len(ballots())

    answer = vote(send, 1, code=code("voter", **more))

    assert (answer.status, answer.json.get("code")) == ((403, refused) if refused else (200, None))
    assert len(ballots()) == before + (refused is None)


@pytest.mark.parametrize(
    ("rule", "choice", "wrong"),
    [
        ({"method": "single"}, 4, "choice_unknown"),
        ({"method": "single"}, [1], "choice_malformed"),
        ({"method": "single"}, "", "missing"),
        ({"method": "multiple", "max_choices": 2}, [1, 2, 3], "choice_too_many"),
        ({"method": "approval"}, [1, 1], "choice_repeated"),
        ({"method": "rating", "scale": [1, 5]}, {"1": 6}, "choice_out_of_scale"),
        ({"method": "points", "points": 3}, {"1": 2, "2": 2}, "choice_over_points"),
        ({"method": "irv"}, [9], "choice_unknown"),
    ],
    ids=str,
)
def test_a_choice_that_does_not_fit_is_named_and_nothing_is_kept(
    dynamodb: Calls, send: Send, clock: Clock, rule: Any, choice: Any, wrong: str
) -> None:
    poll_kit.opened(Desk(send), clock, rule=rule)

    answer = vote(send, choice)

    assert answer.status == 422
    assert [(one["name"], one["code"]) for one in answer.json["errors"]] == [("choice", wrong)]
    assert ballots() == []
    assert list(table.query("signatures", "pk", "V1#00")) == []


@pytest.mark.parametrize(
    ("rule", "fields", "stored"),
    [
        ({"method": "single"}, {"choice": "2"}, "2"),
        ({"method": "single"}, {"choice": "blank"}, "null"),
        ({"method": "approval"}, {"choice[]": "3"}, "[3]"),
        ({"method": "irv"}, {"rank-1": "2", "rank-2": "", "rank-3": "1"}, "[3,1]"),
        ({"method": "schulze"}, {"rank-1": "5", "rank-2": "5", "rank-3": "9"}, "[[1,2],3]"),
        ({"method": "rating"}, {"rating-1": "5", "rating-3": "1"}, '{"1":5,"3":1}'),
        ({"method": "points", "points": 9}, {"points-2": "9"}, '{"2":9}'),
    ],
    ids=str,
)
def test_a_form_without_scripts_votes(
    dynamodb: Calls, send: Send, clock: Clock, rule: Any, fields: dict[str, str], stored: str
) -> None:
    poll_kit.opened(Desk(send), clock, rule=rule)
    form = {"code": code(), "lang": "ru", **fields}

    answer = send(cast.handler, "POST", PATH, form, form=True)

    assert (answer.status, answer.headers["location"]) == (303, "/ru/done/ballot/")
    assert [item["choice"] for item in ballots()] == [stored]


def test_a_form_without_scripts_may_return_to_an_earlier_choice(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    """The same form sent twice is one ballot; sent after another one it is a new ballot."""
    poll_kit.opened(Desk(send), clock)
    for choice in ("1", "1", "2", "1", "1"):
        form = {"code": code(), "lang": "ru", "choice": choice}
        assert send(cast.handler, "POST", PATH, form, form=True).status == 303

    told = sorted(ballots(), key=lambda item: item["n"])

    assert [item["choice"] for item in told] == ["1", "2", "1"]


def test_a_refused_form_comes_back_with_its_options_and_what_was_typed(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    poll_kit.opened(Desk(send), clock, rule={"method": "points", "points": 3})
    form = {"code": code(), "lang": "en", "points-1": "2", "points-2": "2", "points-3": ""}

    answer = send(cast.handler, "POST", PATH, form, form=True)

    assert answer.status == 422
    assert "no more than 3 points in all" in answer.text
    assert "Option 1 example" in answer.text
    assert 'name="points-2" type="text" value="2"' in answer.text
    assert 'name="choice"' not in answer.text


def test_a_refused_form_of_several_choices_comes_back_as_one_list_of_boxes(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    poll_kit.opened(Desk(send), clock, rule={"method": "multiple", "max_choices": 1})
    form = f"code={code()}&lang=en&choice%5B%5D=1&choice%5B%5D=3"
    headers = {"content-type": "application/x-www-form-urlencoded"}

    answer = send(cast.handler, "POST", PATH, form, headers=headers)

    assert answer.status == 422
    assert answer.text.count('type="checkbox" name="choice[]"') == 3
    assert answer.text.count(" checked") == 2
    assert 'name="choice"' not in answer.text
    assert 'href="#f-choice[]"' in answer.text


@pytest.mark.parametrize("fields", [{"rank-1": "", "rank-2": " "}, {"points-1": "0"}], ids=str)
def test_a_form_without_scripts_on_which_nothing_was_chosen_is_no_blank_ballot(
    dynamodb: Calls, send: Send, clock: Clock, fields: dict[str, str]
) -> None:
    method = "irv" if "rank-1" in fields else "points"
    rule = {"method": method, **({"points": 3} if method == "points" else {})}
    poll_kit.opened(Desk(send), clock, rule=rule)

    answer = send(cast.handler, "POST", PATH, {"code": code(), "lang": "en", **fields}, form=True)

    assert (answer.status, ballots()) == (422, [])


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"code": "nonsense"}, ("code", "code")),
        ({"code": ""}, ("code", "missing")),
        ({"marks": {}}, ("body", "unknown")),
        ({"several": []}, ("body", "unknown")),
        ({"more": 1}, ("more", "unknown")),
    ],
    ids=str,
)
def test_a_request_that_is_none_is_refused(
    dynamodb: Calls, send: Send, clock: Clock, sent: Any, wrong: tuple[str, str]
) -> None:
    poll_kit.opened(Desk(send), clock)

    answer = vote(send, 1, **sent)

    assert answer.status == 422
    assert [(one["name"], one["code"]) for one in answer.json["errors"]] == [wrong]


def test_an_old_code_is_refused_by_its_field(dynamodb: Calls, send: Send, clock: Clock) -> None:
    poll_kit.opened(Desk(send), clock)
    old = code()
    clock.pass_(days=15)

    answer = vote(send, 1, code=old)

    assert answer.json["errors"][0]["code"] == "code_expired"


def test_a_poll_that_is_not_there_or_a_draft_takes_no_ballot(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    Desk(send).create()

    assert vote(send, 1).status == 404
    path = "/api/v1/polls/99/ballots"
    assert send(cast.handler, "POST", path, {"code": code(), "choice": 1}).status == 404


def test_the_seal_must_be_in_the_log_before_a_ballot(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    desk = Desk(send)
    desk.create()
    assert desk.seal().status == 200
    clock.now = OPENS + SECOND

    assert vote(send, 1).json["code"] == "poll_not_open"


def test_a_vote_is_thanked_for_once_and_by_its_day_only(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    opened(send, clock, dynamodb)
    vote(send, 2)
    vote(send, 3, rid="another")

    found = contribution.of(participant.unseal(code()))

    assert [(one.kind, one.ref, one.on) for one in found] == [("vote", "poll/1", clock.now.date())]


def test_the_body_of_a_ballot_may_be_as_large_as_a_ballot(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    """A code and fifty ranks are far from the limit of a body."""
    fields = {"code": code("a" * 60), "choice": list(range(1, 51)), "rid": "r" * 32}

    assert len(str(fields)) < http.BODY_LIMIT / 4
    assert keys.ballot(1, "ab", 1)["pk"] == "B1#ab"
