"""The browser and the server count the same, byte for byte."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from functions.polls.formats import blt, pabulib
from functions.polls.methods import METHODS, Rule, count
from tests.unit.polls import made, script

DATA = Path(__file__).parents[2] / "data/polls"
SEED = bytes(range(32))
EACH = 150


@pytest.mark.parametrize("method", METHODS)
def test_on_drawn_polls_of_every_method(method: str, tmp_path: Path) -> None:
    chance = random.Random(method)
    drawn = [(rule, made.ballots(chance, rule)) for rule in _rules(chance, method)]

    ours = [count(rule, ballots, SEED).to_json() for rule, ballots in drawn]
    theirs = script.recount(tmp_path, [(one.to_dict(), cast, SEED.hex()) for one, cast in drawn])

    assert [one for one in zip(ours, theirs, drawn, strict=True) if one[0] != one[1]] == []
    assert sum('"invalid":0' not in one for one in ours) > EACH // 4
    assert any('"ties":[{' in one for one in ours) == (method != "for_against")


def test_on_real_elections(tmp_path: Path) -> None:
    polls: list[tuple[dict[str, Any], Any, str]] = []
    ours = []
    for path in sorted(DATA.glob("*.*")):
        if path.suffix == ".md":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            election = (pabulib if path.suffix == ".pb" else blt).read(file)
        rule = election.parsed()
        polls.append((rule.to_dict(), election.ballots, ""))
        ours.append(count(rule, election.ballots).to_json())

    assert script.recount(tmp_path, polls) == ours
    assert len(ours) >= 6


def _rules(chance: random.Random, method: str) -> list[Rule]:
    return [made.rule(chance, method) for _ in range(EACH)]
