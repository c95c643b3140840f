"""Where GeoReport's published validators and clients disagree or stumble: one test for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xmltodict

from functions.shared import clock as time
from functions.shared import objects
from tests.conftest import NOW, Calls, Clock
from tests.functions.complaint_kit import RESOLVED, filed, worked
from tests.functions.open311_kit import Files, ids, key, listed, number, post, published, reported
from tests.functions.open311_kit import told as said

CODES = {"service_request_id", "service_code", "address_id", "zipcode", "code", "key", "token"}
FLAGS = {"metadata", "variable", "required"}


@pytest.fixture
def files(environment: Path, dynamodb: Calls, clock: Clock) -> Files:
    """Two reports, one of them about nowhere on the map, published."""
    worked(*RESOLVED, number=1, address_id="17", zipcode="050000")
    filed(2, category="clinic", attributes={}, lat=None, long=None, address="")
    published()
    clock.pass_(minutes=1)
    return Files(environment)


def values(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield every named value of a JSON document."""
    for one in document if isinstance(document, list) else [document]:
        for name, value in one.items():
            yield name, value
            if isinstance(value, dict) or (value and isinstance(value, list)):
                yield from values([v for v in value if isinstance(v, dict)])


def documents(files: Files) -> list[Any]:
    found = [files.json(str(path.relative_to(files.root))) for path in files.root.rglob("*.json")]
    return [*found, listed(extensions="true").json]


def test_1_ids_and_codes_are_texts(files: Files) -> None:
    told = [(name, v) for one in documents(files) for name, v in values(one) if name in CODES]

    assert all(value is None or isinstance(value, str) for _, value in told)
    assert {"service_request_id", "service_code", "code", "key"} <= {name for name, _ in told}


def test_2_flags_are_real_booleans(files: Files) -> None:
    told = [(name, v) for one in documents(files) for name, v in values(one) if name in FLAGS]

    assert {name for name, _ in told} == FLAGS
    assert all(isinstance(value, bool) for _, value in told)
    assert "<metadata>true</metadata>" in (files.root / "services.xml").read_text()


def test_3_discovery_has_no_charset_and_all_else_has_it() -> None:
    kinds = {
        name: objects.content_type(f"open311/v2/{name}") for name in ("discovery.xml", "a.xml")
    }

    assert kinds == {"discovery.xml": "text/xml", "a.xml": "text/xml; charset=utf-8"}
    assert objects.content_type("open311/v2/discovery.json") == "application/json"
    assert objects.content_type("open311/v2/a.json") == "application/json; charset=utf-8"


@pytest.mark.parametrize("form", ["xml", "json"])
def test_4_discovery_has_two_endpoints_of_two_formats_since_some_time_ago(
    files: Files, form: str
) -> None:
    text = (files.root / f"discovery.{form}").read_bytes()
    told = xmltodict.parse(text)["discovery"] if form == "xml" else files.json("discovery.json")
    endpoints = told["endpoints"]["endpoint"] if form == "xml" else told["endpoints"]

    assert [one["url"] for one in endpoints] == [
        f"https://dauys.example/open311/v2{lang}" for lang in ("", "/ru", "/en")
    ]
    for one in [told, *endpoints]:
        assert dt.datetime.fromisoformat(one["changeset"]) < time.now()
    for one in endpoints:
        formats = one["formats"]["format"] if form == "xml" else one["formats"]
        assert formats == ["text/xml", "application/json"]
    assert told["contact"]
    assert told["key_service"]


def test_5_an_empty_list_is_whole_and_there_is_always_a_service(files: Files) -> None:
    """Some clients fail on the empty XML list, so the guide recommends JSON."""
    assert xmltodict.parse(listed("requests.xml", page="9").text) == {"service_requests": None}
    assert listed(page="9").json == []
    assert len(xmltodict.parse((files.root / "services.xml").read_bytes())["services"]) == 1
    assert len(files.json("services.json")) > 1


def test_6_elements_are_there_even_if_empty(files: Files) -> None:
    for complaint in (1, 2):
        request = files.xml(f"requests/{number(complaint)}.xml").find("request")
        assert request is not None
        assert {"zipcode", "lat", "long", "address_id", "media_url"} <= {e.tag for e in request}
    for service in files.xml("services.xml"):
        assert service.find("keywords") is not None
        assert service.find("group") is not None


def test_7_a_date_without_a_zone_is_local(files: Files) -> None:
    local = (NOW + dt.timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S")

    assert len(ids(listed(start_date=local, end_date=local))) == 2
    assert ids(listed(end_date=NOW.strftime("%Y-%m-%dT%H:%M:%S"))) == []


def test_8_a_missing_answer_is_named(environment: Path, dynamodb: Calls) -> None:
    answer = post(reported(api_key=key(), **{"attribute[surface]": ""}))

    assert answer.status == 400
    assert "surface required" in said(answer)[0]
