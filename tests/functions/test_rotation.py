"""A new token key spoils no mailed link; a key that was removed is refused like any wrong token."""

from __future__ import annotations

import json
from pathlib import Path

import boto3
import pytest

from functions.mail import outbox
from functions.petitions import confirm, sign, sponsor
from functions.petitions.notice import sponsor_key
from functions.shared import crypto, keyring
from functions.shared.errors import InvalidTokenError
from functions.shared.settings import settings
from infra import rotate
from infra.local import keys as local_keys
from tests import factory
from tests.conftest import Calls, Clock, Send

SIGN = "/api/v1/petitions/1/signatures"
CONFIRM = "/api/v1/confirmations"


@pytest.fixture
def folder(dynamodb: Calls, environment: Path) -> rotate.Folder:
    return rotate.Folder(environment / "keys")


def test_a_link_mailed_before_a_rotation_works_after_it(
    folder: rotate.Folder, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    send(sign.handler, "POST", SIGN, factory.person())
    link = factory.token(factory.mails(environment)[0])

    assert rotate.add(folder) == 2
    clock.pass_(minutes=6)
    answer = send(confirm.handler, "POST", CONFIRM, {"token": link})

    assert answer.json["state"] == "counted"
    assert list(keyring.token_keys()) == [2, 1]
    assert crypto.open_token("x", crypto.seal("x", {"a": 1})) == {"a": 1}


def test_mail_that_waited_during_a_rotation_is_sent(
    folder: rotate.Folder, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    send(sign.handler, "POST", SIGN, factory.person())

    rotate.add(folder)
    clock.pass_(minutes=6)

    assert len(factory.mails(environment)) == 1


def test_a_token_of_a_removed_key_is_refused_in_the_reader_s_language(
    folder: rotate.Folder, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    send(sign.handler, "POST", SIGN, factory.person())
    link = factory.token(factory.mails(environment)[0])

    rotate.add(folder)
    rotate.remove(folder, 1)
    clock.pass_(minutes=6)
    answer = send(confirm.handler, "POST", CONFIRM, {"token": link, "lang": "ru"})

    assert answer.status == 401
    assert answer.json["code"] == "invalid_token"
    with pytest.raises(InvalidTokenError):
        crypto.open_token("confirm", link)


def test_mail_of_a_removed_key_is_dropped_and_holds_up_no_other(
    folder: rotate.Folder, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored()
    send(sign.handler, "POST", SIGN, factory.person())
    rotate.add(folder)
    rotate.remove(folder, 1)
    clock.pass_(minutes=6)
    send(sign.handler, "POST", SIGN, factory.person(email="other@example.kz"))

    (mail,) = factory.mails(environment)

    assert mail["To"] == "other@example.kz"
    assert outbox.oldest_age(clock.now) == 0


def test_a_sandbox_that_does_not_know_a_new_key_yet_looks_again(
    folder: rotate.Folder, clock: Clock
) -> None:
    """One process sealed with the new key while another has kept the old ones in memory."""
    keyring.token_keys()
    kept = dict(keyring._seen)
    rotate.add(folder)
    keyring.forget()
    token = crypto.seal("confirm", {"p": 1})
    keyring._seen.update(kept)

    clock.pass_(seconds=11)

    assert crypto.open_token("confirm", token) == {"p": 1}


def test_a_sponsors_link_works_after_a_rotation(
    folder: rotate.Folder, send: Send, clock: Clock
) -> None:
    factory.stored()
    old = sponsor_key(1)
    rotate.add(folder)
    clock.pass_(minutes=6)

    assert sponsor_key(1) != old
    for key in (old, sponsor_key(1)):
        path, body = "/api/v1/petitions/1/sponsors", {"act": "read", "key": key}
        assert send(sponsor.handler, "POST", path, body).status == 200


def test_the_key_that_seals_cannot_be_removed(folder: rotate.Folder) -> None:
    for number, why in ((1, "seals"), (7, "no token key 7")):
        with pytest.raises(rotate.RotationError, match=why):
            rotate.remove(folder, number)


def test_a_removed_first_key_is_not_made_anew_at_the_next_start(
    folder: rotate.Folder, environment: Path
) -> None:
    rotate.add(folder)
    rotate.remove(folder, 1)

    local_keys.make(environment / "keys")

    assert list(rotate.numbered(folder.read())) == [2]


def test_the_command_says_what_stands(
    folder: rotate.Folder, environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = str(environment / "keys")

    assert [rotate.main([where, *words]) for words in (["add"], ["remove", "1"])] == [0, 0]
    assert rotate.main([where, "remove", "2"]) == 1
    assert rotate.main([str(environment / "nothing"), "list"]) == 1
    assert rotate.main(["aws", "add"]) == 1
    assert rotate.main([where]) == 2

    told = capsys.readouterr()
    assert "token key 2 seals; [1] open too" in told.out
    assert "token key 2 seals; no other opens" in told.out
    assert "say where: STACK" in told.err


def test_the_cloud_s_secret_is_rotated_and_outages_of_it_are_survived(
    dynamodb: Calls, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY_SOURCE", "aws")
    monkeypatch.setenv("SECRET_ID", "keys")
    settings.cache_clear()
    client = boto3.client("secretsmanager")
    client.create_secret(Name="keys", SecretString=json.dumps({"token": "QUFB", "promise": "QkJC"}))
    secret = rotate.Secret(client, "keys")

    assert rotate.add(secret) == 2
    assert [number for number, key in keyring.token_keys().items() if key] == [2, 1]
    rotate.remove(secret, 1)
    clock.pass_(minutes=6)
    assert list(keyring.token_keys()) == [2]
    assert keyring.promise_key() == b"BBB"

    client.delete_secret(SecretId="keys", ForceDeleteWithoutRecovery=True)
    clock.pass_(minutes=6)
    assert list(keyring.token_keys()) == [2]
