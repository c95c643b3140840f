"""What residents do in a project: ideas, supports, comments, stances, flags, pledges."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest

from functions.participants import contribution
from functions.participants.participant import Participant
from functions.petitions import unsubscribe
from functions.projects import comment, idea, known, letter, notify, propose, stance, supporters
from functions.projects.comment import HIDING_FLAGS
from functions.projects.consent import consent_token
from functions.shared import table
from tests.conftest import Calls, Clock, Send
from tests.functions.project_kit import TEXT, Town, code, next_rid


@pytest.fixture
def town(dynamodb: Calls, send: Send, clock: Clock) -> Town:
    """A crowd project that takes ideas."""
    made = Town.opened(send, clock, "crowd")
    made.pass_to("ideas")
    return made


def published(town: Town, name: str = "aigul", **more: object) -> int:
    """Propose an idea and let a moderator publish it."""
    number = int(town.propose(name, **more).json["idea"])
    assert town.on_idea(number, "publish").status == 200
    return number


def mails(town: Town) -> list[dict[str, str]]:
    """Let the messages of all that happened be prepared; return them with the others so far."""
    from functions.mail import outbox

    notify.run(town.clock.now)
    now = town.clock.now
    return [
        {"to": message.to, "kind": message.kind, **message.params}
        for _, message in outbox.due("news", now, 100)
    ]


# ---------------------------------------------------------------------------- calls


def test_an_idea_costs_four_writes_once_the_project_is_known(town: Town, dynamodb: Calls) -> None:
    """A number, a place among the author's few, the idea, what the author contributed."""
    for name in ("dina", "erlan"):
        town.propose(name)
    dynamodb.take()

    town.propose("bolat")

    # The project is read anew, since the kit drops the copy of a minute.
    assert dynamodb.take() == ["GetItem", "UpdateItem", "PutItem", "PutItem", "PutItem"]


def test_a_support_reads_the_idea_and_writes_once(town: Town, dynamodb: Calls) -> None:
    number = published(town)
    town.support(number, "dina")
    dynamodb.take()

    town.support(number, "bolat")

    assert dynamodb.take() == ["GetItem", "GetItem", "PutItem", "PutItem"]


def test_a_comment_and_a_stance_write_once(town: Town, dynamodb: Calls) -> None:
    said = town.say("aigul").json["comment"]
    assert town.look("comments", said, "keep").status == 200
    town.say("dina")
    dynamodb.take()

    town.say("bolat")
    assert dynamodb.take() == ["GetItem", "PutItem", "PutItem"]
    town.stance(said, "bolat", "agree")
    assert dynamodb.take() == ["GetItem", "GetItem", "PutItem", "PutItem"]
    town.flag(said, "bolat")
    assert dynamodb.take() == ["GetItem", "GetItem", "UpdateItem"]


# ---------------------------------------------------------------------------- ideas


def test_a_repeat_finds_the_same_idea(town: Town) -> None:
    rid = next_rid()

    first, second = town.propose(rid=rid), town.propose(rid=rid)

    assert first.json == second.json
    assert len(list(idea.all_of(town.id))) == 1


def test_one_person_has_three_ideas(town: Town) -> None:
    for _ in range(3):
        assert town.propose().status == 201

    fourth = town.propose()

    assert fourth.status == 422
    assert fourth.json["errors"][0]["code"] == "ideas_used"
    assert "3" in fourth.json["errors"][0]["detail"]
    assert town.propose("bolat").status == 201


def test_what_is_wrong_is_named_all_at_once(town: Town) -> None:
    refused = town.propose(lat=43.2, jurisdiction="XX", consent=False)

    assert {one["name"] for one in refused.json["errors"]} == {"long", "jurisdiction", "consent"}


def test_a_form_without_scripts_keeps_what_was_typed(town: Town, send: Send) -> None:
    body = {"code": code("aigul"), "lang": "ru", "title": "", "text": "Пример", "consent": "true"}
    path = f"/api/v1/projects/{town.id}/ideas"

    refused = send(propose.handler, "POST", path, body, form=True)
    taken = send(propose.handler, "POST", path, body | {"title": "Пример"}, form=True)

    assert refused.status == 422
    assert "Пример" in refused.text
    assert (taken.status, taken.headers["location"]) == (303, "/ru/done/idea/")


def test_without_scripts_similar_ideas_are_shown_before_one_is_kept(town: Town, send: Send) -> None:
    published(town, title="Скамейки у школы", text="Десять <скамеек>")
    path = f"/api/v1/projects/{town.id}/ideas"
    words = {"title": "Скамейки у <школы>", "text": "Поставить\nскамейки", "consent": "true"}
    body = {"code": code("dina"), "lang": "ru", "named": "true", **words}

    asked = send(propose.handler, "POST", path, body, form=True)

    assert (asked.status, len(list(idea.all_of(town.id)))) == (200, 1)
    link = f'<a href="/ru/projects/{town.id}/ideas/1/">Скамейки у школы</a>'
    assert link in asked.text
    assert "Скамейки у &lt;школы&gt;" in asked.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', asked.text))
    again = {name: unescape(value) for name, value in hidden.items()}
    for _ in range(2):
        kept = send(propose.handler, "POST", path, again, form=True)
        assert (kept.status, kept.headers["location"]) == (303, "/ru/done/idea/")
    _, second = (one.idea for one in idea.all_of(town.id))
    assert (second.title, second.text) == (words["title"], words["text"])
    assert second.named
    different = body | {"title": "Жарық", "text": "Аулада шам жоқ"}
    assert send(propose.handler, "POST", path, different, form=True).status == 303
    refused = send(propose.handler, "POST", path, body | {"consent": ""}, form=True)
    assert refused.status == 422


def test_who_may_not_take_part_is_told_why(town: Town) -> None:
    young = town.propose(code=code("child", born=2015))
    elsewhere = town.propose(code=code("guest", region="KZ-71"))
    stale = town.propose(code="nonsense")

    assert young.json["code"] == "not_eligible_age"
    assert elsewhere.json["code"] == "not_eligible_region"
    assert [one["name"] for one in stale.json["errors"]] == ["code"]


def test_an_edit_after_publication_is_looked_at_again(town: Town) -> None:
    number = published(town)
    changed = {"title": "Пример: ещё скамейки", "text": "Пример: двадцать скамеек"}

    assert town.author(number, "edits", **changed).status == 200

    assert town.state(number) == "published"
    row = town.screen().json["ideas"][0]
    assert row["waits"]
    assert "look" in row["may"]
    assert town.on_idea(number, "look").status == 200
    assert not town.screen().json["ideas"][0]["waits"]
    assert idea.load(town.id, number).idea.edited_at is not None


def test_words_are_fixed_once_the_edit_window_is_over(town: Town) -> None:
    number = published(town)
    town.pass_to("discussion")

    assert town.author(number, "edits", title="Пример", text="Пример").status == 409


def test_only_the_authors_touch_an_idea(town: Town) -> None:
    number = published(town)
    changed = {"title": "Пример", "text": "Пример"}

    assert town.author(number, "edits", "bolat", **changed).status == 403
    assert town.author(number, "own", "bolat").status == 403
    invitation = town.author(number, "invitations").json["invitation"]
    joined = town.author(number, "coauthors", "bolat", invitation=invitation, name="Example Bolat",
                         named=True)  # fmt: skip
    assert joined.json == {"state": "joined"}
    again = town.author(number, "coauthors", "bolat", invitation=invitation)
    assert again.json == {"state": "joined"}
    assert idea.load(town.id, number).idea.coauthors == ["Example Bolat"]
    assert town.author(number, "edits", "bolat", **changed).status == 200


def test_an_invitation_is_for_one_idea(town: Town) -> None:
    first, second = published(town), published(town, "dina")
    invitation = town.author(first, "invitations").json["invitation"]

    refused = town.author(second, "coauthors", "bolat", invitation=invitation)

    assert [one["name"] for one in refused.json["errors"]] == ["invitation"]


def test_without_scripts_the_invitation_is_on_a_page_to_copy_it_from(town: Town) -> None:
    number = published(town)
    path = f"/api/v1/projects/{town.id}/ideas/{number}/invitations"

    answer = town.send(
        propose.handler, "POST", path, {"code": code("aigul"), "lang": "ru"}, form=True
    )

    invitation = answer.text.partition("readonly")[2].partition(">")[2].partition("<")[0]
    joined = town.author(number, "coauthors", "bolat", invitation=invitation)
    assert (answer.status, joined.json) == (200, {"state": "joined"})


def test_a_withdrawn_idea_keeps_its_page_and_reason(town: Town) -> None:
    number = published(town)

    told = town.author(number, "withdrawals", reason="Пример причины")

    assert told.json["state"] == "withdrawn"
    assert idea.load(town.id, number).idea.history[-1].facts == {"reason": "Пример причины"}
    who = Participant(ident="email:aigul@example.kz")
    points = contribution.recognition(contribution.of(who)).points
    assert points == 0


def test_a_chosen_idea_is_not_pulled_out_before_the_vote(town: Town) -> None:
    number = published(town)
    town.pass_to("screening")
    checks = dict.fromkeys(("competence", "land", "law", "money"), True)
    town.on_idea(number, "pass", checks=checks)
    town.finish()
    for expert in ("first", "second"):
        town.review(number, expert, {"use": 9, "feasible": 9, "upkeep": 9, "fair": 9})
    town.act("select", stage="review")

    told = town.author(number, "withdrawals", reason="Пример причины")

    assert (told.json["state"], told.json["flagged"]) == ("selected", True)


def test_similar_ideas_are_shown(town: Town) -> None:
    first = published(town, title="Пример: скамейки у школы")
    published(town, "bolat", title="Пример: фонари на площади", text="Пример: осветить площадь")

    found = town.similar("скамейка возле школы").json["ideas"]

    assert [one["number"] for one in found] == [first]


# ---------------------------------------------------------------------------- supports, merging


def test_a_support_counts_once_and_can_be_taken_back(town: Town) -> None:
    number = published(town)
    for name in ("bolat", "bolat", "dina"):
        town.support(number, name)
    assert supporters.counts(town.id) == {number: 2}

    town.support(number, "dina", take_back=True)

    assert supporters.counts(town.id) == {number: 1}


def test_an_idea_that_waits_takes_no_support(town: Town) -> None:
    number = int(town.propose().json["idea"])

    assert town.support(number, "bolat").status == 404


def test_a_merge_moves_only_those_who_say_yes(town: Town) -> None:
    one, other = published(town), published(town, "erlan")
    for name in ("bolat", "dina", "gulnar"):
        town.support(one, name, news=True)
    town.support(other, "gulnar")
    town.pass_to("discussion")
    assert town.on_idea(one, "merge", into=other, text=TEXT).status == 200

    asked = [mail for mail in mails(town) if mail["kind"] == "idea_merge"]
    names = {"bolat@example.kz", "dina@example.kz", "gulnar@example.kz"}
    assert {mail["to"] for mail in asked} == names
    token = next(m["link"].partition("=")[2] for m in asked if m["to"].startswith("bolat"))
    assert town.consent(one, token=token, agree=True).json["state"] == "moved"
    assert town.consent(one, token=token, agree=True).json["state"] == "moved"
    assert town.consent(one, code=code("dina"), agree=False).json["state"] == "stays"
    assert town.consent(one, code=code("gulnar"), agree=True).json["state"] == "moved"

    assert supporters.counts(town.id) == {one: 1, other: 2}
    assert (town.state(one), idea.load(town.id, other).idea.merged_from) == ("merged", [one])


def test_a_token_of_another_idea_moves_nothing(town: Town) -> None:
    one, other = published(town), published(town, "erlan")
    town.support(one, "bolat")
    town.pass_to("discussion")
    town.on_idea(one, "merge", into=other, text=TEXT)
    backer = next(supporters.of(town.id, one))
    wrong = consent_token(town.id + 1, backer)

    assert town.consent(one, token=wrong, agree=True).status == 422
    assert supporters.counts(town.id) == {one: 1}


def test_each_step_is_told_once(town: Town) -> None:
    number = published(town)
    town.support(number, "bolat", news=True)
    town.support(number, "dina")
    town.clock.pass_(minutes=1)
    town.on_idea(number, "answer", text=TEXT)

    first = mails(town)
    assert mails(town) == first
    told = [(mail["to"], mail["kind"], mail["happened"]) for mail in first]

    assert sorted(told) == [
        ("aigul@example.kz", "idea_moved", "дан официальный ответ"),
        ("aigul@example.kz", "idea_moved", "опубликована"),
        ("bolat@example.kz", "idea_news", "дан официальный ответ"),
    ]
    assert not any("скамейки" in str(mail) for mail in first)


def test_the_way_out_of_mail_leaves_the_support(town: Town, send: Send) -> None:
    number = published(town)
    town.support(number, "bolat", news=True)
    town.clock.pass_(minutes=1)
    town.on_idea(number, "answer", text=TEXT)
    record = idea.load(town.id, number)
    backer = next(supporters.of(town.id, number))
    entry = record.idea.history[-1]
    mail = letter.to_supporter(town.facts, record.idea, entry, backer, ("bolat@example.kz", "ru"))

    gone = send(unsubscribe.handler, "POST", f"/api/v1/unsubscriptions/{mail.unsubscribe}", {})

    assert gone.status == 200
    assert supporters.counts(town.id) == {number: 1}
    assert next(supporters.of(town.id, number)).who is None


# ---------------------------------------------------------------------------- comments


def kept(town: Town, **more: object) -> str:
    """Say something and let a moderator keep it."""
    made = str(town.say(**more).json["comment"])
    assert town.look("comments", made, "keep").status == 200
    return made


def test_replies_end_at_depth_three(town: Town) -> None:
    first = kept(town)
    second = kept(town, parent=first)
    third = kept(town, parent=second)

    refused = town.say(parent=third)

    assert comment.load(town.id, third).comment.depth == 3
    assert [one["code"] for one in refused.json["errors"]] == ["too_deep"]


def test_a_repeat_finds_the_same_comment_and_a_day_has_twenty(town: Town) -> None:
    rid = next_rid()

    assert town.say(rid=rid).json == town.say(rid=rid).json
    for _ in range(19):
        assert town.say().status == 201
    assert town.say().status == 429


def test_three_flags_hide_until_a_moderator_has_looked(town: Town) -> None:
    said = kept(town)
    fresh = str(town.say("bolat").json["comment"])
    # A comment that a moderator kept is not hidden by flags, one that nobody looked at is.
    stored = comment.load(town.id, fresh)
    bare = stored.comment.model_copy(update={"history": []})
    table.put("core", comment.to_item(comment.Record(bare, tag=stored.tag)))
    for name in ("a", "a", "b", "c"):
        town.flag(said, name)
        town.flag(fresh, name)

    assert comment.load(town.id, said).state == "shown"
    assert comment.load(town.id, fresh).state == "flagged"
    assert len(comment.load(town.id, fresh).flaggers) == HIDING_FLAGS
    assert town.stance(fresh, "dina", "agree").status == 404
    assert town.look("comments", fresh, "hide").status == 422
    assert town.look("comments", fresh, "hide", text=TEXT).json["state"] == "hidden"


def test_the_last_stance_counts(town: Town) -> None:
    said = kept(town)
    for name, view in (("a", "agree"), ("b", "agree"), ("a", "disagree"), ("c", "pass")):
        town.stance(said, name, view)

    votes = stance.all_of(town.id)

    assert stance.counts(votes) == {said: (1, 1, 1)}


def test_the_official_voice_is_marked(town: Town) -> None:
    said = kept(town)

    told = town.act("comment", about="project", parent=said, text=TEXT)

    made = comment.load(town.id, told.json["comment"]).comment
    assert (made.is_official, made.body, made.parent, made.depth) == (
        True,
        "akimat-almaty",
        said,
        2,
    )
    assert made.texts == TEXT


def test_a_stale_copy_of_a_project_refuses_nobody(town: Town, clock: Clock, send: Send) -> None:
    """The copy of last minute says that ideas are over; the desk has just extended them."""
    present = town.stand.present
    assert present is not None
    clock.now = present.ends_at - dt.timedelta(seconds=30)
    known.forget()
    assert known.get(town.id).history[-1].act == "publish"
    clock.pass_(seconds=20)
    until = (present.ends_at + dt.timedelta(days=1)).date().isoformat()
    town.act("extend", stage="ideas", until=until, text=TEXT)
    clock.pass_(seconds=20)
    body = {"code": code("aigul"), "rid": next_rid(), "title": "Пример", "text": "Пример"}
    path = f"/api/v1/projects/{town.id}/ideas"

    assert send(propose.handler, "POST", path, body | {"consent": True}).status == 201
