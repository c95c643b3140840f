"""`make replay`: sign an example petition at the real rates of a series, and check the count.

Ends with what was acknowledged beside what is published: their difference must be 0. Killed at any
time, it goes on with the same command; signers already acknowledged are not asked again.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.local import clock, journal, series, signers
from infra.local.errors import StartError
from infra.local.journal import Header, Journal
from infra.local.signers import Platform
from infra.local.up import ROOT

WORKERS = 48
WAIT_MINUTES = 5
SAY_SECONDS = 10


@dataclass(frozen=True)
class Asked:
    """The command's words."""

    series: Path
    scale: float
    minutes: float
    speed: float
    petition: int
    address: str


def main(arguments: list[str]) -> int:
    """Replay; 0 when nothing is lost or doubled, 1 with one line when something is wrong."""
    try:
        return replay(read(arguments))
    except StartError as error:
        print(f"replay: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("replay: stopped; the same command goes on", file=sys.stderr)
    return 1


def read(arguments: list[str]) -> Asked:
    """Return the command's words."""
    parser = argparse.ArgumentParser(prog="make replay")
    parser.add_argument("--series", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=0.01)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--speed", type=float, default=1)
    parser.add_argument("--petition", type=int, default=0)
    parser.add_argument("--address", default=f"http://localhost:{os.environ.get('PORT') or 8000}")
    return Asked(**vars(parser.parse_args(arguments)))


def replay(asked: Asked) -> int:
    """Sign by the plan, wait for the log, compare."""
    platform = Platform(asked.address)
    times = series.plan(
        series.read(asked.series), scale=asked.scale, minutes=asked.minutes, speed=asked.speed
    )
    petition = asked.petition or first_open(platform)
    header = Header(petition, asked.series.name, asked.scale, asked.minutes, asked.speed)
    folder = Path(os.environ.get("DAUYS_VAR") or ROOT / "var") / "replay"
    found = journal.find(folder, header)
    kept = found or journal.new(folder, header, published(platform, petition))
    going_on = f", going on after {len(kept.acknowledged)}" if found else ""
    print(f"petition {petition}: {len(times)} signatures in {_length(times)}{going_on}", flush=True)
    waits = sign_all(platform, petition, kept, times)
    return compare(platform, petition, kept, waits)


def first_open(platform: Platform) -> int:
    """Return the number of an open petition."""
    for one in platform.get("/petitions.json?state=open")["data"]:
        return int(one["id"])
    raise StartError("no petition is open; name one with PETITION=…")


def published(platform: Platform, petition: int) -> int:
    """Return the published count of a petition, all classes together."""
    counts = platform.get("/log/counts.json")["counts"].get(str(petition), {})
    return sum(counts.values())


def sign_all(platform: Platform, petition: int, kept: Journal, times: list[float]) -> list[float]:
    """Let each signer come at their time; return how long each waited to be acknowledged."""
    left = [(at, number) for number, at in enumerate(times) if number not in kept.acknowledged]
    waits: list[float] = []

    def one(number: int) -> None:
        started = time.monotonic()
        state = signers.sign(platform, petition, kept.run, number)
        if state not in ("counted", "already"):
            raise StartError(f"signer {number} was answered {state!r}")
        kept.acknowledge(number)
        waits.append(time.monotonic() - started)

    with _pool() as pool:
        futures: list[Future[None]] = []
        for number in _paced(left, len(times), kept):
            futures.append(pool.submit(one, number))
            _fail_early(futures)
        for future in futures:
            future.result()
    return waits


def _paced(left: list[tuple[float, int]], total: int, kept: Journal) -> Iterator[int]:
    """Yield the numbers of signers as their time comes; a replay that goes on starts at once."""
    if not left:
        return
    started, said = time.monotonic() - left[0][0], time.monotonic()
    for at, number in left:
        time.sleep(max(0.0, started + at - time.monotonic()))
        if time.monotonic() - said > SAY_SECONDS:
            said = time.monotonic()
            print(f"  {len(kept.acknowledged)} of {total} acknowledged", flush=True)
        yield number


def _fail_early(futures: list[Future[None]]) -> None:
    for future in [future for future in futures if future.done()]:
        futures.remove(future)
        future.result()


def compare(platform: Platform, petition: int, kept: Journal, waits: list[float]) -> int:
    """Wait for the log, print the comparison, and tell whether the difference is 0."""
    acknowledged = len(kept.acknowledged)
    wanted, count = kept.before + acknowledged, published(platform, petition)
    ends = time.monotonic() + WAIT_MINUTES * clock.minute_seconds()
    while count != wanted and time.monotonic() < ends:
        time.sleep(1)
        count = published(platform, petition)
    print(f"acknowledged {acknowledged}, published {count - kept.before}", end="")
    print(f", difference {count - wanted}")
    if waits:
        middle = statistics.median(waits)
        print(f"from the form to the acknowledgement: {middle:.1f} s in the middle, mail included")
    if count != wanted:
        return 1
    kept.finish()
    return 0


@contextmanager
def _pool() -> Iterator[ThreadPoolExecutor]:
    """A pool that forgets what has not begun when something fails."""
    pool = ThreadPoolExecutor(WORKERS, "signer")
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _length(times: list[float]) -> str:
    return f"{(times[-1] if times else 0) / 60:.1f} minutes"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
