"""Asking to sign stores nothing but a sealed mail, and tells nobody who has signed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from functions.petitions import sign
from functions.shared import crypto, table
from tests import factory
from tests.conftest import NOW, Calls, Clock, Send

PATH = "/api/v1/petitions/1/signatures"


def proof(email: str, number: int = 1, bits: int = 8) -> str:
    hour = f"{NOW:%Y-%m-%dT%H}"
    for nonce in range(1_000_000):
        text = f"dauys-pow/v1\n{number}\n{email}\n{hour}\n{nonce}"
        if int.from_bytes(hashlib.sha256(text.encode()).digest()) >> (256 - bits) == 0:
            return f"{hour}.{nonce}"
    raise AssertionError


def test_signing_costs_one_put_once_the_petition_is_known(dynamodb: Calls, send: Send) -> None:
    factory.stored()
    dynamodb.take()

    first = send(sign.handler, "POST", PATH, factory.person(email="a@example.kz"))
    assert dynamodb.take() == ["GetItem", "GetItem", "PutItem"]
    second = send(sign.handler, "POST", PATH, factory.person(email="b@example.kz"))

    assert dynamodb.take() == ["PutItem"]
    assert (first.status, first.json) == (second.status, second.json) == (202, {"state": "pending"})
    assert first.headers["cache-control"] == "no-store"


def test_the_answer_to_a_repeat_is_the_same_and_mails_nothing_more(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    factory.stored()
    form = factory.person(rid="same", proof=proof("signer@example.kz"))

    answers = {send(sign.handler, "POST", PATH, form).text for _ in range(5)}

    assert answers == {'{"state":"pending"}'}
    assert len(factory.mails(environment)) == 1


@pytest.mark.parametrize(("proved", "most"), [(True, 3), (False, 1)])
def test_mails_to_one_mailbox_are_capped_each_day(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock, *, proved: bool, most: int
) -> None:
    factory.stored()
    work = {"proof": proof("signer@example.kz")} if proved else {}

    for number in range(6):
        answer = send(sign.handler, "POST", PATH, factory.person(rid=f"r{number}", **work))
        assert answer.status == 202
    assert len(factory.mails(environment)) == most

    clock.pass_(days=1)
    send(sign.handler, "POST", PATH, factory.person(rid="tomorrow"))
    assert len(factory.mails(environment)) == most + 1


def test_the_cap_follows_the_mailbox_not_the_spelling(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    factory.stored()

    for spelling in ("bob.jones@gmail.com", "bobjones+1@gmail.com", "BOBJONES@googlemail.com"):
        send(sign.handler, "POST", PATH, factory.person(email=spelling, rid=spelling[:4]))

    assert len(factory.mails(environment)) == 1


def test_nothing_about_the_signer_is_stored_in_the_clear(dynamodb: Calls, send: Send) -> None:
    factory.stored()

    send(sign.handler, "POST", PATH, factory.person(name="Very Unusual", email="very@unusual.kz"))

    items = [
        item
        for name in ("CoreTable", "SignaturesTable", "OpsTable", "KeysTable")
        for item in table.client().scan(TableName=name)["Items"]
    ]
    assert "unusual" not in repr(items).lower()


def test_the_mail_holds_no_text_of_the_signer(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    factory.stored()

    send(sign.handler, "POST", PATH, factory.person(name="Buy cheap watches"))

    mail = factory.mails(environment)[0]
    assert mail["To"] == "signer@example.kz"
    assert "watches" not in mail.as_string()
    assert "Пример" in mail["Subject"]
    assert factory.link(mail).startswith("https://dauys.example/ru/confirm/#")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "missing"),
        ("name", "\u202e\u200b", "missing"),
        ("name", "visit www.example.com", "address"),
        ("name", "=SUM(A1)", "formula"),
        ("name", "x" * 101, "too_long"),
        ("email", "nobody", "not_email"),
        ("email", "a@b.kz\r\nBcc: x@y.kz", "not_email"),
        ("region", "XX-1", "not_a_choice"),
        ("consent", False, "consent"),
        ("surprise", "x", "unknown"),
        ("lang", 7, "invalid"),
    ],
)
def test_a_wrong_field_is_named_in_the_readers_language_and_not_echoed(
    dynamodb: Calls, send: Send, field: str, value: object, code: str
) -> None:
    factory.stored()

    answer = send(sign.handler, "POST", PATH, factory.person(**{field: value}))

    assert answer.status == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [(error["name"], error["code"]) for error in answer.json["errors"]] == [(field, code)]
    assert len(str(value)) < 4 or str(value) not in answer.text


def test_a_form_without_scripts_lands_on_a_plain_page(dynamodb: Calls, send: Send) -> None:
    factory.stored()

    answer = send(sign.handler, "POST", PATH, factory.person(consent="on"), form=True)

    assert (answer.status, answer.headers["location"]) == (303, "/ru/done/sign/")


def test_a_wrong_form_without_scripts_comes_back_with_what_was_typed(
    dynamodb: Calls, send: Send
) -> None:
    factory.stored()
    typed = factory.person(name='<b>"O\'Brien"</b>', email="nobody", consent="on")

    answer = send(sign.handler, "POST", PATH, typed, form=True)

    assert answer.status == 422
    assert "name@example.kz" in answer.text
    assert 'value="nobody"' in answer.text
    assert "&lt;b&gt;&quot;O&#x27;Brien&quot;&lt;/b&gt;" in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        '{"name":"a","name":"b"}',
        '{"name":NaN}',
        '{"name":"\\ud800"}',
        '{"name":' + "[" * 9 + "]" * 9 + "}",
        "{" + " " * 9000 + "}",
    ],
)
def test_bodies_that_are_not_plain_json_are_refused(dynamodb: Calls, send: Send, body: str) -> None:
    factory.stored()

    answer = send(sign.handler, "POST", PATH, body)

    assert answer.status in (413, 422)


def test_other_types_of_bodies_are_refused(dynamodb: Calls, send: Send) -> None:
    answer = send(sign.handler, "POST", PATH, "{}", headers={"content-type": "text/plain"})

    assert answer.status == 415


def test_petitions_that_are_not_open_refuse(dynamodb: Calls, send: Send, clock: Clock) -> None:
    factory.stored(1, published_at=None)
    factory.stored(2, removed_at=NOW, removal_code="removed")
    factory.stored(3, withdrawn_at=NOW)

    statuses = [
        send(
            sign.handler, "POST", f"/api/v1/petitions/{number}/signatures", factory.person()
        ).status
        for number in (1, 2, 3, 4, "x", "1" * 30)
    ]

    assert statuses[1] == 410
    assert statuses[3:] == [404, 404, 404]
    assert set(statuses[::2]) <= {404, 409}


def test_a_rule_set_that_wants_an_electronic_identity_says_so(
    dynamodb: Calls, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    factory.stored()
    from functions.petitions import rules

    chosen = rules.rule_set(factory.facts().rule_set)
    only_eid = chosen.model_copy(
        update={"sign": chosen.sign.model_copy(update={"assurance": ("eid",)})}
    )
    monkeypatch.setattr(rules, "rule_set", lambda _key: only_eid)

    answer = send(sign.handler, "POST", PATH, factory.person())

    assert answer.json["errors"][0]["code"] == "eid_only"


def test_a_disposable_mailbox_is_flagged_and_not_dropped(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    from functions.shared.content import load

    factory.stored()
    domain = min(load().disposable)

    send(sign.handler, "POST", PATH, factory.person(email=f"x@{domain}"))

    mail = factory.mails(environment)[0]
    assert "disposable" in crypto.open_token("confirm", factory.token(mail))["flags"]


def test_nobody_is_refused_on_an_old_copy(dynamodb: Calls, send: Send, clock: Clock) -> None:
    """A sandbox that saw the petition before it was published takes signatures right after."""
    from functions.petitions import petition

    record = factory.stored(published_at=None)
    assert send(sign.handler, "POST", PATH, factory.person()).status == 404
    clock.pass_(seconds=6)
    published = {"published_at": clock.now, "changed_at": clock.now}
    petition.save(record, record.petition.model_copy(update=published))

    assert send(sign.handler, "POST", PATH, factory.person()).status == 202
