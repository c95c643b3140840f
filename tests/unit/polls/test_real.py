"""Real elections: the winners and tallies that were published."""

from __future__ import annotations

from pathlib import Path

import pytest
from pabulib.checker import Checker

from functions.polls.formats import blt, pabulib
from functions.polls.formats.election import Election
from functions.polls.methods import Result, count

DATA = Path(__file__).parents[2] / "data/polls"
FILES = sorted(DATA.glob("*.pb"))
BUDGETS = [path for path in FILES if "selected" in path.read_text("utf-8")]
KISS, MONTROLL, SIMPSON, SMITH, WRIGHT, WRITE_IN = range(1, 7)


def read(path: Path) -> Election:
    with path.open(encoding="utf-8", newline="") as file:
        return (pabulib if path.suffix == ".pb" else blt).read(file)


def burlington(method: str) -> Result:
    election = read(DATA / "burlington-2009-mayor.blt")
    return count(election.parsed(method=method), election.ballots)


def test_burlington_by_run_off() -> None:
    found = burlington("irv")
    first, last = found.rounds[0], found.rounds[-1]

    assert found.winners == (KISS,)
    assert [(one.option, one.votes) for one in found.tallies] == [
        (KISS, 2585),
        (MONTROLL, 2063),
        (SIMPSON, 35),
        (SMITH, 1306),
        (WRIGHT, 2951),
        (WRITE_IN, 36),
    ]
    assert first["exhausted"] == 4
    assert {one["option"]: one["votes"] for one in last["votes"]} == {KISS: 4313, WRIGHT: 4060}
    assert last["exhausted"] == 607
    assert [one["out"] for one in found.rounds] == [SIMPSON, WRITE_IN, SMITH, MONTROLL, None]
    assert (found.cast, found.valid, found.ties) == (8980, 8980, ())


def test_burlington_in_pairs() -> None:
    """The pairwise counts are those of electowiki's article on the election."""
    found = burlington("schulze")
    pairs = found.rounds[0]["pairwise"]
    wins = {(a, b): pairs[a - 1][b - 1] for a in range(1, 7) for b in range(1, 7)}

    assert found.winners == (MONTROLL,)
    assert all(wins[MONTROLL, rival] > wins[rival, MONTROLL] for rival in (1, 3, 4, 5, 6))
    assert (wins[MONTROLL, KISS], wins[KISS, MONTROLL]) == (4067, 3477)
    assert (wins[MONTROLL, WRIGHT], wins[WRIGHT, MONTROLL]) == (4597, 3668)
    assert (wins[MONTROLL, SMITH], wins[SMITH, MONTROLL]) == (4573, 2998)
    assert (wins[KISS, WRIGHT], wins[WRIGHT, KISS]) == (4314, 4064)
    assert (wins[KISS, SMITH], wins[SMITH, KISS]) == (3946, 3577)


@pytest.mark.parametrize("path", BUDGETS, ids=lambda path: path.stem)
def test_published_winners_and_tallies(path: Path) -> None:
    election = read(path)
    found = count(election.parsed(), election.ballots)
    published = {
        name: int(line.split(";")[2])
        for line in path.read_text("utf-8").split("VOTES\n")[0].splitlines()
        for name in [line.split(";")[0]]
        if name in election.names.values()
    }

    assert election.published == set(found.winners)
    assert {election.names[int(one.option)]: one.votes for one in found.tallies} == published
    assert found.invalid == 0


def test_there_are_equal_shares_among_them() -> None:
    declared = [read(path).declared for path in BUDGETS]

    assert declared.count("equalshares/add1") == 2
    assert declared.count("greedy") == 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_are_whole(path: Path) -> None:
    """A slip of the pen in a copied ballot would show here: votes are counted per project."""
    found = Checker().process_files([str(path)])

    assert found["metadata"] == {"processed": 1, "valid": 1, "invalid": 0}


def test_points_in_czestochowa() -> None:
    """The file has no winners, but the points and votes of each project."""
    election = read(DATA / "poland_czestochowa_2020_grabowka.pb")
    found = count(election.parsed(), election.ballots)

    assert {election.names[int(one.option)]: one[1:] for one in found.tallies} == {
        "196": (435, 72),
        "443": (378, 62),
        "448": (286, 43),
        "177": (259, 31),
        "463": (215, 31),
        "47": (188, 30),
        "198": (130, 22),
        "89": (77, 17),
    }
    assert [election.names[one] for one in found.winners] == ["196", "443", "463", "47", "198"]


def test_greedy_would_have_chosen_others_in_assen() -> None:
    election = read(DATA / "netherlands_assen_2025.pb")
    greedy = count(election.parsed(method="greedy"), election.ballots)

    assert set(greedy.winners) != election.published
