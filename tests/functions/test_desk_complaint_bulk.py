"""One decision on many complaints: previewed without a write, each decided for itself."""

from __future__ import annotations

from typing import Any

from functions.complaints import complaint, move
from functions.desk import complaint_bulk
from tests.conftest import NOW, Answer, Calls, Send
from tests.functions.desk_complaint_kit import BODY, CLERK, TEXT, codes, stored
from tests.functions.desk_kit import claims, rid


def bulk(send: Send, name: str, ids: list[int], roles: str = "supervisor", **more: Any) -> Answer:
    """Do one thing to many."""
    body = {"rid": rid(1), "ids": ids, "move": name, "lang": "en", **more}
    path = "/api/v1/desk/complaints/bulk"
    return send(complaint_bulk.handler, "POST", path, body, claims=claims(roles))


def state(number: int) -> str:
    return move.status_of(complaint.load(number).complaint, NOW).state.value


def test_a_preview_writes_nothing(dynamodb: Calls, send: Send) -> None:
    stored(1, "accepted")
    stored(2, "in_progress")
    dynamodb.take()

    answer = bulk(send, "verify", [1, 2, 9], body=BODY, preview=True).json

    assert dynamodb.take() == ["GetItem"] * 3
    assert (answer["done"], answer["refused"]) == (1, 2)
    one, two, nine = answer["results"]
    assert (one["ok"], one["state"], one["version"]) == (True, "verifying", 1)
    assert (two["ok"], two["code"], two["number"][:11]) == (False, "not_now", "2026-000002")
    assert (nine["code"], nine["number"]) == ("not_found", "")
    assert two["title"]


def test_each_is_decided_for_itself_and_told(dynamodb: Calls, send: Send) -> None:
    for number in (1, 2, 3):
        stored(number, "confirmed")
    stored(4, "received")
    dynamodb.take()

    answer = bulk(send, "assign", [1, 2, 4, 3], body=BODY, then=[{"move": "start"}])

    assert dynamodb.take() == [
        *["GetItem", "UpdateItem", "PutItem", "PutItem"] * 2,
        "GetItem",
        *["GetItem", "UpdateItem", "PutItem", "PutItem"],
    ]
    assert [one["ok"] for one in answer.json["results"]] == [True, True, False, True]
    assert [state(number) for number in (1, 2, 3, 4)] == ["in_progress"] * 3 + ["received"]


def test_a_repeat_does_nothing_twice(dynamodb: Calls, send: Send) -> None:
    stored(1, "confirmed")
    stored(2, "confirmed")
    first = bulk(send, "assign", [1], body=BODY)
    assert first.json["done"] == 1

    again = bulk(send, "assign", [1, 2], body=BODY)

    assert again.json["done"] == 2
    assert [complaint.load(number).version for number in (1, 2)] == [2, 2]


def test_what_was_previewed_is_what_is_done(dynamodb: Calls, send: Send) -> None:
    stored(1, "confirmed")

    answer = bulk(send, "assign", [1], body=BODY, seen={"1": 2})

    assert answer.json["results"][0]["code"] == "changed_meanwhile"
    assert bulk(send, "assign", [1], body=BODY, seen={"1": 1}).json["done"] == 1


def test_templates_are_filled_in_for_each(dynamodb: Calls, send: Send) -> None:
    for number in (1, 2):
        stored(number, "verifying")
    bulk(send, "confirm", [1, 2], text={"en": "Complaint {number}"})

    for number in (1, 2):
        record = complaint.load(number).complaint
        assert record.history[-1].text == {"en": f"Complaint {record.number}"}


def test_many_duplicates_are_merged_into_one(dynamodb: Calls, send: Send) -> None:
    for number in (1, 2, 3, 4):
        stored(number, "accepted")

    answer = bulk(send, "mark_duplicate", [1, 2, 3, 4], of=4)

    assert [one["ok"] for one in answer.json["results"]] == [True, True, True, False]
    assert complaint.load(4).complaint.duplicates == [1, 2, 3]


def test_a_clerk_decides_for_their_own_body(dynamodb: Calls, send: Send) -> None:
    stored(1, "assigned")
    stored(2, "accepted")

    answer = bulk(send, "start", [1, 2], CLERK)

    assert [one.get("code") for one in answer.json["results"]] == [None, "not_found"]


def test_what_has_to_be_weighed_alone_is_not_decided_for_many(dynamodb: Calls, send: Send) -> None:
    stored(1)
    for name in ("redact", "uphold", "send_back", "declare_false", "withdraw", "burn"):
        assert codes(bulk(send, name, [1])) == {"move": "not_a_choice"}
    assert codes(bulk(send, "accept", [1], shown="Words")) == {"shown": "unknown"}
    assert codes(bulk(send, "accept", list(range(1, 52)))) == {"ids": "too_many"}
    assert bulk(send, "accept", []).status == 422


def test_fifty_are_taken_in_one_request(dynamodb: Calls, send: Send) -> None:
    for number in range(1, 51):
        stored(number)

    answer = bulk(send, "dismiss", list(range(1, 51)), text=TEXT, code="spam")

    assert answer.json["done"] == 50


def test_the_desk_needs_a_token(dynamodb: Calls, send: Send) -> None:
    path, body = "/api/v1/desk/complaints/bulk", {"rid": rid(1), "ids": [1], "move": "accept"}

    assert send(complaint_bulk.handler, "POST", path, body).status == 401
