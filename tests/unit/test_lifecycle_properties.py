"""Random lives: whatever happens to a petition and whenever, its standing makes sense."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.ledger.fold import Counts
from functions.petitions.petition import Approval, Debate, Extension, Petition, Rejection, Step
from functions.petitions.rules import RuleSet
from functions.petitions.status import State, Status
from tests.unit.lives import SECOND, answer, decision, petition, rules, see, utc

START = utc("2026-01-15 09:30")
NAMES = ("kz-central", "uk", "us-we-the-people", "finland", "eu-citizens-initiative")
OPEN_ENDED = ("european-parliament", "korea-e-people", "germany-bundestag", "russia-roi-federal")
# A shared machine pauses now and then, so one example has no time limit.
LIVES = settings(max_examples=100, deadline=None)
TAKEN_OUT = (State.WITHDRAWN, State.ARCHIVED, State.REMOVED)


@dataclass(frozen=True)
class Story:
    """A petition under its rules, with the counts that the log came to."""

    rules: RuleSet
    facts: Petition
    counts: Counts

    def seen(self, now: dt.datetime) -> Status:
        return see(self.facts, self.rules, now, self.counts)

    def as_known(self, at: dt.datetime) -> Story:
        """The same story as far as it had been told."""
        return Story(self.rules, _known(self.facts, at), _known_counts(self.counts, at))


def variants() -> list[RuleSet]:
    """Ready rule sets, and two that combine what none of them does."""
    kz, uk = rules("kz-central"), rules("uk")
    two = kz.moderation.model_copy(update={"two_person": True})
    assert uk.sponsors
    hasty = uk.sponsors.model_copy(update={"within": "30 days"})
    return [
        *map(rules, (*NAMES, *OPEN_ENDED)),
        kz.model_copy(update={"moderation": two}),
        uk.model_copy(update={"sponsors": hasty}),
    ]


INSTANTS = st.integers(0, 60 * 24 * 500).map(lambda minutes: START + dt.timedelta(minutes=minutes))
EARLY = st.integers(0, 60 * 24 * 60).map(lambda minutes: START + dt.timedelta(minutes=minutes))
MAYBE = st.none() | INSTANTS
SOON = st.none() | EARLY


@st.composite
def stories(draw: st.DrawFn) -> Story:
    chosen = draw(st.sampled_from(variants()))
    returned, rejected = draw(st.none() | EARLY), draw(st.none() | st.none() | INSTANTS)
    scheduled, decided = draw(MAYBE), draw(MAYBE)
    facts: dict[str, Any] = {
        "submitted_at": START,
        "confirmed_at": draw(SOON),
        "sponsor_times": sorted(draw(st.lists(EARLY, max_size=8))),
        "returned_at": returned,
        "resubmitted_at": draw(SOON) if returned else None,
        "approvals": [
            Approval(at=at, by=who)
            for at, who in draw(st.lists(st.tuples(EARLY, st.sampled_from("abc")), max_size=3))
        ],
        "published_at": draw(SOON),
        "rejection": Rejection(at=rejected, code="no-action", hidden=draw(st.booleans()))
        if rejected
        else None,
        "withdrawn_at": draw(st.none() | MAYBE),
        "removed_at": draw(st.none() | MAYBE),
        "archived_at": draw(st.none() | MAYBE),
        "stopped_at": draw(st.none() | MAYBE),
        "extensions": [
            Extension(at=at, minutes=minutes, reason={})
            for at, minutes in draw(
                st.lists(st.tuples(INSTANTS, st.integers(1, 5_000)), max_size=2)
            )
        ],
        "responses": [answer(at) for at in draw(st.lists(INSTANTS, max_size=2))],
        "debates": _debates(draw, scheduled) if scheduled else [],
        "decision": decision(decided) if decided else None,
        "implementation": [
            Step(at=at, on=at.date(), title={"en": "A step"}, done=done)
            for at, done in draw(st.lists(st.tuples(INSTANTS, st.booleans()), max_size=2))
        ],
    }
    goals = (
        draw(st.dictionaries(st.sampled_from(sorted(chosen.counts())), INSTANTS))
        if (chosen.counts())
        else {}
    )
    return Story(chosen, petition(chosen, **facts), Counts(passed=goals))


def _debates(draw: st.DrawFn, scheduled: dt.datetime) -> list[Debate]:
    held = draw(MAYBE)
    kind = draw(st.sampled_from(["debate", "hearing"]))
    held = max(held, scheduled) if held else None
    return [Debate(kind=kind, scheduled_at=scheduled, on=scheduled.date(), held_at=held)]


def _known(facts: Petition, at: dt.datetime) -> Petition:
    def until(dated: Any) -> list[Any]:
        return [one for one in dated if one.at <= at]

    dates = (
        "confirmed_at",
        "returned_at",
        "resubmitted_at",
        "published_at",
        "withdrawn_at",
        "removed_at",
        "archived_at",
        "stopped_at",
    )
    known: dict[str, Any] = {
        name: getattr(facts, name)
        for name in dates
        if getattr(facts, name) and getattr(facts, name) <= at
    }
    debates = [
        one if one.held_at and one.held_at <= at else one.model_copy(update={"held_at": None})
        for one in facts.debates
        if one.scheduled_at <= at
    ]
    return facts.model_copy(
        update=dict.fromkeys(dates)
        | known
        | {
            "sponsor_times": [one for one in facts.sponsor_times if one <= at],
            "approvals": until(facts.approvals),
            "extensions": until(facts.extensions),
            "responses": until(facts.responses),
            "implementation": until(facts.implementation),
            "debates": debates,
            "rejection": facts.rejection if facts.rejection and facts.rejection.at <= at else None,
            "decision": facts.decision if facts.decision and facts.decision.at <= at else None,
        }
    )


def _known_counts(counts: Counts, at: dt.datetime) -> Counts:
    return Counts(passed={goal: when for goal, when in counts.passed.items() if when <= at})


def _picture(status: Status, now: dt.datetime) -> tuple[Any, ...]:
    """All that a reader can see of a status at an instant."""
    clocks = [duty.state(now) for duty in status.duties]
    return (
        status.state,
        status.visibility,
        status.takes_signatures,
        status.takes_sponsors,
        status.response_state,
        status.debate_state,
        status.closes_at,
        status.stage_ends_at,
        status.goals,
        status.duties,
        status.timeline,
        clocks,
    )


@LIVES
@given(stories(), INSTANTS)
def test_the_state_is_always_one_of_those_named(story: Story, now: dt.datetime) -> None:
    status = story.seen(now)

    assert status.state in State
    assert (status.visibility == "gone") == (status.state is State.REMOVED)
    assert (status.response_state == "awaiting") == any(
        duty.kind == "answer" and not duty.done_at for duty in status.duties
    )


@LIVES
@given(stories(), INSTANTS)
def test_signatures_are_taken_only_while_signing_is_open(story: Story, now: dt.datetime) -> None:
    status = story.seen(now)

    if status.takes_signatures:
        assert status.opens_at is not None
        assert status.opens_at <= now
        assert status.closes_at is None or now < status.closes_at
        assert status.visibility in ("public", "link")
        assert status.state in (State.PROVING, State.OPEN)


@LIVES
@given(stories(), INSTANTS, INSTANTS)
def test_what_left_the_procedure_stays_out(
    story: Story, one: dt.datetime, other: dt.datetime
) -> None:
    before, after = story.seen(min(one, other)), story.seen(max(one, other))

    if before.state in TAKEN_OUT:
        assert TAKEN_OUT.index(after.state) >= TAKEN_OUT.index(before.state)
        assert not after.takes_signatures


@LIVES
@given(stories(), INSTANTS, INSTANTS)
def test_the_past_of_a_timeline_only_grows(
    story: Story, one: dt.datetime, other: dt.datetime
) -> None:
    before, after = story.seen(min(one, other)), story.seen(max(one, other))
    past = [moment for moment in after.timeline if moment.done]
    times = [moment.at for moment in past]

    assert times == sorted(times, key=lambda at: at or START)
    assert all(moment.at and moment.at <= max(one, other) for moment in past)
    assert {moment for moment in before.timeline if moment.done} <= set(past)


@LIVES
@given(stories(), INSTANTS)
def test_a_past_moment_looks_as_it_did_then(story: Story, now: dt.datetime) -> None:
    assert story.seen(now) == story.as_known(now).seen(now)


@LIVES
@given(stories(), INSTANTS, st.floats(0, 1))
def test_the_next_change_is_the_next_change(story: Story, now: dt.datetime, part: float) -> None:
    told = story.as_known(now)
    present = told.seen(now)
    change = present.next_change_at
    until = change or now + dt.timedelta(days=1_000)
    between = now + (until - SECOND - now) * part

    assert until > now
    assert _picture(told.seen(between), between) == _picture(present, now)
    if change:
        assert _picture(told.seen(change), change) != _picture(present, now)


@LIVES
@given(stories(), INSTANTS)
def test_the_end_of_the_wait_is_found_by_following_the_changes(
    story: Story, now: dt.datetime
) -> None:
    told, at = story.as_known(now), now
    for _ in range(12):
        change = told.seen(at).next_change_at
        if change is None:
            break
        assert change > at
        at = change
    else:
        raise AssertionError("a petition changes without end and without new facts")
