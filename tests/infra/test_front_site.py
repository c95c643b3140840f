"""The front answers paths as the distribution does: files, redirects, what is missing, headers."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from infra.local import template
from infra.local.distribution import HSTS, Distribution
from tests.infra.front_kit import Kit, make


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    kit = make(tmp_path, monkeypatch)
    kit.put("kk/index.html", "<h1>Үй</h1>")
    kit.put("en/petitions/1/index.html", "<h1>Petition</h1>" + "x" * 2000)
    kit.put("en/petitions/1/embed/index.html", "<p>1</p>")
    kit.put("petitions/lists/all/50/1.json", "{}")
    kit.put("assets/css/civic.css", "body{}")
    kit.put(".lock", "secret")
    kit.put("checkpoint", "localhost/log\n", "log")
    kit.put("tile/0/000.p/8", "tile", "log")
    return kit


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/", 302, "/kk/"),
        ("/kk/", 200, ""),
        ("/kk", 301, "/kk/"),
        ("/en/petitions/1", 301, "/en/petitions/1/"),
        ("/en/petitions/1?a=b", 301, "/en/petitions/1/?a=b"),
        ("/en/petitions/1/", 200, ""),
        ("/petitions.json", 200, ""),
        ("/petitions.json?count=50&page=1", 200, ""),
        ("/assets/css/civic.css", 200, ""),
        ("/log/checkpoint", 200, ""),
        ("/log/tile/0/000.p/8", 200, ""),
        ("/log/nothing", 404, ""),
        ("//evil", 301, "/evil/"),
    ],
)
def test_a_path_is_answered(kit: Kit, path: str, status: int, location: str) -> None:
    got = kit.ask("GET", path)

    assert (got.status, got.headers.get("location", "")) == (status, location)


@pytest.mark.parametrize(
    "path",
    [
        "/en/petitions/2/",
        "/nothing.css",
        "/.lock",
        "/../site/.lock",
        "/en/../.lock",
        "/en/%2e%2e/.lock",
        "/en/petitions/1/index.html\0",
    ],
)
def test_what_is_no_file_is_the_default_routes_to_answer(kit: Kit, path: str) -> None:
    kit.result = {"statusCode": 410, "body": "gone"}

    got = kit.ask("GET", path)

    assert (got.status, got.body) == (410, b"gone")
    assert kit.events[0]["routeKey"] == "$default"


def test_the_search_page_is_a_function(kit: Kit) -> None:
    kit.ask("GET", "/kk/search/?q=a")

    assert kit.events[0]["routeKey"] == "GET /{lang}/search"
    assert kit.events[0]["pathParameters"] == {"lang": "kk"}


def test_the_site_takes_no_posts(kit: Kit) -> None:
    assert kit.ask("POST", "/kk/").status == 403


def test_head_is_get_without_a_body(kit: Kit) -> None:
    got = kit.ask("HEAD", "/kk/")

    assert (got.status, got.body, got.headers["content-length"]) == (200, b"", "13")


def test_a_browser_that_has_the_file_gets_304(kit: Kit) -> None:
    etag = kit.ask("GET", "/kk/").headers["etag"]

    got = kit.ask("GET", "/kk/", {"if-none-match": f"W/{etag}"})

    assert (got.status, got.body) == (304, b"")


def test_a_changed_file_is_not_304(kit: Kit) -> None:
    etag = kit.ask("GET", "/kk/").headers["etag"]
    kit.put("kk/index.html", "<h1>Басқа</h1>")

    assert kit.ask("GET", "/kk/", {"if-none-match": etag}).status == 200


def test_pages_are_compressed_for_who_takes_it(kit: Kit) -> None:
    got = kit.ask("GET", "/en/petitions/1/", {"accept-encoding": "gzip, br"})

    assert got.headers["content-encoding"] == "gzip"
    assert gzip.decompress(got.body).startswith(b"<h1>Petition")
    assert got.headers["etag"].startswith("W/")
    assert "content-encoding" not in kit.ask("GET", "/en/petitions/1/").headers


def test_a_page_has_the_security_headers(kit: Kit) -> None:
    headers = kit.ask("GET", "/kk/").headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert HSTS not in headers
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_only_the_embedded_page_may_be_framed(kit: Kit) -> None:
    embed = kit.ask("GET", "/en/petitions/1/embed/").headers

    assert "frame-ancestors *" in embed["content-security-policy"]
    assert "x-frame-options" not in embed


@pytest.mark.parametrize("path", ["/petitions.json", "/log/checkpoint"])
def test_public_data_may_be_read_from_any_site(kit: Kit, path: str) -> None:
    assert kit.ask("GET", path).headers["access-control-allow-origin"] == "*"


def test_pages_may_not_be_read_from_any_site(kit: Kit) -> None:
    assert "access-control-allow-origin" not in kit.ask("GET", "/kk/").headers


def test_a_tile_never_changes(kit: Kit) -> None:
    assert "immutable" in kit.ask("GET", "/log/tile/0/000.p/8").headers["cache-control"]


def test_over_tls_browsers_are_told_to_stay_there() -> None:
    headers = dict(Distribution(template.resources(), secure=True).behavior("/kk/").headers)

    assert headers[HSTS].startswith("max-age=63072000; includeSubDomains")


def test_the_desks_policy_has_no_hole_where_deployment_fills_in_a_host() -> None:
    headers = dict(Distribution(template.resources()).behavior("/desk/x").headers)

    assert "${" not in headers["content-security-policy"]
    assert "connect-src 'self';" in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/_local/", "/_local/outbox/", "/_local/local.css"])
def test_local_pages_have_their_own_strict_policy(kit: Kit, path: str) -> None:
    got = kit.ask("GET", path)

    assert got.status == 200
    assert got.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert b"<script" not in got.body
