"""One test on each side of every boundary in a petition's life."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from functions.petitions.petition import Approval, Debate, Extension, Rejection, Step
from functions.petitions.rules import RuleSet
from functions.petitions.status import State
from tests.unit.lives import SECOND, answer, decision, passed, petition, rules, see, utc

KZ = rules("kz-central")
UK = rules("uk")
START = utc("2026-02-02 06:00")
PUBLISHED = utc("2026-02-16 06:00")
SUPPORTED = utc("2026-02-18 06:00")
SUPPORT_ENDS = utc("2026-03-02 19:00")
CLOSES = utc("2026-08-16 19:00")
RESPONSE = utc("2026-04-01 06:00")
DAY = dt.timedelta(days=1)


def kz(**facts: Any) -> Any:
    return petition(KZ, submitted_at=START, **{"published_at": PUBLISHED} | facts)


def two_person(chosen: RuleSet) -> RuleSet:
    update = {"moderation": chosen.moderation.model_copy(update={"two_person": True})}
    return chosen.model_copy(update=update)


def test_a_petition_is_unconfirmed_until_its_petitioner_confirms() -> None:
    one = petition(KZ, submitted_at=START, confirmed_at=START + DAY)

    assert see(one, KZ, START + DAY - SECOND).state is State.UNCONFIRMED
    assert see(one, KZ, START + DAY).state is State.MODERATION


def test_moderation_is_owed_within_twenty_working_days() -> None:
    one = petition(KZ, submitted_at=START)
    due = utc("2026-03-02 19:00")

    (duty,) = see(one, KZ, START).duties

    assert (duty.kind, duty.body, duty.due_at) == ("moderation", "addressed", due)
    assert duty.state(due - SECOND) == "pending"
    assert duty.state(due) == "late"
    assert see(one, KZ, START).next_change_at == due
    assert see(one, KZ, due).next_change_at is None


@pytest.mark.parametrize(("late", "state"), [(SECOND, "done"), (0 * SECOND, "done_late")])
def test_a_duty_done_on_either_side_of_its_term(late: dt.timedelta, state: str) -> None:
    due = utc("2026-03-02 19:00")
    one = petition(KZ, submitted_at=START, published_at=due - late)

    assert see(one, KZ, due).duties[0].state(due) == state


def test_after_publication_a_petition_has_to_prove_itself_by_link() -> None:
    before, after = see(kz(), KZ, PUBLISHED - SECOND), see(kz(), KZ, PUBLISHED)

    assert (before.state, before.visibility) == (State.MODERATION, "none")
    assert not before.takes_signatures
    assert (after.state, after.visibility) == (State.PROVING, "link")
    assert after.takes_signatures
    assert after.stage_ends_at == SUPPORT_ENDS


def test_initial_support_opens_the_petition_at_the_instant_the_log_says() -> None:
    counts = passed(support=SUPPORTED)

    assert see(kz(), KZ, SUPPORTED - SECOND, counts).state is State.PROVING
    opened = see(kz(), KZ, SUPPORTED, counts)
    assert (opened.state, opened.visibility) == (State.OPEN, "public")
    assert opened.closes_at == CLOSES


def test_without_support_signing_ends_and_a_day_later_the_petition() -> None:
    last = see(kz(), KZ, SUPPORT_ENDS - SECOND)
    over = see(kz(), KZ, SUPPORT_ENDS)

    assert last.takes_signatures
    assert (over.state, over.takes_signatures) == (State.PROVING, False)
    assert see(kz(), KZ, SUPPORT_ENDS + DAY - SECOND).state is State.PROVING
    assert see(kz(), KZ, SUPPORT_ENDS + DAY).state is State.INSUFFICIENT
    assert see(kz(), KZ, SUPPORT_ENDS + DAY).visibility == "link"


def test_support_confirmed_within_the_grace_day_counts() -> None:
    counts = passed(support=SUPPORT_ENDS + DAY - SECOND)

    assert see(kz(), KZ, SUPPORT_ENDS + DAY, counts).state is State.OPEN


def test_signing_closes_at_the_end_of_the_last_local_day() -> None:
    counts = passed(support=SUPPORTED)
    last, closed = see(kz(), KZ, CLOSES - SECOND, counts), see(kz(), KZ, CLOSES, counts)

    assert (last.state, last.takes_signatures) == (State.OPEN, True)
    assert (closed.state, closed.takes_signatures) == (State.CLOSED, False)
    assert closed.visibility == "public"


def test_an_extension_adds_its_minutes_once_known() -> None:
    granted = utc("2026-07-01 06:00")
    one = kz(extensions=[Extension(at=granted, minutes=90, reason={"en": "Out of order"})])
    counts = passed(support=SUPPORTED)
    later = CLOSES + dt.timedelta(minutes=90)

    assert see(one, KZ, granted - SECOND, counts).closes_at == CLOSES
    assert see(one, KZ, granted, counts).closes_at == later
    assert see(one, KZ, later - SECOND, counts).takes_signatures
    assert see(one, KZ, later, counts).state is State.CLOSED


@pytest.mark.parametrize(("late", "minutes"), [(-SECOND, 60), (0 * SECOND, 0)])
def test_an_extension_cannot_open_again_what_is_closed(late: dt.timedelta, minutes: int) -> None:
    one = kz(extensions=[Extension(at=CLOSES + late, minutes=60, reason={})])
    closes = see(one, KZ, CLOSES + DAY, passed(support=SUPPORTED)).closes_at

    assert closes == CLOSES + dt.timedelta(minutes=minutes)


def test_a_stop_ends_signing_before_its_time() -> None:
    stopped = utc("2026-05-01 06:00")
    one, counts = kz(stopped_at=stopped), passed(support=SUPPORTED)

    assert see(one, KZ, stopped - SECOND, counts).takes_signatures
    assert see(one, KZ, stopped, counts).state is State.CLOSED
    assert see(one, KZ, stopped, counts).closes_at == stopped


def test_a_threshold_opens_a_duty_of_the_body_with_its_clock() -> None:
    counts = passed(support=SUPPORTED, response=RESPONSE)

    assert see(kz(), KZ, RESPONSE - SECOND, counts).response_state == "none"
    reached = see(kz(), KZ, RESPONSE, counts)
    duty = reached.duties[-1]

    assert reached.state is State.OPEN
    assert reached.response_state == "awaiting"
    assert (duty.kind, duty.body, duty.threshold) == ("answer", "addressed", "response")
    # 40 working days in Asia/Almaty with 1, 7, 11 and 27 May off.
    assert duty.due_at == utc("2026-06-02 19:00")
    assert duty.state(duty.due_at - SECOND) == "pending"
    assert duty.state(duty.due_at) == "late"


def test_once_closed_the_state_tells_what_is_awaited() -> None:
    counts = passed(support=SUPPORTED, response=RESPONSE)
    answered = CLOSES + 9 * DAY
    one = kz(responses=[answer(answered, threshold="response")])

    assert see(one, KZ, CLOSES - SECOND, counts).state is State.OPEN
    assert see(one, KZ, CLOSES, counts).state is State.AWAITING_RESPONSE
    assert see(one, KZ, answered - SECOND, counts).state is State.AWAITING_RESPONSE
    assert see(one, KZ, answered, counts).state is State.RESPONDED
    assert see(one, KZ, answered, counts).duties[-1].state(answered) == "done_late"


def test_an_answer_before_closing_leaves_the_petition_open() -> None:
    one = kz(responses=[answer(RESPONSE + DAY)])
    counts = passed(support=SUPPORTED, response=RESPONSE)

    status = see(one, KZ, RESPONSE + DAY, counts)
    assert (status.state, status.response_state) == (State.OPEN, "done")
    assert see(one, KZ, CLOSES, counts).state is State.RESPONDED


def test_decision_and_its_steps() -> None:
    step = {"on": dt.date(2026, 12, 1), "title": {"en": "Built"}}
    decided, built = CLOSES + DAY, CLOSES + 99 * DAY
    planned = Step(at=decided, done=False, **step)
    counts = passed(support=SUPPORTED, response=RESPONSE)
    one = kz(decision=decision(decided), implementation=[planned])
    done = kz(decision=decision(decided), implementation=[Step(at=built, done=True, **step)])

    assert see(one, KZ, decided - SECOND, counts).state is State.AWAITING_RESPONSE
    assert see(one, KZ, decided, counts).state is State.DECIDED
    assert see(one, KZ, built, counts).state is State.DECIDED
    assert see(done, KZ, built - SECOND, counts).state is State.DECIDED
    assert see(done, KZ, built, counts).state is State.IMPLEMENTED


@pytest.mark.parametrize(
    ("is_hidden", "state", "visibility"),
    [(False, State.REJECTED, "public"), (True, State.HIDDEN, "none")],
)
def test_rejection_ends_moderation(is_hidden: bool, state: State, visibility: str) -> None:
    at = START + DAY
    refused = Rejection(at=at, code="duplicate", hidden=is_hidden)
    one = petition(KZ, submitted_at=START, rejection=refused)

    assert see(one, KZ, at - SECOND).state is State.MODERATION
    assert (see(one, KZ, at).state, see(one, KZ, at).visibility) == (state, visibility)
    assert see(one, KZ, at).duties[0].done_at == at


def test_a_later_publication_lifts_a_rejection() -> None:
    refused = Rejection(at=START + DAY, code="duplicate")
    one = kz(rejection=refused)

    assert see(one, KZ, PUBLISHED - SECOND).state is State.REJECTED
    assert see(one, KZ, PUBLISHED).state is State.PROVING


def test_a_returned_petition_starts_a_new_term_when_it_comes_back() -> None:
    returned, back = START + DAY, START + 4 * DAY
    one = petition(KZ, submitted_at=START, returned_at=returned, resubmitted_at=back)

    assert see(one, KZ, returned - SECOND).state is State.MODERATION
    assert see(one, KZ, returned).state is State.RETURNED
    assert see(one, KZ, back - SECOND).state is State.RETURNED
    again = see(one, KZ, back)
    assert again.state is State.MODERATION
    assert [duty.done_at for duty in again.duties] == [returned, None]
    assert again.duties[1].due_at == KZ.calendar.add_working_days(back, 20)


def test_two_people_have_to_approve_and_one_twice_is_one() -> None:
    rule = two_person(KZ)
    first, second = PUBLISHED - DAY, PUBLISHED
    alone = [Approval(at=first, by="a"), Approval(at=second, by="a")]
    both = [Approval(at=first, by="a"), Approval(at=second, by="b")]

    assert see(kz(approvals=alone), rule, second).state is State.MODERATION
    assert see(kz(approvals=both), rule, second - SECOND).state is State.MODERATION
    assert see(kz(approvals=both), rule, second).state is State.PROVING


@pytest.mark.parametrize(
    ("fact", "state", "visibility"),
    [
        ("withdrawn_at", State.WITHDRAWN, "public"),
        ("archived_at", State.ARCHIVED, "public"),
        ("removed_at", State.REMOVED, "gone"),
    ],
)
def test_leaving_the_procedure_ends_signing_and_open_duties(
    fact: str, state: State, visibility: str
) -> None:
    left = RESPONSE + DAY
    counts = passed(support=SUPPORTED, response=RESPONSE)
    one = kz(**{fact: left})

    before, after = see(one, KZ, left - SECOND, counts), see(one, KZ, left, counts)

    assert before.state is State.OPEN
    assert before.response_state == "awaiting"
    assert (after.state, after.visibility) == (state, visibility)
    assert not after.takes_signatures
    assert after.closes_at == left
    assert after.response_state == "none"
    assert after.next_change_at is None


SPONSORS = [START + n * DAY for n in range(1, 6)]


def test_the_fifth_sponsor_sends_a_petition_to_moderation() -> None:
    one = petition(UK, submitted_at=START, sponsor_times=SPONSORS)

    before, after = see(one, UK, SPONSORS[4] - SECOND), see(one, UK, SPONSORS[4])

    assert (before.state, before.takes_sponsors) == (State.GATHERING_SPONSORS, True)
    assert before.visibility == "none"
    assert (after.state, after.takes_sponsors) == (State.MODERATION, True)
    assert after.duties[0].body == "uk-petitions-committee"
    assert not see(one, UK, SPONSORS[3]).duties


def with_term(chosen: RuleSet) -> RuleSet:
    assert chosen.sponsors
    sponsors = chosen.sponsors.model_copy(update={"within": "3 months"})
    return chosen.model_copy(update={"sponsors": sponsors})


def test_sponsors_have_to_join_before_their_term_is_over() -> None:
    rule = with_term(UK)
    over = utc("2026-05-02 23:00")
    in_time = petition(UK, submitted_at=START, sponsor_times=[*SPONSORS[:4], over - SECOND])
    too_late = petition(UK, submitted_at=START, sponsor_times=[*SPONSORS[:4], over])

    assert see(in_time, rule, over).state is State.MODERATION
    assert see(too_late, rule, over - SECOND).state is State.GATHERING_SPONSORS
    assert see(too_late, rule, over).state is State.INSUFFICIENT
    assert see(too_late, rule, over - SECOND).next_change_at == over


def test_response_then_debate_are_awaited_in_turn() -> None:
    published = START + 10 * DAY
    counts = passed(response=published + DAY, debate=published + 9 * DAY)
    closes = UK.calendar.add_months(published, 6)
    set_down = Debate(kind="debate", scheduled_at=closes + 9 * DAY, on=dt.date(2026, 10, 5))
    held = set_down.model_copy(update={"held_at": closes + 50 * DAY})
    facts: dict[str, Any] = {
        "submitted_at": START,
        "sponsor_times": SPONSORS,
        "published_at": published,
        "responses": [answer(closes + DAY, threshold="response")],
    }
    one, debated = petition(UK, **facts, debates=[set_down]), petition(UK, **facts, debates=[held])

    assert see(one, UK, closes, counts).state is State.AWAITING_RESPONSE
    assert see(one, UK, closes, counts).debate_state == "awaiting"
    assert see(one, UK, closes + DAY, counts).state is State.AWAITING_DEBATE
    assert see(one, UK, closes + 9 * DAY, counts).debate_state == "scheduled"
    assert see(debated, UK, closes + 50 * DAY, counts).state is State.DEBATED
    assert see(debated, UK, closes + 50 * DAY, counts).debate_state == "done"


def test_goals_keep_the_counts_that_were_frozen() -> None:
    one = petition(UK, submitted_at=START, thresholds={"response": 9, "debate": 90})

    goals = {goal.id: goal.count_needed for goal in see(one, UK, START).goals}

    assert goals == {"sponsors": 5, "response": 9, "debate": 90}


def test_what_is_due_stands_after_what_was() -> None:
    counts = passed(support=SUPPORTED, response=RESPONSE)

    kinds = [(one.kind, one.ref) for one in see(kz(), KZ, RESPONSE, counts).timeline]

    assert kinds == [
        ("submitted", None),
        ("confirmed", None),
        ("published", None),
        ("reached", "support"),
        ("reached", "response"),
        ("answer_due", "response"),
        ("closes", None),
    ]
