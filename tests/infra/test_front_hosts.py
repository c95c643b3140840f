"""Only names of this machine are answered to, so that no page elsewhere can pose as the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.local import hosts
from tests.infra.front_kit import make


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1:8000", "[::1]", "[::1]:8000"]
)
def test_this_machine_is_answered(host: str) -> None:
    assert hosts.refusal(host, hosts.LOOPBACK) is None


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost:8000:9",
        "127.0.0.2",
        "[::2]:8000",
        "localhost:x",
    ],
)
def test_any_other_name_is_refused(host: str) -> None:
    refusal = hosts.refusal(host, hosts.LOOPBACK)

    assert refusal is not None
    assert refusal.status == 421
    assert refusal.body.count(b"\n") == 1


def test_more_names_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUYS_HOSTS", "civic.test, Other.test")

    assert hosts.refusal("civic.test:8000", hosts.allowed()) is None
    assert hosts.refusal("other.test", hosts.allowed()) is None


@pytest.mark.parametrize(
    "path", ["/", "/_local/outbox.json", "/api/v1/petitions", "/log/checkpoint"]
)
def test_every_path_is_guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    kit = make(tmp_path, monkeypatch)

    assert kit.ask("GET", path, {"host": "evil.example"}).status == 421
    assert kit.events == []
