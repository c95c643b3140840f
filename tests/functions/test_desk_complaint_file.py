"""A complaint that is told by phone: written down by an official, with the same coupon."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from functions.complaints import complaint
from functions.desk import complaint_file
from tests import factory
from tests.conftest import Answer, Calls, Send
from tests.functions.desk_complaint_kit import CLERK, codes, look
from tests.functions.desk_kit import claims, rid

TOLD = {
    "category": "road-damage",
    "jurisdiction": "KZ-75",
    "address": "Example street 1",
    "description": "A hole in the road",
    "attributes": {"surface": ["pavement"]},
    "phone": "+7 701 000 00 00",
    "email": "caller@example.kz",
    "may_publish": True,
}


def phone(send: Send, roles: str = "moderator", **more: Any) -> Answer:
    """Write down what somebody tells."""
    body = {"rid": rid(1), "lang": "ru", **TOLD, **more}
    path = "/api/v1/desk/complaints"
    return send(complaint_file.handler, "POST", path, body, claims=claims(roles))


def test_a_call_becomes_a_complaint(dynamodb: Calls, send: Send, environment: Path) -> None:
    answer = phone(send)

    assert answer.status == 201, answer.text
    assert answer.json["link"].startswith("/ru/complaints/track/#1.")
    facts = complaint.load(1).complaint
    assert (facts.channel, facts.language) == ("desk", "ru")
    assert look(send).json["rows"][0]["id"] == 1
    (mail,) = factory.mails(environment)
    assert mail["To"] == "caller@example.kz"


def test_a_repeat_is_the_same_complaint(dynamodb: Calls, send: Send) -> None:
    first = phone(send)
    again = phone(send)

    assert again.json["number"] == first.json["number"]
    assert again.json["link"] == first.json["link"]


def test_a_clerk_takes_calls_too_and_an_operator_does_not(dynamodb: Calls, send: Send) -> None:
    assert phone(send, CLERK).status == 201
    assert phone(send, "operator").status == 403


def test_what_is_missing_is_named(dynamodb: Calls, send: Send) -> None:
    assert codes(phone(send, address="")) == {"address": "place"}
    assert codes(phone(send, description="")) == {"description": "missing"}
