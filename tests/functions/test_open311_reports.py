"""Open311 reports: what an app with a key can file, what it is told, and what is refused."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from functions.complaints import api_key, complaint, open311
from functions.complaints.complaint import Complaint, Reporter
from functions.shared import clock as time
from tests.conftest import Answer, Calls, Clock, Context, event
from tests.functions import open311_schemas as schemas
from tests.functions.open311_kit import (
    ROOT,
    asked,
    ids,
    key,
    listed,
    post,
    published,
    reported,
    told,
)


@pytest.fixture
def app(environment: Path, dynamodb: Calls) -> str:
    """The key of an app."""
    return key()


def stored(number: int = 1) -> Complaint:
    return complaint.load(number, consistent=True).complaint


def reporter(number: int = 1) -> Reporter | None:
    return complaint.open_reporter(complaint.load(number, consistent=True))


def errors(answer: Answer) -> list[int]:
    Draft202012Validator(schemas.ERRORS).validate(answer.json)
    return [one["code"] for one in answer.json]


def test_a_report_is_a_complaint_with_a_number_at_once(app: str) -> None:
    answer = post(reported(api_key=app, first_name="Example", last_name="Reporter"))

    assert answer.status == 200, answer.text
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    Draft202012Validator(schemas.TAKEN).validate(answer.json)
    assert answer.json[0]["service_request_id"] == stored().number
    assert stored().channel == "open311"
    assert stored().attributes == {"surface": ["carriageway"]}
    assert stored().place.point == (43.238949, 76.889709)
    assert (stored().may_publish, stored().shown) == (True, None)
    who = reporter()
    assert who
    assert (who.name, who.email) == ("Example Reporter", "reporter@example.kz")


def test_xml_is_answered_to_xml(app: str) -> None:
    answer = post(reported(api_key=app), "requests.xml")

    root = ET.fromstring(answer.text)
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert root.tag == "service_requests"
    assert root.findtext("request/service_request_id") == stored().number
    assert root.find("request/token") is None


def test_the_notice_is_the_coupon_and_the_private_link(app: str) -> None:
    answer = post(reported(api_key=app, media_url="http://10.0.0.1/photo.jpg"), "en/requests.json")
    notice = answer.json[0]["service_notice"]

    assert f"Number {stored().number}, registered on 30 September 2026" in notice
    assert "An answer is due by 21 October 2026." in notice
    assert "text and address are published after an official has read them" in notice
    assert "https://dauys.example/en/complaints/track/#1." in notice
    assert "was not fetched" in notice
    assert stored().language == "en"


def test_a_private_service_says_that_nothing_is_published(app: str) -> None:
    fields = reported(api_key=app, service_code="clinic", **{"attribute[surface]": ""})

    assert "text and place are not published" in post(fields, "en/requests.json").text


def test_it_is_listed_at_the_next_publication_without_its_text(app: str, clock: Clock) -> None:
    number = post(reported(api_key=app)).json[0]["service_request_id"]
    published()
    clock.pass_(minutes=1)

    (one,) = listed(service_request_id=number).json
    assert (one["status"], one["description"]) == ("open", None)
    assert ids(asked(f"{ROOT}/tokens/{number}.json")) == [number]


def test_the_same_report_again_is_the_same_complaint(app: str, clock: Clock) -> None:
    first = post(reported(api_key=app))
    clock.pass_(minutes=5)
    again = post(reported(api_key=app))

    assert again.json == first.json
    assert post(reported(api_key=app, description="Другой пример")).json != first.json
    assert post(reported(api_key=app, device_id="2")).json != first.json


def test_a_report_costs_few_calls(app: str, dynamodb: Calls) -> None:
    dynamodb.take()
    post(reported(api_key=app))

    assert dynamodb.take() == ["GetItem", "UpdateItem", "PutItem", "PutItem", "PutItem"]


def test_a_missing_attribute_is_named_as_the_suites_expect(app: str) -> None:
    for path in ("requests.json", "ru/requests.json", "en/requests.json"):
        answer = post(reported(api_key=app, **{"attribute[surface]": ""}), path)

        assert (answer.status, errors(answer)) == (400, [400])
        assert "surface required" in told(answer)[0]
    assert (
        "surface required"
        in post(reported(api_key=app, **{"attribute[surface]": ""}), "requests.xml").text
    )


def test_a_list_may_have_its_own_brackets(app: str) -> None:
    fields = reported(api_key=app, **{"attribute[surface]": ""})
    fields["attribute[surface][]"] = "pavement"

    assert post(fields).status == 200
    assert stored().attributes == {"surface": ["pavement"]}


def test_an_address_or_its_id_is_a_place_too(app: str) -> None:
    for place in ({"address_string": "Пример улицы, 1"}, {"address_id": "17"}):
        assert post(reported(api_key=app, lat="", long="", **place)).status == 200

    assert (stored(1).place.address, stored(2).place.address_id) == ("Пример улицы, 1", "17")


@pytest.mark.parametrize("given", ["", "dk_wrong", "x" * 4000])
def test_without_a_key_nothing_is_taken(app: str, given: str) -> None:
    answer = post(reported(api_key=given))

    assert (answer.status, errors(answer)) == (403, [403])
    assert "api_key" in told(answer)[0]


def test_a_revoked_key_is_none(app: str) -> None:
    (known,) = api_key.issued()
    api_key.revoke(known.id, time.now())

    assert post(reported(api_key=app)).status == 403


def test_what_comes_with_a_test_key_is_checked_and_not_kept(app: str, dynamodb: Calls) -> None:
    testing = key(test=True)
    dynamodb.take()

    answer = post(reported(api_key=testing), "en/requests.json")

    Draft202012Validator(schemas.TAKEN).validate(answer.json)
    assert "nothing was kept" in answer.json[0]["service_notice"]
    assert dynamodb.take() == ["GetItem"]
    assert post(reported(api_key=testing, **{"attribute[surface]": ""})).status == 400


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"service_code": ""}, 400, "service_code required"),
        ({"service_code": "001"}, 404, "service_code"),
        ({"service_code": "emergency"}, 404, "112"),
        ({"jurisdiction_id": "city.example"}, 404, "jurisdiction_id"),
        ({"lat": "", "long": ""}, 400, "address_string"),
        ({"lat": ""}, 400, "lat required"),
        ({"lat": "north"}, 400, "lat"),
        ({"lat": "91"}, 400, "lat"),
        ({"long": "NaN"}, 400, "long"),
        ({"email": ""}, 400, "email"),
        ({"email": "nobody"}, 400, "email"),
        ({"attribute[surface]": "sky"}, 400, "attribute[surface]"),
        ({"attribute[colour]": "red"}, 400, "attribute[colour]"),
        ({"description": "x" * 4001}, 400, "description"),
        ({"address_string": "x" * 201}, 400, "address_string"),
        ({"first_name": "=cmd"}, 400, "first_name"),
    ],
)
def test_a_wrong_report_is_refused_in_words(
    app: str, changes: dict[str, str], status: int, says: str
) -> None:
    answer = post(reported(api_key=app, **changes))

    assert (answer.status, errors(answer)) == (status, [status])
    assert says in told(answer)[0]
    assert answer.headers["cache-control"] == "no-store"


def test_several_faults_are_told_at_once(app: str) -> None:
    answer = post(
        reported(
            api_key=app,
            jurisdiction_id="x",
            lat="",
            long="",
            email="",
            **{"attribute[surface]": ""},
        )
    )

    assert answer.status == 404
    assert errors(answer) == [404, 400, 400, 400]


def test_four_thousand_cyrillic_letters_are_taken(app: str) -> None:
    assert post(reported(api_key=app, description="ә" * 4000)).status == 200
    assert len(stored().description) == 4000


def test_a_body_that_is_too_large_is_refused(app: str) -> None:
    answer = post(reported(api_key=app, description="ә" * 20_000))

    assert (answer.status, errors(answer)) == (400, [400])


def test_a_field_that_is_there_twice_is_refused(app: str) -> None:
    answer = post([*reported(api_key=app).items(), ("lat", "1")])

    assert (answer.status, errors(answer)) == (400, [400])


def test_another_kind_of_body_is_refused(app: str) -> None:
    sent = event(
        "POST", f"{ROOT}/requests.xml", "x", headers={"content-type": "multipart/form-data"}
    )

    answer = Answer(open311.handler(sent, Context()))

    assert answer.status == 400
    assert ET.fromstring(answer.text).findtext("error/code") == "400"


def test_a_service_without_a_contact_takes_reports_without_one(app: str) -> None:
    fields = reported(api_key=app, service_code="air", email="", **{"attribute[surface]": ""})

    assert post(fields).status == 200
    assert stored().is_anonymous


def test_a_telephone_number_that_cannot_be_read_is_left_out(app: str) -> None:
    assert post(reported(api_key=app, phone="ring twice")).status == 200
    who = reporter()
    assert who
    assert who.phone == ""


def test_a_report_without_a_description_has_the_name_of_its_service(app: str) -> None:
    assert post(reported(api_key=app, description="")).status == 200
    assert stored().description == "Жолдың бұзылуы"
