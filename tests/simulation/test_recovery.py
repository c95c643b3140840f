"""A lost stage is made again from log, tables and inbox, or recovery refuses: under a hostile life.

The lives are those of the sequencer's simulation. The stage of the head is lost now and then, after
crashes too; whatever recovery answers, the log must end as if nothing had happened.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from functions.ledger import head as heads
from functions.ledger import recover
from functions.ledger import stage as stages
from functions.ledger.recover import RecoveryError
from functions.ledger.stage import Stage, StageError
from tests.simulation.life import Life
from tests.simulation.schedule import Schedule
from tests.simulation.test_sequencer import START, _connect, _settings, _wrong  # noqa: F401
from tests.simulation.world import World

SEEDS = 60


def simulate(seed: int, patch: pytest.MonkeyPatch, outcomes: Counter[str]) -> list[str]:
    """Play one life in which stages are lost, and return what is wrong in the end."""
    schedule = Schedule(seed)
    world = World(schedule, START)
    signed = _connect(world, patch)
    life = Life(world)
    life.begin()
    for _ in range(16):
        life.minute()
        for _ in range(schedule.random.choice((0, 1, 1, 2))):
            schedule.start(life.sequencer)
        schedule.play(schedule.random.randint(1, 60))
        if schedule.random.random() < 0.4:
            outcomes[lose(world, life)] += 1
    schedule.settle()
    for minutes in (40, 2, 2):
        world.now += timedelta(minutes=minutes)
        life.sequencer()
        life.reconciler()
        life.sequencer()
    return world.violations + list(_wrong(world, life, signed))


def lose(world: World, life: Life) -> str:
    """Lose the stage of the head while nobody runs, and have it made again."""
    world.schedule.is_calm = True
    for task in world.schedule.tasks:  # everybody else is gone: the schedules are stopped
        task.is_done = True
    world.schedule.tasks = []
    of = heads.load()
    lost = world.objects.pop(("private", of.stage), None) if of else None
    if of is None or lost is None:
        world.schedule.is_calm = False
        return "nothing to lose"
    if of.done < of.size:
        with pytest.raises(StageError):
            life.sequencer()
    try:
        assert recover.recover() == of
        outcome = "recovered" if of.done == of.size else "recovered, unpublished"
        _agree(stages.decode(lost.body), stages.load(of), outcome)
    except RecoveryError:
        assert ("private", of.stage) not in world.objects
        world.objects["private", of.stage] = lost
        outcome = "refused"
    world.schedule.is_calm = False
    return outcome


def _agree(lost: Stage, made: Stage, outcome: str) -> None:
    assert made.grown[0] == lost.grown[0]
    assert made.fold.ended == lost.fold.ended
    assert made.fold.tallies == lost.fold.tallies
    if outcome != "recovered":
        assert made.leaves == lost.leaves
        assert (made.batch.sign_start, made.batch.sign_end) == (
            lost.batch.sign_start,
            lost.batch.sign_end,
        )
        assert made.batch.since <= lost.batch.since


def test_the_simulation_catches_a_recovery_that_forgets_what_was_taken() -> None:
    for seed in range(SEEDS):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recover, "_seen", lambda found, of: {})
            if simulate(seed, patch, Counter()):
                return
    pytest.fail("nobody noticed")


def test_a_lost_stage_is_made_again_or_refused() -> None:
    outcomes: Counter[str] = Counter()
    for seed in range(SEEDS):
        with pytest.MonkeyPatch.context() as patch:
            assert simulate(seed, patch, outcomes) == [], f"seed {seed}"

    assert outcomes["recovered"] > SEEDS
    assert outcomes["recovered, unpublished"] > SEEDS / 10
    assert outcomes["refused"] < sum(outcomes.values()) / 20, outcomes
