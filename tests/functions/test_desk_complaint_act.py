"""What officials do with a complaint: each move once, in one write, with its notice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from functions.complaints import complaint, move
from functions.complaints.complaint import Entry
from functions.complaints.states import State
from functions.desk import complaint_act, complaint_step
from functions.media import record as uploads
from functions.media.kinds import PHOTOS
from functions.shared import keys, objects, table
from tests.conftest import NOW, Calls, Clock, Send
from tests.functions.desk_complaint_kit import (
    BODY,
    CLERK,
    FIELDS,
    OTHER,
    TEXT,
    codes,
    do,
    look,
    stored,
)
from tests.functions.desk_kit import claims, rid

BEFORE = {
    "accept": "received",
    "dismiss": "received",
    "verify": "accepted",
    "confirm": "verifying",
    "not_confirm": "verifying",
    "declare_false": "verifying",
    "publish_correction": "false_information",
    "assign": "confirmed",
    "start": "assigned",
    "ask": "verifying",
    "go_on": "waiting_reporter",
    "extend": "verifying",
    "forward": "accepted",
    "mark_duplicate": "accepted",
    "resolve": "in_progress",
    "uphold": "appealed",
    "send_back": "appealed",
    "redact": "accepted",
}


def last(number: int = 1) -> Entry:
    return complaint.load(number).complaint.history[-1]


def state(number: int = 1) -> State:
    return move.status_of(complaint.load(number).complaint, NOW).state


def photo(number: int = 1) -> str:
    """Store a clean photo of a complaint."""
    made = uploads.reserve(f"complaint:{number}", PHOTOS, "")
    uploads.settle(made.id, state="clean", form="image", width=40, height=30, bytes=3)
    for key in (f"media/{made.id}.jpg", f"media/{made.id}.small.jpg"):
        objects.write("private", key, b"jpg")
    return made.id


def test_the_table_of_these_tests_has_every_move_of_officials() -> None:
    assert set(BEFORE) == set(complaint_step.STAFF) == set(FIELDS)


@pytest.mark.parametrize("name", sorted(set(BEFORE) - {"declare_false"}))
def test_a_move_is_one_write_and_one_message(dynamodb: Calls, send: Send, name: str) -> None:
    stored(1, BEFORE[name])
    stored(2, "accepted")
    dynamodb.take()

    answer = do(send, name, seen=1)
    calls = dynamodb.take()

    assert answer.status == 200, answer.text
    assert last().move == name
    assert last().at == NOW
    expected = {
        "redact": ["GetItem", "UpdateItem", "Query"],
        "mark_duplicate": ["GetItem", "GetItem", "UpdateItem", "UpdateItem", "PutItem"],
    }
    assert calls == expected.get(name, ["GetItem", "UpdateItem", "PutItem"])


@pytest.mark.parametrize("name", sorted(set(BEFORE) - {"declare_false"}))
def test_a_repeat_answers_the_same_and_adds_nothing(
    dynamodb: Calls, send: Send, clock: Clock, name: str
) -> None:
    stored(1, BEFORE[name])
    stored(2, "accepted")
    first = do(send, name, id_=rid(7), seen=1)
    before = complaint.load(1), complaint.load(2)
    clock.pass_(minutes=1)
    dynamodb.take()

    again = do(send, name, id_=rid(7), seen=1)

    assert again.text == first.text
    assert "UpdateItem" not in dynamodb.take()
    assert (complaint.load(1), complaint.load(2)) == before


def test_the_history_names_a_role_and_never_a_person(dynamodb: Calls, send: Send) -> None:
    stored(1, "assigned")
    do(send, "start", CLERK, sub="somebody-in-particular")

    item = table.get("core", keys.complaint(1))
    assert item
    assert "somebody-in-particular" not in str(item)
    assert last().role == "clerk"


def test_the_journal_names_the_official_and_not_the_reporter(
    dynamodb: Calls, send: Send, monkeypatch: Any
) -> None:
    lines: list[Any] = []
    monkeypatch.setattr(
        "functions.desk.complaint_do.logger.info", lambda said, extra: lines.append((said, extra))
    )
    stored(1, "assigned")
    do(send, "start", CLERK, sub="official-7")

    assert lines == [("desk complaint", {"moves": ["start"], "complaint": 1, "by": "official-7"})]


def test_of_two_officials_the_slower_one_looks_again(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    assert do(send, "confirm", seen=1).status == 200

    assert do(send, "not_confirm", seen=1).json["code"] == "changed_meanwhile"
    assert do(send, "confirm").json["code"] == "not_now"


def test_moves_can_follow_each_other_in_one_write(dynamodb: Calls, send: Send) -> None:
    stored(1, "accepted")
    dynamodb.take()
    chain = [
        {"move": "confirm", "text": TEXT},
        {"move": "assign", "body": BODY},
        {"move": "start"},
    ]
    answer = do(send, "verify", "moderator supervisor", seen=1, then=chain)

    assert dynamodb.take() == ["GetItem", "UpdateItem", *["PutItem"] * 4]
    assert answer.json["moves"] == ["verify", "confirm", "assign", "start"]
    assert (answer.json["state"], answer.json["version"]) == ("in_progress", 2)


def test_a_chain_that_does_not_hold_changes_nothing(dynamodb: Calls, send: Send) -> None:
    stored(1, "accepted")

    for then in (
        [{"move": "resolve", "text": TEXT, "code": "fixed", "actions": [TEXT], "body": BODY}],
        [{"move": "confirm"}],
        [{"move": "withdraw", "text": TEXT}],
        [{"move": "nothing"}],
    ):
        assert do(send, "verify", then=then).status in (404, 409, 422)
    assert complaint.load(1).version == 1


def test_a_clerk_acts_for_their_own_body_only(dynamodb: Calls, send: Send) -> None:
    stored(1, "confirmed")
    stored(2, "received")

    assert do(send, "assign", f"clerk:{OTHER}").status == 404
    assert do(send, "assign", CLERK, body=OTHER).status == 403
    assert do(send, "accept", CLERK, number=2).status == 404
    assert do(send, "redact", CLERK).status == 403
    assert do(send, "forward", CLERK).status == 200
    assert look(send, "complaints/1", CLERK).status == 404
    assert do(send, "verify", f"clerk:{OTHER}", body=None).status == 200
    assert last().body == OTHER


@pytest.mark.parametrize(
    ("name", "fields", "wrong"),
    [
        ("not_confirm", {"code": "spam"}, {"code": "not_a_choice"}),
        ("not_confirm", {"code": None}, {"code": "missing"}),
        ("confirm", {"text": {"kk": " "}}, {"text": "missing"}),
        ("confirm", {"text": {"de": "x"}}, {"text": "language"}),
        ("confirm", {"text": {"en": "=cmd"}}, {"text": "formula"}),
        ("confirm", {"text": {"en": "x" * 4_001}}, {"text": "too_long"}),
        ("confirm", {"until": "2026-12-01"}, {"until": "unknown"}),
        ("forward", {"body": "nobody"}, {"body": "not_a_choice"}),
        ("forward", {"body": BODY}, {"body": "same"}),
        ("forward", {"body": None}, {"body": "missing"}),
        ("extend", {"until": "2026-10-21"}, {"until": "too_early"}),
        ("extend", {"until": "2026-12-22"}, {"until": "too_late"}),
        ("extend", {"until": "2026-11-21"}, {"until": "not_a_working_day"}),
        ("extend", {"until": None}, {"until": "missing"}),
        ("mark_duplicate", {"of": 1}, {"of": "itself"}),
        ("mark_duplicate", {"of": 77}, {"of": "not_a_choice"}),
        ("mark_duplicate", {"of": 3}, {"of": "is_duplicate"}),
        ("mark_duplicate", {"of": 4}, {"of": "not_open"}),
    ],
)
def test_what_does_not_fit_is_named(
    dynamodb: Calls, send: Send, name: str, fields: dict[str, Any], wrong: dict[str, str]
) -> None:
    stored(1, "verifying")
    stored(2, "accepted")
    stored(3, "accepted")
    stored(4, "withdrawn")
    do(send, "mark_duplicate", number=3)

    answer = do(send, name, **fields)

    assert (answer.status, codes(answer)) == (422, wrong)
    assert complaint.load(1).version == 1


def test_a_result_needs_actions_body_and_reason(dynamodb: Calls, send: Send) -> None:
    stored(1, "in_progress")

    assert codes(do(send, "resolve", actions=None)) == {"actions": "missing"}
    assert codes(do(send, "resolve", code=None)) == {"code": "missing"}
    assert do(send, "resolve").status == 200
    assert last().body == BODY
    assert last().facts["actions"] == [TEXT]
    assert state() == State.SURVEY


def test_templates_are_filled_in(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "forward", text={"en": "{number} goes to {body}. {x}"})

    number = complaint.load(1).complaint.number
    assert last().text["en"] == f"{number} goes to Ministry of Healthcare. {{x}}"


def test_an_extension_tells_from_when_to_when(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "extend", CLERK)

    assert last().facts == {"until": "2026-11-20", "from": "2026-10-21"}
    assert complaint.load(1).queue["row"]["due_at"] == "2026-11-20T19:00:00Z"


def test_forwarding_after_the_term_says_so(dynamodb: Calls, send: Send, clock: Clock) -> None:
    stored(1, "verifying")
    stored(2, "verifying")
    do(send, "forward")
    clock.pass_(days=10)
    do(send, "forward", number=2)

    assert "late" not in last(1).facts
    assert last(2).facts["late"] is True


def test_an_assignment_by_the_rules_explains_itself(dynamodb: Calls, send: Send) -> None:
    stored(1, "accepted")
    stored(2, "accepted")
    do(send, "verify")
    do(send, "verify", number=2, body=OTHER)

    assert last(1).facts["rule"] > 1
    assert last(1).facts["why"]["en"]
    assert last(2).facts == {}


def test_a_question_is_for_the_reporter_alone(dynamodb: Calls, send: Send) -> None:
    stored(1, "verifying")
    do(send, "ask")

    assert last().private


def test_accepting_decides_what_is_public(dynamodb: Calls, send: Send) -> None:
    for number in (1, 2, 3):
        stored(number)
    do(send, "accept", "moderator")
    do(send, "accept", "moderator", number=2, shown="Less")
    do(send, "accept", "moderator", number=3, shown="")

    shown = [complaint.load(number).complaint.shown for number in (1, 2, 3)]
    assert shown == ["An example of a hole in the road", "Less", None]


@pytest.mark.parametrize("facts", [{"may_publish": False}, {"category": "corruption"}])
def test_what_may_not_be_public_never_is(
    dynamodb: Calls, send: Send, facts: dict[str, Any]
) -> None:
    stored(1, attributes={}, **facts)

    assert codes(do(send, "accept", shown="Words")) == {"shown": "not_publishable"}
    assert codes(do(send, "accept", shown_photos=[photo()])) == {"shown_photos": "not_publishable"}
    assert do(send, "accept").status == 200
    assert complaint.load(1).complaint.shown is None


def test_photos_come_to_the_site_when_they_are_accepted_and_leave_it(
    dynamodb: Calls, send: Send
) -> None:
    stored(1)
    one, two, other = photo(), photo(), photo(2)
    assert codes(do(send, "accept", shown_photos=[other])) == {"shown_photos": "not_a_choice"}

    assert do(send, "accept", shown_photos=[one]).status == 200
    assert complaint.load(1).complaint.shown_photos[0].width == 40
    assert objects.read("site", f"media/{one}.jpg")
    assert objects.read("site", f"media/{two}.jpg") is None

    do(send, "redact", shown=None, shown_photos=[two])
    assert objects.read("site", f"media/{one}.jpg") is None
    assert objects.read("site", f"media/{two}.small.jpg")
    assert complaint.load(1).complaint.shown == "An example of a hole in the road"


def test_a_crash_before_the_photos_is_mended_by_the_retry(
    dynamodb: Calls, send: Send, monkeypatch: Any
) -> None:
    stored(1)
    one = photo()
    with monkeypatch.context() as broken:
        broken.setattr("functions.desk.complaint_shown.finish", _crash)
        assert do(send, "accept", id_=rid(9), seen=1, shown_photos=[one]).status == 500
    assert objects.read("site", f"media/{one}.jpg") is None

    assert do(send, "accept", id_=rid(9), seen=1, shown_photos=[one]).status == 200
    assert objects.read("site", f"media/{one}.jpg")


def _crash(*_: object) -> None:
    raise RuntimeError


def test_a_duplicate_and_its_parent_know_each_other(dynamodb: Calls, send: Send) -> None:
    stored(1, "accepted")
    stored(2, "verifying")
    do(send, "mark_duplicate")

    child, parent = complaint.load(1).complaint, complaint.load(2).complaint
    assert (child.duplicate_of, parent.duplicates) == (2, [1])
    assert child.history[-1].facts == {"of": 2, "number": parent.number}
    assert state(1) == State.DUPLICATE
    assert parent.changed_at == NOW
    assert codes(do(send, "mark_duplicate", number=2, of=9)) == {"of": "not_a_choice"}
    stored(5, "accepted")
    assert codes(do(send, "mark_duplicate", number=2, of=5)) == {"of": "has_duplicates"}


def test_a_crash_between_parent_and_duplicate_is_mended_by_the_retry(
    dynamodb: Calls, send: Send, monkeypatch: Any
) -> None:
    stored(1, "accepted")
    stored(2, "verifying")
    save, saved = complaint.save, []

    def once(record: Any, changed: Any) -> Any:
        if saved:
            raise RuntimeError
        saved.append(changed.complaint.id)
        return save(record, changed)

    with monkeypatch.context() as broken:
        broken.setattr("functions.complaints.complaint.save", once)
        assert do(send, "mark_duplicate", id_=rid(9), seen=1).status == 500
    assert saved == [2]
    # What is left is a number on the parent that the duplicate itself does not bear out.
    assert complaint.load(2).complaint.duplicates == [1]
    assert complaint.load(1).complaint.duplicate_of is None

    assert do(send, "mark_duplicate", id_=rid(9), seen=1).status == 200
    assert complaint.load(2).complaint.duplicates == [1]
    assert complaint.load(1).complaint.duplicate_of == 2


def test_two_complaints_never_become_each_other_s_duplicates(dynamodb: Calls, send: Send) -> None:
    stored(1, "accepted")
    stored(2, "accepted")
    assert do(send, "mark_duplicate", number=1, of=2, seen=1).status == 200

    assert do(send, "mark_duplicate", number=2, of=1, seen=1).json["code"] == "changed_meanwhile"
    assert codes(do(send, "mark_duplicate", number=2, of=1)) == {"of": "is_duplicate"}


def test_each_move_is_told_to_the_reporter_once(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    from tests import factory

    stored(1, "verifying")
    do(send, "confirm", id_=rid(3), seen=1, text={"ru": "Проверено на месте"})
    do(send, "confirm", id_=rid(3), seen=1)

    (mail,) = factory.mails(environment)
    assert mail["To"] == "reporter@example.kz"
    assert "Проверено на месте" in mail.get_content()


def test_notes_stay_on_the_desk(dynamodb: Calls, send: Send, clock: Clock) -> None:
    stored(1, "verifying")
    dynamodb.take()
    saved = do(send, "note", CLERK, id_=rid(4), seen=0, text="Call the depot")
    assert saved.status == 422  # a note has no version
    path, body = "/api/v1/desk/complaints/1/note", {"rid": rid(4), "text": "Call the depot"}

    def keep(roles: str, sub: str = "official-1", **more: Any) -> Any:
        who = claims(roles, sub)
        return send(complaint_act.handler, "POST", path, {**body, **more}, claims=who)

    dynamodb.take()
    first = keep(CLERK)
    assert dynamodb.take() == ["GetItem", "PutItem"]
    clock.pass_(minutes=5)
    at = first.json["at"]
    assert keep(CLERK, at=at, text="Call the depot again").status == 200
    assert keep("moderator", "official-2", at=at).status == 409
    assert keep(f"clerk:{OTHER}").status == 404
    clock.pass_(days=2)
    assert keep(CLERK, at=at).status == 409

    (note,) = look(send, "complaints/1").json["notes"]
    assert (note["text"], note["rid"]) == ("Call the depot again", rid(4))
    assert complaint.load(1).version == 1


def test_officials_are_asked_who_they_are(dynamodb: Calls, send: Send) -> None:
    stored(1)
    path = "/api/v1/desk/complaints/1/accept"
    body = {"rid": rid(1), "seen": 1}

    assert send(complaint_act.handler, "POST", path, body).status == 401
    assert send(complaint_act.handler, "POST", path, body, claims=claims("operator")).status == 404
    form = send(complaint_act.handler, "POST", path, body, form=True, claims=claims("moderator"))
    assert form.status == 415


def test_reporters_and_the_platform_have_no_moves_here(dynamodb: Calls, send: Send) -> None:
    stored(1, "resolved")

    for name in ("rate", "reopen", "appeal", "withdraw", "reply", "overdue", "due_moved", "burn"):
        assert do(send, name).status == 404
    assert complaint.load(1).version == 1


def test_a_working_day_ends_at_local_midnight(dynamodb: Calls, send: Send, clock: Clock) -> None:
    stored(1, "verifying")
    clock.now = dt.datetime(2026, 10, 21, 18, 59, 59, tzinfo=dt.UTC)
    assert do(send, "extend").status == 200
    stored(2, "verifying", filed_at=NOW)
    clock.pass_(seconds=1)
    assert do(send, "extend", number=2).json["code"] == "not_now"
