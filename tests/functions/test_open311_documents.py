"""Open311 documents: each has the fields of GeoReport v2, the same in XML and in JSON."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from functions.complaints.category import categories
from functions.complaints.georeport import ITEMS
from functions.publishing.open311_request import EXTENSIONS, FIELDS
from functions.shared import clock as time
from functions.shared import objects
from tests.conftest import Calls, Clock
from tests.functions import open311_schemas as schemas
from tests.functions.complaint_kit import RESOLVED, filed, worked
from tests.functions.open311_kit import Files, asked, listed, number, published

LANGUAGES = ("", "ru/", "en/")


@pytest.fixture
def files(environment: Path, dynamodb: Calls) -> Files:
    """One answered complaint, one new one and one of a private category, published."""
    worked(*RESOLVED, number=1)
    filed(2)
    filed(3, category="clinic", attributes={}, lat=None, long=None, address="")
    published()
    return Files(environment)


def valid(document: Any, schema: schemas.Schema) -> None:
    Draft202012Validator(schema).validate(document)


def as_json(name: str, element: ET.Element) -> Any:
    """Read an XML document by the rule that GeoReport writes JSON by; all values are texts."""
    if name in ITEMS:
        assert {child.tag for child in element} <= {ITEMS[name]}
        return [as_json(child.tag, child) for child in element]
    if len(element):
        return {child.tag: as_json(child.tag, child) for child in element}
    return element.text or ""


def as_texts(value: Any) -> Any:
    """Return a JSON document with all values as XML writes them."""
    if isinstance(value, dict):
        return {name: as_texts(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_texts(part) for part in value]
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_document_has_exactly_the_fields_of_the_specification(files: Files, lang: str) -> None:
    valid(files.json(f"{lang}discovery.json"), schemas.DISCOVERY)
    valid(files.json(f"{lang}services.json"), schemas.SERVICES)
    valid(files.json(f"{lang}requests.json"), schemas.REQUESTS)
    valid(files.json(f"{lang}requests/{number(1)}.json"), schemas.REQUESTS)
    for service in files.json(f"{lang}services.json"):
        valid(files.json(f"{lang}services/{service['service_code']}.json"), schemas.DEFINITION)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_xml_says_what_json_says(files: Files, lang: str) -> None:
    roots = {
        "services": "services",
        "requests": "service_requests",
        "discovery": "discovery",
        "services/road-damage": "service_definition",
        f"requests/{number(2)}": "service_requests",
    }
    for path, root in roots.items():
        element = files.xml(f"{lang}{path}.xml")

        assert element.tag == root
        assert as_json(root, element) == as_texts(files.json(f"{lang}{path}.json")), path


def test_xml_declares_its_encoding_and_has_no_namespace(files: Files) -> None:
    for path in files.root.rglob("*.xml"):
        text = path.read_text("utf-8")

        assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<')
        assert "xmlns" not in text


def test_names_are_in_the_language_of_the_endpoint(files: Files) -> None:
    names = {
        lang: files.json(f"{lang}services/road-damage.json")["attributes"][0]["description"]
        for lang in LANGUAGES
    }

    assert names == {"": "Не бұзылған?", "ru/": "Что повреждено?", "en/": "What is damaged?"}


def test_what_is_dealt_with_elsewhere_is_no_service(files: Files) -> None:
    codes = {service["service_code"] for service in files.json("services.json")}

    assert codes == {one.id for one in categories().values() if one.is_filed_here}
    assert "emergency" not in codes
    assert not files.has("services/emergency.json")


def test_an_attribute_has_a_place_in_the_order_and_only_lists_have_values(files: Files) -> None:
    for service in files.json("services.json"):
        asked = files.json(f"services/{service['service_code']}.json")["attributes"]

        assert service["metadata"] is bool(asked)
        assert [one["order"] for one in asked] == list(range(1, len(asked) + 1))
        assert all(("values" in one) == one["datatype"].endswith("list") for one in asked)


def test_a_request_says_where_it_stands(files: Files) -> None:
    (done,) = files.json(f"en/requests/{number(1)}.json")
    (new,) = files.json(f"en/requests/{number(2)}.json")

    assert (done["status"], new["status"]) == ("closed", "open")
    assert done["status_notes"].startswith("A result is given")
    assert done["agency_responsible"] == "Akimat of Almaty city"
    assert done["service_notice"] is None
    assert new["agency_responsible"] is None
    assert new["service_notice"] == "An answer is due by 21 October 2026."
    assert new["expected_datetime"] > new["requested_datetime"]


def test_nothing_is_told_that_is_not_public(files: Files) -> None:
    (new,) = files.json(f"requests/{number(2)}.json")
    (private,) = listed(service_request_id=number(3), extensions="true").json

    assert (new["description"], new["address"]) == (None, None)
    assert {private[n] for n in ("description", "address", "lat", "long", "media_url")} == {None}
    assert private["attributes"] == []


def test_a_closed_request_was_updated_when_it_was_closed(
    environment: Path, dynamodb: Calls, clock: Clock
) -> None:
    worked(*RESOLVED)
    closed = time.text(clock.now)
    clock.pass_(days=40)
    published()

    (done,) = Files(environment).json(f"requests/{number()}.json")

    assert (done["status"], done["updated_datetime"]) == ("closed", closed)


def test_extensions_add_attributes_notes_and_more(files: Files) -> None:
    plain = listed(status="closed").json
    extended = listed(status="closed", extensions="true").json

    valid(extended, schemas.EXTENDED)
    assert tuple(extended[0]) == (*FIELDS, *EXTENSIONS)
    assert [{name: one[name] for name in FIELDS} for one in extended] == plain
    assert [note["type"] for note in extended[0]["notes"]] == list(RESOLVED)
    assert extended[0]["extended_attributes"]["state"] == "survey"


def test_one_request_has_extensions_too(files: Files) -> None:
    path = f"/open311/asked/v2/ru/requests/{number(1)}"
    answer = asked(f"{path}.json", extensions="true")

    valid(answer.json, schemas.EXTENDED)
    assert (
        answer.json
        == listed("ru/requests.json", service_request_id=number(1), extensions="true").json
    )
    element = ET.fromstring(asked(f"{path}.xml", extensions="true").text)
    assert element.find("request/extended_attributes/state") is not None


def test_a_change_rewrites_only_what_is_about_it(files: Files, clock: Clock) -> None:
    clock.pass_(minutes=1)
    filed(4)

    # Six of its own, six lists, a block and the head.
    assert published() == 14
    assert published() == 0


def test_the_changeset_stays_until_the_services_change(files: Files, clock: Clock) -> None:
    first = files.json("discovery.json")["changeset"]
    clock.pass_(days=1)
    filed(4)
    published()

    assert files.json("discovery.json")["changeset"] == first


def test_a_list_holds_the_last_ninety_days(files: Files, clock: Clock) -> None:
    clock.pass_(days=89)
    filed(4)
    published()
    assert len(files.json("requests.json")) == 4

    clock.pass_(days=2)
    filed(5)
    published()
    assert {one["service_request_id"] for one in files.json("requests.json")} == {
        number(4),
        number(5),
    }
    assert files.has(f"requests/{number(1)}.json")


def test_a_photo_is_given_by_its_address(environment: Path, dynamodb: Calls) -> None:
    from functions.complaints.complaint import Photo
    from tests.functions.complaint_kit import moved

    photo = Photo(id="a" * 34, width=640, height=480)
    moved(filed().record, "accept", changes={"shown": "Яма", "shown_photos": [photo]})
    published()

    (shown,) = Files(environment).json(f"requests/{number()}.json")

    assert shown["media_url"] == f"https://dauys.example/media/{'a' * 34}.jpg"
    assert shown["description"] == "Яма"
    assert shown["address"] == "Пример улицы, 1"


def test_objects_are_stored_with_the_exact_content_types() -> None:
    kinds = {
        "open311/v2/discovery.xml": "text/xml",
        "open311/v2/ru/discovery.json": "application/json",
        "open311/v2/services.xml": "text/xml; charset=utf-8",
        "open311/v2/requests/2026-000001-2.json": "application/json; charset=utf-8",
        "sitemap.xml": "application/xml; charset=utf-8",
    }

    assert {key: objects.content_type(key) for key in kinds} == kinds


def test_dates_have_a_zone(files: Files) -> None:
    for one in files.json("requests.json"):
        for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
            assert dt.datetime.fromisoformat(one[name]).tzinfo is not None
