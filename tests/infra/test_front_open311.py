"""Open311 through the door: static documents, the function of lists, exact types, any site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.infra.front_kit import Kit, make

ROOT = "/open311/v2"


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    kit = make(tmp_path, monkeypatch)
    for name in ("discovery", "services", "services/waste", "requests", "requests/2026-000001-5"):
        kit.put(f"open311/v2/{name}.xml", "<a/>")
        kit.put(f"open311/v2/{name}.json", "{}")
    return kit


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("discovery.xml", "text/xml"),
        ("discovery.json", "application/json"),
        ("services.xml", "text/xml; charset=utf-8"),
        ("services.json", "application/json; charset=utf-8"),
        ("services/waste.xml", "text/xml; charset=utf-8"),
        ("requests/2026-000001-5.json", "application/json; charset=utf-8"),
        ("requests/2026-000001-5.json?status=open", "application/json; charset=utf-8"),
    ],
)
def test_a_document_is_a_file_with_its_exact_type(kit: Kit, path: str, kind: str) -> None:
    got = kit.ask("GET", f"{ROOT}/{path}")

    assert (got.status, got.headers["content-type"]) == (200, kind)
    assert kit.events == []


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("requests.xml", "requests.xml"),
        ("requests.json?status=open", "requests.json"),
        ("ru/requests.json", "{lang}/requests.json"),
        ("en/requests.xml?page=2", "{lang}/requests.xml"),
    ],
)
def test_lists_and_reports_are_functions(kit: Kit, method: str, path: str, route: str) -> None:
    kit.ask(method, f"{ROOT}/{path}")

    assert kit.events[0]["routeKey"] == f"{method} {ROOT}/{route}"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("services.json?jurisdiction_id=a.example", {"jurisdiction_id": "a.example"}),
        ("requests/2026-000001-5.xml?extensions=true", {"extensions": "true"}),
    ],
)
def test_words_that_a_file_cannot_answer_reach_the_function(
    kit: Kit, path: str, words: dict[str, str]
) -> None:
    kit.ask("GET", f"{ROOT}/{path}")

    assert kit.events[0]["routeKey"] == "$default"
    assert kit.events[0]["rawPath"] == f"/open311/asked/v2/{path.partition('?')[0]}"
    assert kit.events[0]["queryStringParameters"] == words


def test_what_is_no_document_is_the_functions_to_refuse(kit: Kit) -> None:
    kit.ask("GET", f"{ROOT}/services/nothing.json")

    assert kit.events[0]["rawPath"] == f"{ROOT}/services/nothing.json"


@pytest.mark.parametrize("path", ["discovery.xml", "services.json", "requests.json", "nothing.xml"])
def test_any_site_may_read(kit: Kit, path: str) -> None:
    assert kit.ask("GET", f"{ROOT}/{path}").headers["access-control-allow-origin"] == "*"


def test_only_lists_take_reports(kit: Kit) -> None:
    assert kit.ask("POST", f"{ROOT}/services.json").status == 403
