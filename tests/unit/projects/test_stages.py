"""Where a project stands: dates, lateness, duties, as a function of facts and time alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.projects import stages
from functions.projects.stages import Phase, Stand
from tests.unit.lives import utc
from tests.unit.projects.facts import BEGINS, calendar, line, project

LATER = dt.timedelta(days=1_500)


def stand(*history: object, at: dt.datetime, name: str = "crowd", **facts: object) -> Stand:
    made = project(name, *history, **facts)  # type: ignore[arg-type]
    return stages.stand(made, at, calendar())


def test_a_draft_is_nowhere() -> None:
    assert stand(at=BEGINS, published_at=None).phase == Phase.DRAFT


def test_before_its_day_it_is_announced() -> None:
    found = stand(at=BEGINS - dt.timedelta(seconds=1))

    assert (found.phase, found.present) == (Phase.ANNOUNCED, None)


def test_the_calendar_ends_a_stage_at_the_local_midnight() -> None:
    """Five days from Monday: Saturday is the last day, and Almaty is five hours east."""
    end = utc("2026-02-07 19:00")

    assert stand(at=end - dt.timedelta(seconds=1)).present.rule.key == "task"  # type: ignore[union-attr]
    assert stand(at=end).present.rule.key == "ideas"  # type: ignore[union-attr]


def test_an_act_is_waited_for_and_the_lateness_is_public() -> None:
    """Screening is due 10 days after the discussion; nobody ends it for a month."""
    spans = {one.rule.key: one for one in stand(at=BEGINS).spans}
    due = spans["screening"].ends_at

    on_time, late = stand(at=due - dt.timedelta(seconds=1)), stand(at=due + dt.timedelta(days=30))

    assert on_time.present is not None
    assert late.present is not None
    assert (on_time.present.rule.key, on_time.is_late) == ("screening", False)
    assert (late.present.rule.key, late.is_late) == ("screening", True)


def test_later_stages_move_with_what_happened() -> None:
    spans = {one.rule.key: one for one in stand(at=BEGINS).spans}
    finished = spans["screening"].ends_at + dt.timedelta(days=30)

    after = stand(line("finish", finished, "screening"), at=finished)

    assert after.present is not None
    assert after.present.rule.key == "review"
    assert after.present.begins_at == finished
    assert [one.is_late for one in after.spans][3] is True


def test_an_early_end_begins_the_next_stage() -> None:
    early = BEGINS + dt.timedelta(days=2)

    found = stand(line("finish", early, "task"), at=early)

    assert found.present is not None
    assert found.present.rule.key == "ideas"


def test_an_extension_moves_the_end_and_all_that_follows() -> None:
    until = utc("2026-02-20 19:00")
    longer = line("extend", BEGINS, "task", until=until.isoformat())

    found = stand(longer, at=until - dt.timedelta(seconds=1))

    assert found.present is not None
    assert (found.present.rule.key, found.present.ends_at) == ("task", until)
    assert found.spans[1].begins_at == until


def test_a_vote_ends_when_the_poll_closes() -> None:
    close = utc("2027-01-01 00:00")

    found = stand(at=BEGINS, poll=4, poll_close=close)

    assert next(one.ends_at for one in found.spans if one.rule.kind == "vote") == close


def test_the_protocol_is_owed_within_one_working_day() -> None:
    """The council ends on a Friday; the protocol is due by the end of Monday, and late after it."""
    friday = utc("2026-03-13 06:00")
    council = [line("finish", friday, "council")]
    due = utc("2026-03-16 19:00")

    found = stand(*council, name="budget", at=due - dt.timedelta(seconds=1))
    missed = stand(*council, name="budget", at=due)
    told = line("publish_protocol", friday + dt.timedelta(hours=2), "council")
    kept = stand(*council, told, name="budget", at=due)

    assert [owed.due_at for span in found.spans for owed in span.owed] == [due]
    assert found.late == ()
    assert [owed.duty.act for owed in missed.late] == ["publish_protocol"]
    assert kept.late == ()


def test_a_stopped_project_takes_nothing() -> None:
    found = stand(at=BEGINS, stopped_at=BEGINS)

    assert found.phase == Phase.STOPPED
    assert not found.allows("comment")


@pytest.mark.parametrize("name", ["crowd", "budget", "document", "pledge", "recruiting"])
@given(days=some.integers(-5, 900), ends=some.lists(some.integers(0, 800), max_size=9))
def test_at_any_time_there_is_at_most_one_stage(name: str, days: int, ends: list[int]) -> None:
    """Whatever officials end or leave: stages follow one another, and time never goes back."""
    keys = [one.key for one in project(name).process.stages]
    lines = [
        line("finish", BEGINS + dt.timedelta(days=day), key)
        for key, day in zip(keys, sorted(ends), strict=False)
    ]
    found = stand(*lines, name=name, at=BEGINS + dt.timedelta(days=days))

    waiting = [one.has_begun for one in found.spans]
    assert waiting == sorted(waiting, reverse=True)
    assert all(one.has_begun or not one.owed for one in found.spans)
    begins = [one.begins_at for one in found.spans]
    assert begins == sorted(begins)
    assert sum(one.is_present for one in found.spans) <= 1
    following = found.next_change_at(BEGINS + dt.timedelta(days=days))
    assert following is None or following > BEGINS + dt.timedelta(days=days)
