"""The example petitions fit the content they refer to, and name nobody."""

from __future__ import annotations

import re

import pytest

from infra.build import CONTENT, compile_content
from infra.local import examples, people
from infra.local.examples import Example
from infra.local.lives import _share

EXAMPLES = examples.load()


@pytest.fixture(scope="module")
def compiled() -> dict[str, dict[str, object]]:
    return compile_content(CONTENT)  # type: ignore[return-value]


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(one.id) for one in EXAMPLES])
def test_an_example_names_what_there_is(
    compiled: dict[str, dict[str, object]], example: Example
) -> None:
    assert example.rule_set in compiled["rules"]
    assert example.jurisdiction in compiled["jurisdictions"]
    assert example.body in compiled["bodies"]
    assert example.category in compiled["categories"]
    assert example.language in example.text
    assert set(example.signatures.regions) <= set(compiled["jurisdictions"])


def test_the_example_clerks_answer_for_bodies_that_there_are(
    compiled: dict[str, dict[str, object]],
) -> None:
    roles = [role for person in people.PEOPLE for role in person.roles]
    bodies = {role.partition(":")[2] for role in roles if role.startswith("clerk:")}

    assert bodies <= set(compiled["bodies"])


def test_numbers_are_given_once() -> None:
    assert len({one.id for one in EXAMPLES}) == len(EXAMPLES)


def test_no_example_has_an_address_or_a_petitioner() -> None:
    for one in EXAMPLES:
        written = " ".join(f"{t.title} {t.background} {t.details}" for t in one.text.values())

        assert not re.search(r"\S+@\S+\.\S+", written)
        assert one.petitioner == ""


def test_what_is_done_was_done_on_an_earlier_day_at_any_time_of_the_day() -> None:
    done = [step for one in EXAMPLES for step in one.implementation if step.done]
    held = [debate for one in EXAMPLES for debate in one.debates if debate.held is not None]

    assert all(step.at is not None and step.on >= step.at for step in done)
    assert all(debate.on >= debate.held for debate in held)


@pytest.mark.parametrize("shape", ["steady", "burst", "late"])
def test_a_shape_stays_within_the_signing_time(shape: str) -> None:
    assert all(0 <= _share(shape, chance / 10) <= 1 for chance in range(11))


def test_a_burst_is_early_and_a_late_run_is_late() -> None:
    assert _share("burst", 0.5) < 0.5 < _share("late", 0.5)
