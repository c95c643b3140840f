"""Each ready rule set walks one petition through its whole life, at its real numbers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from functions.petitions.petition import Debate
from functions.petitions.rules import RuleSet
from functions.petitions.status import State
from tests.unit.lives import SECOND, answer, compiled, decision, passed, petition, rules, see, utc

START = utc("2026-02-02 09:00")
DAY = dt.timedelta(days=1)
MONDAY = utc("2026-02-16 09:00")


def life(chosen: RuleSet, population: int = 1_000_000, **facts: Any) -> Any:
    """A petition submitted on 2 February 2026 and published on the 16th."""
    published = {"submitted_at": START, "published_at": MONDAY}
    return petition(chosen, population, **published | facts)


KZ_LOCAL = [
    ("kz-central", 20_495_975, 50_000),
    ("kz-region-akimat", 2_347_924, 23_480),
    ("kz-region-maslikhat", 2_347_924, 46_959),
    ("kz-district-akimat", 50_001, 2_500),
    ("kz-district-akimat", 50_000, 2_500),
    ("kz-district-akimat", 31_415, 1_571),
    ("kz-district-maslikhat", 50_001, 5_000),
    ("kz-district-maslikhat", 31_415, 3_142),
]


@pytest.mark.parametrize(("name", "population", "asked"), KZ_LOCAL)
def test_kazakhstan(name: str, population: int, asked: int) -> None:
    kz = rules(name)
    support, response = MONDAY + 3 * DAY, MONDAY + 14 * DAY
    counts = passed(support=support, response=response)
    due = kz.calendar.add_working_days(response, 40)
    answered = due - SECOND
    one = life(kz, population, responses=[answer(answered, threshold="response")])

    assert kz.counts(population) == {"support": 50, "response": asked}
    assert kz.level == name.split("-")[1].replace("central", "country")
    assert (kz.public.petitioner, kz.start.citizenship) == ("initials", "citizen")
    moderated = see(one, kz, START)
    assert moderated.state is State.MODERATION
    assert moderated.duties[0].due_at == utc("2026-03-02 19:00")  # 20 working days
    proving = see(one, kz, MONDAY)
    assert (proving.state, proving.visibility) == (State.PROVING, "link")
    assert proving.stage_ends_at == utc("2026-03-02 19:00")  # 10 working days
    opened = see(one, kz, support, counts)
    assert (opened.state, opened.closes_at) == (State.OPEN, utc("2026-08-16 19:00"))  # 6 months
    assert see(one, kz, response, counts).duties[-1].due_at == due
    assert see(one, kz, answered, counts).duties[-1].state(answered) == "done"
    assert see(one, kz, utc("2026-08-16 19:00"), counts).state is State.RESPONDED


def test_united_kingdom() -> None:
    uk = rules("uk")
    sponsors = [START + n * DAY for n in range(1, 21)]
    response, debate = MONDAY + 20 * DAY, MONDAY + 40 * DAY
    counts = passed(response=response, debate=debate)
    closes = utc("2026-08-16 23:00")
    held = Debate(
        kind="debate",
        scheduled_at=debate + DAY,
        on=dt.date(2026, 9, 7),
        held_at=utc("2026-09-07 18:00"),
    )
    one = life(
        uk,
        sponsor_times=sponsors,
        published_at=START + 14 * DAY,
        responses=[answer(response + 30 * DAY, threshold="response")],
        debates=[held],
    )

    assert uk.sponsors
    assert (uk.sponsors.minimum, uk.sponsors.maximum) == (5, 20)
    assert uk.texts.model_dump() == {"title": 80, "background": 300, "details": 800}
    assert uk.counts() == {"response": 10_000, "debate": 100_000}
    assert see(one, uk, START).state is State.GATHERING_SPONSORS
    assert see(one, uk, sponsors[4]).duties[0].due_at == utc("2026-02-22 00:00")
    assert see(one, uk, MONDAY).state is State.OPEN
    assert see(one, uk, MONDAY).closes_at == closes
    assert see(one, uk, response, counts).duties[-1].due_at is None
    assert see(one, uk, closes, counts).debate_state == "scheduled"
    assert see(one, uk, closes, counts).state is State.AWAITING_DEBATE
    assert see(one, uk, utc("2026-09-07 18:00"), counts).state is State.DEBATED


def test_we_the_people() -> None:
    wtp = rules("us-we-the-people")
    public, reached = MONDAY + 5 * DAY, MONDAY + 29 * DAY
    counts = passed(support=public, response=reached)
    closes = utc("2026-03-19 04:00")  # 30 days, to midnight in Washington
    one = life(wtp, responses=[answer(closes + 9 * DAY)])

    assert wtp.counts() == {"support": 150, "response": 100_000}
    assert (wtp.texts.title, wtp.texts.background, wtp.texts.details) == (120, 800, 0)
    assert wtp.sign.minimum_age == 13
    assert see(one, wtp, MONDAY).visibility == "link"
    assert see(one, wtp, public, counts).visibility == "public"
    assert see(one, wtp, closes - SECOND, counts).takes_signatures
    assert see(one, wtp, closes, counts).state is State.AWAITING_RESPONSE
    assert see(one, wtp, closes + 9 * DAY, counts).state is State.RESPONDED
    assert see(one, wtp, closes + DAY).state is State.INSUFFICIENT


def test_finland() -> None:
    fi = rules("finland")
    first_month = utc("2026-03-16 22:00")
    support, reached = first_month - SECOND, MONDAY + 100 * DAY
    counts = passed(support=support, parliament=reached)
    closes = utc("2026-08-16 21:00")
    one = life(fi, decision=decision(closes + 90 * DAY))

    assert fi.counts() == {"support": 50, "parliament": 50_000}
    assert fi.sign.minimum_age == 18
    assert see(one, fi, MONDAY).visibility == "public"
    assert not see(one, fi, first_month).takes_signatures
    assert see(one, fi, first_month + DAY).state is State.INSUFFICIENT
    assert see(one, fi, first_month, counts).state is State.OPEN
    assert see(one, fi, closes - SECOND, counts).duties[-1].kind == "moderation"
    assert see(one, fi, closes, counts).duties[-1].kind == "parliament"
    assert see(one, fi, closes, counts).state is State.AWAITING_RESPONSE
    assert see(one, fi, closes + 90 * DAY, counts).state is State.DECIDED


def test_european_citizens_initiative() -> None:
    eci = rules("eu-citizens-initiative")
    (threshold,) = eci.thresholds
    closes = utc("2027-02-16 23:00")
    reached = closes + DAY - SECOND
    counts = passed(response=reached)
    one = life(eci, responses=[answer(utc("2027-08-18 22:00"), threshold="response")])

    assert threshold.areas
    assert (eci.counts()["response"], threshold.areas.minimum) == (1_000_000, 7)
    assert len(threshold.areas.each) == 27
    assert sum(threshold.areas.each.values()) == 720 * 720
    assert (threshold.areas.each["DE"], threshold.areas.each["MT"]) == (96 * 720, 6 * 720)
    assert eci.needs_region
    assert see(one, eci, START).duties[0].kind == "admissibility"
    assert see(one, eci, START).duties[0].due_at == utc("2026-04-02 22:00")  # 2 months
    assert see(one, eci, MONDAY).closes_at == closes
    duty = see(one, eci, reached, counts).duties[-1]
    assert (duty.starts_at, duty.due_at) == (reached, utc("2027-08-17 22:00"))  # 6 months
    late = utc("2027-08-18 22:00")
    assert see(one, eci, late, counts).duties[-1].state(late) == "done_late"
    assert see(one, eci, late, counts).state is State.RESPONDED


def test_european_parliament() -> None:
    ep = rules("european-parliament")
    answered = MONDAY + 300 * DAY
    one = life(ep, responses=[answer(answered)], decision=decision(answered + DAY))

    assert not ep.counts()
    assert ep.attachments.count == 5
    assert ep.shown_petitioner("Ada Example", "hidden") == ""
    assert see(one, ep, START).duties[0].kind == "admissibility"
    opened = see(one, ep, MONDAY)
    assert (opened.state, opened.closes_at) == (State.OPEN, None)
    assert opened.response_state == "awaiting"
    assert see(one, ep, answered).response_state == "done"
    assert see(one, ep, answered + DAY).state is State.DECIDED
    assert not see(one, ep, answered + DAY).takes_signatures


def test_scotland() -> None:
    scotland = rules("scotland")
    decided = MONDAY + 200 * DAY
    one = life(scotland, decision=decision(decided))

    assert scotland.maximum_petitions == 2
    assert see(one, scotland, MONDAY).duties[-1].kind == "decision"
    assert see(one, scotland, decided - SECOND).state is State.OPEN
    assert see(one, scotland, decided).state is State.DECIDED


def test_bundestag() -> None:
    de = rules("germany-bundestag")
    reached, closes = MONDAY + 41 * DAY, utc("2026-03-30 22:00")
    counts = passed(hearing=reached)
    held = Debate(
        kind="hearing",
        scheduled_at=closes + DAY,
        on=dt.date(2026, 6, 1),
        held_at=utc("2026-06-01 10:00"),
    )
    one = life(de, debates=[held], decision=decision(utc("2026-10-01 10:00")))

    assert de.counts() == {"hearing": 30_000}
    assert de.sign.minimum_age is None
    assert see(one, de, closes - SECOND, counts).takes_signatures
    awaiting = see(one, de, closes, counts)
    assert awaiting.state is State.AWAITING_RESPONSE
    assert {duty.kind for duty in awaiting.duties} == {"moderation", "hearing", "decision"}
    assert see(one, de, utc("2026-06-01 10:00"), counts).debate_state == "done"
    assert see(one, de, utc("2026-10-01 10:00"), counts).state is State.DECIDED
    assert see(one, de, closes).debate_state == "none"


def test_manabalss() -> None:
    lv = rules("latvia-manabalss")
    reached = MONDAY + 90 * DAY
    counts = passed(parliament=reached)
    one = life(lv, responses=[answer(reached + 60 * DAY, threshold="parliament")])

    assert lv.counts() == {"parliament": 10_000}
    assert lv.sign.minimum_age == 16
    assert (lv.shows(), lv.public.dates) == (("name",), True)
    assert see(one, lv, reached, counts).duties[-1].kind == "parliament"
    closes = utc("2027-02-16 22:00")
    assert see(one, lv, closes - SECOND, counts).state is State.OPEN
    assert see(one, lv, closes, counts).state is State.RESPONDED


@pytest.mark.parametrize(
    ("name", "population", "asked"),
    [
        ("russia-roi-federal", 146_000_000, 100_000),
        ("russia-roi-regional", 2_000_001, 100_000),
        ("russia-roi-regional", 2_000_000, 100_000),
        ("russia-roi-regional", 1_000_001, 50_001),
        ("russia-roi-municipal", 300_000, 15_000),
    ],
)
def test_russian_public_initiative(name: str, population: int, asked: int) -> None:
    roi = rules(name)
    reached = MONDAY + 200 * DAY
    counts = passed(review=reached)
    due = roi.calendar.add_months(reached, 2)
    one = life(roi, population, decision=decision(due))

    assert roi.counts(population) == {"review": asked}
    assert see(one, roi, START).duties[0].due_at == utc("2026-04-02 21:00")  # 2 months
    duty = see(one, roi, reached, counts).duties[-1]
    assert (duty.kind, duty.body, duty.due_at) == ("review", "expert-group", due)
    assert see(one, roi, due, counts).duties[-1].state(due) == "done_late"
    closes = utc("2027-02-16 21:00")  # 1 year
    assert see(one, roi, closes - SECOND, counts).state is State.OPEN
    assert see(one, roi, closes, counts).state is State.DECIDED


def test_e_people() -> None:
    kr = rules("korea-e-people")
    due = utc("2026-03-02 15:00")  # 14 days, to midnight in Seoul
    one = life(kr, responses=[answer(due)])

    assert not kr.signing
    assert kr.start.citizenship == "anyone"
    assert see(one, kr, START).duties[0].kind == "routing"
    routed = see(one, kr, MONDAY)
    assert (routed.state, routed.takes_signatures) == (State.AWAITING_RESPONSE, False)
    assert (routed.opens_at, routed.closes_at) == (None, None)
    assert routed.duties[-1].due_at == due
    assert see(one, kr, due).state is State.RESPONDED
    assert see(one, kr, due).duties[-1].state(due) == "done_late"


def test_petition_to_the_president() -> None:
    president = rules("president-petition")
    reached = MONDAY + 30 * DAY
    counts = passed(response=reached)
    one = life(president)

    assert president.counts() == {"response": 25_000}
    assert president.sign.asks == ("name", "email")
    assert not president.needs_region
    duty = see(one, president, reached, counts).duties[-1]
    assert duty.body == "president-administration"
    assert duty.due_at == utc("2026-04-06 19:00")  # 10 working days, 23 to 25 March off
    closes = utc("2026-05-16 19:00")
    assert see(one, president, closes, counts).state is State.AWAITING_RESPONSE
    assert see(one, president, closes).state is State.CLOSED


def test_every_ready_rule_set_has_its_life_here() -> None:
    told = {
        "uk",
        "us-we-the-people",
        "finland",
        "eu-citizens-initiative",
        "european-parliament",
        "scotland",
        "germany-bundestag",
        "latvia-manabalss",
        "russia-roi-federal",
        "russia-roi-regional",
        "russia-roi-municipal",
        "korea-e-people",
        "president-petition",
        *(name for name, _, _ in KZ_LOCAL),
    }
    written: Any = compiled()["rules"]

    assert {key[:-11] for key in written} == told
