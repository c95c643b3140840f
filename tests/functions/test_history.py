"""What the petitioner does is told in the petition's history: once, whatever is repeated."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from functions.petitions import change, confirm, history, petition, retention, submit
from functions.petitions.notice import change_token
from functions.shared import table
from tests import factory
from tests.conftest import NOW, Calls, Clock, Send
from tests.functions.desk_kit import events
from tests.functions.test_submit import form

CHANGES = "/api/v1/petitions/1/changes"


def told() -> list[str]:
    assert all(event["role"] == "petitioner" and not event["facts"] for event in events())
    return [event["what"] for event in events()]


def test_a_petition_begins_with_its_submission_and_its_confirmation(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    for _ in range(2):
        send(submit.handler, "POST", "/api/v1/petitions", form())
        clock.pass_(minutes=1)
    assert told() == ["submitted"]
    token = factory.token(factory.mails(environment)[0])

    for _ in range(2):
        send(confirm.handler, "POST", "/api/v1/confirmations", {"token": token})
        clock.pass_(minutes=1)

    assert told() == ["submitted", "confirmed"]
    assert events()[0]["at"] == "2026-09-30T12:03:04Z"


def test_a_crash_before_the_line_leaves_it_to_the_repeat(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(submit.handler, "POST", "/api/v1/petitions", form())
    token = factory.token(factory.mails(environment)[0])
    clock.pass_(minutes=1)
    with monkeypatch.context() as broken:
        broken.setattr(history, "add", lambda *_, **__: 1 / 0)
        first = send(confirm.handler, "POST", "/api/v1/confirmations", {"token": token})
    assert first.status == 500
    confirmed_at = petition.load(1).petition.confirmed_at

    clock.pass_(minutes=1)
    again = send(confirm.handler, "POST", "/api/v1/confirmations", {"token": token})

    assert again.json["state"] == "petition"
    assert told() == ["submitted", "confirmed"]
    assert petition.load(1).petition.confirmed_at == confirmed_at
    assert len(factory.mails(environment)) == 2


@pytest.mark.parametrize("act", ["withdraw", "resubmit"])
def test_a_change_is_told_once(dynamodb: Calls, send: Send, clock: Clock, act: str) -> None:
    factory.stored(published_at=None, returned_at=NOW - dt.timedelta(hours=1), return_count=1)
    asked: dict[str, Any] = {"token": change_token(1), "act": act}
    if act == "resubmit":
        asked |= {"title": "Пример", "background": "Почему"}

    first = send(change.handler, "POST", CHANGES, asked)
    clock.pass_(minutes=1)
    again = send(change.handler, "POST", CHANGES, asked)

    assert first.status == again.status == 200
    assert first.json["state"] == again.json["state"]
    assert told() == ["withdrawn" if act == "withdraw" else "resubmitted"]


def test_another_text_is_not_taken_for_a_repeat(dynamodb: Calls, send: Send) -> None:
    factory.stored(published_at=None, returned_at=NOW, return_count=1)
    asked = {"token": change_token(1), "act": "resubmit", "title": "a", "background": "b"}
    send(change.handler, "POST", CHANGES, asked)

    other = send(change.handler, "POST", CHANGES, asked | {"title": "c"})

    assert other.json["code"] == "not_now"


def test_sponsors_are_told_of_when_there_are_enough(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    factory.stored(rule_set="uk", published_at=None)
    for number in range(6):
        petition.add_sponsor(1, f"{number:064x}", clock.pass_(minutes=1), 20)
    from functions.petitions import sponsor
    from functions.petitions.notice import sponsor_key

    path = "/api/v1/petitions/1/sponsors"
    send(sponsor.handler, "POST", path, factory.person(key=sponsor_key(1)))
    token = factory.token(factory.mails(environment)[0])
    send(confirm.handler, "POST", "/api/v1/confirmations", {"token": token})

    (line,) = events()
    assert line["what"] == "sponsors_reached"
    assert line["at"] == "2026-09-30T12:08:04Z"


def test_the_history_of_what_was_never_confirmed_goes_with_it(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    send(submit.handler, "POST", "/api/v1/petitions", form())
    clock.pass_(days=3)

    retention.run(clock.now)

    assert list(table.query("core", "pk", "PETITION#1")) == []
