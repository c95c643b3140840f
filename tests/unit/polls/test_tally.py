"""`dauys tally`: its answer, its exit code, and one line for every error."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from functions import __main__ as command
from functions.polls.methods import draw

DATA = Path(__file__).parents[2] / "data/polls"
ASSEN = DATA / "netherlands_assen_2024.pb"
BURLINGTON = DATA / "burlington-2009-mayor.blt"
LODZ = DATA / "poland_lodz_2020_nad_nerem.pb"


class Run:
    """The command, run here, with what it printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys
        self.code, self.said, self.error = 0, "", ""

    def __call__(self, *words: str | Path) -> dict[str, Any]:
        self.monkeypatch.setattr(sys, "argv", ["dauys", "tally", *map(str, words)])
        try:
            self.code = command.main()
        except SystemExit as end:
            self.code = int(end.code or 0)
        self.said, self.error = self.capsys.readouterr()
        found: dict[str, Any] = json.loads(self.said) if self.said else {}
        return found


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capsys)


def test_published_winners_are_reproduced(tally: Run) -> None:
    found = tally(ASSEN)

    assert tally.code == 0
    assert found["matches_published"] is True
    assert found["difference"] == {"only_counted": [], "only_published": []}
    assert found["declared"] == "equalshares/add1"
    assert set(found["winners"]) == {"3", "9", "2", "11", "13", "14", "5", "6", "12"}
    assert [one["option"] for one in found["rounds"][1:]] == found["winners"]
    assert found["rule"]["options"][0] == {"id": "3", "cost": 7200}
    assert found["labels"]["9"] == "Jongerenplatform"
    assert found["ties"] == []


def test_other_winners_than_the_published_ones(tally: Run, tmp_path: Path) -> None:
    text = LODZ.read_text("utf-8").replace("ETAP I.;1", "ETAP I.;0")
    path = tmp_path / "changed.pb"
    path.write_text(text, "utf-8")
    found = tally(path)

    assert tally.code == 1
    assert found["matches_published"] is False
    assert found["difference"] == {"only_counted": ["G032NN"], "only_published": []}


def test_another_method(tally: Run) -> None:
    found = tally(BURLINGTON)
    assert (tally.code, found["winners"]) == (0, ["Bob Kiss (Progressive)"])
    assert found["rounds"][-1]["votes"] == [
        {"option": "Bob Kiss (Progressive)", "votes": 4313},
        {"option": "Kurt Wright (Republican)", "votes": 4060},
    ]
    assert "matches_published" not in found

    found = tally(BURLINGTON, "--method", "schulze", "--winners", "2")
    assert found["winners"] == ["Andy Montroll (Democrat)", "Bob Kiss (Progressive)"]
    assert tally(LODZ, "--method", "approval", "--winners", "1")["winners"] == ["G030NN"]


def test_lots(tally: Run, tmp_path: Path) -> None:
    path = tmp_path / "level.blt"
    path.write_text('3 1\n1 1 0\n1 2 0\n1 3 0\n0\n"A"\n"B"\n"C"\n', "utf-8")
    for seed in ("00", "01", "02", "ff" * 32):
        lots = {name: draw(bytes.fromhex(seed), at) for at, name in enumerate("ABC", 1)}
        found = tally(path, "--seed", seed)

        assert found["winners"] == [min(lots, key=lots.__getitem__)]
        assert [one["by"] for one in found["ties"]] == ["lot", "lot"]
        assert set(found["ties"][0]["among"]) == {"A", "B", "C"}
    assert tally(path)["winners"] == ["A"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "required"),
        (["/no/such/file.pb"], "No such file"),
        ([str(DATA)], "Is a directory"),
        ([str(LODZ), "--method", "coin"], "invalid choice"),
        ([str(LODZ), "--method", "irv"], "cannot be counted by irv"),
        ([str(LODZ), "--winners", "2"], "the budget decides"),
        ([str(LODZ), "--seed", "xyz"], "hexadecimal"),
        ([str(BURLINGTON), "--winners", "2"], "one winner"),
        ([str(BURLINGTON), "--method", "greedy"], "budget"),
        ([str(DATA / "README.md")], "BLT"),
    ],
)
def test_an_error_is_one_line(tally: Run, words: list[str], reason: str) -> None:
    tally(*words)

    assert tally.code == 2
    assert tally.said == ""
    assert reason in tally.error
    assert tally.error.count("\n") == 1


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"", b"META\nkey;value\nrule;\xd0\n", b"\x00" * 9]
)
def test_a_file_that_is_something_else(tally: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.pb"
    path.write_bytes(content)
    tally(path)

    assert (tally.code, tally.said, tally.error.count("\n")) == (2, "", 1)


def test_a_rule_of_the_citys_own(tally: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.pb"
    path.write_text(LODZ.read_text("utf-8").replace("rule;greedy", "rule;greedy-custom"), "utf-8")
    tally(path)
    assert tally.code == 2
    assert "greedy-custom cannot be counted again" in tally.error

    assert tally(path, "--method", "greedy")["matches_published"] is True
