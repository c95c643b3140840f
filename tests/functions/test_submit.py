"""A petition from the form to the moderators: confirmed by its mailbox, carried by its sponsors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from functions.petitions import change, confirm, known, petition, sponsor, submit
from functions.petitions.lifecycle import State
from functions.shared import content
from tests import factory
from tests.conftest import Calls, Clock, Send

SUBMIT = "/api/v1/petitions"
CONFIRM = "/api/v1/confirmations"


@pytest.fixture
def kingdom(dynamodb: Calls, monkeypatch: pytest.MonkeyPatch) -> str:
    """The rule set with sponsors is the one in force."""
    key = max(key for key in content.load().rules if key.startswith("uk@"))
    monkeypatch.setitem(content.load().government, "rule_sets", [key])
    place = content.load().jurisdictions["KZ"]
    monkeypatch.setitem(content.load().jurisdictions, "KZ", place | {"kind": "country"})
    body = content.load().bodies["government"]
    for kind in ("government", "parliament"):
        monkeypatch.setitem(content.load().bodies, kind, body | {"id": kind, "kind": kind})
    return key


def form(**changes: Any) -> dict[str, Any]:
    chosen = content.load().government["rule_sets"][0]
    base = {
        "rule_set": chosen,
        "jurisdiction": "KZ",
        "body": "government",
        "category": next(iter(content.load().categories)),
        "title": "Пример петиции",
        "background": "О чём она.\n\nИ почему.",
        "rid": "first",
    }
    return factory.person(**base | changes)


def press(send: Send, token: str) -> Any:
    return send(confirm.handler, "POST", CONFIRM, {"token": token}).json


def test_a_petition_is_taken_and_waits_for_its_mailbox(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    answer = send(submit.handler, "POST", SUBMIT, form(title="  Пример \u202e петиции "))

    assert (answer.status, answer.json) == (202, {"state": "pending", "petition": 1})
    assert dynamodb.take() == [
        "PutItem",
        "UpdateItem",
        "UpdateItem",
        "PutItem",
        "GetItem",
        "PutItem",
        "PutItem",
        "PutItem",
    ]
    record = petition.load(1)
    assert record.petition.text.title == "Пример петиции"
    assert known.get(1).status(factory.clock.now()).state == State.UNCONFIRMED
    (mail,) = factory.mails(environment)
    assert "Пример петиции" not in mail.as_string()


def test_a_retry_gets_the_same_petition(dynamodb: Calls, send: Send, environment: Path) -> None:
    answers = [send(submit.handler, "POST", SUBMIT, form()).json for _ in range(3)]
    other = send(submit.handler, "POST", SUBMIT, form(rid="second")).json

    assert {answer["petition"] for answer in answers} == {1}
    assert other["petition"] != 1
    assert len(factory.mails(environment)) == 2


def test_confirming_starts_moderation_and_tells_the_petitioner(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    send(submit.handler, "POST", SUBMIT, form())
    token = factory.token(factory.mails(environment)[0])

    first, again = press(send, token), press(send, token)

    assert (first["state"], again["state"]) == ("petition", "petition")
    assert known.get(1).status(factory.clock.now()).state == State.MODERATION
    received = factory.mails(environment)[1:]
    assert [mail["Subject"] for mail in received] == ["Петиция № 1 принята"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"rule_set": "nowhere"}, ["rule_set"]),
        ({"jurisdiction": "KZ-75", "body": "nobody"}, ["jurisdiction"]),
        ({"body": "nobody", "category": "none"}, ["body", "category"]),
        ({"title": ""}, ["title"]),
        ({"title": "x" * 5000, "background": "y" * 15000}, ["background", "title"]),
        ({"title": "=HYPERLINK()"}, ["title"]),
        ({"invite": ["a@example.kz"] * 6}, ["invite"]),
        ({"invite": "a@example.kz\nnobody"}, ["invite"]),
    ],
)
def test_every_wrong_field_is_named(
    dynamodb: Calls, send: Send, changes: dict[str, Any], wrong: list[str]
) -> None:
    answer = send(submit.handler, "POST", SUBMIT, form(**changes))

    assert answer.status == 422
    assert sorted(error["name"] for error in answer.json["errors"]) == wrong


def test_without_scripts_everything_is_shown_once_more_before_it_is_sent(
    dynamodb: Calls, send: Send
) -> None:
    typed = form(step="check", consent="on", title="<i>Пример</i>")

    checked = send(submit.handler, "POST", SUBMIT, typed, form=True)

    assert checked.status == 200
    assert "&lt;i&gt;Пример&lt;/i&gt;" in checked.text
    assert "<i>" not in checked.text
    assert 'name="step" value="send"' in checked.text
    sent = send(submit.handler, "POST", SUBMIT, typed | {"step": "send"}, form=True)
    assert (sent.status, sent.headers["location"]) == (303, "/ru/done/petition/")


def test_an_invited_person_joins_with_a_name_of_their_own(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    send(submit.handler, "POST", SUBMIT, form(invite=["joint@example.kz"]))
    mails = {mail["To"]: mail for mail in factory.mails(environment)}
    token = factory.token(mails["joint@example.kz"])

    joined = send(confirm.handler, "POST", CONFIRM, {"token": token, "name": "Example Joint"})

    assert joined.json["state"] == "copetitioner"
    assert len(petition.load(1).petition.copetitioners) == 1


def test_sponsors_carry_a_petition_to_moderation(
    kingdom: str, send: Send, environment: Path, clock: Clock
) -> None:
    body = content.load().rules[kingdom]["addressees"][0]
    assert send(submit.handler, "POST", SUBMIT, form(body=body)).status == 202
    press(send, factory.token(factory.mails(environment)[0]))
    (received,) = factory.mails(environment)[1:]
    link = next(line for line in received.get_content().split() if "/petitions/sponsor/#" in line)
    key = link.partition("#")[2].partition(".")[2]
    path = "/api/v1/petitions/1/sponsors"
    assert send(sponsor.handler, "POST", path, factory.person(key="0" * 32)).status == 404

    for number in range(5):
        assert known.get(1).status(clock.now).state == State.GATHERING_SPONSORS
        support(send, environment, path, key, number)
        clock.pass_(minutes=2)

    assert known.get(1).status(clock.now).state == State.MODERATION
    told = [mail["Subject"] for mail in factory.mails(environment)]
    assert told.count("Петиция № 1 передана на модерацию") == 1


def test_the_21st_of_20_sponsors_is_refused_politely(
    kingdom: str, send: Send, environment: Path, clock: Clock
) -> None:
    """Twenty may support at the same moment, before any of them makes the number full."""
    factory.stored(rule_set="uk", published_at=None, contact=True)
    for number in range(20):
        petition.add_sponsor(1, f"{number:064x}", clock.now, 20)

    with pytest.raises(petition.SponsorsFullError):
        petition.add_sponsor(1, "f" * 64, clock.now, 20)
    petition.add_sponsor(1, f"{7:064x}", clock.now, 20)

    from functions.petitions.notice import sponsor_key

    known.forget()
    path, person = "/api/v1/petitions/1/sponsors", factory.person(key=sponsor_key(1), lang="en")
    answer = send(sponsor.handler, "POST", path, person)
    assert (answer.status, answer.json["code"]) == (409, "sponsors_full")
    assert "Thank you" in answer.json["title"]


def support(send: Send, environment: Path, path: str, key: str, number: int) -> None:
    person = factory.person(key=key, email=f"s{number}@example.kz")
    assert send(sponsor.handler, "POST", path, person).status == 202
    *_, mail = factory.mails(environment)
    token = factory.token(mail)
    assert press(send, token)["state"] == "sponsor"


def test_a_returned_petition_may_be_sent_again_by_its_petitioner_alone(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    from functions.petitions.notice import change_token

    record = factory.stored(published_at=None, contact=True)
    back = {"returned_at": clock.now, "return_reason": {"ru": "Уточните"}, "return_count": 1}
    petition.save(record, record.petition.model_copy(update=back))
    path, mine = "/api/v1/petitions/1/changes", {"token": change_token(1), "lang": "ru"}

    seen = send(change.handler, "POST", path, mine).json
    short = send(change.handler, "POST", path, mine | {"act": "resubmit", "title": "Новое"})
    text = {"act": "resubmit", "title": "Новое", "background": "Почему"}
    sent = send(change.handler, "POST", path, mine | text)
    twice = send(change.handler, "POST", path, mine | text)
    stranger = send(change.handler, "POST", "/api/v1/petitions/2/changes", mine)

    assert (seen["state"], seen["return_reason"]) == ("returned", "Уточните")
    assert [error["name"] for error in short.json["errors"]] == ["background"]
    assert (sent.json["state"], twice.status, stranger.status) == ("moderation", 200, 401)


def test_who_has_the_private_link_may_read_what_it_is_about(dynamodb: Calls, send: Send) -> None:
    from functions.petitions.notice import sponsor_key

    factory.stored(rule_set="uk", published_at=None)
    path = "/api/v1/petitions/1/sponsors"

    seen = send(sponsor.handler, "POST", path, {"act": "read", "key": sponsor_key(1)})
    other = send(sponsor.handler, "POST", path, {"act": "read", "key": sponsor_key(2)})

    assert (seen.status, seen.json["title"], other.status) == (200, "Пример", 404)


def test_a_sponsor_without_scripts_pastes_the_link(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    from functions.petitions.notice import sponsor_link

    factory.stored(rule_set="uk", published_at=None)
    typed = factory.person(link=sponsor_link("ru", 1), consent="on")

    answer = send(sponsor.handler, "POST", "/api/v1/petitions/0/sponsors", typed, form=True)

    assert (answer.status, answer.headers["location"]) == (303, "/ru/done/sponsor/")
    assert len(factory.mails(environment)) == 1
