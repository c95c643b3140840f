"""What is forgotten of a survey, when, and what stays."""

from __future__ import annotations

import datetime as dt

import pytest

from functions.participants import own
from functions.shared.errors import NotFoundError
from functions.surveys import retention
from functions.surveys.reply import Reply
from tests.conftest import Calls, Clock
from tests.functions.surveys_kit import answered, forget, kept, stored
from tests.unit.surveys import kit

WORDS = {"why": "My own words", "one": {"chosen": "other", "other": "Another thing"}}


def ended(clock: Clock, days: int) -> dt.datetime:
    """Store a survey with answers and move to so many days after its end."""
    found = stored(kit.question("why", "text"), kit.question("one", "single", other=True))
    answered(found.id, [Reply(WORDS, "KZ-75", "email"), Reply({"one": {"chosen": "a"}})])
    clock.now = found.ends_at + dt.timedelta(days=days)
    return clock.now


@pytest.mark.parametrize(("days", "is_there"), [(29, True), (30, False)])
def test_the_keys_go_a_month_after_the_end(
    dynamodb: Calls, clock: Clock, days: int, is_there: bool
) -> None:
    retention.run(ended(clock, days))
    forget()

    if is_there:
        assert own.own_keys("SURVEY#1")
    else:
        with pytest.raises(NotFoundError):
            own.own_keys("SURVEY#1")


def test_words_go_half_a_year_after_the_end_and_counts_stay(dynamodb: Calls, clock: Clock) -> None:
    now = ended(clock, 180)

    assert retention.run(now)["answers"] == 1
    assert [one.answers for one in kept()] == [
        {"why": "…", "one": {"chosen": "other", "other": "…"}},
        {"one": {"chosen": "a"}},
    ]
    assert retention.run(now)["answers"] == 0


def test_words_are_there_until_then(dynamodb: Calls, clock: Clock) -> None:
    retention.run(ended(clock, 179))

    assert kept()[0].answers == WORDS
