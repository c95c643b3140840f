"""A front on two folders and the real template, asked without a network."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from infra.local import keys, routes, template
from infra.local.bearer import Authorizer
from infra.local.distribution import Distribution
from infra.local.front import Front
from infra.local.issuer import ROOT as LOGIN
from infra.local.issuer import Issuer
from infra.local.outbox import Outbox
from infra.local.routes import Router
from infra.local.site import Site
from infra.local.workers import Workers

URL = "http://localhost:8000"


@dataclass
class Got:
    """An answer as a browser sees it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Kit:
    """A front whose functions are one that records its events and answers as told."""

    folder: Path
    front: Front
    issuer: Issuer
    events: list[dict[str, Any]] = field(default_factory=list)
    result: Any = field(default_factory=lambda: {"statusCode": 200, "body": "answered"})

    def handler(self, event: dict[str, Any], _context: object) -> Any:
        self.events.append(event)
        return self.result() if callable(self.result) else self.result

    def put(self, name: str, text: str, bucket: str = "site") -> None:
        path = self.folder / bucket / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | list[tuple[str, str]] | None = None,
        body: bytes = b"",
    ) -> Got:
        # A thread of its own: a browser test before may have left a loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            asked = ask(self.front, method, path, headers, body)
            return thread.submit(asyncio.run, asked).result()


async def ask(
    front: Callable[..., Any],
    method: str,
    path: str,
    headers: dict[str, str] | list[tuple[str, str]] | None,
    body: bytes,
) -> Got:
    """Send one request as uvicorn would."""
    pairs = list(headers.items()) if isinstance(headers, dict) else list(headers or [])
    if not any(name.lower() == "host" for name, _ in pairs):
        pairs.append(("host", "localhost:8000"))
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in pairs],
        "client": ("127.0.0.1", 4321),
        "http_version": "1.1",
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await front(scope, receive, send)
    found = {n.decode(): v.decode("latin-1") for n, v in sent[0]["headers"]}
    return Got(sent[0]["status"], found, b"".join(m.get("body", b"") for m in sent[1:]))


@cache
def _keys() -> Path:
    """A folder of keys, made once: an RSA key takes long to find."""
    folder = Path(mkdtemp(prefix="dauys-keys-"))
    keys.make(folder)
    return folder


def make(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """Return a kit in an empty folder."""
    shutil.copytree(_keys(), folder / "keys")
    for name in ("site", "log", "outbox"):
        (folder / name).mkdir()
    issuer = Issuer(folder / "keys", f"{URL}{LOGIN}")
    resources = template.resources()
    front = Front(
        router=Router(routes.read(resources)),
        distribution=Distribution(resources),
        site=Site(folder / "site", folder / "log"),
        authorizer=Authorizer(issuer.url, "desk", issuer.jwks),
        issuer=issuer,
        outbox=Outbox(folder / "outbox"),
        language="kk",
        workers=Workers(lambda: ThreadPoolExecutor(2)),
    )
    kit = Kit(folder, front, issuer)
    monkeypatch.setattr(routes, "load", lambda _name: kit.handler)
    return kit
