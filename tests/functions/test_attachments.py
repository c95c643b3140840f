"""The files of a petition: added after it is sent, seen by the moderator, shown with the page."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from functions.desk import media as desk_media
from functions.desk import moderate, queue
from functions.media import record, request, upload
from functions.petitions import attachments, petition, retention, rules, submit
from functions.shared import content
from tests import factory
from tests import media_files as files
from tests import media_kit as kit
from tests.conftest import NOW, Calls, Clock, Context, Send, event
from tests.functions.desk_kit import claims, rid

RULES = "european-parliament"
MODERATOR = claims("moderator")


@pytest.fixture
def stored(dynamodb: Calls) -> rules.RuleSet:
    """A petition in moderation, under rules that allow five files of 3 MB."""
    factory.stored(rule_set=RULES, published_at=None)
    return rules.rule_set(petition.load(1).petition.rule_set)


def permit(chosen: rules.RuleSet) -> str:
    found = attachments.permit(1, chosen, "en")
    assert found
    return found


def publish(send: Send, **more: Any) -> Any:
    body = {"rid": rid(1), "seen": petition.load(1).version, "checked": True, **more}
    path = "/api/v1/desk/petitions/1/publication"
    return send(moderate.handler, "POST", path, body, claims=MODERATOR)


def public(environment: Path) -> set[str]:
    top = environment / "site"
    return {str(f.relative_to(top)) for f in top.rglob("media/*") if f.is_file()}


def test_only_a_rule_set_that_allows_files_gives_a_permit(dynamodb: Calls) -> None:
    for key in content.load().rules:
        chosen = rules.rule_set(key)
        found = attachments.permit(1, chosen, "kk")

        assert bool(found) == bool(chosen.attachments.count), key
        if found:
            kinds = upload.opened(found).kinds
            assert (kinds.count, kinds.pdf) == (chosen.attachments.count, True)
            assert kinds.most_bytes("pdf") <= chosen.attachments.kilobytes * 1024


@pytest.mark.parametrize("is_form", [True, False])
def test_whoever_starts_a_petition_may_add_files_if_its_rules_have_them(
    dynamodb: Calls, send: Send, monkeypatch: pytest.MonkeyPatch, is_form: bool
) -> None:
    key = max(key for key in content.load().rules if key.startswith(f"{RULES}@"))
    monkeypatch.setitem(content.load().government, "rule_sets", [key])
    body = content.load().bodies["government"]
    monkeypatch.setitem(content.load().bodies, "p", body | {"id": "p", "kind": "parliament"})
    fields = factory.person(
        rule_set=key,
        jurisdiction="KZ",
        body="p",
        category=next(iter(content.load().categories)),
        title="Пример петиции",
        background="О чём она.",
        rid="first",
    )
    if is_form:
        fields = {
            name: str(value).lower() if value is True else value for name, value in fields.items()
        }
    answer = send(submit.handler, "POST", "/api/v1/petitions", fields, form=is_form)

    if is_form:
        assert answer.status == 303
        token = answer.headers["location"].removeprefix("/api/v1/uploads/")
        assert send(request.handler, "GET", answer.headers["location"]).status == 200
    else:
        token = answer.json["uploads"]
    assert upload.opened(token).owner == "petition:1"


def test_a_petition_under_rules_without_files_gets_no_permit_and_asks_no_query(
    dynamodb: Calls, send: Send
) -> None:
    factory.stored(published_at=None)
    dynamodb.take()
    screen = send(queue.handler, "GET", "/api/v1/desk/petitions/1", claims=MODERATOR).json

    assert screen["files"] == []
    assert dynamodb.take().count("Query") == 2
    assert attachments.permit(1, rules.rule_set(petition.load(1).petition.rule_set), "kk") is None


def test_a_moderator_sees_every_file_and_publishes_the_clean_ones(
    stored: rules.RuleSet, send: Send, environment: Path
) -> None:
    shown = kit.add(send, permit(stored), files.jpeg())
    left_out = kit.add(send, permit(stored), files.png())
    paper = kit.add(send, permit(stored), files.pdf())
    kit.add(send, permit(stored), b"no picture")
    kit.run()
    kit.add(send, permit(stored), files.png())

    screen = send(queue.handler, "GET", "/api/v1/desk/petitions/1", claims=MODERATOR).json
    assert [(one["state"], one["form"]) for one in screen["files"]] == [
        ("clean", "image"),
        ("clean", "image"),
        ("clean", "pdf"),
        ("offered", None),  # in the place of the one that was refused
    ]
    assert public(environment) == set()

    answer = publish(send, without=[left_out])
    assert answer.status == 200
    facts = petition.load(1).petition
    assert [one.key for one in facts.attachments] == [f"media/{shown}.jpg", f"media/{paper}.pdf"]
    assert [one.name for one in facts.attachments] == ["1.jpg", "2.pdf"]
    assert public(environment) == {
        f"media/{shown}.jpg",
        f"media/{shown}.small.jpg",
        f"media/{paper}.pdf",
    }
    assert publish(send, without=[left_out]).json == answer.json


def test_a_removed_petition_s_files_go_and_come_back_with_it(
    stored: rules.RuleSet, send: Send, environment: Path
) -> None:
    kit.add(send, permit(stored), files.jpeg())
    kit.run()
    publish(send)
    there = public(environment)
    act = "/api/v1/desk/petitions/1/"
    boss = claims("supervisor")

    body = {"rid": rid(2), "seen": petition.load(1).version}
    send(moderate.handler, "POST", f"{act}removal", body | {"code": "mistake"}, claims=boss)
    assert public(environment) == set()

    body = {"rid": rid(3), "seen": petition.load(1).version}
    send(moderate.handler, "POST", f"{act}restoration", body, claims=boss)
    assert public(environment) == there != set()


def test_an_official_sees_a_file_before_it_is_public_in_parts_and_nobody_else_does(
    stored: rules.RuleSet, send: Send, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = kit.add(send, permit(stored), files.jpeg())
    path = f"/api/v1/desk/media/{waiting}"
    assert send(desk_media.handler, "GET", path, claims=MODERATOR).status == 404
    kit.run()
    found = record.find(waiting)
    assert found
    large, small = ((environment / "private" / key).read_bytes() for key in found.files)

    monkeypatch.setattr(desk_media, "PART_BYTES", len(large) - 10)
    parts = [raw(send, path, {"part": str(part)}) for part in range(3)]
    assert b"".join(parts) == large
    assert [len(part) for part in parts] == [len(large) - 10, 10, 0]
    assert raw(send, path, {"small": "1"})[:100] == small[:100]

    assert send(desk_media.handler, "GET", path).status == 401
    assert send(desk_media.handler, "GET", path, claims=claims("")).status == 403
    elsewhere = claims("clerk:almaty-akimat")
    assert send(desk_media.handler, "GET", path, claims=elsewhere).status == 404
    wrong = f"/api/v1/desk/media/{'0' * 34}"
    assert send(desk_media.handler, "GET", wrong, claims=MODERATOR).status == 404


def raw(send: Send, path: str, query: dict[str, str]) -> bytes:
    """Return the bytes of an answer, as API Gateway would decode them."""
    answer = desk_media.handler(event("GET", path, query=query, claims=MODERATOR), Context())
    assert answer["isBase64Encoded"]
    return base64.b64decode(answer["body"])


def test_files_of_a_petition_that_was_never_confirmed_are_deleted_with_it(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored(rule_set=RULES, confirmed_at=None, published_at=None, submitted_at=NOW)
    chosen = rules.rule_set(petition.load(1).petition.rule_set)
    kit.add(send, permit(chosen), files.jpeg())
    kit.run()

    clock.pass_(days=2, seconds=1)
    retention.run(clock.now)

    assert record.of_owner("petition:1") == []
    assert not [f for f in (environment / "private").rglob("*") if f.is_file()]
