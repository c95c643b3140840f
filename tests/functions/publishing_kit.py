"""A published site in a folder: bare shells, and a log of signatures when one is needed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from functions.ledger import requests as log_requests
from functions.ledger import sequence
from functions.publishing import publish as publishing
from functions.publishing import store, version
from functions.publishing.shell import SECTIONS, TOKENS
from functions.shared import clock, table
from functions.shared.content import load

SHELL = (
    '<!doctype html><html lang="{lang}"><head><title>SHELL-TITLE</title>'
    '<meta name="description" content="SHELL-DESCRIPTION">SHELL-HEAD</head>'
    "<body><nav>SHELL-LANGS</nav><main>SHELL-BODY</main></body></html>"
)
HOSTILE = (
    "=cmd|'/C calc'!A0 <script>alert(1)</script> {{7*7}} SHELL-BODY \u202egnp.exe \"><img src=x"
)


class Site:
    """The folder of published files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "site"
        assert len(TOKENS) == 5
        for lang in load().languages:
            for section in SECTIONS:
                path = self.folder / lang / "shell" / section / "index.html"
                path.parent.mkdir(parents=True)
                path.write_text(SHELL.replace("{lang}", lang))
        store.forget()
        version._shells.clear()

    def publish(self, **options: Any) -> publishing.Report:
        """Run the publisher once."""
        return publishing.publish(clock.now(), **options)

    def text(self, path: str) -> str:
        """Return a published file."""
        return (self.folder / path).read_text()

    def json(self, path: str) -> Any:
        """Return a published JSON file."""
        return json.loads(self.text(path))

    def has(self, path: str) -> bool:
        """Tell whether a file is published."""
        return (self.folder / path).exists()


def signed(petition_id: int, count: int, at: dt.datetime | None = None) -> None:
    """Put signatures into the log's inbox and log them."""
    when = at or clock.now()
    for number in range(count):
        unique = hashlib.sha256(f"{when}-{number}".encode()).hexdigest()
        item = log_requests.request(petition_id, "sign", unique, when, a="paper", c=unique)
        table.put("signatures", item)
    sequence.run(when + dt.timedelta(minutes=2))
