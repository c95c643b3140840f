"""Points for an offer: once for a request, never more than there are, and back when cancelled."""

from __future__ import annotations

import re
from typing import Any

import pytest

from functions.participants import account, claim, contribution, contributions, exchange, offers
from functions.participants import participant as participants
from functions.participants.participant import Participant
from functions.shared import content, keys, table
from tests.conftest import Calls, Clock, Send
from tests.functions import exchange_kit as kit
from tests.functions.exchange_kit import CARD, LETTER, TOUR

MINE = "/api/v1/contributions"
HAPPY = ["Query", "PutItem", "UpdateItem", "PutItem", "Query"]


def only(monkeypatch: pytest.MonkeyPatch, offer: str, **changes: Any) -> None:
    """Change one of the offers of this deployment."""
    monkeypatch.setitem(content.load().recognition, offer, offered(offer) | changes)


def offered(offer: str) -> dict[str, Any]:
    return dict(content.load().recognition[offer])


def told(send: Send, who: Participant, **more: Any) -> Any:
    body = {"code": participants.seal(who), "lang": "en"} | more
    return send(contributions.handler, "POST", MINE, body).json


def test_points_are_exchanged_for_a_code(dynamodb: Calls, send: Send, clock: Clock) -> None:
    who = kit.person("a", 100, clock.now)
    dynamodb.take()

    answer = kit.claim(send, who, LETTER)

    assert (answer.status, dynamodb.take()) == (201, HAPPY)
    made = answer.json["claim"]
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", made["code"])
    assert (made["points"], made["state"]) == (50, "waiting")
    assert (answer.json["points"], answer.json["balance"]) == (100, 50)
    line = {"on": "2026-09-30", "kind": "claim", "ref": LETTER, "points": -50}
    assert line in answer.json["ledger"]
    states = {one["id"]: one["state"] for one in answer.json["offers"]}
    assert states == {LETTER: "open", TOUR: "too_few_points", CARD: "open"}
    assert told(send, who)["claims"] == [made]
    assert dynamodb.take() == ["Query", "Query"]


def test_the_same_request_takes_points_once(dynamodb: Calls, send: Send, clock: Clock) -> None:
    who = kit.person("a", 100, clock.now)
    first = kit.claim(send, who, LETTER)
    dynamodb.take()

    again = kit.claim(send, who, LETTER)

    assert (again.status, again.json) == (first.status, first.json)
    assert dynamodb.take() == ["Query", "Query"]
    assert kit.claim(send, who, LETTER, "r2").json["claim"]["code"] != first.json["claim"]["code"]
    assert kit.claim(send, who, LETTER, "r3").json["code"] == "too_few_points"


@pytest.mark.parametrize("broken_after", ["PutItem", "UpdateItem"])
def test_a_request_that_broke_off_is_completed(
    dynamodb: Calls,
    send: Send,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    broken_after: str,
) -> None:
    who = kit.person("a", 50, clock.now)
    with monkeypatch.context() as patched:
        broken = {"PutItem": (offers, "take"), "UpdateItem": (claim, "put_new")}[broken_after]
        patched.setattr(*broken, lambda *_: 1 / 0)
        assert kit.claim(send, who, LETTER).status == 500
    assert told(send, who)["balance"] == 50

    assert kit.claim(send, who, LETTER).json["balance"] == 0
    assert offers.places()[LETTER].claimed == 1


def test_refusals_are_told_and_cost_nothing(
    dynamodb: Calls, send: Send, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, other = kit.person("a", 40, clock.now), kit.person("b", 100, clock.now)
    only(monkeypatch, CARD, limit=1)
    only(monkeypatch, TOUR, until="2026-09-29")
    dynamodb.take()

    few = kit.claim(send, who, LETTER)
    assert (few.status, few.json["code"], dynamodb.take()) == (409, "too_few_points", ["Query"])
    ended = kit.claim(send, other, TOUR)
    assert (ended.status, ended.json["title"]) == (409, "This offer has ended")
    unknown = kit.claim(send, who, "money")
    assert [one["name"] for one in unknown.json["errors"]] == ["offer"]
    assert kit.claim(send, who, CARD).status == 201
    none = kit.claim(send, other, CARD)
    assert (none.status, none.json["code"]) == (409, "none_left")
    assert (told(send, who)["balance"], told(send, other)["balance"]) == (10, 100)


def test_without_scripts_a_page_has_a_form_for_each_offer_and_shows_the_code(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    who = kit.person("a", 60, clock.now)
    body = {"code": participants.seal(who), "lang": "en"}

    page = send(contributions.handler, "POST", MINE, body, form=True).text
    assert page.count('action="/api/v1/contributions/claims"') == 2
    rids = re.findall(r'name="rid" value="([0-9a-f]{32})"', page)
    assert len(set(rids)) == 2
    done = kit.claim(send, who, LETTER, rids[0], form=True)

    assert (done.status, "Show the code" in done.text) == (201, True)
    (made,) = told(send, who)["claims"]
    assert made["code"] in done.text
    after = send(contributions.handler, "POST", MINE, body, form=True).text
    assert made["code"] in after
    assert "too few points so far" in after
    refused = kit.claim(send, who, LETTER, "other", form=True)
    assert (refused.status, "You have too few points" in refused.text) == (409, True)


def test_erasing_cancels_what_waits_and_keeps_what_was_handed_over(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    who = kit.person("a", 100, clock.now)
    codes = {
        offer: claim.read_code(kit.claim(send, who, offer, offer).json["claim"]["code"])
        for offer in (LETTER, CARD)
    }
    got = claim.by_code(codes[CARD])
    assert got
    claim.hand_over(got, clock.now.date(), "d" * 32)

    after = told(send, who, erase=True)

    assert (after["contributions"], after["points"], after["balance"]) == ([], 0, 0)
    assert [(one["offer"], one["state"]) for one in after["claims"]] == [(CARD, "handed_over")]
    assert after["claims"][0]["code"] == ""
    assert all(claim.by_code(code) is None for code in codes.values())
    kept = table.get("core", keys.claim(got.tag, got.number)) or {}
    assert (kept["code"], kept["rid"], kept["ended_rid"]) == ("", "", "")
    assert offers.places()[LETTER].claimed == 0
    assert offers.places()[CARD].handed_over == 1
    # Doing the same things again gives no second card: the first one's points are owed.
    for number in range(5):
        contribution.add(who, "idea", f"project/1/idea/{number}", clock.now)
    assert account.load(who).balance == 20


def test_what_is_stored_of_a_claim_names_nobody(dynamodb: Calls, send: Send, clock: Clock) -> None:
    who = kit.person("a", 50, clock.now)
    code = claim.read_code(kit.claim(send, who, LETTER).json["claim"]["code"])

    pointer = table.get("core", keys.claim_code(code)) or {}
    item = table.get("core", keys.claim(pointer["tag"], 1)) or {}

    assert set(pointer) == {"pk", "sk", "tag"}
    assert set(item) == {
        *("pk", "sk", "code", "offer", "body", "points", "on", "rid", "state"),
    }
    assert "example.kz" not in repr((pointer, item))


def test_anybody_reads_how_many_were_claimed_but_no_small_number(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    for offer, claimed, handed in ((CARD, 25, 12), (LETTER, 11, 0), (TOUR, 3, 3)):
        codes = {f"{number:012d}" for number in range(claimed)}
        item = {"claimed": codes, "handed_over": set(sorted(codes)[:handed]) or None}
        table.put("core", {**keys.offer(offer), **item})
    dynamodb.take()

    path = f"{MINE}/offers"
    open_numbers = send(exchange.handler, "GET", path, query={"lang": "en"})

    assert dynamodb.take() == ["Query"]
    rows = {one["id"]: (one["claimed"], one["handed_over"]) for one in open_numbers.json["offers"]}
    assert rows == {CARD: (25, None), LETTER: (None, None), TOUR: (None, None)}
    page = send(
        exchange.handler, "GET", path, query={"lang": "ru"}, headers={"accept": "text/html"}
    )
    assert (page.status, "<td>25</td><td>–</td>" in page.text) == (200, True)
    assert "Годовой билет" in page.text
