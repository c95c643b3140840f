"""Builds content and site when what they are made from has changed, and lays the site out."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.local.errors import StartError

Say = Callable[[str], None]
_IGNORED = ("__pycache__", ".")


@dataclass(frozen=True)
class Step:
    """One build: what it is called, its command, its inputs and what it leaves behind."""

    name: str
    command: tuple[str, ...]
    inputs: tuple[str, ...]
    output: str


CONTENT = Step(
    "content",
    ("infra.build", "content"),
    ("content", "infra/build.py", "infra/content", "functions/opendata"),
    "build/content.json",
)
SITE = Step(
    "site",
    ("infra.site", "build"),
    ("content", "site", "mkdocs.yml", "infra/site.py", "requirements/up.lock"),
    "build/site",
)


def run(root: Path, step: Step, say: Say) -> bool:
    """Run a step unless its inputs are those of its last run; tell whether it ran."""
    stamp = root / "build" / f".{step.name}.stamp"
    wanted = fingerprint(root, step.inputs)
    if (root / step.output).exists() and _read(stamp) == wanted:
        return False
    say(f"{step.name}: building")
    started = time.monotonic()
    _module(root, step)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(wanted, "utf-8")
    say(f"{step.name}: built in {time.monotonic() - started:.1f} s")
    return True


def _module(root: Path, step: Step) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *step.command],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise StartError(f"the {step.name} could not be built; the lines above say why")


def fingerprint(root: Path, inputs: tuple[str, ...]) -> str:
    """Return a digest of names, sizes and times of the input files: a look, not a read."""
    digest = hashlib.sha256()
    for path in sorted(_files(root, inputs)):
        stat = path.stat()
        line = f"{path.relative_to(root)}\0{stat.st_size}\0{stat.st_mtime_ns}\n"
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(root: Path, inputs: tuple[str, ...]) -> Iterator[Path]:
    for name in inputs:
        top = root / name
        if top.is_file():
            yield top
        for folder, folders, files in os.walk(top):
            folders[:] = [f for f in folders if not f.startswith(_IGNORED)]
            yield from (Path(folder, file) for file in files if not file.startswith(_IGNORED))


def lay_out(built: Path, bucket: Path, listing: Path) -> int:
    """Copy what changed into the site's bucket, remove what the last build had and this has not.

    Files that the publisher wrote are none of its business. Returns how many files changed.
    """
    names = {str(path.relative_to(built)) for path in built.rglob("*") if path.is_file()}
    before = set(json.loads(_read(listing) or "[]"))
    changed = 0
    for name in sorted(names):
        changed += _copy(built / name, bucket / name)
    for name in before - names:
        (bucket / name).unlink(missing_ok=True)
        changed += 1
    listing.write_text(json.dumps(sorted(names)), "utf-8")
    return changed


def _copy(source: Path, target: Path) -> bool:
    """Copy a file unless it is there already; a reader sees the old bytes or the new ones."""
    stat = source.stat()
    if target.exists():
        there = target.stat()
        if (there.st_size, there.st_mtime_ns) == (stat.st_size, stat.st_mtime_ns):
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.new")
    shutil.copy2(source, draft)
    draft.replace(target)
    return True


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
