"""A decision that needs two officials: proposed by one, approved or rejected by another."""

from __future__ import annotations

from typing import Any

from functions.complaints import complaint, move
from functions.complaints.states import State
from functions.desk import complaint_act
from functions.shared import keys, table
from tests.conftest import NOW, Answer, Calls, Send
from tests.functions.desk_complaint_kit import BODY, CLERK, OTHER, TEXT, do, look, stored
from tests.functions.desk_kit import claims, rid

FIRST, SECOND = "official-1", "official-2"


def say(send: Send, roles: str = "supervisor", *, sub: str = SECOND, **fields: Any) -> Answer:
    """Approve, unless told otherwise."""
    seen = complaint.load(1).version
    body = {"rid": rid(50), "seen": seen, "approve": True, **fields}
    path = "/api/v1/desk/complaints/1/proposal"
    return send(complaint_act.handler, "POST", path, body, claims=claims(roles, sub))


def state() -> State:
    return move.status_of(complaint.load(1).complaint, NOW).state


def test_the_first_official_only_proposes(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    dynamodb.take()

    answer = do(send, "declare_false", CLERK, seen=1)

    assert dynamodb.take() == ["GetItem", "UpdateItem"]
    assert answer.json["proposed"]
    assert (answer.json["state"], answer.json["moves"]) == ("verifying", [])
    assert state() == State.VERIFYING
    assert look(send, queue=BODY).json["rows"][0]["proposed"]


def test_a_repeated_proposal_is_the_same_one(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    first = do(send, "declare_false", id_=rid(5), seen=1)
    dynamodb.take()

    assert do(send, "declare_false", id_=rid(5), seen=1).text == first.text
    assert dynamodb.take() == ["GetItem"]


def test_what_does_not_hold_is_not_even_proposed(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")

    assert do(send, "declare_false", code="spam").status == 422
    assert complaint.load(1).proposal is None


def test_another_official_makes_it_happen(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "declare_false", sub=FIRST, then=[{"move": "publish_correction", "text": TEXT}])
    seen = complaint.load(1).version
    dynamodb.take()

    assert say(send, sub=FIRST, seen=seen).json["code"] == "second_person_needed"
    dynamodb.take()
    answer = say(send, seen=seen)

    assert dynamodb.take()[1:] == ["GetItem", "UpdateItem", "PutItem", "PutItem"]
    assert answer.json["state"] == "correction_published"
    false, correction = complaint.load(1).complaint.history[-2:]
    assert false.facts == {"two_officials": True}
    assert correction.facts == {}
    assert complaint.load(1).proposal is None
    item = table.get("core", keys.complaint(1))
    assert FIRST not in str(item)
    assert SECOND not in str(item)
    assert say(send, seen=seen).text == answer.text


def test_a_second_official_of_another_body_does_not_even_see_it(
    dynamodb: Calls, send: Send
) -> None:
    stored(1, "verifying")
    do(send, "declare_false")

    assert say(send, f"clerk:{OTHER}").status == 404
    assert say(send, CLERK).status == 200


def test_the_screen_says_who_may_approve(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "declare_false", sub=FIRST)

    mine = look(send, "complaints/1", "moderator").json
    assert (mine["proposal"]["by_me"], mine["proposal"]["may_approve"]) == (True, False)
    assert mine["proposal"]["asked"]["code"] == "invented"
    assert "rid" not in mine["proposal"]["asked"]
    assert {one["move"] for one in mine["may"]} == {"redact"}


def test_nothing_else_is_decided_meanwhile(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "declare_false")

    assert do(send, "confirm").json["code"] == "proposal_waits"
    assert do(send, "declare_false").json["code"] == "proposal_waits"
    assert do(send, "extend").status == 200
    assert say(send).status == 200


def test_a_rejection_keeps_why_for_the_desk(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "declare_false")
    dynamodb.take()

    answer = say(send, approve=False, note="Go there once more")

    assert dynamodb.take()[1:] == ["GetItem", "PutItem", "UpdateItem"]
    assert (answer.json["state"], answer.json["moves"]) == ("verifying", [])
    seen = look(send, "complaints/1").json
    assert seen["proposal"] is None
    assert seen["notes"][0]["text"] == "Go there once more"
    assert not look(send, queue=BODY).json["rows"][0]["proposed"]
    assert say(send).json["code"] == "not_now"


def test_a_proposal_can_be_taken_back_by_whoever_made_it(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "declare_false", sub=FIRST)

    assert say(send, CLERK, sub=FIRST, approve=False).status == 200
    assert do(send, "confirm").status == 200


def test_a_proposal_does_not_outlive_its_ground(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "declare_false")
    record = complaint.load(1)
    withdrawn = complaint.Entry(at=NOW, move="withdraw", role="reporter")
    move.apply(record, withdrawn)

    assert say(send).json["code"] == "not_now"


def test_the_second_one_must_have_seen_the_present_version(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "declare_false")

    assert say(send, seen=1).json["code"] == "changed_meanwhile"
