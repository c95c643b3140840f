"""Which ideas are still in it when a stage begins: those that passed the last gate before; pure."""

from __future__ import annotations

from collections.abc import Iterable

from functions.projects.idea import Idea
from functions.projects.idea_states import State, standing
from functions.projects.process import Process

# What leaves an idea in it after a stage of this kind.
_GATES = {"screening": State.SCREENED, "review": State.SELECTED, "vote": State.ON_BALLOT}


def gate(process: Process, stage: str) -> State:
    """Return the state of the ideas that a stage deals with. Raises KeyError for no stage."""
    process.stage(stage)
    passed = State.PUBLISHED
    for rule in process.stages:
        if rule.key == stage:
            break
        passed = _GATES.get(rule.kind, passed)
    return passed


def candidates(process: Process, stage: str, ideas: Iterable[Idea]) -> list[Idea]:
    """Return the ideas that a stage deals with, by number."""
    wanted = gate(process, stage)
    found = [one for one in ideas if standing(one).state == wanted]
    return sorted(found, key=lambda one: one.number)
