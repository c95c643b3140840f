"""Officials and experts: who may do what, once each, and what the public history says of it."""

from __future__ import annotations

import datetime as dt

import pytest

from functions.desk import project_queue
from functions.participants import contribution, own
from functions.participants.participant import Participant
from functions.polls import poll
from functions.projects import idea, project, retention, review, work
from functions.shared.errors import NotFoundError
from tests.conftest import Calls, Clock, Send
from tests.functions.desk_kit import claims, rid
from tests.functions.project_kit import BODY, STAFF, TEXT, Town, next_rid
from tests.functions.test_project_life import CHECKS, GOOD, begin_work, counted, finish_work, times

OTHER = "clerk:akimat-astana"
CLERK = f"clerk:{BODY}"


@pytest.fixture
def town(dynamodb: Calls, send: Send, clock: Clock) -> Town:
    """A crowd project that takes ideas, with one that is published."""
    made = Town.opened(send, clock, "crowd")
    made.pass_to("ideas")
    made.propose()
    made.on_idea(1, "publish")
    return made


def reviewed(town: Town, *numbers: int) -> Town:
    """Lead ideas to the end of the experts' review, with good scores."""
    for number in numbers:
        if number > 1:
            town.propose(f"person-{number}")
            town.on_idea(number, "publish")
    town.pass_to("screening")
    for number in numbers:
        town.on_idea(number, "pass", checks=CHECKS)
    town.finish()
    for number in numbers:
        for expert in ("first", "second"):
            assert town.review(number, expert, GOOD).status == 200
    return town


# ---------------------------------------------------------------------------- drafts


def test_a_draft_is_seen_by_its_desk_alone_and_says_what_is_missing(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    town = Town(send, clock)

    made = town.create("crowd", title={"ru": "Пример"})

    assert made.json["missing"] == {"title": ["kk", "en"]}
    assert town.propose().status == 404
    assert town.screen("expert").status == 404
    assert town.screen(OTHER).status == 404
    assert town.screen(CLERK).json["stand"]["phase"] == "draft"
    edited = town.act("edit", title=TEXT, plans=[{"stage": "ideas", "days": 3}])
    assert edited.status == 200
    assert town.facts.days_of("ideas") == 3
    assert town.act("publish").json["phase"] == "announced"
    assert town.act("edit", title=TEXT).status == 409


@pytest.mark.parametrize(
    ("process", "facts", "names"),
    [
        ("nothing", {}, ["process"]),
        ("crowd", {"jurisdiction": "XX", "plans": [{"stage": "x"}]}, ["jurisdiction", "plans"]),
        ("document", {"articles": []}, ["articles"]),
        ("pledge", {"campaign": None}, ["campaign"]),
    ],
)
def test_a_wrong_project_is_told_field_by_field(
    dynamodb: Calls, send: Send, clock: Clock, process: str, facts: dict[str, object],
    names: list[str],
) -> None:  # fmt: skip
    made = Town(send, clock).create(process, **facts)

    assert (made.status, [one["name"] for one in made.json["errors"]]) == (422, names)


def test_another_body_s_clerk_makes_none(dynamodb: Calls, send: Send, clock: Clock) -> None:
    assert Town(send, clock).create("crowd", body="akimat-nowhere").status == 422
    refused = Town(send, clock)
    from functions.desk import project_act

    body = {
        "rid": next_rid(), "process": "crowd", "title": TEXT, "problem": TEXT, "body": BODY,
        "jurisdiction": "KZ-75", "begins_at": clock.now.isoformat(),
    }  # fmt: skip
    path = "/api/v1/desk/projects"
    assert refused.send(project_act.handler, "POST", path, body, claims=claims(OTHER)).status == 403
    first = refused.send(project_act.handler, "POST", path, body, claims=claims(CLERK))
    again = refused.send(project_act.handler, "POST", path, body, claims=claims(CLERK))
    assert first.json == again.json


# ---------------------------------------------------------------------------- acts, once


def test_a_repeat_of_an_act_answers_the_same_and_does_nothing(town: Town) -> None:
    until = (town.clock.now + dt.timedelta(days=60)).date().isoformat()
    asked = {"rid": rid(10**9), "seen": project.load(town.id).version, "stage": "ideas"}
    more = {"until": until, "text": TEXT}

    first, again = town.act("extend", **asked, **more), town.act("extend", **asked, **more)

    assert first.status == 200
    assert first.json == again.json
    assert [one.act for one in town.facts.history].count("extend") == 1


def test_two_officials_do_not_overwrite_each_other(town: Town) -> None:
    seen = project.load(town.id).version
    assert town.act("comment", about="project", text=TEXT, seen=seen).status == 200

    late = town.act("comment", about="project", text=TEXT, seen=seen)

    assert (late.status, late.json["code"]) == (409, "changed_meanwhile")


@pytest.mark.parametrize(
    ("name", "more", "wrong"),
    [
        ("finish", {}, "stage"),
        ("stop", {}, "text"),
        ("extend", {"stage": "ideas", "text": TEXT, "until": "2020-01-01"}, "until"),
        ("comment", {"about": "nothing", "text": TEXT}, "about"),
        ("publish-protocol", {"stage": "nothing", "text": TEXT}, "stage"),
        ("translate", {"text": TEXT, "title": TEXT}, "text"),
    ],
)
def test_what_an_act_lacks_is_named(
    town: Town, name: str, more: dict[str, object], wrong: str
) -> None:
    refused = town.act(name, **more)

    assert refused.status == 422
    assert wrong in [one["name"] for one in refused.json["errors"]]


def test_acts_do_not_fit_every_stage(town: Town) -> None:
    assert town.act("select", stage="review").status == 409
    assert town.act("decide", text=TEXT).status == 409
    assert town.act("finish", stage="review", text=TEXT).status == 409
    assert town.act("nothing").status == 404
    assert town.act("stop", OTHER, text=TEXT).status == 404
    assert town.act("stop", "moderator", text=TEXT).status == 403


def test_a_stage_ends_early_only_with_a_reason(town: Town) -> None:
    assert town.finish().status == 422
    assert town.finish(text=TEXT).status == 200
    assert town.stage == "discussion"


def test_the_public_history_names_roles_and_bodies_never_a_person(town: Town) -> None:
    town.act("comment", about="project", text=TEXT, sub="secret-sub")
    stored = project.to_item(project.load(town.id))["facts"]
    told = idea.to_item(idea.load(town.id, 1))["facts"]

    assert "secret-sub" not in stored + told
    assert "Example Official" not in stored + told
    assert "example.kz" not in told


# ---------------------------------------------------------------------------- screening, experts


def test_the_screening_has_its_whole_list(town: Town) -> None:
    town.pass_to("screening")

    partial = town.on_idea(1, "pass", checks={"land": True})
    failing = town.on_idea(1, "pass", checks=CHECKS | {"land": False})
    silent = town.on_idea(1, "fail", checks={"land": False})
    baseless = town.on_idea(1, "fail", checks={}, text=TEXT)

    for one, name in ((partial, "checks"), (failing, "checks"), (silent, "text")):
        assert [error["name"] for error in one.json["errors"]] == [name]
    assert [error["name"] for error in baseless.json["errors"]] == ["checks"]
    assert town.on_idea(1, "pass", "moderator", checks=CHECKS).status == 403


def test_an_expert_scores_and_does_nothing_else(town: Town) -> None:
    reviewed(town, 1)

    assert town.on_idea(1, "hide", "expert", text=TEXT).status == 403
    assert town.act("select", "expert", stage="review").status == 403
    assert town.review(1, "third", {"use": 9}).status == 422
    shown = town.screen("expert", "first").json
    assert "pledges" not in shown
    assert shown["comments"] == []
    assert [one["expert"] for one in shown["reviews"]] == [1, 2]
    keys = {one for item in shown["reviews"] for one in item}
    assert keys.isdisjoint({"sub", "name", "tag"})


def test_an_expert_judges_before_seeing_what_others_found(town: Town) -> None:
    reviewed(town, 1)

    before = town.screen("expert", "third").json
    assert before["reviews"] == []
    assert {one["assessment"]["counted"] for one in before["ideas"]} == {0}

    town.review(1, "third", GOOD)
    after = town.screen("expert", "third").json
    assert [one["mine"] for one in after["reviews"]].count(True) == 1
    assert len(after["reviews"]) == 3


def test_the_same_expert_replaces_their_scores(town: Town) -> None:
    reviewed(town, 1)
    town.review(1, "first", dict.fromkeys(GOOD, 5))

    assert len(review.all_of(town.id)) == 2


def test_a_departure_from_the_scores_has_its_reason_in_public(town: Town) -> None:
    reviewed(town, 1, 2)
    assert town.act("select", stage="review", ideas=[1]).status == 422

    told = town.act("select", stage="review", ideas=[1], text=TEXT)

    facts = told.json["facts"]
    assert (facts["computed"], facts["added"], facts["removed"]) == ([1, 2], [], [2])
    assert [town.state(n) for n in (1, 2)] == ["selected", "not_selected"]


def test_a_broken_off_selection_is_completed_by_its_repeat(town: Town) -> None:
    """The line is stored, then the process dies: the ideas follow with the same request."""
    reviewed(town, 1, 2)
    before = {n: idea.load(town.id, n) for n in (1, 2)}
    asked = {"rid": rid(10**9 + 1), "seen": project.load(town.id).version, "stage": "review"}
    assert town.act("select", **asked).status == 200
    for record in before.values():
        from functions.shared import table

        table.put("core", idea.to_item(record))
    assert town.state(1) == "screened"

    assert town.act("select", **asked).status == 200

    assert [town.state(n) for n in (1, 2)] == ["selected", "selected"]


# ---------------------------------------------------------------------------- vote, decision


def test_a_vote_is_drafted_once_with_the_costs_that_were_found(town: Town) -> None:
    reviewed(town, 1, 2)
    town.on_idea(1, "estimate", cost=700, text=TEXT)
    town.act("select", stage="review")
    town.finish()
    asked = {"rid": rid(10**9 + 2), "seen": project.load(town.id).version, "question": TEXT}
    told = town.act("put-to-vote", **asked, **times(town))

    again = town.act("put-to-vote", **asked, **times(town))

    assert told.json["poll"] == again.json["poll"] == town.facts.poll
    assert [one.cost for one in poll.load(told.json["poll"]).poll.options] == [700, 0]
    assert town.act("put-to-vote", question=TEXT, **times(town)).status == 409


def test_other_winners_than_the_vote_s_need_a_reason_and_are_marked(town: Town) -> None:
    reviewed(town, 1, 2)
    town.act("select", stage="review")
    town.finish()
    town.act("put-to-vote", question=TEXT, **times(town))
    town.pass_to("decision")
    counted(town, [1])
    assert town.screen().json["proposal"] == {"winners": [1], "fallback": [2]}

    told = town.act("decide", winners=[2], fallback=[], text=TEXT)

    assert told.json["facts"]["computed"] == [1]
    assert (told.json["facts"]["added"], told.json["facts"]["removed"]) == ([2], [1])
    assert [town.state(n) for n in (1, 2)] == ["lost", "won"]


def test_a_vote_s_times_are_followed_and_a_withdrawn_one_is_let_go(town: Town) -> None:
    reviewed(town, 1, 2)
    town.act("select", stage="review")
    town.finish()
    assert town.act("follow-vote").status == 409
    first = town.act("put-to-vote", question=TEXT, **times(town)).json["poll"]
    record = poll.load(first)
    later = record.poll.closes_at + dt.timedelta(days=3)
    record = poll.save(record, record.poll.model_copy(update={"closes_at": later}))

    assert town.act("follow-vote").json["facts"]["closes_at"].startswith(str(later.date()))
    assert town.facts.poll_close == later
    poll.save(record, record.poll.model_copy(update={"withdrawn_at": town.clock.now}))
    assert town.act("follow-vote").json["facts"]["withdrawn"]
    second = town.act("put-to-vote", question=TEXT, **times(town))
    assert second.json["poll"] == first + 1
    assert second.json["facts"]["ballot"] == [1, 2]


# ---------------------------------------------------------------------------- works


def test_a_work_tells_its_whole_story(town: Town) -> None:
    number = begin_work(town, "petition-12")
    body = {"rid": next_rid(), "seen": 1, "milestone": "design", "progress": 100}
    assert town.work(f"/{number}/progress", body).json["progress"] == 40
    assert town.work(f"/{number}/progress", body).json["version"] == 2
    late = town.work(f"/{number}/update", {"rid": next_rid(), "seen": 1, "text": TEXT})
    assert late.status == 409
    assert town.confirm(number, "aigul", is_done=True).status == 409
    assert finish_work(town, number).status == 200  # type: ignore[attr-defined]

    for name, said in (("aigul", True), ("bolat", False), ("aigul", False)):
        town.confirm(number, name, is_done=said, text="Пример: нет освещения")
    assert town.confirm(number, "dina", is_done=False).status == 422

    shown = town.work(f"/{number}").json
    assert [one["is_done"] for one in shown["confirmations"]] == [False, False]
    assert (shown["state"], shown["progress"], shown["over_budget"]) == ("done", 100, 200_000)
    facts = next(e for e in shown["facts"]["history"] if e["act"] == "finish")["facts"]
    assert facts["spent"] == {"from": None, "to": 1_200_000}
    assert town.work(f"/{number}", None, OTHER).status == 404


def test_a_work_s_trail_must_be_real(town: Town) -> None:
    today = town.clock.now.date().isoformat()
    body = {
        "rid": next_rid(), "title": TEXT, "asked": TEXT, "decided": TEXT, "body": BODY,
        "jurisdiction": "KZ-75", "ends_on": today,
    }  # fmt: skip
    for trail in ("idea-1-99", f"idea-{town.id}-1", "nonsense"):
        refused = town.work("", body | {"trail": trail})
        assert [one["name"] for one in refused.json["errors"]] == ["trail"]


def test_authors_of_what_was_done_are_recognised_once(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    from tests.functions.test_project_life import test_crowd

    test_crowd(dynamodb, send, clock)
    who = Participant(ident="email:aigul@example.kz")

    kinds = [one.kind for one in contribution.of(who)]

    assert kinds.count("implemented") == 1


# ---------------------------------------------------------------------------- time


def test_who_took_part_is_forgotten_half_a_year_after_the_end(town: Town) -> None:
    town.act("stop", text=TEXT)
    assert retention.run(town.clock.now)["forgotten"] == 0
    town.clock.pass_(days=180)

    assert retention.run(town.clock.now) == retention.run(town.clock.now) == {"forgotten": 1}

    with pytest.raises(NotFoundError):
        own.own_keys(f"PROJECT#{town.id}")
    assert idea.open_contacts(idea.load(town.id, 1)) == []
    assert idea.load(town.id, 1).idea.title


def test_the_desk_lists_what_one_may_see(town: Town) -> None:
    from functions.desk import project_queue

    def listed(roles: str) -> list[int]:
        path = "/api/v1/desk/projects"
        told = town.send(project_queue.handler, "GET", path, claims=claims(roles))
        return [one["id"] for one in told.json["projects"]]

    assert listed(CLERK) == listed("moderator") == listed("expert") == [town.id]
    assert listed(OTHER) == []
    assert work.listed(5) is not None
    path = "/api/v1/desk/processes"
    told = town.send(project_queue.handler, "GET", path, claims=claims("moderator"))
    assert len(told.json["processes"]) == 7


def test_the_list_counts_what_waits_for_a_moderator(town: Town) -> None:
    town.propose("bolat")
    said = town.say("dina").json["comment"]
    town.say("erlan")
    assert town.look("comments", said, "keep").status == 200

    def queue(roles: str) -> object:
        path = "/api/v1/desk/projects"
        told = town.send(project_queue.handler, "GET", path, claims=claims(roles))
        return told.json["projects"][0]["queue"]

    assert queue("moderator") == {"ideas": 1, "comments": 1}
    assert queue("expert") is None


def test_a_draft_is_discarded_and_a_published_project_never(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    town = Town(send, clock)
    assert town.create("crowd").status == 201
    gone = town.act("discard")
    assert (gone.status, gone.json["phase"]) == (200, "discarded")
    assert (town.screen().json["may"], town.stage) == ([], "discarded")
    assert town.facts.history[-1].act == "discard"
    assert town.act("publish").json["code"] == "not_now"
    listed = send(project_queue.handler, "GET", "/api/v1/desk/projects", claims=claims(STAFF))
    assert listed.json["projects"] == []

    other = Town.opened(send, clock, "crowd")
    assert other.act("discard").json["code"] == "not_now"
