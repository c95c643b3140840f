"""Our side of the measurement, in a process of its own so that its memory is its own.

`python -m tests.bench.site_ours FOLDER WORK N`, where WORK is `fill`, `full`, `idle` or `change`;
prints one line of JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import site_filling, site_hugo, site_petitions

SHELLS = Path("build/site")
_SETTINGS = {
    "TABLE_CORE": "CoreTable",
    "TABLE_SIGNATURES": "SignaturesTable",
    "TABLE_KEYS": "KeysTable",
    "TABLE_OPS": "OpsTable",
    "SITE_URL": "https://dauys.example",
    "LOG_ORIGIN": "dauys.example/log",
    "MAIL_FROM": "noreply@dauys.example",
    "MAIL_TRANSPORT": "file:///dev/null",
    "TEMPLATES_PATH": "site/templates",
    "AWS_DEFAULT_REGION": "eu-central-1",
}
MINUTE = dt.timedelta(minutes=1)


def main() -> None:
    """Do one piece of work and tell what it cost."""
    folder, work, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    environment(folder)
    if work == "fill":
        prepare(folder, count)
    elif work == "hugo":
        site_hugo.write(folder / "hugo", site_petitions.petitions(count))
    else:
        publish(folder, work, count)


def publish(folder: Path, work: str, count: int) -> None:
    """Publish everything, nothing or what changed, and print what that cost."""
    apart = _aside()
    now, everything = site_petitions.NOW + MINUTE, work == "full"
    if work == "change":
        now += MINUTE
        step = max(count // max(count // 100, 1), 1)
        numbers = range(step, count + 1, step)
        made = (site_petitions.one(n, changed=1) for n in numbers)
        site_filling.change(made, now.strftime("%Y-%m-%dT%H"))
    from functions.publishing import publish as publishing
    from functions.publishing import store

    store.forget()
    before = _cpu()
    started = time.perf_counter()
    report = publishing.publish(now, everything=everything)
    took = time.perf_counter() - started
    told = {
        **vars(report),
        "wall": took - apart["wall"],
        "cpu": _cpu() - before - apart["cpu"],
        "memory": _memory(),
        "search": apart["wall"],
        "state": (folder / "private" / "publish").exists() and _size(folder / "private/publish"),
    }
    print(json.dumps(told))


def environment(folder: Path) -> None:
    """Set what the functions read of their settings."""
    for name in ("site", "log", "private", "uploads"):
        os.environ[f"BUCKET_{name.upper()}"] = f"file://{folder / name}"
    os.environ |= _SETTINGS | {"KEY_SOURCE": f"file://{folder / 'keys'}"}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "content.json"
    os.environ["CONTENT_PATH"] = str(path)
    if not path.exists():
        from infra.build import write_content

        write_content(Path("content"), path)


def prepare(folder: Path, count: int) -> None:
    """Put the shells and the read model in place."""
    for shell in SHELLS.glob("*/shell"):
        shutil.copytree(shell, folder / "site" / shell.relative_to(SHELLS))
    site_filling.fill(site_petitions.petitions(count))


def _aside() -> dict[str, float]:
    """Leave out what nobody else makes and what asks a table that is not there.

    The search index is timed on its own; names of signers, outages and regions' counts are read
    from the tables and are none here.
    """
    from functions.petitions import outage, petition, signature
    from functions.publishing import search_files

    taken = {"wall": 0.0, "cpu": 0.0}
    if os.environ.get("BENCH_SEARCH"):
        search_files.publish = _timed(search_files.publish, taken)
    else:
        search_files.publish = lambda *_: False
    nobody: Callable[..., list[Any]] = lambda *_, **__: []  # noqa: E731
    signature.shown = nobody
    outage.load = lambda now: outage.Measured(now, now)
    petition.changed_since = lambda at: iter(())
    return taken


def _timed(work: Callable[..., bool], taken: dict[str, float]) -> Callable[..., bool]:
    def timed(*args: Any) -> bool:
        started, before = time.perf_counter(), _cpu()
        done = work(*args)
        taken["wall"] += time.perf_counter() - started
        taken["cpu"] += _cpu() - before
        return done

    return timed


def _cpu() -> float:
    return sum(os.times()[:4])


def _memory() -> int:
    """Return an upper bound of the megabytes held at once: this process and all its workers."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + 2 * workers) // 1024


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
