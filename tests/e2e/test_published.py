"""What the running platform publishes: in the UK's shape, without personal data, and verifiable."""

from __future__ import annotations

import csv
import io
import re
import secrets
import subprocess
import sys
from http.client import HTTPMessage
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest

from tests.e2e import api
from tests.e2e.conftest import Platform

OPEN, REMOVED, UNPUBLISHED = 3, 27, 18
CACHE = re.compile(r"public, max-age=(\d+), stale-while-revalidate=(\d+), stale-if-error=(\d+)")
ATOM = "{http://www.w3.org/2005/Atom}"


def fetch(platform: Platform, path: str) -> tuple[int, HTTPMessage, bytes]:
    """Return what is at a path, whatever its status."""
    try:
        with urlopen(platform.url + path, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def pages(platform: Platform, state: str, per_page: int) -> list[dict[str, Any]]:
    """Follow a list from link to link, and return all it holds."""
    found: list[dict[str, Any]] = []
    link = f"{platform.url}/petitions.json?state={state}&count={per_page}"
    while link:
        page = platform.fetch(link.removeprefix(platform.url))
        assert page["links"].keys() == {"self", "first", "last", "next", "prev"}
        assert len(page["data"]) <= per_page
        found += page["data"]
        link = page["links"]["next"]
    return found


def test_the_lists_lead_to_every_petition(platform: Platform) -> None:
    first = pages(platform, "open", 50)
    assert len(first) > 5
    ids = {one["id"] for one in first}
    assert {one["id"] for one in pages(platform, "open", 10)} == ids
    everything = pages(platform, "all", 10)
    assert len({one["id"] for one in everything}) == len(everything) > 10
    for one in first:
        assert one["type"] == "petition"
        own = platform.fetch(one["links"]["self"].removeprefix(platform.url))["data"]
        assert own["id"] == one["id"]
        assert own["attributes"]["state"] == one["attributes"]["state"] == "open"
        counted = platform.fetch(f"/petitions/{one['id']}/count.json")
        assert counted["signature_count"] >= one["attributes"]["signature_count"]


def test_the_other_formats_can_be_read(platform: Platform) -> None:
    _, headers, body = fetch(platform, "/petitions.csv")
    rows = list(csv.reader(io.StringIO(body.decode())))
    assert headers.get_content_type() == "text/csv"
    assert rows[0] == ["Petition", "URL", "State", "Signatures Count", "Log Size"]
    assert all(len(row) == 5 and row[3].isdigit() and row[4].isdigit() for row in rows[1:])
    for path in ("/feed.json", f"/petitions/{OPEN}/feed.json"):
        feed = platform.fetch(path)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == platform.url + path
        assert feed["items"]
    for path in ("/atom.xml", f"/petitions/{OPEN}/atom.xml"):
        root = ET.fromstring(fetch(platform, path)[2])
        assert root.tag == f"{ATOM}feed"
        assert root.findtext(f"{ATOM}entry/{ATOM}id")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/petitions/999999.json", 404),
        ("/petitions/0.json", 404),
        ("/petitions/1.yaml", 406),
        ("/petitions.xlsx", 406),
        (f"/petitions/{UNPUBLISHED}.json", 404),
        (f"/petitions/{UNPUBLISHED}/count.json", 404),
        (f"/petitions/{REMOVED}.json", 410),
        (f"/petitions/{REMOVED}/count.json", 410),
        (f"/kk/petitions/{REMOVED}/", 410),
        ("/kk/petitions/999999/", 404),
        ("/kk/petitions/one/", 404),
    ],
)
def test_what_is_not_there_is_not_found_and_what_was_removed_is_gone(
    platform: Platform, path: str, status: int
) -> None:
    got, headers, _ = fetch(platform, path)
    assert got == status
    kind = "application/problem+json" if path.endswith(".json") else "text/html"
    assert headers.get_content_type() == kind


@pytest.mark.parametrize(
    "path",
    [
        *("/ru/", "/ru/petitions/1/", "/petitions.json", "/petitions/1.json", "/petitions.csv"),
        *("/petitions/1/count.json", "/feed.json", "/atom.xml", "/log/counts.json"),
    ],
)
def test_caches_may_keep_pages_once_twice_and_five_times(platform: Platform, path: str) -> None:
    status, headers, _ = fetch(platform, path)
    assert status == 200
    kept = CACHE.fullmatch(headers["cache-control"])
    assert kept, headers["cache-control"]
    fresh, stale, broken = map(int, kept.groups())
    assert fresh > 0
    assert (stale, broken) == (2 * fresh, 5 * fresh)


def test_nothing_that_is_published_or_logged_names_a_signer(platform: Platform) -> None:
    marker = f"marked{secrets.token_hex(4)}"
    before = api.count(platform, OPEN)
    form = {"name": f"Example {marker.title()}", "show": "hidden", "region": "KZ-71"}
    api.sign(platform, OPEN, f"{marker}@example.kz", **form)
    platform.wait(lambda: api.count(platform, OPEN) == before + 1)
    page = f"/ru/petitions/{OPEN}/"
    platform.wait(lambda: f">{before + 1}<" in fetch(platform, page)[2].decode())
    folders = [platform.var / "objects" / name for name in ("site", "log", "private")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    logs = [platform.var / "up.log", *(platform.var / "store").glob("*.log")]
    assert len(files) > 200
    assert [file for file in [*files, *logs] if marker in read(file).lower()] == []


def read(file: Any) -> str:
    """Return what is in a file; nothing if it was replaced a moment ago."""
    try:
        return str(file.read_bytes().decode("utf-8", "replace"))
    except FileNotFoundError:
        return ""


def test_anybody_can_verify_it(platform: Platform) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "functions", "verify", platform.url],
        cwd=platform.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "everything agrees" in done.stdout
