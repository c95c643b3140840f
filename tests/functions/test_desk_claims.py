"""The counter: a code is found, handed over or cancelled once, by those whose offer it is."""

from __future__ import annotations

from typing import Any

import pytest

from functions.desk import claim_act
from functions.participants import account, offers
from tests.conftest import Calls, Clock, Send
from tests.functions import exchange_kit as kit
from tests.functions.desk_kit import claims, rid
from tests.functions.exchange_kit import LETTER

CLERK = "clerk:akimat-almaty"
PATH = "/api/v1/desk/claims"
REASON = {"en": "The letters are used up", "kk": "", "ru": ""}


@pytest.fixture
def code(dynamodb: Calls, send: Send, clock: Clock) -> str:
    """The code of a letter that somebody with 60 points claimed."""
    made = kit.claim(send, kit.person("a", 60, clock.now), LETTER)
    dynamodb.take()
    return str(made.json["claim"]["code"])


def act(send: Send, name: str, role: str = CLERK, **body: Any) -> Any:
    return send(claim_act.handler, "POST", f"{PATH}/{name}", body, claims=claims(role))


def test_a_clerk_finds_a_claim_and_hands_it_over(
    dynamodb: Calls, send: Send, clock: Clock, code: str
) -> None:
    found = act(send, "lookup", code=f" {code.replace('-', ' ')} ")
    assert dynamodb.take() == ["GetItem", "Query"]
    assert (found.json["state"], found.json["points"]) == ("waiting", 50)
    assert found.json["acts"] == ["handing-over", "cancellation"]
    assert "example.kz" not in found.text

    sent = {"rid": rid(1), "code": code, "seen": "waiting"}
    done = act(send, "handing-over", **sent)

    assert dynamodb.take() == ["GetItem", "Query", "UpdateItem", "UpdateItem"]
    assert (done.status, done.json["state"]) == (200, "handed_over")
    assert act(send, "handing-over", **sent).json == done.json
    assert act(send, "handing-over", **sent | {"rid": rid(2)}).json["code"] == "changed_meanwhile"
    seen = {"rid": rid(3), "seen": "handed_over"}
    assert act(send, "handing-over", **sent | seen).json["code"] == "not_now"
    assert offers.places()[LETTER] == offers.Places(1, 1)


@pytest.mark.parametrize("is_handed_over", [False, True])
def test_a_cancelled_claim_gives_points_and_place_back(
    dynamodb: Calls, send: Send, clock: Clock, code: str, is_handed_over: bool
) -> None:
    seen = "waiting"
    if is_handed_over:
        seen = "handed_over"
        assert act(send, "handing-over", rid=rid(4), code=code, seen="waiting").status == 200
    who = kit.person("a", 60, clock.now)
    assert account.load(who).balance == 10

    sent = {"rid": rid(5), "code": code, "seen": seen, "reason": REASON}
    done = act(send, "cancellation", "supervisor", **sent)

    assert (done.status, done.json["state"], done.json["acts"]) == (200, "cancelled", [])
    assert act(send, "cancellation", "supervisor", **sent).json == done.json
    held = account.load(who)
    assert (held.balance, offers.places().get(LETTER)) == (60, offers.Places())
    assert held.claims[0].reason == {"en": "The letters are used up"}
    assert [line.points for line in held.ledger if line.kind == "claim"] == [-50, 50]


def test_a_cancellation_needs_a_reason_and_a_code_its_check_digit(send: Send, code: str) -> None:
    sent = {"rid": rid(6), "code": code, "seen": "waiting"}
    wrong = act(send, "cancellation", **sent, reason={"kk": " "})
    assert [(one["name"], one["code"]) for one in wrong.json["errors"]] == [("reason", "missing")]
    last = str((int(code[-1]) + 1) % 10)
    wrong = act(send, "lookup", code=code[:-1] + last)
    assert [(one["name"], one["code"]) for one in wrong.json["errors"]] == [("code", "check_digit")]


@pytest.mark.parametrize(
    ("role", "status"),
    [("moderator", 403), ("operator", 403), ("expert", 403), ("clerk:ministry-health", 422)],
)
def test_others_see_no_claim(send: Send, code: str, role: str, status: int) -> None:
    assert act(send, "lookup", role, code=code).status == status
    sent = {"rid": rid(7), "code": code, "seen": "waiting"}
    assert act(send, "handing-over", role, **sent).status == status


def test_an_official_sees_exact_counts_of_the_own_offers(
    dynamodb: Calls, send: Send, code: str
) -> None:
    own = send(claim_act.handler, "GET", PATH, claims=claims(CLERK))
    assert dynamodb.take() == ["Query"]
    other = send(claim_act.handler, "GET", PATH, claims=claims("clerk:ministry-health"))

    rows = {one["id"]: (one["claimed"], one["handed_over"]) for one in own.json["offers"]}
    assert (len(rows), rows[LETTER], other.json["offers"]) == (3, (1, 0), [])
