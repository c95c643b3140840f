"""What every test stands on: compiled content, a frozen clock, tables from the real template."""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, settings
from moto import mock_aws
from playwright.sync_api import Browser, expect, sync_playwright
from xdist.remote import Producer

from tests import turns

ROOT = Path(__file__).parents[1]
NOW = dt.datetime(2026, 9, 30, 12, 3, 4, tzinfo=dt.UTC)
LOOPBACK = ("127.", "::1", "localhost")
PATIENCE_SECONDS = 20  # for what is expected of a page
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")

os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION="eu-central-1",
    TABLE_CORE="CoreTable",
    TABLE_SIGNATURES="SignaturesTable",
    TABLE_KEYS="KeysTable",
    TABLE_OPS="OpsTable",
    SITE_URL="https://dauys.example",
    LOG_ORIGIN="dauys.example/log",
    MAIL_FROM="noreply@dauys.example",
    TEMPLATES_PATH=str(ROOT / "site/templates"),
    PROOF_OF_WORK_BITS="8",
    POWERTOOLS_LOG_LEVEL="CRITICAL",
)


# A busy machine is slow, and that is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long first."""
    items.sort(key=turns.turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> turns.Turns:
    """Keep together what shares a platform, a site or a file."""
    return turns.Turns(config, log)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for every test of this process; it asks nobody else for anything."""
    from infra.local.browser import find

    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    path = find()
    with sync_playwright() as playwright:
        args = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        running = playwright.chromium.launch(executable_path=path, args=args)
        yield running
        running.close()


@pytest.fixture(scope="session")
def content_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content, compiled."""
    from infra.build import write_content

    return write_content(ROOT / "content", tmp_path_factory.mktemp("content") / "content.json")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test connects to {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def environment(
    content_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Settings whose buckets, keys and mail are folders below the one returned."""
    for name in ("site", "log", "private", "uploads"):
        monkeypatch.setenv(f"BUCKET_{name.upper()}", f"file://{tmp_path / name}")
    (tmp_path / "keys").mkdir()
    for number, name in enumerate(("token", "master", "log", "promise")):
        (tmp_path / "keys" / f"{name}.key").write_bytes(bytes([number + 1]) * 32)
    monkeypatch.setenv("KEY_SOURCE", f"file://{tmp_path / 'keys'}")
    monkeypatch.setenv("MAIL_TRANSPORT", f"file://{tmp_path / 'outbox'}")
    monkeypatch.setenv("SMS_TRANSPORT", f"file://{tmp_path / 'sms'}")
    monkeypatch.setenv("CONTENT_PATH", str(content_file))
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    """Drop whatever a module keeps between requests, as a new sandbox would; clients may stay."""
    from functions.participants import own
    from functions.petitions import known, rules
    from functions.polls import known as polls_known
    from functions.projects import alike, process
    from functions.projects import known as projects_known
    from functions.shared import content, crypto, object_s3, page, settings
    from functions.surveys import known as surveys_known

    cached = (settings.settings, content.load, object_s3.client, page._shell)
    for function in cached:
        function.cache_clear()
    rules.forget()
    crypto.forget()
    known.forget()
    own.forget()
    projects_known.forget()
    process.forget()
    alike.forget()
    polls_known.forget()
    surveys_known.forget()


class Clock:
    """The time, which a test moves by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_(self, **units: float) -> dt.datetime:
        """Let time pass."""
        self.now += dt.timedelta(**units)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still until the test moves it."""
    frozen = Clock()
    monkeypatch.setattr("functions.shared.clock.now", frozen)
    return frozen


class Calls(list[str]):
    """The DynamoDB operations that were called, in order."""

    def take(self) -> list[str]:
        """Return the calls so far and begin anew."""
        taken = list(self)
        self.clear()
        return taken


def table_definitions() -> list[dict[str, Any]]:
    """Return the CreateTable requests of the template's tables."""
    from infra.local import tables, template

    return tables.definitions(template.resources())


@pytest.fixture
def dynamodb(environment: Path, clock: Clock) -> Iterator[Calls]:
    """Empty tables made from the template, in memory; the value lists the calls made to them."""
    from functions.shared import table

    with mock_aws():
        client = table.client()
        for definition in table_definitions():
            client.create_table(**definition)
        calls = Calls()

        def record(model: Any, **_: Any) -> None:
            calls.append(model.name)

        client.meta.events.register("before-call.dynamodb", record)
        yield calls
        client.meta.events.unregister("before-call.dynamodb", record)


def event(
    method: str,
    path: str,
    body: Any = None,
    *,
    form: bool = False,
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    claims: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Build an API Gateway HTTP API event (payload format 2.0)."""
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    text = urlencode(body) if form else body if isinstance(body, str) else json.dumps(body)
    context: dict[str, Any] = {
        "http": {"method": method, "path": path, "sourceIp": "127.0.0.1", "protocol": "HTTP/1.1"},
        "requestId": "test",
        "stage": "$default",
        "routeKey": f"{method} {path}",
    }
    if claims:
        context["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": path,
        "rawQueryString": urlencode(query or {}),
        "queryStringParameters": query,
        "headers": {"content-type": kind, **(headers or {})},
        "requestContext": context,
        "body": None if body is None else text,
        "isBase64Encoded": False,
    }


class Context:
    """A Lambda context."""

    function_name = "test"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:test"
    aws_request_id = "test"

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 0


class Answer:
    """What a handler answered."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.status: int = raw["statusCode"]
        body = raw.get("body") or ""
        self.text = base64.b64decode(body).decode() if raw.get("isBase64Encoded") else body
        multi = {name: values[0] for name, values in raw.get("multiValueHeaders", {}).items()}
        self.headers = {name.lower(): value for name, value in (multi | raw["headers"]).items()}

    @property
    def json(self) -> Any:
        return json.loads(self.text)


Send = Callable[..., Answer]


@pytest.fixture
def send() -> Send:
    """Call a handler with an event: `send(module.handler, "POST", path, body, form=…)`."""

    def call(handler: Any, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        return Answer(handler(event(method, path, body, **more), Context()))

    return call
