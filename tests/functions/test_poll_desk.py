"""Officials and polls: who may what, what keeps a poll from being sealed, paper, departures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from functions.ledger import sequence
from functions.polls import ballot, close, mark, poll
from functions.shared import table
from tests.conftest import NOW, Clock, Send
from tests.functions import poll_kit, store_kit
from tests.functions.poll_kit import CLOSES, Desk, texts, vote
from tests.functions.test_poll_life import UsedShards

CLERK = f"clerk:{poll_kit.BODY}"
PEOPLE = [{"ident": f"iin:85010130{n:04d}", "region": "KZ-75", "born": 1990} for n in range(1, 4)]


@pytest.fixture(autouse=True)
def store(environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with store_kit.in_memory() as client:
        monkeypatch.setattr(table, "client", lambda: client)
        for module, first in ((ballot, "B1#"), (mark, "V1#")):
            monkeypatch.setattr(module, "SHARDS", UsedShards(first))
        yield


@pytest.fixture
def desk(send: Send) -> Desk:
    return Desk(send)


def wrong(answer: Any) -> set[tuple[str, str]]:
    assert answer.status == 422, answer.text
    return {(one["name"], one["code"]) for one in answer.json["errors"]}


def test_a_draft_is_begun_once_and_changed_by_whoever_saw_it(desk: Desk) -> None:
    first, again = (desk.create(rid=f"{7:032x}") for _ in range(2))
    assert (first.status, first.json) == (201, again.json)
    draft = poll_kit.draft(question=texts("Other"), rid=f"{8:032x}", seen=1)

    changed = desk.do("draft", **draft)

    assert (changed.status, changed.json["version"]) == (200, 2)
    assert desk.do("draft", **draft).json == changed.json
    assert desk.do("draft", **draft | {"rid": f"{9:032x}"}).json["code"] == "changed_meanwhile"
    assert poll.load(1).poll.question == texts("Other")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"question": {"kk": "x", "ru": "y"}}, {("question", "lacks_language")}),
        (
            {"options": [poll_kit.option(1), poll_kit.option(2) | {"text": {"en": "x"}}]},
            {("options.2.text", "lacks_language")},
        ),
        ({"options": [poll_kit.option(1)]}, {("options", "too_few")}),
        ({"rule": {"method": "lottery"}}, {("rule.method", "rule_not_a_choice")}),
        ({"rule": {"method": "points"}}, {("rule.points", "rule_missing")}),
        ({"rule": {"method": "greedy", "budget": 5, "mood": 1}}, {("rule.mood", "rule_unknown")}),
        (
            {"rule": {"method": "equal_shares", "budget": 60_000_000, "step": 59}},
            {("rule.step", "step_too_small")},
        ),
        ({"opens_at": "2026-09-30T12:13:03Z"}, {("opens_at", "opens_too_early")}),
        ({"closes_at": "2026-09-30T12:13:03Z"}, {("closes_at", "closes_before_opening")}),
        ({"eligibility": {"jurisdiction": "XX"}}, {("eligibility", "not_a_choice")}),
    ],
    ids=str,
)
def test_what_is_lacking_keeps_a_poll_from_being_sealed_and_is_named(
    desk: Desk, changes: dict[str, Any], expected: set[tuple[str, str]]
) -> None:
    assert desk.create(**changes).status == 201
    shown = desk.screen().json

    answer = desk.do("seal", hash=(shown["document"] or {"hash": "0" * 64})["hash"])

    assert wrong(answer) == expected
    assert {(one["name"], one["code"]) for one in shown["problems"]} == expected
    assert all(one["detail"] for one in shown["problems"])
    assert poll.load(1).poll.sealed is None


def test_what_is_sealed_is_what_was_read_and_never_changes(desk: Desk) -> None:
    desk.create()
    read = desk.screen().json["document"]["hash"]
    desk.do("draft", **poll_kit.draft(question=texts("Other"), seen=1))

    assert wrong(desk.do("seal", hash=read)) == {("hash", "document_changed")}
    assert desk.seal().status == 200
    assert desk.do("draft", **poll_kit.draft(seen=3, rid=f"{9:032x}")).json["code"] == "not_now"
    assert desk.screen().json["may"] == ["withdraw"]


@pytest.mark.parametrize(
    ("roles", "act", "status"),
    [
        ("moderator", "seal", 403),
        (CLERK, "seal", 403),
        (CLERK, "draft", 200),
        ("clerk:ministry-health", "draft", 404),
        ("operator", "draft", 404),
        ("supervisor", "seal", 200),
    ],
)
def test_roles_decide(desk: Desk, roles: str, act: str, status: int) -> None:
    desk.create()
    fields: dict[str, Any] = {"hash": desk.screen().json["document"]["hash"]}
    fields = poll_kit.draft(seen=1) if act == "draft" else fields

    assert desk.do(act, roles=roles, **fields).status == status


def test_a_clerk_sees_the_polls_of_the_own_body_only(desk: Desk) -> None:
    desk.create()

    assert [row["id"] for row in desk.list(CLERK).json["rows"]] == [1]
    assert desk.list("clerk:ministry-health").json["rows"] == []
    assert desk.screen(roles="clerk:ministry-health").status == 404
    assert desk.list("operator").status == 403
    assert desk.create("clerk:ministry-health").status == 403


def test_an_act_that_is_sent_again_is_done_once(desk: Desk) -> None:
    desk.create()
    asked = {"hash": desk.screen().json["document"]["hash"], "rid": f"{5:032x}", "seen": 1}

    first, again = desk.do("seal", **asked), desk.do("seal", **asked)

    assert first.json == again.json
    assert len(poll.load(1).poll.history) == 1


def paper_ballots(*choices: Any) -> list[dict[str, Any]]:
    return [{"serial": f"{n:04d}", "choice": one} for n, one in enumerate(choices, 1)]


def test_paper_is_marked_typed_twice_and_counted(desk: Desk, send: Send, clock: Clock) -> None:
    poll_kit.opened(desk, clock, paper=True)
    eid = {"ident": PEOPLE[0]["ident"], "assurance": "eid", "region": "KZ-75"}
    online = poll_kit.code("x", email="", **eid)
    assert vote(send, 1, code=online).status == 200

    marked = desk.do("paper-marks", roles=CLERK, people=PEOPLE)
    assert (marked.json["lines"], marked.json["marked"]) == (["online", "marked", "marked"], 2)
    eid |= {"ident": PEOPLE[1]["ident"]}
    on_paper = vote(send, 1, code=poll_kit.code("x", email="", **eid))
    assert (on_paper.status, on_paper.json["code"]) == (409, "voted_on_paper")

    typed: dict[str, Any] = {"batch": "A-1", "ballots": paper_ballots(3, 3)}
    more = typed | {"ballots": paper_ballots(1, 1, 1)}
    assert wrong(desk.do("paper-ballots", **more)) == {("ballots", "more_than_marks")}
    assert desk.do("paper-ballots", roles=CLERK, **typed).status == 200
    same = desk.do("paper-check", roles=CLERK, **typed)
    assert (same.status, same.json["code"]) == (409, "second_person_needed")
    other = typed | {"ballots": paper_ballots(3, 2)}
    assert wrong(desk.do("paper-check", sub="two", **other)) == {("ballots", "differs")}
    assert "0002" not in desk.screen().text
    assert desk.screen().json["waits"] == ["paper_batch"]
    assert desk.do("paper-check", sub="two", **typed).status == 200

    sequence.run(clock.pass_(minutes=1))
    clock.now = CLOSES + dt.timedelta(minutes=11)
    assert close.run(clock.now) == {"counted": 0, "waiting": 1}
    assert poll.logged(1).tallied is None
    assert desk.screen().json["waits"] == ["paper_done"]
    assert desk.do("paper-done", roles=CLERK).status == 200
    summary = poll_kit.counted(clock).poll.result

    assert summary
    assert (summary.winners, summary.voters) == ([3], 3)
    assert poll.logged(1).live == {"email": 0, "eid": 1, "paper": 2}


def test_no_identity_and_no_paper_choice_is_stored_readable(
    desk: Desk, send: Send, clock: Clock
) -> None:
    poll_kit.opened(desk, clock, paper=True, options=[poll_kit.option(n) for n in (771, 882)])
    desk.do("paper-marks", people=PEOPLE)
    desk.do("paper-ballots", batch="A-1", ballots=paper_ballots(771))

    everything = str([poll_kit.stored(f"{name}Table") for name in ("Core", "Signatures", "Ops")])
    waiting = [i for i in poll_kit.stored("CoreTable") if i["sk"].startswith("PAPER#")]

    assert all(one["ident"][4:] not in everything for one in PEOPLE)
    assert len(waiting) == 1
    assert waiting[0].keys() == {"pk", "sk", "sealed", "at"}


@pytest.mark.parametrize(
    ("ballots", "expected"),
    [
        ([{"serial": "1", "choice": 9}], "serial_wrong"),
        ([{"serial": "1", "choice": 1}, {"serial": "1", "choice": 1}], "serial_twice"),
    ],
)
def test_a_wrong_paper_ballot_is_named(
    desk: Desk, clock: Clock, ballots: list[Any], expected: str
) -> None:
    poll_kit.opened(desk, clock, paper=True)
    desk.do("paper-marks", people=PEOPLE)

    assert wrong(desk.do("paper-ballots", batch="A", ballots=ballots)) == {("ballots", expected)}


def test_a_serial_is_taken_once_and_a_batch_can_be_dropped(desk: Desk, clock: Clock) -> None:
    poll_kit.opened(desk, clock, paper=True)
    desk.do("paper-marks", people=PEOPLE)
    typed = {"batch": "A", "ballots": paper_ballots(1)}
    assert desk.do("paper-ballots", **typed).status == 200
    assert desk.do("paper-check", sub="two", **typed).status == 200
    twice = {"batch": "B", "ballots": paper_ballots(2)}
    assert desk.do("paper-ballots", **twice).status == 200

    assert wrong(desk.do("paper-check", sub="two", **twice)) == {("ballots", "serial_used")}
    assert desk.do("paper-drop", batch="B").status == 200
    assert len(poll_kit.ballots()) == 1
    assert poll.load(1).poll.paper == poll.Paper(marks=3, ballots=1)


def test_a_poll_without_paper_takes_none(desk: Desk, clock: Clock) -> None:
    poll_kit.opened(desk, clock)

    assert desk.do("paper-marks", people=PEOPLE).json["code"] == "not_now"
    assert desk.screen().json["may"] == ["withdraw"]


def test_a_departure_is_public_with_its_reason_and_difference(
    desk: Desk, send: Send, clock: Clock
) -> None:
    poll_kit.opened(desk, clock)
    for place in range(12):
        vote(send, 1, f"voter{place}")
    assert desk.do("override", winners=[2], reason=texts("x")).json["code"] == "not_now"
    poll_kit.counted(clock)

    assert wrong(desk.do("override", winners=[1], reason=texts("x"))) == {
        ("winners", "as_computed")
    }
    assert wrong(desk.do("override", winners=[7], reason=texts("x"))) == {
        ("winners", "not_a_choice")
    }
    assert desk.do("override", roles="moderator", winners=[2], reason=texts("x")).status == 403
    assert desk.do("override", winners=[2], reason=texts("Because")).status == 200

    facts = poll.load(1).poll
    (one,) = facts.overrides
    assert (one.computed, one.winners, one.added, one.removed) == ([1], [2], [2], [1])
    assert (one.role, one.reason) == ("supervisor", texts("Because"))
    assert facts.result
    assert facts.result.winners == [1]


def test_the_trail_is_the_project_s_or_the_poll_s_own(desk: Desk) -> None:
    for changes in ({}, {"project": 7}, {"project": 7, "trail": "petition-3"}):
        assert desk.create(**changes).status == 201

    found = [poll.load(number).poll.trail for number in (1, 2, 3)]

    assert found == ["poll-1", "project-7", "petition-3"]
    assert poll.load(1).poll.changed_at == NOW


def test_a_draft_is_discarded_and_a_sealed_vote_never(desk: Desk) -> None:
    assert desk.create().status == 201
    assert desk.do("discard", roles="clerk:akimat-astana").status == 404
    one = {"rid": f"{9:032x}", "seen": 1}
    gone = desk.do("discard", roles=CLERK, **one)

    assert (gone.status, desk.do("discard", roles=CLERK, **one).json) == (200, gone.json)
    shown = desk.screen().json
    assert (shown["state"], shown["may"], desk.list().json["rows"]) == ("discarded", [], [])
    (line,) = poll.load(1).poll.history
    assert (line.what, line.role) == ("discarded", "clerk")
    late = f"{8:032x}"
    assert desk.do("draft", **poll_kit.draft(rid=late, seen=2)).json["code"] == "not_now"
    assert desk.do("seal", hash="0" * 64).json["code"] == "not_now"

    number = desk.create().json["poll"]
    assert desk.seal(number).status == 200
    assert desk.do("discard", number).json["code"] == "not_now"
