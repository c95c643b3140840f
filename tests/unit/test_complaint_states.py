"""The states of a complaint: what may follow what, and what the time alone brings."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.complaints import states
from functions.complaints.complaint import Complaint
from functions.complaints.states import DECIDED, MOVES, OPEN, State
from tests.unit.complaints import FILED, complaint, entry, see
from tests.unit.lives import SECOND, utc

ACCEPTED = entry("accept", "2026-02-02 07:00", "moderator")
VERIFYING = entry("verify", "2026-02-02 08:00", "moderator")
CONFIRMED = entry("confirm", "2026-02-03 08:00")
ASSIGNED = entry("assign", "2026-02-03 09:00")
STARTED = entry("start", "2026-02-04 09:00")
RESOLVED = entry("resolve", "2026-02-05 09:00")
WAY = (ACCEPTED, VERIFYING, CONFIRMED, ASSIGNED, STARTED, RESOLVED)


def test_the_straight_way_passes_every_state() -> None:
    seen = [see(complaint(*WAY[:n]), "2026-02-05 10:00").state for n in range(len(WAY) + 1)]

    assert [str(state) for state in seen] == [
        "received",
        "accepted",
        "verifying",
        "confirmed",
        "assigned",
        "in_progress",
        "survey",
    ]


def test_the_survey_ends_after_fourteen_days_and_closes_the_complaint() -> None:
    facts, end = complaint(*WAY), utc("2026-02-19 19:00")

    assert see(facts, end - SECOND).state == State.SURVEY
    assert see(facts, end - SECOND).next_change_at == end
    assert see(facts, end).state == State.CLOSED
    assert see(facts, end).survey_until is None


def test_an_answered_survey_closes_at_once() -> None:
    rated = complaint(*WAY, entry("rate", "2026-02-06 09:00", "reporter"))

    found = see(rated, "2026-02-06 09:01")

    assert found.state == State.CLOSED
    assert not states.may(rated, found, "rate", "reporter")


def test_a_complaint_is_reopened_once_and_its_term_begins_anew() -> None:
    reopened = entry("reopen", "2026-02-09 09:00", "reporter")
    facts = complaint(*WAY, reopened)
    again = complaint(*WAY, reopened, entry("resolve", "2026-02-11 09:00"))

    found = see(facts, "2026-02-09 10:00")

    assert found.state == State.ASSIGNED
    assert found.due.on == dt.date(2026, 3, 2)
    assert see(again, "2026-02-11 10:00").state == State.SURVEY
    assert not states.may(again, see(again, "2026-02-11 10:00"), "reopen", "reporter")


def test_a_question_to_the_reporter_returns_to_where_it_was_asked() -> None:
    asked = entry("ask", "2026-02-02 09:00")
    back = entry("reply", "2026-02-03 09:00", "reporter")

    assert see(complaint(ACCEPTED, VERIFYING, asked), "2026-02-02 10:00").state == State.WAITING
    assert see(complaint(ACCEPTED, VERIFYING, asked, back), "2026-02-03 10:00").state == (
        State.VERIFYING
    )


def test_late_from_the_first_instant_after_the_last_day() -> None:
    facts, end = complaint(ACCEPTED, VERIFYING), utc("2026-02-23 19:00")

    assert not see(facts, end - SECOND).is_late
    assert see(facts, end).is_late


def test_an_answer_in_time_stays_in_time_and_a_late_one_late() -> None:
    in_time = complaint(ACCEPTED, VERIFYING, entry("not_confirm", "2026-02-23 18:59"))
    late = complaint(ACCEPTED, VERIFYING, entry("not_confirm", "2026-02-23 19:01"))

    assert not see(in_time, "2026-12-01 00:00").is_late
    assert see(late, "2026-12-01 00:00").is_late


def test_an_appeal_is_decided_by_a_supervisor_and_only_once() -> None:
    appealed = complaint(*WAY, entry("appeal", "2026-02-25 09:00", "reporter"))
    upheld = complaint(
        *WAY,
        entry("appeal", "2026-02-25 09:00", "reporter"),
        entry("uphold", "2026-02-27 09:00", "supervisor"),
    )

    assert see(appealed, "2026-02-25 10:00").state == State.APPEALED
    assert see(appealed, "2026-02-25 10:00").due.on == dt.date(2026, 3, 19)
    assert see(upheld, "2026-02-27 10:00").state == State.CLOSED
    assert not states.may(upheld, see(upheld, "2026-02-27 10:00"), "appeal", "reporter")


def test_a_dismissal_can_be_appealed_for_three_months() -> None:
    dismissed = complaint(entry("dismiss", "2026-02-02 07:00", "moderator", code="spam"))
    end = utc("2026-05-02 19:00")

    assert states.may(dismissed, see(dismissed, end - SECOND), "appeal", "reporter")
    assert not states.may(dismissed, see(dismissed, end), "appeal", "reporter")


@pytest.mark.parametrize("part", ["text", "code", "body", "facts"])
def test_a_result_cannot_lack_a_part(part: str) -> None:
    empty: dict[str, object] = {
        "text": {"en": ""},
        "code": "",
        "body": "",
        "facts": {"actions": []},
    }

    assert states.missing(entry("resolve", FILED, **{part: empty[part]}))
    assert not states.missing(entry("resolve", FILED))


def test_no_move_leads_to_closed() -> None:
    assert all(move.to not in (State.CLOSED, State.SURVEY) for move in MOVES.values())
    assert [name for name, move in MOVES.items() if move.to == State.RESOLVED] == ["resolve"]


HOURS = st.integers(1, 24 * 40)
STEPS = st.lists(st.tuples(st.sampled_from(sorted(MOVES)), HOURS), max_size=25)


@settings(max_examples=300, deadline=None)
@given(STEPS)
def test_a_walk_of_legal_and_illegal_moves_keeps_its_promises(
    steps: list[tuple[str, int]],
) -> None:
    facts, now = complaint(), FILED
    for move, hours in steps:
        now += dt.timedelta(hours=hours)
        before = see(facts, now)
        allowed = [role for role in MOVES[move].roles if states.may(facts, before, move, role)]
        others = {"reporter", "moderator", "clerk", "supervisor", "platform"} - set(
            MOVES[move].roles
        )
        assert not any(states.may(facts, before, move, role) for role in others)
        if not allowed:
            continue
        facts = moved(facts, move, now, allowed[0])
        _promises(facts, now)


def moved(facts: Complaint, move: str, now: dt.datetime, role: str) -> Complaint:
    until = str((now + dt.timedelta(days=40)).date())
    made = entry(move, now, role)
    made = made.model_copy(update={"facts": made.facts | {"until": until}})
    return facts.model_copy(update={"history": [*facts.history, made]})


def _promises(facts: Complaint, now: dt.datetime) -> None:
    found = see(facts, now)
    made = [one.move for one in facts.history]
    if found.state in (State.SURVEY, State.CLOSED):
        result = next(one for one in reversed(facts.history) if one.move == "resolve")
        assert not states.missing(result)
    assert found.is_open == (found.state in OPEN)
    assert made.count("reopen") <= 1
    assert made.count("appeal") <= 1
    assert (found.answered_at is not None) or found.state not in DECIDED
    assert found.next_change_at is None or found.next_change_at > now
    assert found == see(facts, now)
