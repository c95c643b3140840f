"""Open311 lists: what query words choose, what is wrong with them, and what an address is not."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from functions.publishing import open311_files, open311_index, open311_words
from functions.publishing import store as stores
from functions.publishing.complaint_book import COMPLAINTS
from functions.publishing.complaint_press import ComplaintPress
from functions.shared import clock as time
from functions.shared import objects
from tests.conftest import NOW, Answer, Calls, Clock
from tests.functions import open311_schemas as schemas
from tests.functions.complaint_kit import RESOLVED, filed, worked
from tests.functions.open311_kit import Files, asked, ids, listed, number, published, told

DAY = dt.timedelta(days=1)
KINDS = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
WASTE = {"category": "waste", "attributes": {"kind": ["dump"]}}


@pytest.fixture
def days(environment: Path, dynamodb: Calls, clock: Clock) -> list[str]:
    """Five complaints, one a day: the second answered, the fourth about waste far away."""
    for one in range(1, 6):
        if one == 2:
            worked(*RESOLVED, number=one)
        elif one == 4:
            filed(one, lat=51.128, long=71.43, **WASTE)
        else:
            filed(one)
        clock.pass_(days=1)
    published()
    clock.pass_(minutes=1)
    return [number(one) for one in range(1, 6)]


def errors(answer: Answer) -> list[int]:
    """Return the codes of an error document, which must be a right one."""
    Draft202012Validator(schemas.ERRORS).validate(answer.json)
    return [one["code"] for one in answer.json]


def test_without_words_the_published_list_is_answered(days: list[str], environment: Path) -> None:
    assert listed().text == (environment / "site/open311/v2/requests.json").read_text("utf-8")
    assert ids(listed()) == days[::-1]
    assert listed(jurisdiction_id="dauys.example").text == listed().text


def test_a_list_takes_no_call_to_a_table(days: list[str], dynamodb: Calls) -> None:
    dynamodb.take()
    ids(listed(status="open", extensions="true"))

    assert dynamodb.take() == []


def test_a_block_is_read_once_as_long_as_it_holds(
    days: list[str], monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    read, store = list[str](), objects.read

    def noted(bucket: objects.Bucket, path: str) -> objects.Stored | None:
        read.append(path)
        return store(bucket, path)

    ids(listed(status="open"))
    monkeypatch.setattr(objects, "read", noted)

    ids(listed(status="closed"))
    clock.pass_(seconds=30)
    ids(listed(status="closed"))

    assert read == [open311_index.HEAD]


def test_status_and_service_choose(days: list[str]) -> None:
    assert ids(listed(status="closed")) == [days[1]]
    assert ids(listed(status="open")) == [days[n] for n in (4, 3, 2, 0)]
    assert ids(listed(status="open,closed")) == days[::-1]
    assert ids(listed(service_code="waste")) == [days[3]]
    assert ids(listed(service_code="waste, road-damage", status="closed")) == [days[1]]


def test_ids_override_all_other_words(days: list[str]) -> None:
    asked = f"{days[2]},{days[0]},2026-000099-9,nothing,{days[2]}"

    assert ids(listed(service_request_id=asked, status="closed", start_date="x")) == [
        days[2],
        days[0],
    ]


def test_dates_choose_by_the_time_of_the_request(days: list[str]) -> None:
    second = time.text(NOW + DAY)

    assert ids(listed(start_date=second)) == days[:0:-1]
    assert ids(listed(end_date=second)) == [days[1], days[0]]
    assert ids(listed(start_date=second, end_date=second)) == [days[1]]


def test_a_date_without_a_zone_is_local_time(days: list[str]) -> None:
    local = (NOW + DAY + dt.timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S")

    assert ids(listed(start_date=local, end_date=local)) == [days[1]]
    assert ids(listed(start_date=local + "+05:00", end_date=local + " 05:00")) == [days[1]]
    assert ids(listed(start_date="2026-10-02")) == days[:1:-1]


def test_without_dates_the_last_ninety_days_are_meant(days: list[str], clock: Clock) -> None:
    clock.pass_(days=87, minutes=-2)

    assert ids(listed(status="open,closed")) == [days[4], days[3], days[2]]
    assert ids(listed(start_date=time.text(NOW))) == days[::-1]


def test_pages(days: list[str]) -> None:
    assert ids(listed(page_size="2")) == [days[4], days[3]]
    assert ids(listed(page="2", page_size="2")) == [days[2], days[1]]
    assert ids(listed(page="3", page_size="2")) == [days[0]]
    assert ids(listed(page="1")) == days[::-1]


@pytest.mark.parametrize("form", KINDS)
def test_a_page_past_the_end_is_empty(days: list[str], form: str) -> None:
    answer = listed(f"requests.{form}", page="4", page_size="2")

    assert answer.status == 200
    assert answer.text.endswith("<service_requests/>" if form == "xml" else "[]")


def test_a_list_goes_on_in_the_next_block(
    days: list[str], monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    for module in ("open311_index", "open311_files"):
        monkeypatch.setattr(f"functions.publishing.{module}.BLOCK", 2)
    store = stores.load(COMPLAINTS)
    open311_files.publish(ComplaintPress(store, clock.now, "test"), range(1, 6))
    store.save()
    clock.pass_(minutes=1)

    assert ids(listed(page="2", page_size="2")) == [days[2], days[1]]
    assert ids(listed(service_request_id=",".join(days))) == days
    assert ids(listed(end_date=time.text(NOW))) == [days[0]]


def test_a_circle_and_a_box(days: list[str]) -> None:
    near = {"lat": "43.2390", "long": "76.8897", "radius": "500"}

    assert ids(listed(**near)) == [days[n] for n in (4, 2, 1, 0)]
    assert ids(listed(bbox="71,51,72,52")) == [days[3]]
    assert ids(listed(bbox="0,0,1,1")) == []


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ({"start_date": "yesterday"}, 400, "start_date"),
        ({"end_date": "2026-13-01T00:00:00Z"}, 400, "end_date"),
        ({"start_date": "0001-01-01"}, 400, "start_date"),
        ({"start_date": "2026-09-01", "end_date": "2026-08-01"}, 400, "start_date"),
        ({"start_date": "2026-01-01", "end_date": "2026-06-01"}, 400, "90"),
        ({"status": "fixed"}, 400, "status"),
        ({"page": "0"}, 400, "page"),
        ({"page": "nan"}, 400, "page"),
        ({"page": "1.5"}, 400, "page"),
        ({"page_size": "501"}, 400, "500"),
        ({"lat": "43"}, 400, "radius"),
        ({"lat": "91", "long": "0", "radius": "1"}, 400, "lat"),
        ({"bbox": "1,2,3"}, 400, "bbox"),
        ({"bbox": "3,0,1,1"}, 400, "bbox"),
        ({"extensions": "yes"}, 400, "extensions"),
        ({"service_request_id": ",".join("x" * 101)}, 400, "service_request_id"),
        ({"service_code": "001"}, 404, "service_code"),
        ({"jurisdiction_id": "city.example"}, 404, "jurisdiction_id"),
    ],
)
@pytest.mark.parametrize("lang", ["", "ru/", "en/"])
def test_a_wrong_word_is_refused_in_words(
    environment: Path, clock: Clock, words: dict[str, str], status: int, says: str, lang: str
) -> None:
    answer = listed(f"{lang}requests.json", **words)

    assert answer.status == status
    assert errors(answer) == [status]
    assert says in told(answer)[0]


def test_all_that_is_wrong_is_told_at_once(environment: Path, clock: Clock) -> None:
    answer = listed("requests.xml", status="x", page="x", service_code="001,waste,002")

    root = ET.fromstring(answer.text)
    assert answer.status == 404
    assert root.tag == "errors"
    assert [one.findtext("code") for one in root.findall("error")] == ["400", "404", "404", "400"]
    assert all(one.findtext("description") for one in root)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("services/001", "service_code"),
        ("requests/2026-000099-9", "service_request_id"),
        ("requests/12", "service_request_id"),
        ("tokens/12", "token"),
        ("nothing", ""),
        ("requests/1/2", ""),
    ],
)
@pytest.mark.parametrize("form", KINDS)
def test_what_does_not_exist_is_an_error_document(
    environment: Path, clock: Clock, path: str, says: str, form: str
) -> None:
    answer = asked(f"/open311/v2/{path}.{form}")

    assert answer.status == 404
    assert answer.headers["content-type"] == KINDS[form]
    if form == "json":
        assert errors(answer) == [404]
        assert says in told(answer)[0]
    else:
        assert ET.fromstring(answer.text).findtext("error/code") == "404"


def test_an_address_without_a_format_is_refused_in_xml(environment: Path, clock: Clock) -> None:
    answer = asked("/open311/v2/services/index.html")

    assert (answer.status, answer.headers["content-type"]) == (404, KINDS["xml"])


def test_no_address_leads_out_of_the_documents(environment: Path, clock: Clock) -> None:
    (environment / "site").mkdir()
    (environment / "site/secret.json").write_text("{}")

    for path in ("services/../../../secret", "services/..%2F..%2Fsecret", "../../secret"):
        assert asked(f"/open311/v2/{path}.json").status == 404


def test_a_wrong_value_is_shown_as_text(environment: Path, clock: Clock) -> None:
    answer = asked("/open311/v2/services/<b>&.xml")

    assert "&lt;b&gt;&amp;" in answer.text
    assert ET.fromstring(answer.text).findtext("error/code") == "404"


def test_a_jurisdiction_is_the_domain_of_the_site(days: list[str], environment: Path) -> None:
    path = "/open311/asked/v2/services.json"
    document = Files(environment).json("services.json")

    assert asked(path, jurisdiction_id="dauys.example").json == document
    assert asked(path, jurisdiction_id="www.dauys.example").json == document
    assert errors(asked(path, jurisdiction_id="city.example")) == [404]


def test_a_token_is_the_id(days: list[str]) -> None:
    answer = asked(f"/open311/v2/tokens/{days[0]}.json")

    Draft202012Validator(schemas.TOKENS).validate(answer.json)
    assert answer.json == [{"service_request_id": days[0], "token": days[0]}]
    element = ET.fromstring(asked(f"/open311/v2/tokens/{days[0]}.xml").text)
    assert element.findtext("request/service_request_id") == days[0]


@pytest.mark.parametrize("form", KINDS)
def test_a_list_has_the_exact_content_type(days: list[str], form: str) -> None:
    for path in (f"requests.{form}", f"en/requests.{form}"):
        for words in ({}, {"status": "open"}, {"status": "x"}):
            assert listed(path, **words).headers["content-type"] == KINDS[form]


def test_an_answer_may_be_kept_a_minute_and_a_refusal_less(days: list[str]) -> None:
    answer = listed(status="open")
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert listed(status="x").headers["cache-control"] == "public, max-age=10"


def test_an_unknown_language_has_no_endpoint(environment: Path, clock: Clock) -> None:
    assert listed("de/requests.json").status == 404


def test_what_fails_is_an_error_document_too(
    environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(open311_words, "read", fail)
    answer = listed(status="open")

    assert (answer.status, errors(answer)) == (500, [500])
    assert answer.headers["cache-control"] == "no-store"
