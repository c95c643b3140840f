"""Confirming writes one item, which is guard and record; whatever is repeated counts once."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from functions.ledger import entries
from functions.petitions import confirm, known, petition, sign, withdraw
from functions.shared import identity, keys, table
from functions.shared.crypto import petition_keys
from tests import factory
from tests.conftest import Answer, Calls, Clock, Send

SIGN = "/api/v1/petitions/1/signatures"
CONFIRM = "/api/v1/confirmations"
WITHDRAW = "/api/v1/withdrawals"


def ask(send: Send, environment: Path, **form: Any) -> str:
    """Ask to sign and return the token that came by mail."""
    before = len(factory.mails(environment))
    assert send(sign.handler, "POST", SIGN, factory.person(**form)).status == 202
    after = factory.mails(environment)
    assert len(after) == before + 1
    return factory.token(after[-1])


def press(send: Send, token: str, **more: Any) -> Answer:
    return send(confirm.handler, "POST", CONFIRM, {"token": token}, **more)


def signatures() -> list[dict[str, Any]]:
    return list(table.client().scan(TableName="SignaturesTable")["Items"])


def test_confirming_is_one_put(dynamodb: Calls, send: Send, environment: Path) -> None:
    factory.stored()
    token = ask(send, environment)
    press(send, ask(send, environment, email="first@example.kz"))
    dynamodb.take()

    answer = press(send, token)

    assert (answer.status, answer.json["state"]) == (200, "counted")
    assert dynamodb.take() == ["PutItem"]


def test_nobody_is_refused_on_a_copy_from_before_they_asked(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    """As when one worker read the petition just before it was published, and another just after."""
    draft = factory.stored(published_at=None)
    known.get(1)
    clock.pass_(seconds=1)
    published = draft.petition.model_copy(update={"published_at": clock.now})
    petition.save(draft, published)
    seen = dict(known._seen)
    known.forget()
    clock.pass_(seconds=1)
    token = ask(send, environment)
    clock.pass_(seconds=1)
    known._seen.update(seen)

    assert press(send, token).json["state"] == "counted"


def test_the_answer_is_a_receipt_that_opens_the_commitment(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    factory.stored()

    receipt = press(send, ask(send, environment, email="Sig.ner@example.kz")).json

    entry = json.loads(receipt["entry"])
    committed = identity.commitment(
        bytes.fromhex(receipt["salt"]), 1, "email:sig.ner@example.kz", "KZ-75"
    )
    assert entry == {
        "a": "email",
        "c": committed,
        "h": "2026-09-30T12",
        "p": 1,
        "t": "sign",
        "v": 1,
    }
    assert entries.encode(entries.decode(receipt["entry"].encode())) == receipt["entry"].encode()
    assert receipt["included_by"] == "2026-09-30T12:13:04Z"
    assert "dauys.example/log/promise" in receipt["promise"]


def test_the_same_request_again_gets_the_same_receipt(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    token = ask(send, environment)

    first = press(send, token).json
    clock.pass_(minutes=5)
    again = press(send, token).json

    assert (again["entry"], again["salt"]) == (first["entry"], first["salt"])
    assert len(signatures()) == 1


def test_a_second_mail_of_one_person_counts_nothing_and_tells_nothing(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    press(send, ask(send, environment, rid="one", email="a.b@gmail.com"))
    clock.pass_(days=1)

    second = press(send, ask(send, environment, rid="two", email="ab+x@gmail.com"))

    assert second.json == {"petition": 1, "state": "already"}
    assert len(signatures()) == 1


def test_a_scanner_that_only_looks_confirms_nothing(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    factory.stored()
    token = ask(send, environment)

    for method in ("GET", "HEAD"):
        for _ in range(50):
            assert send(confirm.handler, method, f"{CONFIRM}?token={token}").status in (404, 405)

    assert signatures() == []


@pytest.mark.parametrize(
    ("hours", "status"), [(23.9, 200), (24, 200), (24.1, 401)], ids=["before", "at", "after"]
)
def test_a_link_is_good_for_24_hours(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock, hours: float, status: int
) -> None:
    factory.stored()
    token = ask(send, environment)

    clock.pass_(hours=hours)

    assert press(send, token).status == status


def test_signing_that_began_before_closing_may_be_confirmed_within_24_hours(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored(rule_set="uk", published_at=clock.now - dt.timedelta(days=100))
    from functions.petitions import known

    closes = known.get(1).status(clock.now).closes_at
    assert closes
    clock.now = closes - dt.timedelta(seconds=1)
    in_time = ask(send, environment)
    clock.now = closes

    assert send(sign.handler, "POST", SIGN, factory.person(email="late@example.kz")).status == 409
    clock.now = closes + dt.timedelta(hours=23, minutes=59)
    assert press(send, in_time).json["state"] == "counted"


def test_a_form_without_scripts_may_paste_the_token(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    factory.stored()
    token = ask(send, environment)

    answer = send(
        confirm.handler, "POST", CONFIRM, {"token": f" {token} ", "lang": "kk"}, form=True
    )

    assert (answer.status, answer.headers["location"]) == (303, "/kk/done/confirmed/")
    assert len(signatures()) == 1


def test_the_record_is_one_write_unit_and_holds_no_address_unless_asked(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    factory.stored()
    long = factory.person(name="Ұ" * 100, email="a" * 60 + "@example.kz", notify=True)

    press(send, ask(send, environment, **long))
    press(send, ask(send, environment, email="quiet@example.kz"))

    answer = table.client().put_item(
        TableName="SignaturesTable",
        Item=max(signatures(), key=lambda item: len(repr(item))),
        ReturnConsumedCapacity="TOTAL",
    )
    assert answer["ConsumedCapacity"]
    sizes = [item_size(item) for item in signatures()]
    assert max(sizes) <= 1024
    assert ["en" in item for item in sorted(signatures(), key=item_size)] == [False, True]


def item_size(item: dict[str, Any]) -> int:
    """Return an item's size as DynamoDB counts it: names and values in bytes."""
    total = 0
    for name, value in item.items():
        (_kind, inner), *_ = value.items()
        total += len(name)
        total += len(inner.encode() if isinstance(inner, str) else bytes(repr(inner), "utf-8"))
    return total


def test_taking_back_asks_the_log_and_forgets_the_person(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    receipt = press(send, ask(send, environment, notify=True)).json
    clock.pass_(minutes=3)

    answers = [
        send(withdraw.handler, "POST", WITHDRAW, {"token": receipt["withdrawal"]}).json
        for _ in range(2)
    ]

    assert answers == [{"state": "withdrawn", "petition": 1}] * 2
    tag = identity.idtag(petition_keys(1).pepper, 1, "email:signer@example.kz")
    item = table.get("signatures", keys.signature(1, tag))
    assert item
    assert (item["st"], item["dr"], "en" in item) == ("drop", "withdrawn", False)
    requests = list(table.query("signatures", "pk", "LOG#1"))
    assert [request["e"]["t"] for request in requests] == ["drop"]


def test_who_took_back_may_sign_again(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    receipt = press(send, ask(send, environment, rid="one")).json
    send(withdraw.handler, "POST", WITHDRAW, {"token": receipt["withdrawal"]})
    clock.pass_(days=1)

    again = press(send, ask(send, environment, rid="two"))

    assert again.json["state"] == "counted"
    assert json.loads(again.json["entry"])["c"] != json.loads(receipt["entry"])["c"]
    stale = send(withdraw.handler, "POST", WITHDRAW, {"token": receipt["withdrawal"]})
    assert stale.status == 401


def test_a_withdrawal_can_be_asked_for_by_mail(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    press(send, ask(send, environment))
    clock.pass_(days=1)
    path, form = "/api/v1/petitions/1/withdrawals", {"email": "SIGNER@example.kz", "lang": "en"}

    asked = send(withdraw.handler, "POST", path, form)
    unknown = send(withdraw.handler, "POST", path, form | {"email": "nobody@example.kz"})

    assert (asked.status, asked.text) == (unknown.status, unknown.text) == (202, asked.text)
    *_, mail = factory.mails(environment)
    assert mail["To"] == "SIGNER@example.kz"
    answer = send(withdraw.handler, "POST", WITHDRAW, {"token": factory.token(mail), "erase": True})
    assert answer.json["state"] == "withdrawn"
    assert [item for item in signatures() if "idtag" in item] == []
