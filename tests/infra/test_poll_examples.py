"""The example votes live their past through the code that real votes go through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from functions.polls import poll
from functions.polls.methods import Rule, count
from functions.polls.poll import Poll
from functions.polls.state import State, state
from infra.local.past import Past
from infra.local.poll_drawing import choices
from infra.local.poll_examples import load
from infra.local.poll_lives import PollLife
from tests.conftest import NOW

EXAMPLES = {example.id: example for example in load()}
# One of each state lives its past here, with as many ballots as show what happens.
STATES = {
    1: State.OPEN,
    4: State.SEALED,
    9: State.CLOSED,
    13: State.CLOSED,
    14: State.WITHDRAWN,
}
FEWER: dict[int, dict[str, object]] = {
    1: {"email": 9, "eid": 2, "changed": 1},
    9: {"cast": [("for", 14), ("against", 5), ("abstain", 1)], "changed": 2},
    14: {"email": 3},
}
Lived = tuple[Path, dict[int, Poll]]


@pytest.fixture
def lived(dynamodb: Any, environment: Path) -> Lived:
    """Examples after their past, on the tables of this test."""
    past = Past(NOW)
    for number in STATES:
        example = EXAMPLES[number]
        ballots = example.ballots.model_copy(update=FEWER.get(number, {}))
        PollLife(past, example.model_copy(update={"ballots": ballots})).plan()
    past.live()
    return environment, {number: poll.load(number).poll for number in STATES}


def test_examples_end_as_their_files_say(lived: Lived) -> None:
    folder, polls = lived
    found = {number: state(one, poll.logged(number), NOW) for number, one in polls.items()}
    assert found == STATES
    assert all(one.example for one in polls.values())

    own = folder / "site" / "polls" / "9"
    told = json.loads((own / "result.json").read_text())
    assert (told["result"]["share"], told["result"]["passed"]) == ("7/10", False)
    assert [one.passed for one in polls[9].overrides] == [True]
    ballots = [(said, n) for said, n in json.loads((own / "ballots.json").read_text())]
    again = count(Rule.parse(polls[9].rule), ballots, bytes.fromhex(told["seed"]))
    assert again.to_dict() == told["result"]
    logged = json.loads((folder / "log/counts.json").read_text())
    assert logged["polls"]["1"] == {"email": 9, "eid": 2, "paper": 0, "changed": 1}
    assert logged["tallied"] == {"9": 20, "13": 7}


@pytest.mark.parametrize("number", EXAMPLES)
def test_an_example_has_every_language_and_ballots_that_fit(number: int) -> None:
    from random import Random

    example = EXAMPLES[number]
    texts = [example.question, *(option.text for option in example.options)]
    texts += [one for one in (example.about, *(option.more for option in example.options)) if one]
    assert all(set(text) == {"kk", "ru", "en"} for text in texts)
    listed = [{"id": n, "cost": one.cost} for n, one in enumerate(example.options, 1)]
    rule = Rule.parse(dict(example.rule) | ({"options": listed} if listed else {}))
    drawn = choices(rule, example.ballots, Random(1)) if example.ballots.voters else []
    assert count(rule, [(one, 1) for one in drawn]).invalid == 0
