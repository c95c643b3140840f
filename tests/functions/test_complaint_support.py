"""Me too: one mailbox counts once, after its own press of a button, and can leave at any time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from functions.complaints import notify, support
from functions.petitions import unsubscribe
from functions.shared import clock as time
from functions.shared import keys, table
from tests import factory
from tests.conftest import Calls, Clock, Send
from tests.functions.complaint_kit import in_store, moved, worked

SUPPORTS = "/api/v1/complaints/supports"


def ask(send: Send, email: str = "too@example.kz", number: int = 1, **more: Any) -> Any:
    fields = {"email": email, "lang": "kk", "consent": True, "rid": email[:20], **more}
    fields["rid"] = fields["rid"].replace("@", "-").replace(".", "-")
    return send(support.handler, "POST", f"/api/v1/complaints/{number}/supports", fields)


def press(send: Send, token: str, **more: Any) -> Any:
    return send(support.handler, "POST", SUPPORTS, {"token": token, "lang": "kk"}, **more)


@pytest.fixture
def opened(dynamodb: Calls) -> None:
    """A public complaint."""
    worked("accept")
    dynamodb.take()


@pytest.mark.usefixtures("opened")
def test_a_mailbox_counts_once(dynamodb: Calls, send: Send, environment: Path) -> None:
    asked = ask(send)
    assert (asked.status, asked.json) == (202, {"state": "pending"})
    assert dynamodb.take() == ["GetItem", "PutItem"]
    (mail,) = factory.mails(environment)
    assert mail["Subject"] == "2026-000001-5 шағымын қолдағаныңызды растаңыз"
    dynamodb.take()

    token = factory.token(mail)
    first = press(send, token)
    assert dynamodb.take() == ["GetItem", "PutItem", "UpdateItem"]
    again = press(send, token)

    assert (first.json["state"], again.json["state"]) == ("counted", "already")
    assert dynamodb.take() == ["GetItem"]
    record = in_store()
    assert len(record.supporters) == 1
    item = table.get("core", keys.support(1, next(iter(record.supporters)))) or {}
    assert "too@example.kz" not in str(item)


@pytest.mark.usefixtures("opened")
def test_a_support_makes_the_complaint_be_published_again(
    send: Send, environment: Path, clock: Clock
) -> None:
    ask(send)
    clock.pass_(minutes=3)
    press(send, factory.token(factory.mails(environment)[0]))

    assert in_store().complaint.changed_at == clock.now


@pytest.mark.usefixtures("opened")
def test_an_official_s_move_meanwhile_loses_no_support(send: Send, environment: Path) -> None:
    read_before = in_store()
    ask(send)
    press(send, factory.token(factory.mails(environment)[0]))

    moved(read_before, "verify")

    assert len(in_store().supporters) == 1


@pytest.mark.parametrize(
    ("moves", "changes", "status"),
    [
        ((), {}, 404),
        (("accept",), {"category": "clinic", "attributes": {}}, 404),
        (("accept", "withdraw"), {}, 409),
    ],
)
def test_only_what_is_public_and_open_can_be_supported(
    dynamodb: Calls, send: Send, moves: tuple[str, ...], changes: dict[str, Any], status: int
) -> None:
    worked(*moves, **changes)

    assert ask(send).status == status


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("changes", "wrong"), [({"email": "nobody"}, "email"), ({"consent": False}, "consent")]
)
def test_every_wrong_field_is_named(send: Send, changes: dict[str, Any], wrong: str) -> None:
    answer = ask(send, **changes | {"rid": "r"})

    assert [error["name"] for error in answer.json["errors"]] == [wrong]


@pytest.mark.usefixtures("opened")
def test_supporters_have_a_limit(
    send: Send, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(support, "MOST", 1)
    for number in range(2):
        ask(send, f"too{number}@example.kz")
    first, second = (factory.token(mail) for mail in factory.mails(environment))

    assert press(send, first).json["state"] == "counted"
    assert press(send, second).status == 409
    assert len(in_store().supporters) == 1


@pytest.mark.usefixtures("opened")
def test_one_click_ends_the_mail_and_leaves_the_count(
    dynamodb: Calls, send: Send, environment: Path, clock: Clock
) -> None:
    clock.pass_(minutes=1)
    ask(send)
    press(send, factory.token(factory.mails(environment)[0]))
    clock.pass_(minutes=1)
    moved(in_store(), "verify")
    notify.run(time.now())
    news = next(m for m in factory.mails(environment) if m["List-Unsubscribe"])
    assert news["To"] == "too@example.kz"
    address = news["List-Unsubscribe"].strip("<>").removeprefix("https://dauys.example")
    dynamodb.take()

    click = {"List-Unsubscribe": "One-Click"}
    answer = send(unsubscribe.handler, "POST", address, click, form=True)

    assert (answer.status, dynamodb.take()) == (200, ["DeleteItem"])
    moved(in_store(), "confirm")
    notify.run(time.now())
    assert sum(m["To"] == "too@example.kz" for m in factory.mails(environment)) == 2
    assert len(in_store().supporters) == 1


def test_without_scripts_the_button_leads_on(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    worked("accept")
    ask(send)
    token = factory.token(factory.mails(environment)[0])

    answer = press(send, token, form=True)

    assert (answer.status, answer.headers["location"]) == (303, "/kk/done/supported/")
