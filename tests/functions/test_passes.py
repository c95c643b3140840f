"""Participation codes: asked for by mail, got from an eID, good for two weeks, and nothing kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from functions.participants import contribution, contributions, eid_pass, participant, passes
from functions.participants.participant import Participant
from tests import factory
from tests.conftest import Calls, Clock, Send
from tests.functions.test_eid import Provider, parse_qs, provider, urlsplit

__all__ = ["provider"]
PATH = "/api/v1/passes"


def ask(send: Send, **fields: Any) -> Any:
    form = {"email": "Aigerim+x@example.kz", "lang": "ru", "rid": "r1"} | fields
    return send(passes.handler, "POST", PATH, form)


def test_a_code_comes_by_mail_and_nothing_else_is_kept(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    answer = ask(send, region="KZ-75", born=1990, back="/ru/polls/3/")

    assert (answer.status, answer.json) == (202, {"state": "pending"})
    assert dynamodb.take() == ["PutItem"]
    (mail,) = factory.mails(environment)
    body = mail.get_content()
    link = next(line for line in body.splitlines() if line.startswith("https://"))
    code = next(
        line
        for line in body.splitlines()
        if len(line) > 80 and " " not in line and "://" not in line
    )
    assert link == f"https://dauys.example/ru/participate/#{code}~/ru/polls/3/"
    who = participant.unseal(link)
    assert (
        who
        == participant.unseal(f" {code[:40]}\n{code[40:]} ")
        == Participant(
            ident="email:aigerim@example.kz",
            region="KZ-75",
            born=1990,
            email="Aigerim+x@example.kz",
            lang="ru",
        )
    )
    assert participant.hint(who) == "A***@example.kz"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"email": "nobody"}, ("email", "not_email")),
        ({"region": "XX"}, ("region", "not_a_choice")),
        ({"born": "19x0"}, ("born", "not_year")),
        ({"born": 1800}, ("born", "not_year")),
        ({"born": 2027}, ("born", "not_year")),
        ({"back": "//evil.example/"}, ("back", "invalid")),
        ({"back": "/ru/../desk/"}, ("back", "invalid")),
        ({"back": "https://evil.example/"}, ("back", "invalid")),
        ({"name": "x"}, ("name", "unknown")),
    ],
    ids=str,
)
def test_a_wrong_field_is_named(
    dynamodb: Calls, send: Send, fields: Any, wrong: tuple[str, str]
) -> None:
    answer = ask(send, **fields)

    assert answer.status == 422
    assert [(one["name"], one["code"]) for one in answer.json["errors"]] == [wrong]


def test_a_form_without_scripts_may_leave_fields_empty(dynamodb: Calls, send: Send) -> None:
    form = {"email": "a@example.kz", "lang": "kk", "region": "", "born": "", "website": ""}

    answer = send(passes.handler, "POST", PATH, form, form=True)

    assert (answer.status, answer.headers["location"]) == (303, "/kk/done/pass/")


def test_a_mailbox_gets_one_code_a_day_without_proof_of_work(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    for number in range(3):
        assert ask(send, rid=f"r{number}").status == 202

    assert len(factory.mails(environment)) == 1


def test_the_code_of_another_purpose_or_a_bent_one_is_refused(environment: Path) -> None:
    code = participant.seal(Participant(ident="email:a@example.kz"))
    from functions.shared import crypto
    from functions.shared.errors import InvalidTokenError

    for bad in ("", "é", code[:-4], code[:20] + "AAAA" + code[24:], crypto.seal("confirm", {})):
        with pytest.raises(InvalidTokenError):
            participant.unseal(bad)


@pytest.mark.parametrize(
    ("claims", "born", "region"),
    [
        ({"iin": "900101300001"}, 1990, "KZ-75"),
        ({"iin": "050101500001", "region": "KZ-79"}, 2005, "KZ-79"),
        ({"iin": "000000000001"}, None, "KZ-75"),
        ({"iin": "900101300001", "birthdate": "1991-05-06"}, 1991, "KZ-75"),
        ({"birthdate": "0000"}, None, "KZ-75"),
    ],
    ids=str,
)
def test_an_electronic_identity_gives_a_code_at_once(
    send: Send, provider: Provider, claims: dict[str, Any], born: int | None, region: str
) -> None:
    query = {"lang": "en", "back": "/en/polls/3/", "region": "KZ-75"}
    start = send(eid_pass.handler, "GET", f"{PATH}/eid", query=query)
    sent = parse_qs(urlsplit(start.headers["location"]).query)
    assert sent["redirect_uri"] == ["https://dauys.example/api/v1/passes/eid/callback"]
    provider.nonce = sent["nonce"][0]
    provider.claims = claims

    query = {"code": "c", "state": sent["state"][0]}
    answer = send(eid_pass.handler, "GET", f"{PATH}/eid/callback", query=query)

    page, _, fragment = answer.headers["location"].partition("#")
    who = participant.unseal(fragment)
    assert (answer.status, page) == (302, "https://dauys.example/en/participate/")
    assert fragment.endswith("~/en/polls/3/")
    assert (who.assurance, who.born, who.region) == ("eid", born, region)
    assert who.ident == (f"iin:{claims['iin']}" if "iin" in claims else "eid:1")


def test_a_foreign_way_back_is_dropped_and_a_refusal_returns(
    send: Send, provider: Provider
) -> None:
    query = {"lang": "en", "back": "//evil.example/"}
    start = send(eid_pass.handler, "GET", f"{PATH}/eid", query=query)
    state = parse_qs(urlsplit(start.headers["location"]).query)["state"][0]

    query = {"error": "access_denied", "state": state}
    answer = send(eid_pass.handler, "GET", f"{PATH}/eid/callback", query=query)

    assert answer.headers["location"] == "/en/participate/"


def test_contributions_are_shown_to_whoever_has_the_code(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    who = Participant(ident="email:a@example.kz", email="a@example.kz")
    contribution.add(who, "idea", "project/1/idea/2", clock.now)
    contribution.add(who, "idea", "project/1/idea/2", clock.now + dt.timedelta(days=1))
    contribution.add(who, "comment", "project/1/comment/3", clock.now)
    contribution.undo(who, "comment", "project/1/comment/3", clock.now)
    contribution.add(Participant(ident="email:b@example.kz"), "idea", "x", clock.now)
    dynamodb.take()
    body = {"code": participant.seal(who), "lang": "en"}

    told = send(contributions.handler, "POST", "/api/v1/contributions", body)

    assert dynamodb.take() == ["Query", "Query"]
    assert told.json["points"] == 10
    assert told.json["badges"] == [{"kind": "idea", "level": 1}]
    assert [(one["kind"], one["points"]) for one in told.json["ledger"]] == [
        ("comment", 2),
        ("comment", -2),
        ("idea", 10),
    ]
    form = send(contributions.handler, "POST", "/api/v1/contributions", body, form=True)
    assert (form.status, "10 points" in form.text) == (200, True)


def test_contributions_can_be_erased_by_whoever_has_the_code(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    who, other = (Participant(ident=f"email:{name}@example.kz") for name in "ab")
    for one in (who, other):
        contribution.add(one, "vote", "poll/1", clock.now)
        contribution.add(one, "idea", "project/1/idea/2", clock.now)
    dynamodb.take()
    body = {"code": participant.seal(who), "lang": "en", "erase": True}

    told = send(contributions.handler, "POST", "/api/v1/contributions", body)

    assert dynamodb.take() == ["Query", "DeleteItem", "DeleteItem", "Query", "Query"]
    assert (told.json["contributions"], told.json["points"]) == ([], 0)
    assert len(contribution.of(other)) == 2
