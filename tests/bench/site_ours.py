"""Our side of the measurement, in a process of its own so that its memory is its own.

`python -m tests.bench.site_ours FOLDER WORK N`, where WORK is `fill`, `hugo` or `publish`. The last
publishes all petitions, then 1 % of them changed, then nothing, as a publisher that stays does, and
prints a line of JSON after each.
"""

from __future__ import annotations

import datetime as dt
import json
import os
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
        _aside()
        for step, name in enumerate(("full", "change", "idle"), start=1):
            publish(folder, name, count, site_petitions.NOW + step * MINUTE)


def publish(folder: Path, name: str, count: int, now: dt.datetime) -> None:
    """Publish everything, what changed or nothing, and print what that cost."""
    if name == "change":
        step = max(count // max(count // 100, 1), 1)
        made = (site_petitions.one(n, changed=1) for n in range(step, count + 1, step))
        site_filling.change(made, now.strftime("%Y-%m-%dT%H"))
    from functions.publishing import publish as publishing

    print(json.dumps({"begins": name}), flush=True)
    before, started = _cpu(), time.perf_counter()
    report = publishing.publish(now, everything=name == "full")
    told = {
        "name": name,
        **vars(report),
        "wall": time.perf_counter() - started,
        "cpu": _cpu() - before,
        "state": _size(folder / "private/publish"),
    }
    print(json.dumps(told), flush=True)


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


def _aside() -> None:
    """Leave out what nobody else makes and what asks a table that is not there.

    That is the search index, which has a measurement of its own, and names of signers, outages and
    regions' counts, which are read from the tables and are none here.
    """
    from functions.petitions import outage, petition, signature
    from functions.publishing import search_files

    search_files.publish = lambda *_: False
    nobody: Callable[..., list[Any]] = lambda *_, **__: []  # noqa: E731
    signature.shown = nobody
    outage.load = lambda now: outage.Measured(now, now)
    petition.changed_since = lambda at: iter(())


def _cpu() -> float:
    return sum(os.times()[:4])


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
