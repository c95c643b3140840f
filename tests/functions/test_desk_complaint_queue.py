"""The queue of complaints and a complaint's screen: what is due, and who sees what."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from functions.complaints import complaint
from functions.desk import complaint_queue, complaint_step
from functions.media import record as uploads
from functions.media.kinds import PHOTOS
from functions.shared import objects
from tests.conftest import NOW, Calls, Clock, Send
from tests.functions.desk_complaint_kit import BODY, CLERK, OTHER, do, look, stored

DAY = dt.timedelta(days=1)


def ids(answer: Any) -> list[int]:
    return [row["id"] for row in answer.json["rows"]]


def test_a_queue_is_one_query_and_shows_what_is_due_first(dynamodb: Calls, send: Send) -> None:
    stored(1, filed_at=NOW - 2 * DAY)
    stored(2, filed_at=NOW - 40 * DAY)
    stored(3, "in_progress", filed_at=NOW - 3 * DAY)
    dynamodb.take()

    answer = look(send)

    assert dynamodb.take() == ["Query"]
    assert ids(answer) == [2, 1]
    late, fresh = answer.json["rows"]
    assert late["due"]["late"]
    assert late["due"]["days_left"] < 0
    # Filed on a Monday: two of fifteen working days are over, and the day to accept it is too.
    assert fresh["due"] == {
        "at": "2026-10-19T19:00:00Z",
        "on": "2026-10-19",
        "days_left": 13,
        "late": False,
    }
    assert (fresh["accept"]["on"], fresh["accept"]["late"]) == ("2026-09-29", True)
    assert fresh["category"]["name"]["en"] == "Road damage"
    assert ids(look(send, queue=BODY)) == [3]


def test_pages_follow_each_other_without_a_gap(
    dynamodb: Calls, send: Send, monkeypatch: Any
) -> None:
    monkeypatch.setattr(complaint_queue, "PAGE", 2)
    for number in range(1, 6):
        stored(number)
    found, after = list[int](), ""
    for _ in range(3):
        answer = look(send, after=after) if after else look(send)
        found += ids(answer)
        after = answer.json["next"]

    assert found == [1, 2, 3, 4, 5]
    assert after is None
    assert look(send, after="2026").status == 422


def test_who_sees_which_queue(dynamodb: Calls, send: Send) -> None:
    def named(roles: str) -> list[str]:
        return [one["id"] for one in look(send, roles=roles).json["queues"]]

    assert named("moderator")[0] == "intake"
    assert "appeals" not in named("moderator")
    assert named("supervisor")[:2] == ["intake", "appeals"]
    assert named(CLERK) == [BODY]
    assert look(send, roles=CLERK, queue="intake").status == 403
    assert look(send, roles=CLERK, queue=OTHER).status == 403
    assert look(send, roles="moderator", queue="appeals").status == 403
    assert look(send, roles="moderator", queue="nowhere").status == 422
    assert look(send, roles="operator").status == 403
    assert send(complaint_queue.handler, "GET", "/api/v1/desk/complaints").status == 401


def test_an_appeal_waits_for_a_supervisor(dynamodb: Calls, send: Send) -> None:
    stored(1, "appealed")

    assert ids(look(send, roles="supervisor", queue="appeals")) == [1]
    assert ids(look(send, roles="supervisor", queue=BODY)) == []


def test_the_screen_has_all_that_a_decision_needs(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    dynamodb.take()

    seen = look(send, "complaints/1", CLERK).json

    assert dynamodb.take() == ["GetItem", "Query", "Query"]
    assert seen["version"] == 1
    assert seen["complaint"]["attributes"][0]["values"][0]["en"] == "Carriageway"
    assert seen["complaint"]["place"]["lat"] == 43.238
    assert seen["status"]["state"] == "verifying"
    assert seen["status"]["due"]["days_left"] == 15
    assert [step["kind"] for step in seen["status"]["due_steps"]][:2] == ["filed", "registered"]
    assert seen["routing"]["body"]["id"] == BODY
    assert seen["routing"]["rule"] > 1
    assert seen["routing"]["why"]["en"]
    assert [line["move"] for line in seen["history"]] == ["accept", "verify"]
    assert seen["extension"] == {
        "from": "2026-10-21",
        "latest": "2026-12-21",
        "most": "2 months",
        "notice_by": "2026-10-05",
    }
    assert seen["forward"]["on"] == "2026-10-05"
    assert seen["accept"] is None
    assert seen["proposal"] is None


def test_the_screen_offers_moves_with_what_they_need(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    may = {one["move"]: one for one in look(send, "complaints/1", CLERK).json["may"]}

    assert list(may) == [
        "confirm",
        "not_confirm",
        "declare_false",
        "ask",
        "extend",
        "forward",
        "mark_duplicate",
    ]
    refused = may["not_confirm"]
    assert (refused["address"], refused["needs"]) == ("not-confirm", ["code", "text"])
    assert {one["code"] for one in refused["reasons"]} >= {"not_found", "within_rules"}
    assert "2026-000001" in refused["templates"][0]["text"]["en"]
    assert may["declare_false"]["four_eyes"]
    assert "assign" in may["confirm"]["then"]
    forward = may["forward"]["templates"][0]["text"]["en"]
    assert "{body}" in forward
    assert "{number}" not in forward


@pytest.mark.parametrize("state", ["received", "accepted", "verifying", "in_progress", "appealed"])
@pytest.mark.parametrize("role", ["moderator", "supervisor", CLERK])
def test_every_move_offered_is_taken_and_no_other(
    dynamodb: Calls, send: Send, state: str, role: str
) -> None:
    stored(2)
    stored(1, state)
    screen = look(send, "complaints/1", role)
    offered = {one["move"] for one in screen.json["may"]} if screen.status == 200 else set()

    for number, name in enumerate(complaint_step.STAFF, 10):
        stored(number, state)
        status = do(send, name, role, number=number).status
        assert (status == 200) == (name in offered), (name, status)


def test_a_clerk_opens_complaints_of_their_own_body_only(dynamodb: Calls, send: Send) -> None:
    stored(1)
    stored(2, "assigned")

    assert look(send, "complaints/1", CLERK).status == 404
    assert look(send, "complaints/2", CLERK).status == 200
    assert look(send, "complaints/2", f"clerk:{OTHER}").status == 404
    assert look(send, "complaints/2", "operator").status == 403
    assert look(send, "complaints/99").status == 404
    assert look(send, "complaints/x").status == 404


def test_the_reporter_is_shown_to_those_who_deal_with_it(dynamodb: Calls, send: Send) -> None:
    stored(1, "assigned")
    stored(2, "assigned", is_anonymous=True)

    for role in ("moderator", "supervisor", CLERK):
        seen = look(send, "complaints/1", role)
        assert seen.json["reporter"]["phone"] == "+77010000000"
        assert '"secret"' not in seen.text
    hidden = look(send, "complaints/1", f"clerk:{OTHER}")
    assert "+7701" not in hidden.text
    assert look(send, "complaints/2").json["reporter"] == {"seen": "anonymous"}


def test_an_erased_reporter_stays_erased(dynamodb: Calls, send: Send) -> None:
    record = stored(1, "assigned")
    complaint.save(record, complaint.Record(record.complaint))

    assert look(send, "complaints/1").json["reporter"] == {"seen": "erased"}


def test_a_late_term_is_not_extended(dynamodb: Calls, send: Send, clock: Clock) -> None:
    stored(1, "verifying")
    clock.pass_(days=40)

    seen = look(send, "complaints/1", CLERK).json
    assert seen["extension"] is None
    assert "extend" not in {one["move"] for one in seen["may"]}
    assert do(send, "extend", CLERK, until="2026-12-01").json["code"] == "not_now"


def test_open_complaints_nearby_come_from_public_files(dynamodb: Calls, send: Send) -> None:
    stored(1)
    near = {"number": "n", "category": "road-damage", "title": "", "state": "assigned"}
    reports = [
        {**near, "id": number, "lat": 43.2380, "long": 76.9450, "supports": 0} for number in (1, 5)
    ]
    for cell in ("2161_3847",):
        objects.write(
            "site", f"complaints/near/{cell}.json", json.dumps({"reports": reports}).encode()
        )
    dynamodb.take()

    found = look(send, "complaints/1").json["nearby"]

    assert [(one["id"], one["metres"]) for one in found] == [(5, 0)]
    assert dynamodb.take().count("Query") == 2


def test_photos_are_told_with_their_state(dynamodb: Calls, send: Send) -> None:
    stored(1)
    offered = uploads.reserve("complaint:1", PHOTOS, "r")
    uploads.settle(offered.id, state="clean", form="image", width=4, height=3, bytes=9)

    (photo,) = look(send, "complaints/1").json["photos"]
    assert (photo["id"], photo["state"], photo["shown"]) == (offered.id, "clean", False)


def test_the_desk_needs_a_token(dynamodb: Calls, send: Send) -> None:
    assert send(complaint_queue.handler, "GET", "/api/v1/desk/complaints/1").status == 401
