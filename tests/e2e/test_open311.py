"""An outside app by Open311 on the running platform: PyPI `georeport` reads, a key files."""

from __future__ import annotations

import secrets

import pytest
import requests
from georeport import GeoReport

from infra.local import people
from infra.local.issuer import ROOT as LOGIN
from infra.local.issuer import Issuer
from tests.e2e.conftest import Platform

FORMATS = ("json", "xml")
ROOT = "/open311/v2"


@pytest.fixture(scope="module")
def url(platform: Platform) -> str:
    """The endpoint, once the example complaints are published."""
    platform.wait(lambda: len(platform.fetch(f"{ROOT}/requests.json") or []) > 1, 120)
    return platform.url + ROOT


def key(platform: Platform) -> str:
    """Have a key made on the desk."""
    person = people.named(people.DESK, "supervisor")
    assert person
    issuer = Issuer(platform.var / "keys", f"{platform.url}{LOGIN}")
    made = requests.post(
        f"{platform.url}/api/v1/desk/keys",
        json={
            "rid": secrets.token_hex(16),
            "name": "Example app",
            "contact": "app@example.org",
            "test": False,
            "lang": "en",
        },
        headers={"Authorization": f"Bearer {issuer.tokens(person)['access_token']}"},
        timeout=30,
    )
    assert made.status_code == 201, made.text
    return str(made.json()["key"])


@pytest.mark.parametrize("form", FORMATS)
def test_a_published_client_reads_services_lists_and_single_requests(url: str, form: str) -> None:
    client = GeoReport(f"{url}/en", output_format=form)

    services = {one["service_code"] for one in client.get_service_list()}
    everything = client.get_service_requests()
    closed = client.get_service_requests(status="closed")
    first = closed[0]["service_request_id"]
    found = client.get_service_request(first)

    assert {one["service_code"] for one in everything} <= services
    assert {one["status"] for one in everything} == {"open", "closed"}
    assert {one["status"] for one in closed} == {"closed"}
    one = found[0] if isinstance(found, list) else found
    assert one["service_request_id"] == first
    for code in services:
        assert client.get_service_definition(code)["service_code"] == code


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("discovery.xml", "text/xml"),
        ("discovery.json", "application/json"),
        ("services.xml", "text/xml; charset=utf-8"),
        ("requests.json", "application/json; charset=utf-8"),
        ("requests.xml?status=open", "text/xml; charset=utf-8"),
        ("services/nothing.json", "application/json; charset=utf-8"),
        ("services.json?jurisdiction_id=elsewhere.example", "application/json; charset=utf-8"),
    ],
)
def test_types_are_exact_and_any_site_may_read(url: str, path: str, kind: str) -> None:
    answer = requests.get(f"{url}/{path}", timeout=30)

    assert answer.headers["content-type"] == kind
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.status_code == (404 if "nothing" in path or "elsewhere" in path else 200)


def test_an_app_files_a_report_and_finds_it_published(platform: Platform, url: str) -> None:
    form = {
        "service_code": "road-damage",
        "attribute[surface]": "pavement",
        "lat": "43.2389",
        "long": "76.8897",
        "email": "app-reporter@example.org",
        "description": "Пример: разбитый тротуар",
    }
    assert requests.post(f"{url}/requests.json", form, timeout=30).status_code == 403

    form["api_key"] = key(platform)
    taken = requests.post(f"{url}/requests.json", form, timeout=30)
    again = requests.post(f"{url}/requests.json", form, timeout=30)

    assert taken.status_code == 200, taken.text
    assert taken.json() == again.json()
    number = taken.json()[0]["service_request_id"]
    platform.wait(lambda: platform.fetch(f"{ROOT}/requests/{number}.json") is not None)
    (public,) = platform.fetch(f"{ROOT}/requests/{number}.json")
    assert (public["status"], public["description"]) == ("open", None)
