"""What each public request asks of the store: the list is part of its contract."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from functions.petitions import (
    change,
    confirm,
    petition,
    signature,
    sponsor,
    unsubscribe,
    withdraw,
)
from functions.petitions.notice import change_token, sponsor_key
from functions.petitions.signature import Signer
from functions.shared import crypto, identity, keys, table
from tests import factory
from tests.conftest import NOW, Calls, Send

LOAD = ["GetItem", "GetItem"]


def signed() -> str:
    """Store a signature whose signer wants news, and return its tag."""
    own = crypto.petition_keys(1)
    signer = Signer(ident="email:signer@example.kz", email="signer@example.kz", notify=True)
    signature.put(signature.new_item(1, signer, own, rid="r", asked_at=NOW, at=NOW))
    return identity.idtag(own.pepper, 1, signer.ident)


def test_support_of_a_sponsor(dynamodb: Calls, send: Send, environment: Path) -> None:
    factory.stored(rule_set="uk", published_at=None)
    dynamodb.take()
    path = "/api/v1/petitions/1/sponsors"

    send(sponsor.handler, "POST", path, factory.person(key=sponsor_key(1)))
    assert dynamodb.take() == [*LOAD, "PutItem"]

    token = factory.token(factory.mails(environment)[0])
    crypto.petition_keys(1)
    dynamodb.take()
    send(confirm.handler, "POST", "/api/v1/confirmations", {"token": token})
    assert dynamodb.take() == ["PutItem", "UpdateItem"]


def test_withdrawals(dynamodb: Calls, send: Send, environment: Path) -> None:
    factory.stored()
    tag = signed()
    dynamodb.take()
    form = {"email": "signer@example.kz", "lang": "en"}

    send(withdraw.handler, "POST", "/api/v1/petitions/1/withdrawals", form)
    assert dynamodb.take() == [*LOAD, "GetItem", "PutItem"]

    item = table.get("signatures", keys.signature(1, tag))
    assert item
    token = crypto.seal("withdraw", {"p": 1, "t": tag, "c": item["c"]})
    dynamodb.take()
    send(withdraw.handler, "POST", "/api/v1/withdrawals", {"token": token})
    assert dynamodb.take() == ["GetItem", "PutItem", "UpdateItem"]


def test_unsubscribing(dynamodb: Calls, send: Send) -> None:
    factory.stored()
    tag = signed()
    dynamodb.take()
    token = crypto.seal("unsubscribe", {"p": 1, "t": tag})

    send(unsubscribe.handler, "POST", f"/api/v1/unsubscriptions/{token}", {})

    assert dynamodb.take() == ["UpdateItem"]


def test_the_petitioner_s_own_page(dynamodb: Calls, send: Send) -> None:
    record = factory.stored(published_at=None)
    back = {"returned_at": NOW - dt.timedelta(hours=1), "return_count": 1}
    petition.save(record, record.petition.model_copy(update=back))
    dynamodb.take()
    path, mine = "/api/v1/petitions/1/changes", {"token": change_token(1)}

    send(change.handler, "POST", path, mine)
    assert dynamodb.take() == LOAD + LOAD

    text = {"act": "resubmit", "title": "Пример", "background": "Почему"}
    send(change.handler, "POST", path, mine | text)
    assert dynamodb.take() == [*LOAD, "UpdateItem", "PutItem"]
