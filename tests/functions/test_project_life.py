"""Each configuration from its first step to its last, through the handlers."""

from __future__ import annotations

import datetime as dt

import pytest

from functions.polls import poll
from functions.polls.poll import Poll, Summary
from functions.projects import idea, pledge, process, work
from functions.projects.funnel import funnel
from functions.projects.pledge import outcome
from tests.conftest import Calls, Clock, Send
from tests.functions.project_kit import TEXT, Town, next_rid, resident

CHECKS = {"competence": True, "land": True, "law": True, "money": True}
GOOD = {"use": 9, "feasible": 8, "upkeep": 7, "fair": 8}
POOR = {"use": 2, "feasible": 5, "upkeep": 5, "fair": 5}
WHY = {"use": TEXT}


def counted(town: Town, winners: list[int], passed: bool = True) -> Poll:
    """Give the project's poll a result, as the count would."""
    number = town.facts.poll
    assert number is not None
    record = poll.load(number)
    summary = Summary(
        at=town.clock.now,
        winners=winners,
        passed=passed,
        voters=30,
        changed=0,
        valid=30,
        blank=0,
        ballots_hash="0" * 64,
        ballots_published=True,
    )
    made = record.poll.model_copy(update={"result": summary})
    return poll.save(record, made).poll


def times(town: Town, days: int = 7) -> dict[str, str]:
    """Return when a vote opens and closes."""
    opens = town.clock.now + dt.timedelta(days=1)
    return {
        "opens_at": opens.isoformat(),
        "closes_at": (opens + dt.timedelta(days=days)).isoformat(),
    }


def ok(answer: object) -> None:
    """Expect that an act was done."""
    assert answer.status in (200, 201), answer.text  # type: ignore[attr-defined]


def test_the_ready_processes_are_seven(environment: object) -> None:
    ready = "budget contest crowd document initiative pledge recruiting"

    assert list(process.processes()) == ready.split()


def test_crowd(dynamodb: Calls, send: Send, clock: Clock) -> None:
    """Task, ideas, discussion, screening, review, vote, decision, fallback, implementation."""
    town = Town.opened(send, clock, "crowd")
    assert town.stage == "task"
    assert town.propose().status == 409

    town.pass_to("ideas")
    for name in ("aigul", "bolat", "dina", "erlan"):
        ok(town.propose(name, title=f"Пример идеи {name}"))
    for number in (1, 2, 3, 4):
        assert town.state(number) == "pending"
        ok(town.on_idea(number, "publish"))
    ok(town.support(1, "gulnar"))
    town.pass_to("screening")
    for number in (1, 2, 3):
        ok(town.on_idea(number, "pass", checks=CHECKS))
    assert town.finish().json["code"] == "unfinished"
    ok(town.on_idea(4, "fail", checks=CHECKS | {"land": False}, text=TEXT))
    ok(town.finish())

    assert town.stage == "review"
    for number, scores, more in ((1, GOOD, {}), (2, GOOD, {}), (3, POOR, {"reasons": WHY})):
        for expert in ("first", "second"):
            ok(town.review(number, expert, scores, **more))
    ok(town.act("select", stage="review"))
    assert [town.state(n) for n in (1, 2, 3)] == ["selected", "selected", "not_selected"]
    ok(town.finish())

    assert town.stage == "vote"
    told = town.act("put-to-vote", question=TEXT, **times(town))
    ok(told)
    drafted = poll.load(told.json["poll"]).poll
    ways = [f"project/{town.id}/idea/1", f"project/{town.id}/idea/2"]
    assert [one.idea for one in drafted.options] == ways
    assert drafted.project == town.id
    assert drafted.trail == f"project-{town.id}"
    town.pass_to("decision")
    counted(town, [2])

    ok(town.act("decide", text=TEXT))
    assert (town.facts.winners, town.facts.fallback) == ([2], [1])
    assert [town.state(n) for n in (1, 2)] == ["fallback", "won"]
    ok(town.finish())
    ok(town.act("find-impossible", idea=2, text=TEXT))
    assert [town.state(n) for n in (1, 2)] == ["won", "impossible"]

    made = begin_work(town, f"idea-{town.id}-1")
    assert town.state(1) == "in_work"
    assert town.finish().json["code"] == "unfinished"
    ok(finish_work(town, made))
    assert town.state(1) == "done"
    ok(town.finish())
    assert town.stage == "ended"
    steps = {one.name: one.count for one in funnel(one.idea for one in idea.all_of(town.id))}
    assert steps == {"published": 4, "selected": 3, "voted": 2, "won": 2, "done": 1}


def test_contest(dynamodb: Calls, send: Send, clock: Clock) -> None:
    """The public's vote and the jury weigh the same; the departure from both has its reason."""
    town = Town.opened(send, clock, "contest")
    for name in ("aigul", "bolat", "dina"):
        ok(town.propose(name))
    for number in (1, 2, 3):
        ok(town.on_idea(number, "publish"))
    town.pass_to("jury")
    for number, points in ((1, 4), (2, 9), (3, 6)):
        for judge in ("a", "b", "c"):
            ok(town.review(number, judge, {"idea": points, "work": points}))
    ok(town.act("select", stage="jury"))
    ok(town.finish())
    ok(town.act("put-to-vote", question=TEXT, **times(town)))
    town.pass_to("decision")
    counted(town, [1])

    refused = town.act("decide", winners=[1, 2], text=None)
    assert refused.status == 422
    ok(town.act("decide", text=TEXT))

    assert town.facts.winners == [2, 3, 1]
    ok(town.finish())
    assert town.stage == "awards"


def test_budget(dynamodb: Calls, send: Send, clock: Clock) -> None:
    """The Kazakh scheme: certified residents, limits, four days of rework, two of recheck."""
    town = Town.opened(send, clock, "budget")
    where = {"address": "Пример улицы, 1", "cost": 5_000_000}
    assert town.propose(**where).json["code"] == "not_eligible_assurance"
    over = town.propose(code=resident("1"), address="Пример", cost=55_500_001)
    assert [one["name"] for one in over.json["errors"]] == ["cost"]
    for name in ("1", "2", "3"):
        ok(town.propose(code=resident(name), **where))
    for number in (1, 2, 3):
        ok(town.on_idea(number, "publish"))
    town.pass_to("council")
    rule = town.facts.process.stage("council")
    holds = {one.key: True for one in rule.checks}
    ok(town.on_idea(1, "pass", checks=holds))
    ok(town.on_idea(2, "ask-rework", checks={"networks": False}, text=TEXT))
    ok(town.on_idea(3, "fail", checks={"land": False}, text=TEXT))
    edited = {"title": "Пример", "text": "Пример", "code": resident("2"), **where}
    ok(town.author(2, "edits", **edited))
    assert town.state(2) == "reworked"
    ok(town.on_idea(2, "pass", checks=holds))
    ok(town.finish())
    assert [owed.duty.act for owed in town.stand.spans[1].owed] == ["publish_protocol"]
    ok(town.act("publish-protocol", stage="council", text=TEXT, url="https://example.kz/p.pdf"))
    assert not town.stand.late

    ok(town.act("put-to-vote", question=TEXT, **times(town)))
    drafted = poll.load(town.facts.poll or 0).poll
    assert drafted.rule["max_choices"] == 3
    assert drafted.rule["budget"] == 800_000_000
    assert [one.cost for one in drafted.options] == [5_000_000, 5_000_000]
    assert drafted.eligibility.assurance == ["eid"]
    town.pass_to("list")
    counted(town, [1, 2])
    ok(town.act("decide", text=TEXT))
    assert town.facts.winners == [1, 2]
    ok(town.finish())
    for number in (1, 2):
        ok(finish_work(town, begin_work(town, f"idea-{town.id}-{number}")))
    ok(town.finish())
    assert town.stage == "ended"


def test_document(dynamodb: Calls, send: Send, clock: Clock) -> None:
    """Every article has an official reply before the discussion ends."""
    town = Town.opened(send, clock, "document")
    assert town.say(about="article/3").status == 422
    said = town.say(about="article/1", side="con")
    ok(said)
    assert said.json["state"] == "shown"
    town.pass_to("replies")
    assert town.finish().json["code"] == "unfinished"
    ok(town.act("reply", article=1, text=TEXT))
    assert town.finish().json["code"] == "unfinished"
    ok(town.act("reply", article=2, text=TEXT))
    assert [one.act for one in town.facts.history][-2:] == ["reply", "reply_all"]
    ok(town.finish())

    assert town.stage == "ended"
    assert not town.stand.late


def test_initiative(dynamodb: Calls, send: Send, clock: Clock) -> None:
    """An initiative that the experts let pass is voted for or against."""
    town = Town.opened(send, clock, "initiative")
    ok(town.propose())
    ok(town.on_idea(1, "publish"))
    town.pass_to("evaluation")
    for expert in ("first", "second"):
        ok(town.review(1, expert, {"lawful": 5, "useful": 4, "possible": 4}))
    ok(town.act("select", stage="evaluation"))
    ok(town.finish())
    ok(town.act("put-to-vote", question=TEXT, **times(town, 20)))
    drafted = poll.load(town.facts.poll or 0).poll
    assert drafted.rule["method"] == "for_against"
    assert "options" not in drafted.rule
    town.pass_to("decision")
    counted(town, [], passed=True)
    ok(town.act("decide", text=TEXT))

    assert town.facts.winners == [1]
    ok(town.finish())
    ok(finish_work(town, begin_work(town, f"idea-{town.id}-1")))
    ok(town.finish())
    assert town.stage == "ended"


def test_recruiting(dynamodb: Calls, send: Send, clock: Clock) -> None:
    """Applications go by number; test and case let through; the names stay with their owners."""
    town = Town.opened(send, clock, "recruiting")
    ok(town.apply("aigul", name="Example Aigul", named=True))
    ok(town.apply("bolat", name="Example Bolat"))
    ok(town.apply("dina"))
    for number in (1, 2, 3):
        ok(town.on_idea(number, "publish"))
    shown = [idea.shown(one.idea, private=True) for one in idea.all_of(town.id)]
    assert [one.author for one in shown] == ["Example Aigul", "", ""]
    assert {one.text for one in shown} == {""}
    town.pass_to("test")
    for number, points in ((1, 80), (2, 70), (3, 50)):
        reasons = {"reasons": {"test": TEXT}} if points < 60 else {}
        for expert in ("first", "second"):
            ok(town.review(number, expert, {"test": points}, **reasons))
    ok(town.act("select", stage="test"))
    ok(town.finish())
    assert town.state(3) == "not_selected"
    for number, points in ((1, 9), (2, 7)):
        for expert in ("first", "second"):
            ok(town.review(number, expert, {"analysis": points, "solution": points}))
    ok(town.act("select", stage="case"))
    ok(town.finish())
    ok(town.act("decide", text=TEXT))

    assert town.facts.winners == [1, 2]
    ok(town.finish())
    assert town.stage == "training"


def test_pledge(dynamodb: Calls, send: Send, clock: Clock) -> None:
    """All or nothing: the goal is missed, so what was paid is owed back."""
    town = Town.opened(send, clock, "pledge")
    town.pass_to("pledges")
    small = town.pledge("aigul", 400, reward="badge")
    assert [one["name"] for one in small.json["errors"]] == ["amount"]
    first, second = town.pledge("aigul", 600, reward="badge"), town.pledge("bolat", 300)
    ok(first)
    assert first.json["pay_url"] == "https://pay.example/campaign"
    ok(town.look("pledges", first.json["pledge"], "pay"))
    ok(town.look("pledges", second.json["pledge"], "cancel"))
    town.pass_to("decision")
    told = town.act("decide", text=TEXT)
    ok(told)
    assert told.json["facts"]["outcome"] == "failed"
    assert told.json["facts"]["owes_refunds"] == 1
    ok(town.look("pledges", first.json["pledge"], "refund"))
    campaign = town.facts.campaign
    assert campaign is not None
    kept = [one.pledge for one in pledge.all_of(town.id)]
    assert outcome(campaign, kept, is_over=True).owes_refunds == 0
    ok(town.finish())
    assert town.stage == "implementation"
    ok(town.finish())
    assert town.stage == "ended"


@pytest.mark.parametrize("trail", ["petition-12", "complaint-17", "poll-4", "project-3"])
def test_a_work_may_come_from_anywhere(
    dynamodb: Calls, send: Send, clock: Clock, trail: str
) -> None:
    town = Town(send, clock)

    number = begin_work(town, trail)

    assert work.load(number).work.trail == trail


def begin_work(town: Town, trail: str) -> int:
    """Make a work with two milestones; return its id."""
    today = town.clock.now.date()
    body = {
        "rid": next_rid(),
        "trail": trail,
        "title": TEXT,
        "asked": TEXT,
        "decided": TEXT,
        "body": "akimat-almaty",
        "jurisdiction": "KZ-75",
        "contractor": "Example Builders",
        "planned": 1_000_000,
        "begins_on": today.isoformat(),
        "ends_on": (today + dt.timedelta(days=60)).isoformat(),
        "milestones": [
            {"key": "design", "name": TEXT, "due_on": today.isoformat(), "weight": 2},
            {"key": "build", "name": TEXT, "due_on": today.isoformat(), "weight": 3},
        ],
    }
    made = town.work("", body)
    ok(made)
    return int(made.json["work"])


def finish_work(town: Town, number: int) -> object:
    """End a work with what it cost."""
    body = {
        "rid": next_rid(),
        "seen": work.load(number).version,
        "done_on": town.clock.now.date().isoformat(),
        "spent": 1_200_000,
        "text": TEXT,
    }
    return town.work(f"/{number}/finish", body)
