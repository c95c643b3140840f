"""The whole platform, started as a newcomer starts it, and a browser to use it with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.browsing import listen
from tests.conftest import PATIENCE_SECONDS, ROOT

START_SECONDS = 240
WAIT_SECONDS = 90
MINUTE_SECONDS = 2
WARM = "/api/v1/petitions/similar?q=bench&lang=en"
# The rules of the United Kingdom, with numbers that a test can reach.
QUICK = (
    ("id: uk\n", "id: quick\n"),
    ("calendar: gb", "calendar: kz"),
    ("minimum: 5, maximum: 20", "minimum: 2, maximum: 3"),
    (
        "count: 10000\n    duty: {kind: answer, body: addressee}",
        "count: 5\n    duty: {kind: answer, body: addressee, within: 40 working days}",
    ),
    ("free_resubmissions: 0", "free_resubmissions: 1"),
    (
        "sign: {citizenship: resident, assurance: [email]}",
        "sign: {citizenship: resident, assurance: [email, eid]}",
    ),
)
# Something for the points of a single vote.
STICKER = """
- id: sticker
  points: 5
  name: {kk: Жапсырма, ru: Наклейка, en: A sticker}
  how: {kk: Кодты көрсетіңіз., ru: Покажите код., en: Show the code.}
  body: akimat-almaty
"""


def government(folder: Path) -> Path:
    """Copy the project as another government would, with a quick rule set of its own."""
    for name in ("content", "site", "functions", "infra"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", "requirements", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    adapt(folder)
    return folder


def adapt(folder: Path) -> None:
    """Give a copy of the project a rule set, a process and an offer of its own, beside the others.

    A vote is counted ten minutes after its end at the earliest, so the quick process has none.
    """
    rules = (ROOT / "content/rules/uk.yml").read_text("utf-8")
    for there, here in QUICK:
        assert there in rules, there
        rules = rules.replace(there, here)
    (folder / "content/rules/quick.yml").write_text(rules, "utf-8")
    process = yaml.safe_load((ROOT / "content/processes/crowd.yml").read_text("utf-8"))
    kept = [one for one in process["stages"] if one["kind"] not in ("discussion", "vote")]
    text = yaml.safe_dump(process | {"id": "quick", "stages": kept}, allow_unicode=True)
    (folder / "content/processes/quick.yml").write_text(text, "utf-8")
    with (folder / "content/recognition.yml").open("a", encoding="utf-8") as offers:
        offers.write(STICKER)
    active = folder / "content/government.yml"
    text = active.read_text("utf-8").replace("  - kz-central\n", "  - quick\n  - kz-central\n")
    active.write_text(text, "utf-8")


def keep(file: Path, examples: Collection[int]) -> None:
    """Leave only some of the example petitions in their file."""
    every = yaml.safe_load(file.read_text("utf-8"))
    chosen = [one for one in every if one["id"] in examples]
    file.write_text(yaml.safe_dump(chosen, allow_unicode=True), "utf-8")


def tree(pid: int) -> list[int]:
    """Return a process and all below it, as the system tells them now; parents come first."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            below.setdefault(parent, []).append(int(folder.name))
    found = [pid]
    for one in found:
        found += below.get(one, [])
    return found


class Platform:
    """A running platform whose minute is two seconds long."""

    def __init__(self, folder: Path, *, examples: Collection[int] | None = None) -> None:
        self.root = government(folder / "project")
        if examples is not None:
            keep(self.root / "content/examples/petitions.yml", examples)
        self.var = folder / "var"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait for the first page, and for the first answer of a function."""
        self.launch()
        self.wait(lambda: self.fetch("/petitions.json") is not None, START_SECONDS)
        self.wait(lambda: self.fetch(WARM) is not None)

    def launch(self) -> None:
        """Start and wait for nothing."""
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "up.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "infra.local.up"],
                cwd=self.root,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def environment(self) -> dict[str, str]:
        """Return what the platform reads of its environment, and nothing of the other tests'."""
        environment = os.environ | {
            "DAUYS_VAR": str(self.var),
            "PORT": str(self.port),
            "DAUYS_MINUTE": str(MINUTE_SECONDS),
            "PYTHONPATH": str(self.root),
        }
        for name in ("SITE_URL", "TABLE_CORE", "TABLE_SIGNATURES", "TABLE_KEYS", "TABLE_OPS"):
            environment.pop(name, None)
        return environment

    def kill(self) -> None:
        """Kill every process of the tree at once, as a power cut would."""
        if self.process and self.process.poll() is None:
            every = tree(self.process.pid)
            for number in (signal.SIGSTOP, signal.SIGKILL):
                for pid in every:
                    with suppress(ProcessLookupError):
                        os.kill(pid, number)
            self.process.wait()

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def fetch(self, path: str) -> Any:
        """Return a JSON file of the site, or None when it is not there."""
        try:
            with urlopen(self.url + path, timeout=PATIENCE_SECONDS) as answer:
                return json.load(answer)
        except (OSError, ValueError):
            return None

    def has(self, path: str) -> bool:
        """Tell whether a page is published."""
        with suppress(OSError), urlopen(self.url + path, timeout=PATIENCE_SECONDS) as answer:
            return answer.status == 200
        return False

    def mails(self, to: str) -> list[dict[str, Any]]:
        """Return the mails to an address, newest first."""
        return self.fetch(f"/_local/outbox.json?to={to}") or []

    def mail(self, to: str, subject: str = "") -> dict[str, Any]:
        """Wait for a mail and return it."""
        found: list[dict[str, Any]] = []

        def arrived() -> bool:
            found[:] = [mail for mail in self.mails(to) if subject in mail["subject"]]
            return bool(found)

        self.wait(arrived)
        return found[0]

    def wait(self, until: Callable[[], bool], seconds: float = WAIT_SECONDS) -> None:
        """Wait for something to become true. Fails, with the platform's last words, if not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if until():
                return
            if self.process and self.process.poll() is not None:
                break
            time.sleep(0.2)
        log = (self.var / "up.log").read_text("utf-8", "replace")
        ended = self.process is not None and self.process.poll() is not None
        why = "the platform ended" if ended else f"waited {seconds} s in vain"
        pytest.fail(f"{why}\n{log[-4000:]}")


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """One platform for all walks, with the example government in it."""
    running = Platform(tmp_path_factory.mktemp("platform"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(browser: Browser, platform: Platform) -> Iterator[Page]:
    """A page whose errors, third-party requests and policy violations fail the test."""
    context = browser.new_context(base_url=platform.url, locale="ru-RU")
    opened, wrong = context.new_page(), list[str]()
    # Counts may be shown ten seconds long; a walk does not wait for that.
    session = context.new_cdp_session(opened)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    listen(opened, wrong.append)
    opened.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((platform.url, "data:", "blob:", "about:"))
            else wrong.append(f"third party: {request.url}")
        ),
    )
    yield opened
    context.close()
    assert wrong == []
