"""Finds a browser for the tests, or installs one: prints its path, or one line why there is none.

The setting CHROMIUM, then the system's, then Playwright's; missing all, Debian's package as root,
else the build that Playwright downloads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of a browser that is there. Raises FileNotFoundError for a wrong setting."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(f"CHROMIUM names no program: {named}")
        return found
    return next(filter(None, map(shutil.which, NAMES)), None) or playwrights()


def playwrights() -> str | None:
    """Return the browser that Playwright has downloaded, if it has."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  only the tests have it
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Install a browser and return its path, or None if none can be had."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _say("no browser here: installing Debian's chromium")
        quiet = ["apt-get", "-qq", "-y", "--no-install-recommends"]
        if _run([*quiet, "update"]) and _run([*quiet, "install", "chromium"]):
            return find()
    _say("no browser here: asking Playwright for one")
    _run([sys.executable, "-m", "playwright", "install", "chromium"])
    return playwrights()


def _run(command: list[str]) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, stdout=sys.stderr, env=environment, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _say(line: str) -> None:
    print(f"  {line}", file=sys.stderr, flush=True)


def main() -> int:
    """Print the browser's path; 1 with one line when none can be had."""
    try:
        found = find() or install()
    except FileNotFoundError as error:
        _say(str(error))
        return 1
    if found is None:
        _say("no browser could be found or installed: install Chromium, or set CHROMIUM to one")
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
