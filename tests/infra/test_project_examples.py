"""The example projects: each lived by the acts of real ones, in different stages, naming nobody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from functions.polls import poll
from functions.projects import comment, groups, idea, project, review, stages, stance, work
from functions.projects.idea_states import State, standing
from functions.projects.process import processes
from functions.projects.stages import Phase
from infra.local import poll_examples, project_examples, project_seed
from infra.local.past import Past
from tests.conftest import NOW

CROWD, BUDGET, RECRUITING, CONTEST, DOCUMENT, INITIATIVE, PLEDGE = range(1, 8)
LANGUAGES = {"kk", "ru", "en"}


def test_every_process_has_an_example(environment: Path) -> None:
    assert {one.process for one in project_examples.load().projects} == set(processes())


def test_texts_are_in_three_languages_and_name_nobody() -> None:
    found = project_examples.load()
    titled = [*found.projects, *found.works]
    written = " ".join(str(one.model_dump()) for one in titled)

    assert all(set(one.title) == LANGUAGES for one in titled)
    assert all(
        word in one.title[lang]
        for one in titled
        for lang, word in {"kk": "Мысал", "ru": "Пример", "en": "Example"}.items()
    )
    assert not re.search(r"\S+@\S+\.\S+", written)
    assert {one.contractor for one in found.works} <= {"", "Example contractor"}


def test_the_examples_live_by_the_acts_of_real_projects(dynamodb: Any) -> None:
    """One life for all checks: it takes longer than they do."""
    past = Past(NOW)
    found = project_seed.plan(past)
    past.live()

    check_stages(found)
    check_ideas()
    check_voices()
    check_polls()
    check_works(found)


def check_stages(found: project_examples.Examples) -> None:
    records = [project.load(number).project for number in range(1, len(found.projects) + 1)]
    stands = [stages.stand(one, NOW) for one in records]

    assert [one.process.id for one in records] == [one.process for one in found.projects]
    assert all(one.example and not one.missing_languages() for one in records)
    assert stands[CROWD - 1].phase is Phase.ENDED
    present = {one.present.rule.kind for one in stands if one.present}
    assert present == {"ideas", "review", "decision", "implementation", "pledges"}
    assert not any(one.is_late or one.late for one in stands)


def check_ideas() -> None:
    seen = set(states(CROWD)) | set(states(BUDGET)) | set(states(RECRUITING))
    seen |= set(states(INITIATIVE)) | set(states(CONTEST))

    assert states(CROWD)[:2] == [State.IMPOSSIBLE, State.DONE]
    assert seen >= {State.MERGED, State.FAILED, State.NOT_SELECTED, State.FALLBACK, State.IN_WORK}
    assert seen >= {State.PENDING, State.RETURNED, State.WON, State.PUBLISHED}
    assert all(one.idea.example for one in idea.all_of(CROWD))
    private = list(idea.all_of(RECRUITING))
    assert all(one.idea.title == "" for one in private)
    given = [one for _, one in review.all_of(CROWD)]
    assert any(one.conflict for one in given)
    assert {one.idea for _, one in review.all_of(CONTEST)} == {1, 2, 3}


def check_voices() -> None:
    shown = {
        one.state for number in (CROWD, DOCUMENT, INITIATIVE) for one in comment.all_of(number)
    }
    assert shown == {"shown", "hidden", "flagged", "pending"}
    assert len(groups.opinions(stance.all_of(CROWD)).groups) == 2
    articles = project.load(DOCUMENT).project.articles
    assert [bool(one.reply) for one in articles] == [True, False, True, False]
    depths = {one.comment.depth for one in comment.all_of(DOCUMENT)}
    assert depths == {1, 2, 3}


def check_polls() -> None:
    last = max(one.id for one in poll_examples.load())
    voted = [project.load(number).project for number in (CROWD, BUDGET)]

    assert [one.poll for one in voted] == [last + 1, last + 2]
    for one in voted:
        found = poll.load(one.poll or 0).poll
        assert found.example
        assert found.result is not None
        assert found.result.voters in (26, 27)


def check_works(found: project_examples.Examples) -> None:
    records = [work.load(number).work for number in range(1, len(found.works) + 1)]
    conditions = [work.condition(one, NOW.date()) for one in records]

    assert {one.trail.split("-")[0] for one in records} == {"idea", "petition", "complaint"}
    assert all(one.example for one in records)
    assert [one.state for one in conditions] == ["done", "done", "done", "running", "running"]
    assert conditions[2].over_budget == 1_500_000
    assert conditions[3].is_late
    assert [len(work.confirmations(number)) for number in (1, 2, 3)] == [5, 3, 2]


def states(number: int) -> list[State]:
    return [standing(one.idea).state for one in idea.all_of(number)]
