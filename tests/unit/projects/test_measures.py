"""Ranking, likeness, progress, pledges, the funnel: figures that can be worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.projects import pledge, work
from functions.projects.candidates import candidates, gate
from functions.projects.funnel import funnel
from functions.projects.pledge import Pledge
from functions.projects.project import Campaign, Entry
from functions.projects.ranking import best_first, lower_bound
from functions.projects.similar import similar, trigrams
from functions.projects.work import Milestone, Work
from tests.unit.projects.facts import BEGINS, TEXT, idea, process

DAY = dt.date(2026, 2, 2)


# ---------------------------------------------------------------------------- ranking


@pytest.mark.parametrize(
    ("agreed", "disagreed", "bound"),
    [(0, 0, 0.0), (1, 0, 0.2065), (10, 0, 0.7225), (60, 40, 0.5020), (0, 5, 0.0)],
)
def test_the_lower_bound_of_wilson(agreed: int, disagreed: int, bound: float) -> None:
    """1 of 1 and 10 of 10 by hand: n / (n + z²); 60 of 100 as tables of the interval print it."""
    assert lower_bound(agreed, disagreed) == pytest.approx(bound, abs=5e-5)


def test_many_voices_stand_above_few_of_the_same_share() -> None:
    voices = [("few", "1", 2, 1), ("many", "2", 200, 100), ("none", "0", 0, 0), ("late", "3", 2, 1)]

    assert best_first(voices) == ["many", "few", "late", "none"]


@given(agreed=some.integers(0, 10_000), disagreed=some.integers(0, 10_000))
def test_the_bound_is_below_the_share(agreed: int, disagreed: int) -> None:
    share = agreed / (agreed + disagreed) if agreed + disagreed else 0

    assert 0 <= lower_bound(agreed, disagreed) <= share


# ---------------------------------------------------------------------------- likeness


def test_trigrams_know_no_case_and_no_order_of_letters() -> None:
    assert trigrams("Ән") == trigrams("ән") == {"  ә", " ән", "ән "}


def test_endings_and_misspellings_are_still_alike() -> None:
    others = [
        (1, "Балалар алаңын салу", "Ауладағы алаң"),
        (2, "Көшені жарықтандыру", "Шамдар қою"),
    ]

    assert [number for number, _ in similar("балалар алаңдарын салу керек", "", others)] == [1]
    assert similar("нечто совсем другое", "", others) == []
    assert similar("", "", others) == []


# ---------------------------------------------------------------------------- works


def steps(*parts: tuple[int, int | None]) -> list[Milestone]:
    return [
        Milestone(key=f"m{n}", name=TEXT, due_on=DAY, weight=weight, progress=reached)
        for n, (weight, reached) in enumerate(parts)
    ]


@pytest.mark.parametrize(
    ("parts", "percent"),
    [
        ([], 0),
        ([(1, None)], 0),
        ([(2, 100), (3, 100)], 100),
        ([(2, 100), (3, None)], 40),
        ([(1, 50), (1, None)], 25),
    ],
)
def test_weights_are_normalised_and_silence_is_no_gap(
    parts: list[tuple[int, int | None]], percent: int
) -> None:
    """Weights 2 and 3 come to 100, not 500; a step without a value counts as not begun."""
    assert work.progress(steps(*parts)) == percent


def test_lateness_overspending_and_the_end() -> None:
    base = {
        "id": 1, "trail": "poll-4", "title": TEXT, "asked": TEXT, "decided": TEXT, "body": "b",
        "jurisdiction": "KZ-75", "planned": 100, "spent": 130, "begins_on": DAY, "ends_on": DAY,
        "milestones": steps((1, 50)), "at": BEGINS, "changed_at": BEGINS,
    }  # fmt: skip
    made = Work.model_validate(base)
    on_time = work.condition(made, DAY)
    late = work.condition(made, DAY + dt.timedelta(days=1))
    done = work.condition(made.model_copy(update={"done_on": DAY}), DAY + dt.timedelta(days=9))

    assert (on_time.state, on_time.is_late, on_time.over_budget) == ("running", False, 30)
    assert (late.is_late, late.late) == (True, ("m0",))
    assert (done.state, done.progress, done.is_late) == ("done", 100, False)


# ---------------------------------------------------------------------------- pledges


def promised(amount: int, *acts: str) -> Pledge:
    lines = [Entry(at=BEGINS, act=act, role="clerk") for act in acts]
    return Pledge(id="x", project=7, amount=amount, history=lines, at=BEGINS, changed_at=BEGINS)


@pytest.mark.parametrize(
    ("mode", "amounts", "state", "owes"),
    [
        ("all_or_nothing", (600, 400), "funded", 0),
        ("all_or_nothing", (600, 399), "failed", 2),
        ("keep", (600, 399), "kept", 0),
    ],
)
def test_what_a_campaign_comes_to(
    mode: str, amounts: tuple[int, ...], state: str, owes: int
) -> None:
    campaign = Campaign.model_validate({"goal": 1_000, "kind": "donation", "mode": mode})
    pledges = [promised(one, "pay") for one in amounts] + [promised(900, "cancel")]

    over = pledge.outcome(campaign, pledges, is_over=True)
    running = pledge.outcome(campaign, pledges, is_over=False)

    assert (over.state, over.owes_refunds) == (state, owes)
    assert (over.promised, over.people) == (sum(amounts), 2)
    assert running.state == "running"


@given(acts=some.lists(some.sampled_from(["pay", "cancel", "refund"]), max_size=6))
def test_money_goes_one_way_only(acts: list[str]) -> None:
    made: tuple[str, ...] = ()
    for act in acts:
        if pledge.may(promised(5, *made), act):
            made = (*made, act)

    assert made in {(), ("pay",), ("cancel",), ("pay", "refund")}


# ---------------------------------------------------------------------------- funnel, candidates


def test_the_funnel_counts_the_furthest_and_the_median_days() -> None:
    """Acts are a day apart; the later step implies the earlier, also where one was skipped."""
    ideas = [
        idea(1, "publish"),
        idea(2, "publish", "select", "put_to_vote", "win", "start_work", "finish_work"),
        idea(3, "publish", "put_to_vote", "lose"),
        idea(4),
        idea(5, "publish", "hide"),
    ]

    found = {one.name: (one.count, one.share, one.days) for one in funnel(ideas)}

    assert found == {
        "published": (3, 1.0, None),
        "selected": (2, 0.6667, 1.0),
        "voted": (2, 0.6667, 1.0),
        "won": (1, 0.3333, 1.0),
        "done": (1, 0.3333, 2.0),
    }


def test_a_stage_deals_with_what_the_last_gate_let_through() -> None:
    crowd, recruiting = process("crowd"), process("recruiting")
    ideas = [idea(1, "publish"), idea(2, "publish", "pass"), idea(3, "publish", "select")]

    assert gate(crowd, "screening") == "published"
    assert gate(crowd, "review") == "screened"
    assert gate(crowd, "vote") == "selected"
    assert gate(crowd, "decision") == "on_ballot"
    assert gate(recruiting, "case") == "selected"
    assert [one.number for one in candidates(crowd, "review", ideas)] == [2]
    with pytest.raises(KeyError):
        gate(crowd, "nothing")
