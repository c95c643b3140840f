"""A replay keeps a series' rates, goes on where it was killed, and signs on this machine only."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.local import journal, series, signers
from infra.local.errors import StartError
from infra.local.journal import Header
from infra.local.series import Row

ROOT = Path(__file__).parents[2]
REAL = ROOT / "content" / "datasets" / "signature-series-uk-2024.csv"
BITS = 14
HEADER = Header(petition=5, series="x.csv", scale=0.1, minutes=1, speed=1)
ROWS = [Row(0, 100), Row(60, 160), Row(120, 150), Row(180, 200)]


def test_signers_come_at_the_series_rate() -> None:
    assert series.plan(ROWS, scale=0.1, minutes=1, speed=1) == [10, 20, 30, 40, 50, 60]


def test_speed_shortens_the_times() -> None:
    assert series.plan(ROWS, scale=0.1, minutes=1, speed=10) == [1, 2, 3, 4, 5, 6]


def test_withdrawals_of_the_series_bring_no_signer() -> None:
    times = series.plan(ROWS, scale=1, minutes=3, speed=1)

    assert len(times) == 100
    assert times == sorted(times)
    assert not [second for second in times if 60 < second < 120]


def test_the_real_series_is_kept_within_its_minutes() -> None:
    times = series.plan(series.read(REAL), scale=0.02, minutes=6, speed=1)

    assert times
    assert times == sorted(times)
    assert times[-1] <= 6 * 60


@pytest.mark.parametrize(
    ("scale", "minutes", "speed"),
    [(0, 1, 1), (2, 1, 1), (1, 0, 1), (1, 1, 0), (1, 100_000, 1), (0.001, 10_000, 1)],
)
def test_a_replay_is_bounded(scale: float, minutes: float, speed: float) -> None:
    with pytest.raises(StartError):
        series.plan(series.read(REAL), scale=scale, minutes=minutes, speed=speed)


@pytest.mark.parametrize("text", ["", "time,signatures\n", "a,b\n1,2\n", "time,signatures\nx,1\n"])
def test_what_is_no_series_is_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.csv").write_text(text)

    with pytest.raises(StartError) as error:
        series.read(tmp_path / "x.csv")

    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "address",
    ["https://localhost", "http://dauys.example", "http://10.0.0.1", "http://localhost.example"],
)
def test_no_other_host_is_asked(address: str) -> None:
    with pytest.raises(StartError, match="this machine only"):
        signers.Platform(address)


def test_a_killed_replay_goes_on(tmp_path: Path) -> None:
    first = journal.new(tmp_path, HEADER, before=7)
    first.acknowledge(0)
    first.acknowledge(3)
    first.acknowledge(3)
    with first.path.open("a") as file:
        file.write('{"acknowled')

    found = journal.find(tmp_path, HEADER)

    assert found is not None
    assert (found.run, found.before, found.acknowledged) == (first.run, 7, {0, 3})
    found.acknowledge(4)
    again = journal.find(tmp_path, HEADER)
    assert again is not None
    assert again.acknowledged == {0, 3, 4}


def test_another_or_a_finished_replay_is_not_gone_on_with(tmp_path: Path) -> None:
    made = journal.new(tmp_path, HEADER, before=0)
    other = Header(petition=6, series="x.csv", scale=0.1, minutes=1, speed=1)

    assert journal.find(tmp_path, other) is None
    made.finish()
    assert journal.find(tmp_path, HEADER) is None


def test_a_proof_is_bound_to_petition_and_address() -> None:
    from functions.shared import clock
    from functions.shared.identity import has_proof_of_work

    made = signers.proof(5, "a@replay.example", BITS)

    hours = {clock.text(clock.now())[:13], made.partition(".")[0]}
    assert has_proof_of_work(made, 5, "a@replay.example", hours, BITS)
    assert not has_proof_of_work(made, 6, "a@replay.example", hours, BITS)
