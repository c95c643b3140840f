"""Many people at once, a power cut, and everything that may be wrong at a start."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local import first
from tests.conftest import ROOT
from tests.e2e.conftest import Platform, tree
from tests.e2e.crowd import ask, confirm, together, tokens

PETITION = 1
EXAMPLE_SIGNATURES = 269
PEOPLE = 200
SERIES = ROOT / "content/datasets/signature-series-uk-2024.csv"
REPLAY = ("--scale", "0.04", "--minutes", "10", "--speed", "40", "--petition", str(PETITION))
COMMAND_SECONDS = 120
STOP_SECONDS = 10


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform of its own with one example petition: these tests cut it and start it again."""
    own = Platform(tmp_path_factory.mktemp("faults"), examples={PETITION})
    yield own
    own.kill()


@pytest.fixture
def own(started: Platform) -> Platform:
    """The platform, running."""
    if started.process is None or started.process.poll() is not None:
        started.start()
    started.wait(lambda: published(started) > 0)
    return started


def published(platform: Platform) -> int:
    read = platform.fetch(f"/petitions/{PETITION}/count.json")
    return int(read["signature_count"]) if read else -1


def logged(platform: Platform) -> int:
    """Return the count that the log itself publishes."""
    counts = (platform.fetch("/log/counts.json") or {"counts": {}})["counts"]
    return sum(counts.get(str(PETITION), {}).values())


def verified(platform: Platform) -> str:
    """Run `dauys verify` against the address, and return what it says."""
    done = command(platform, "functions", "verify", platform.url)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def command(
    platform: Platform, *words: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=platform.root,
        env=platform.environment() | environment,
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
        check=False,
    )


def settled(platform: Platform, wanted: int) -> None:
    """Wait for a count to be published, then let more minutes pass: it must stay."""
    platform.wait(lambda: published(platform) >= wanted)
    time.sleep(3 * 2)
    assert published(platform) == wanted


def test_a_first_start_that_is_cut_is_done_anew(started: Platform) -> None:
    started.launch()
    started.wait((started.var / first.BEGUN).exists)
    started.wait((started.var / "objects/log/checkpoint").exists)
    started.kill()
    assert not (started.var / first.DONE).exists()

    started.start()

    assert "written anew" in (started.var / "up.log").read_text("utf-8")
    started.wait(lambda: published(started) == EXAMPLE_SIGNATURES)
    assert "everything agrees" in verified(started)


def test_two_hundred_people_at_once_are_two_hundred_signatures(own: Platform) -> None:
    before = published(own)
    people = [f"person{n}@many.example" for n in range(PEOPLE)]

    assert set(together(lambda email: ask(own, PETITION, email), people)) == {202}
    links = tokens(own, "@many.example", PEOPLE)
    assert set(together(lambda token: confirm(own, token), links)) == {"counted"}

    settled(own, before + PEOPLE)
    assert "everything agrees" in verified(own)


def test_one_person_two_hundred_times_at_once_is_one_signature(own: Platform) -> None:
    before = published(own)
    ask(own, PETITION, "once@one.example")
    [token] = tokens(own, "@one.example", 1)
    said = together(lambda _: confirm(own, token), range(PEOPLE))
    assert set(said) == {"counted"}, "the same link is the same request, with the same receipt"

    together(lambda _: ask(own, PETITION, "thrice@three.example", proof=True), range(3))
    links = tokens(own, "@three.example", 3)
    said = together(lambda number: confirm(own, links[number % 3]), range(PEOPLE))
    assert set(said) == {"counted", "already"}

    settled(own, before + 2)
    assert "everything agrees" in verified(own)


def test_a_power_cut_in_the_middle_of_a_replay_loses_nothing(own: Platform) -> None:
    words = ["-m", "infra.local.replay", "--series", str(SERIES), *REPLAY, "--address", own.url]
    replaying = subprocess.Popen(
        [sys.executable, *words], cwd=own.root, env=own.environment(), stdout=subprocess.DEVNULL
    )
    own.wait(lambda: acknowledged(own.var) >= 20)
    own.kill()
    replaying.kill()
    replaying.wait()
    assert acknowledged(own.var) < 100, "it was over before the cut"

    own.start()
    done = command(own, *words[1:], DAUYS_MINUTE="20")

    assert "going on after" in done.stdout, done.stdout + done.stderr
    assert "difference 0" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0
    assert "everything agrees" in verified(own)


def acknowledged(var: Path) -> int:
    """Count the signatures that the journal of the replay holds."""
    journals = sorted((var / "replay").glob("*.jsonl"))
    return journals[-1].read_text("utf-8").count("acknowledged") if journals else 0


def test_ctrl_c_ends_every_process_and_a_restart_keeps_everything(own: Platform) -> None:
    own.wait(lambda: 0 < logged(own) == published(own))
    kept, keys = own.fetch("/log/counts.json"), digests(own.var / "keys")
    count, every = published(own), tree(own.process.pid if own.process else 0)
    assert len(every) >= 7, "the front, its workers, the store and the clock"

    began = time.monotonic()
    own.stop()
    assert time.monotonic() - began < STOP_SECONDS
    assert own.process
    assert own.process.returncode == 0
    assert list(filter(runs, every)) == []

    own.start()
    assert own.fetch("/log/counts.json") == kept
    assert digests(own.var / "keys") == keys
    assert published(own) == count
    assert "everything agrees" in verified(own)


def runs(pid: int) -> bool:
    """Tell whether a process is still there a moment later; a dead one may wait to be reaped."""
    ends = time.monotonic() + STOP_SECONDS
    while time.monotonic() < ends:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    return True


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_second_start_says_where_the_first_one_runs(own: Platform) -> None:
    assert refusal(own, PORT="0") == f"dauys: already running at {own.url}; stop that one first"


def test_a_port_in_use_is_named(own: Platform, tmp_path: Path) -> None:
    said = refusal(own, DAUYS_VAR=str(tmp_path))

    assert said == f"dauys: port {own.port} is in use: stop what uses it, or set PORT"


def test_a_damaged_store_is_named_and_left_alone(own: Platform, tmp_path: Path) -> None:
    file = tmp_path / "store/dauys.sqlite"
    shutil.copytree(own.var / "store", file.parent)
    damaged = bytearray(file.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    file.write_bytes(damaged)

    said = refusal(own, DAUYS_VAR=str(tmp_path), PORT="0")

    assert said.startswith(f"dauys: the store's file {file} is damaged")
    assert file.read_bytes() == damaged


def refusal(platform: Platform, **environment: str) -> str:
    """Start once more with another setting, which must not work; return the one line it says."""
    done = command(platform, "infra.local.up", **environment)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.strip()
