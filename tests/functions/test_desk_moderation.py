"""Before and around publication: every act of a moderator, through the handler."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from functions.petitions import petition
from tests import factory
from tests.conftest import NOW, Calls, Send
from tests.functions.desk_kit import TEXTS, Do, doer, events, requested, version

WAITING: dict[str, Any] = {"published_at": None}


@pytest.fixture
def do(send: Send) -> Do:
    return doer(send)


def test_publication_is_one_conditional_write_one_line_of_history_and_the_log_requests(
    dynamodb: Calls, do: Do
) -> None:
    factory.stored(**WAITING)
    seen = version()
    dynamodb.take()

    answer = do("publication", "moderator", seen=seen)

    assert answer.status == 200
    assert dynamodb.take() == ["GetItem", "GetItem", "UpdateItem", "PutItem", *["PutItem"] * 5]
    assert petition.load(1).petition.published_at == NOW


def test_publication_asks_the_log_for_rule_text_goals_and_closing(dynamodb: Calls, do: Do) -> None:
    stored = factory.stored(**WAITING).petition

    do("publication", "moderator")

    asked = {(entry["t"], entry.get("k", "")): entry for entry in requested()}
    assert asked["rule", ""]["rs"] == stored.rule_set
    assert asked["rule", ""]["d"] == stored.rules_hash
    assert len(asked["text", ""]["d"]) == 64
    assert asked["goal", "response"]["n"] == 50_000
    assert asked["goal", "support"]["n"] == 50
    assert asked["open", ""]["x"] == "2027-03-30T19:00:00Z"  # six months, midnight in Almaty


def test_the_public_history_has_the_role_and_not_the_person(dynamodb: Calls, do: Do) -> None:
    factory.stored(contact=True, **WAITING)

    do("return", "moderator", sub="secret-sub")

    line = events()[0]
    assert (line["what"], line["role"]) == ("returned", "moderator")
    written = repr([{k: v for k, v in each.items() if k not in ("pk", "sk")} for each in events()])
    assert not any(word in written for word in ("secret-sub", "Example Official", "petitioner@"))


def test_the_same_request_again_gets_the_same_answer_and_does_nothing_new(
    dynamodb: Calls, do: Do, clock: Any
) -> None:
    factory.stored(**WAITING)
    first = do("publication", "moderator", seen=1, id_="a" * 32)
    clock.pass_(minutes=5)
    dynamodb.take()

    again = do("publication", "moderator", seen=1, id_="a" * 32)

    assert again.json == first.json
    assert "UpdateItem" not in dynamodb.take()
    assert len(events()) == 1
    assert len(requested()) == 5


def test_a_retry_completes_history_and_log_that_the_first_try_did_not_reach(
    dynamodb: Calls, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    factory.stored(**WAITING)
    with monkeypatch.context() as broken:
        broken.setattr("functions.desk.act.table.put_new", _crash)
        assert do("publication", "moderator", seen=1, id_="b" * 32).status == 500
    assert events() == []

    assert do("publication", "moderator", seen=1, id_="b" * 32).status == 200

    assert [line["what"] for line in events()] == ["published"]
    assert len(requested()) == 5


def _crash(*_: Any) -> None:
    raise RuntimeError("crash")


def test_whoever_saw_an_older_version_is_told_and_nothing_is_written(
    dynamodb: Calls, do: Do
) -> None:
    factory.stored(**WAITING)
    do("translation", "moderator")

    answer = do("publication", "moderator", seen=1)

    assert (answer.status, answer.json["code"]) == (409, "changed_meanwhile")
    assert petition.load(1).petition.published_at is None


def test_two_decisions_at_once_leave_one(
    dynamodb: Calls, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has read the same version; the conditional write refuses it."""
    factory.stored(**WAITING)
    own = petition.save

    def overtaken(*args: Any, **private: Any) -> Any:
        monkeypatch.setattr(petition, "save", own)
        assert do("rejection", "moderator", sub="official-2").status == 200
        return own(*args, **private)

    monkeypatch.setattr(petition, "save", overtaken)

    assert do("publication", "moderator", seen=1).json["code"] == "changed_meanwhile"
    assert [line["what"] for line in events()] == ["rejected"]


def test_two_people_approve_where_the_rule_set_asks(
    dynamodb: Calls, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule_set = "germany-bundestag"
    chosen = _two_person(rule_set, monkeypatch)
    factory.stored(rule_set=rule_set, **WAITING)

    first = do("publication", "moderator")
    same = do("publication", "moderator")
    other = do("publication", "moderator", sub="official-2")

    assert chosen.moderation.two_person
    assert first.json["what"] == "approved"
    assert (same.status, same.json["code"]) == (409, "second_person_needed")
    assert other.json["what"] == "published"
    assert [line["what"] for line in events()] == ["approved", "published"]


def _two_person(rule_set: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let a rule set ask for two people, as a government would write it."""
    from functions.petitions import rules

    key = factory.facts(rule_set=rule_set).rule_set
    own = rules.rule_set(key)
    moderation = own.moderation.model_copy(update={"two_person": True})
    two = own.model_copy(update={"moderation": moderation})
    monkeypatch.setattr("functions.desk.case.rule_set", lambda _: two)
    return two


@pytest.mark.parametrize(("code", "hidden"), [("duplicate", False), ("offensive", True)])
def test_the_code_of_a_rejection_decides_what_is_public(
    dynamodb: Calls, do: Do, code: str, hidden: bool
) -> None:
    factory.stored(**WAITING)

    assert do("rejection", "moderator", code=code).status == 200

    rejection = petition.load(1).petition.rejection
    assert rejection is not None
    assert rejection.hidden is hidden
    assert ("reason" in events()[0]["facts"]) is not hidden


def test_a_rejection_needs_a_code_of_the_rule_set(dynamodb: Calls, do: Do) -> None:
    factory.stored(**WAITING)

    answer = do("rejection", "moderator", code="because")

    assert answer.status == 422
    assert [(field["name"], field["code"]) for field in answer.json["errors"]] == [
        ("code", "unknown")
    ]


def test_a_petition_is_returned_once_and_its_approvals_are_forgotten(
    dynamodb: Calls, do: Do
) -> None:
    approvals = [{"at": NOW, "by": "official-2"}]
    factory.stored(approvals=approvals, **WAITING)

    assert do("return", "moderator").status == 200
    returned = petition.load(1)
    assert returned.petition.approvals == []
    again = {"resubmitted_at": NOW, "changed_at": NOW}
    petition.save(returned, returned.petition.model_copy(update=again))
    second = do("return", "moderator")

    assert (second.status, second.json["code"]) == (409, "no_resubmission_left")


def test_a_translation_keeps_the_rule_sets_limits_and_the_original(dynamodb: Calls, do: Do) -> None:
    factory.stored()

    too_long = do("translation", "moderator", title="ә" * 151)
    own = do("translation", "moderator", language="ru")
    good = do("translation", "moderator", details="Көбірек")

    assert [(each["name"], each["code"]) for each in too_long.json["errors"]] == [
        ("title", "too_long")
    ]
    assert own.json["errors"][0]["code"] == "original_language"
    assert good.status == 200
    p = petition.load(1).petition
    assert (p.text.title, p.translations["kk"].details) == ("Пример", "Көбірек")


def test_a_removed_petition_is_gone_and_can_come_back(dynamodb: Calls, do: Do) -> None:
    factory.stored()

    assert do("removal", "moderator").status == 403
    assert do("removal", "supervisor").status == 200
    assert do("removal", "supervisor").json["code"] == "not_now"
    assert petition.load(1).petition.removal_code == "mistake"
    assert do("restoration", "supervisor").status == 200
    assert petition.load(1).petition.removed_at is None
    assert do("restoration", "supervisor").json["code"] == "not_now"


def test_a_note_is_saved_again_by_its_writer_only(dynamodb: Calls, do: Do, clock: Any) -> None:
    factory.stored()
    dynamodb.take()
    first = do("note", "moderator", id_="c" * 32, text="Ask")
    assert dynamodb.take() == ["GetItem", "GetItem", "PutItem"]
    at = first.json["at"]
    clock.pass_(minutes=1)

    assert do("note", "moderator", id_="c" * 32, at=at, text="Ask the body").status == 200
    assert do("note", "moderator", sub="x", id_="c" * 32, at=at, text="Mine").status == 409
    assert do("note", "operator", text="Nothing to note").status == 403
    late = clock.now - dt.timedelta(days=2)
    assert do("note", "moderator", at=f"{late:%Y-%m-%dT%H:%M:%SZ}", text="Old").status == 409


@pytest.mark.parametrize(
    ("act", "wrong"),
    [
        ("publication", {"checked": False}),
        ("rejection", {"details": {}}),
        ("rejection", {"details": {"de": "Nein"}}),
        ("return", {"reason": {"ru": "=1+1"}}),
        ("return", {"reason": {"ru": "я" * 4001}}),
        ("translation", {"title": "  "}),
        ("translation", {"title": "+cmd"}),
        ("publication", {"unknown": 1}),
        ("publication", {"rid": "short"}),
    ],
)
def test_wrong_fields_are_refused_by_name(
    dynamodb: Calls, do: Do, act: str, wrong: dict[str, Any]
) -> None:
    factory.stored(**WAITING)

    answer = do(act, "moderator", **wrong)

    assert answer.status == 422
    assert answer.json["errors"][0]["name"] == next(iter(wrong))
    assert events() == []


def test_texts_are_kept_without_hidden_characters(dynamodb: Calls, do: Do) -> None:
    factory.stored(**WAITING)

    do("return", "moderator", reason={"ru": "До\u202eполните\u0000 текст", "kk": "  "})

    assert petition.load(1).petition.return_reason == {"ru": "Дополните текст"}


def test_a_form_without_a_token_or_json_is_refused(dynamodb: Calls, send: Send) -> None:
    from functions.desk import moderate

    path = "/api/v1/desk/petitions/1/publication"
    assert send(moderate.handler, "POST", path, {"reason": TEXTS}).status == 401
