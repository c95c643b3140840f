"""Money of one idea and of one district: checked when an idea is proposed, costed and chosen."""

from __future__ import annotations

from tests.conftest import Answer, Calls, Clock, Send
from tests.functions.project_kit import TEXT, Town, resident
from tests.functions.project_site import ok
from tests.functions.test_project_life import counted, times

MONEY = {"project": 60, "district": 100, "total": 1_000}
PLACES = ("KZ-75", "", "KZ-71")  # the second idea names no district: it is the project's own


def council(send: Send, clock: Clock, costs: tuple[int, ...], **money: int | None) -> Town:
    """Return a budget project with published ideas that wait for the Expert Council."""
    town = Town.opened(send, clock, "budget", money=MONEY | money)
    for number, cost in enumerate(costs):
        where = {"address": "Пример", "cost": cost, "jurisdiction": PLACES[number]}
        ok(town.propose(code=resident(str(number)), **where))
        ok(town.on_idea(number + 1, "publish"))
    town.pass_to("council")
    return town


def refused(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status == 422, answer.text
    return [(one["name"], one["code"]) for one in answer.json["errors"]]


def test_an_idea_costs_no_more_than_its_limits(dynamodb: Calls, send: Send, clock: Clock) -> None:
    town = council(send, clock, (50,))
    holds = {one.key: True for one in town.facts.process.stage("council").checks}

    over = town.on_idea(1, "estimate", cost=61, text=TEXT)
    assert refused(over) == [("cost", "over_limit")]
    assert "60" in over.json["errors"][0]["detail"]
    ok(town.on_idea(1, "estimate", cost=60, text=TEXT))
    ok(town.on_idea(1, "pass", checks=holds))

    open_ended = Town.opened(send, clock, "budget", money=MONEY | {"project": None})
    where = {"address": "Пример", "code": resident("1")}
    assert refused(open_ended.propose(**where, cost=101)) == [("cost", "over_district")]
    ok(open_ended.propose(**where, cost=100))


def test_what_is_chosen_in_a_district_fits_its_money(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    town = council(send, clock, (60, 50, 60))
    holds = {one.key: True for one in town.facts.process.stage("council").checks}
    for number in (1, 2, 3):
        ok(town.on_idea(number, "pass", checks=holds))
    ok(town.finish())
    ok(town.act("publish-protocol", stage="council", text=TEXT))
    ok(town.act("put-to-vote", question=TEXT, **times(town)))
    town.pass_to("list")
    counted(town, [1, 2, 3])

    over = town.act("decide", text=TEXT)
    assert refused(over) == [("winners", "district_overspent")]
    for part in ("1, 2", "110", "100"):
        assert part in over.json["errors"][0]["detail"]

    ok(town.act("decide", winners=[1], fallback=[2, 3], text=TEXT))
    ok(town.act("find-impossible", idea=1, text=TEXT))
    assert (town.facts.winners, town.facts.fallback) == ([2], [3])
