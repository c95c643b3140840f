"""A published client, PyPI `georeport`, reads the endpoint over HTTP in both formats."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
import requests
import uvicorn
from georeport import GeoReport

from infra.local import routes
from infra.local.site import Site
from tests.conftest import Calls, Clock
from tests.functions.complaint_kit import RESOLVED, filed, worked
from tests.functions.open311_kit import ROOT, key, number, published, reported
from tests.infra import front_kit

FORMATS = ("json", "xml")


@pytest.fixture
def url(
    environment: Path,
    dynamodb: Calls,
    clock: Clock,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    """The address of an endpoint with three reports, behind the local front."""
    for one in range(2):
        filed(one)
    worked(*RESOLVED, number=3)
    published()
    clock.pass_(minutes=1)
    load = routes.load
    kit = front_kit.make(tmp_path_factory.mktemp("front"), monkeypatch)
    monkeypatch.setattr(routes, "load", load)
    front = replace(kit.front, site=Site(environment / "site", environment / "log"))
    server = uvicorn.Server(uvicorn.Config(front, port=0, lifespan="off", log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}{ROOT}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("jurisdiction", [None, "dauys.example"])
def test_services_and_definitions(url: str, form: str, jurisdiction: str | None) -> None:
    client = GeoReport(f"{url}/ru", jurisdiction=jurisdiction, output_format=form)

    services = {one["service_code"]: one for one in client.get_service_list()}
    definition = client.get_service_definition("waste")

    assert services["waste"]["service_name"] == "Мусор и чистота"
    assert definition["service_code"] == "waste"
    asked = definition["attributes"]
    kind = asked[0] if form == "json" else asked["attribute"]
    assert (kind["code"], kind["datatype"]) == ("kind", "singlevaluelist")


@pytest.mark.parametrize("form", FORMATS)
def test_lists_of_requests(url: str, form: str) -> None:
    client = GeoReport(url, output_format=form)

    everything = client.get_service_requests()
    open_ones = client.get_service_requests(status="open", service_code="road-damage")
    dated = client.get_service_requests(
        start_date="2026-09-01T00:00:00Z", end_date="2026-10-01T00:00:00Z"
    )
    two = client.get_service_requests(service_request_id=f"{number(1)},{number(3)}")

    assert [one["service_request_id"] for one in everything] == [number(n) for n in (3, 2, 1)]
    assert [one["service_request_id"] for one in open_ones] == [number(2), number(1)]
    assert len(dated) == 3
    assert [one["status"] for one in two] == ["open", "closed"]


@pytest.mark.parametrize("form", FORMATS)
def test_one_request(url: str, form: str) -> None:
    client = GeoReport(url, output_format=form)

    found = client.get_service_request(number(3))

    one = found[0] if isinstance(found, list) else found
    assert (one["service_request_id"], one["status"]) == (number(3), "closed")
    assert {"zipcode", "address_id", "lat", "long", "media_url"} <= set(one)


@pytest.mark.parametrize("form", FORMATS)
def test_what_does_not_exist_is_an_error_for_the_client(url: str, form: str) -> None:
    client = GeoReport(url, output_format=form)

    for fails in (
        lambda: client.get_service_definition("001"),
        lambda: client.get_service_request("12"),
        lambda: client.get_service_requests(service_code="001"),
    ):
        with pytest.raises(requests.HTTPError, match="404"):
            fails()


def test_a_report_is_posted_and_listed(url: str) -> None:
    answer = requests.post(f"{url}/requests.json", reported(api_key=key()), timeout=10)
    taken = answer.json()[0]["service_request_id"]
    published()

    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        "application/json; charset=utf-8",
    )
    assert requests.get(f"{url}/requests/{taken}.json", timeout=10).status_code == 200
