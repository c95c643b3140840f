"""Keys of outside apps: shown once, kept as a hash, ended for ever."""

from __future__ import annotations

from typing import Any

import pytest

from functions.complaints import api_key
from functions.desk import complaint_keys
from functions.shared import table
from tests.conftest import Answer, Calls, Clock, Send
from tests.functions.desk_complaint_kit import codes
from tests.functions.desk_kit import claims, rid


def issue(send: Send, number: int = 1, roles: str = "operator", **more: Any) -> Answer:
    """Ask for a key."""
    fields = {"name": "Example app", "contact": "app@example.kz", "test": False}
    body = {"rid": rid(number), "lang": "en", **fields, **more}
    path = "/api/v1/desk/keys"
    return send(complaint_keys.handler, "POST", path, body, claims=claims(roles))


def listed(send: Send, roles: str = "operator") -> Answer:
    return send(complaint_keys.handler, "GET", "/api/v1/desk/keys", claims=claims(roles))


def revoke(send: Send, key_id: str) -> Answer:
    path = f"/api/v1/desk/keys/{key_id}/revocation"
    return send(complaint_keys.handler, "POST", path, {"rid": rid(9)}, claims=claims("operator"))


def test_a_key_is_shown_once_and_kept_as_a_hash(dynamodb: Calls, send: Send) -> None:
    made = issue(send)

    assert dynamodb.take() == ["Query", "PutItem"]
    assert made.status == 201
    secret = made.json["key"]
    assert secret.startswith("dk_")
    assert secret not in str(list(table.query("core", "pk", "API")))
    seen = listed(send)
    assert secret not in seen.text
    assert seen.json["keys"] == [{n: v for n, v in made.json.items() if n != "key"}]


def test_a_key_is_found_with_one_read(dynamodb: Calls, send: Send) -> None:
    secret = issue(send, test=True).json["key"]
    dynamodb.take()

    found = api_key.find(secret)

    assert dynamodb.take() == ["GetItem"]
    assert found
    assert (found.name, found.test) == ("Example app", True)
    assert secret.startswith("dt_")
    assert api_key.find("dk_something") is None
    assert api_key.find("") is None


def test_a_revoked_key_works_no_more(dynamodb: Calls, send: Send, clock: Clock) -> None:
    made = issue(send).json
    dynamodb.take()

    ended = revoke(send, made["id"]).json

    assert dynamodb.take() == ["UpdateItem"]
    assert api_key.find(made["key"]) is None
    clock.pass_(days=1)
    assert revoke(send, made["id"]).json == ended
    assert listed(send).json["keys"][0]["revoked_at"] == ended["revoked_at"]


@pytest.mark.parametrize("wrong", ["0" * 64, "KEY", "x" * 64])
def test_only_what_is_a_key_is_revoked(dynamodb: Calls, send: Send, wrong: str) -> None:
    assert revoke(send, wrong).status == 404


def test_a_repeat_makes_no_second_key(dynamodb: Calls, send: Send) -> None:
    issue(send)

    assert issue(send).status == 409
    assert issue(send, 2).status == 201
    assert len(listed(send).json["keys"]) == 2


def test_only_operators_and_supervisors_issue_keys(dynamodb: Calls, send: Send) -> None:
    assert issue(send, roles="moderator clerk:akimat-almaty").status == 403
    assert listed(send, "moderator").status == 403
    assert issue(send, roles="supervisor").status == 201
    assert send(complaint_keys.handler, "GET", "/api/v1/desk/keys").status == 401


def test_an_app_has_a_name_and_a_mailbox(dynamodb: Calls, send: Send) -> None:
    assert codes(issue(send, name=" ")) == {"name": "missing"}
    assert codes(issue(send, contact="nobody")) == {"contact": "not_email"}
