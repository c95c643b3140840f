"""The example surveys are whole, in three languages, and their results can be shown."""

from __future__ import annotations

import pytest

from functions.surveys import outcome, reply, survey
from functions.surveys.survey import State
from infra.local import survey_examples
from tests.conftest import NOW, Calls

LANGUAGES = {"kk", "ru", "en"}


@pytest.mark.usefixtures("dynamodb")
def test_every_example_is_stored_with_its_answers() -> None:
    assert survey_examples.seed(NOW) == 3

    states = [survey.state(survey.load(number).survey, NOW) for number in (1, 2, 3)]
    assert states == [State.CLOSED, State.OPEN, State.OPEN]
    assert [len(list(reply.every(number))) for number in (1, 2, 3)] == [286, 64, 8]
    assert survey.next_id() == 4


@pytest.mark.usefixtures("environment")
def test_every_text_is_in_three_languages_and_marked_as_an_example() -> None:
    for example in survey_examples.load():
        made = survey_examples.lived(example, NOW)
        texts = [made.title, made.about, *(one.text for one in made.questions)]
        texts += [part.text for one in made.questions for part in (*one.options, *one.rows)]
        assert all(set(one) == LANGUAGES for one in texts)
        assert made.example


@pytest.mark.usefixtures("environment")
def test_the_closed_example_has_results_of_every_kind() -> None:
    example = survey_examples.load()[0]
    made = survey_examples.lived(example, NOW)

    told = outcome.outcome(made, outcome.exact(made, survey_examples.replies(example, made)))

    assert told.people == 286
    assert {one.kind for one in told.shown if not one.hidden} >= {"single", "matrix", "ranking"}
    assert any(one.mean for one in told.shown)
    assert sum(theme.count for theme in example.themes["words"]) <= 286


def test_the_same_people_answer_at_every_start(dynamodb: Calls) -> None:
    example = survey_examples.load()[0]
    made = survey_examples.lived(example, NOW)

    first, second = (list(survey_examples.replies(example, made)) for _ in range(2))

    assert first == second
