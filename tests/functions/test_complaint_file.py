"""Reporting a problem: the coupon at once, once for each request, and nothing wrong let through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from functions.complaints import complaint, coupon, file
from tests import factory
from tests.conftest import Calls, Clock, Send
from tests.functions.complaint_kit import FILE, form, in_store, short_messages

ONE_NEW = ["UpdateItem", "PutItem", "PutItem", "PutItem"]


def post(send: Send, fields: dict[str, Any], **more: Any) -> Any:
    return send(file.handler, "POST", FILE, fields, **more)


def wrong(answer: Any) -> dict[str, str]:
    assert answer.status == 422, answer.text
    return {error["name"]: error["code"] for error in answer.json["errors"]}


def test_a_coupon_comes_at_once(dynamodb: Calls, send: Send, environment: Path) -> None:
    answer = post(send, form())

    assert dynamodb.take() == ONE_NEW
    assert answer.status == 201
    told = answer.json
    assert (told["state"], told["complaint"], told["number"]) == ("received", 1, "2026-000001-5")
    assert coupon.read(told["number"]) == 1
    assert told["filed_at"] == "2026-09-30T12:03:04Z"
    assert told["office"] == "government"
    assert (told["registered_on"], told["due_on"]) == ("2026-09-30", "2026-10-21")
    assert [step["kind"] for step in told["due_steps"]] == ["filed", "registered", "term"]
    assert told["body"] == "akimat-almaty"
    assert told["rule"]["why"].startswith("Местные вопросы")
    assert told["link"].startswith("/ru/complaints/track/#1.")
    assert told["uploads"]


def test_nothing_that_was_typed_is_mailed(dynamodb: Calls, send: Send, environment: Path) -> None:
    answer = post(send, form())

    (mail,) = factory.mails(environment)
    assert mail["To"] == "reporter@example.kz"
    assert mail["Subject"] == "Жалоба 2026-000001-5 получена"
    text = mail.get_content()
    assert answer.json["link"] in text
    assert "21 октября 2026" in text
    assert "яма" not in text
    assert "Example Reporter" not in text


def test_the_reporter_is_sealed_and_the_link_is_stored_as_a_tag(
    dynamodb: Calls, send: Send
) -> None:
    secret = post(send, form(phone="8 (701) 000-00-00")).json["link"].partition(".")[2]
    record = in_store()

    assert b"reporter@example.kz" not in (record.reporter or b"")
    assert record.link == complaint.link_tag(secret)
    reporter = complaint.open_reporter(record)
    assert reporter
    assert (reporter.phone, reporter.lang) == ("+77010000000", "ru")
    assert record.complaint.shown is None


def test_a_repeat_is_the_same_complaint_with_the_same_link(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    first = post(send, form()).json
    dynamodb.take()
    again = post(send, form()).json
    other = post(send, form(rid="second")).json

    assert {**again, "uploads": ""} == {**first, "uploads": ""}
    assert dynamodb.take()[:4] == ONE_NEW
    assert other["complaint"] != first["complaint"]
    assert len(factory.mails(environment)) == 1  # one a day without proof of work


def test_a_guessed_request_id_gives_nobody_else_s_link(dynamodb: Calls, send: Send) -> None:
    post(send, form())

    answer = post(send, form(description="Что угодно"))

    assert (answer.status, answer.json["code"]) == (409, "conflict")


def test_a_crash_between_the_writes_is_made_good_by_the_retry(
    dynamodb: Calls, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(complaint, "create", lambda record: 1 / 0)
        assert post(send, form()).status == 500

    answer = post(send, form())

    assert (answer.status, answer.json["complaint"]) == (201, 1)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"category": "none"}, {"category": "not_a_choice"}),
        ({"category": "emergency"}, {"category": "elsewhere"}),
        ({"jurisdiction": "KZ-00"}, {"jurisdiction": "not_a_choice"}),
        ({"lat": None, "long": None, "address": ""}, {"address": "place"}),
        ({"lat": None}, {"lat": "missing"}),
        ({"lat": 91}, {"lat": "invalid"}),
        ({"lat": "NaN"}, {"lat": "invalid"}),
        ({"email": ""}, {"email": "contact"}),
        ({"email": "nobody"}, {"email": "not_email"}),
        ({"phone": "12"}, {"phone": "not_phone"}),
        ({"name": "visit www.example.kz"}, {"name": "address"}),
        ({"name": "=A1"}, {"name": "formula"}),
        ({"description": ""}, {"description": "missing"}),
        ({"description": "x" * 4001}, {"description": "too_long"}),
        ({"description": "+SUM(1)"}, {"description": "formula"}),
        ({"consent": False}, {"consent": "consent"}),
        ({"attributes": {}}, {"attribute[surface]": "missing"}),
        ({"attributes": {"surface": ["sky"]}}, {"attribute[surface]": "not_a_choice"}),
        (
            {"attributes": {"surface": ["pavement", "cycleway"]}},
            {"attribute[surface]": "twice"},
        ),
        (
            {"attributes": {"surface": "pavement", "colour": "red"}},
            {"attribute[colour]": "unknown"},
        ),
        ({"secret": "1"}, {"secret": "unknown"}),
    ],
)
def test_every_wrong_field_is_named(
    dynamodb: Calls, send: Send, changes: dict[str, Any], errors: dict[str, str]
) -> None:
    assert wrong(post(send, form(**changes))) == errors
    assert dynamodb.take() == []


def test_the_author_may_word_what_is_to_be_public(dynamodb: Calls, send: Send) -> None:
    post(send, form(shown="Пример: яма"))

    facts = in_store().complaint
    assert (facts.shown, facts.description) == ("Пример: яма", "Пример: яма на дороге")


@pytest.mark.parametrize(
    "fields",
    [
        {"attribute[surface]": "pavement"},
        {"attribute[surface][]": "pavement"},
        {"attribute[surface][pavement]": "true", "attribute[surface][cycleway]": ""},
    ],
)
def test_a_form_names_its_answers_in_each_way_there_is(
    dynamodb: Calls, send: Send, fields: dict[str, str]
) -> None:
    rest = {name: value for name, value in flat().items() if not name.startswith("attribute")}

    page = post(send, rest | fields | {"lat": "43,2", "long": "76,9"}, form=True)

    assert page.status == 201
    facts = in_store().complaint
    assert facts.attributes == {"surface": ["pavement"]}
    assert facts.place.point == (43.2, 76.9)


@pytest.mark.parametrize(
    ("category", "attributes", "errors"),
    [
        ("heating", {"temperature": "холодно"}, {"attribute[temperature]": "not_number"}),
        ("heating", {"temperature": "-5"}, {}),
        ("public-transport", {"route": "12", "when": "вчера"}, {"attribute[when]": "not_moment"}),
        ("public-transport", {"route": "12", "when": "2026-09-30T08:15"}, {}),
        ("public-transport", {"route": "=1"}, {"attribute[route]": "formula"}),
        ("public-transport", {"route": "1" * 201}, {"attribute[route]": "too_long"}),
    ],
)
def test_answers_are_of_the_type_that_the_category_says(
    dynamodb: Calls,
    send: Send,
    category: str,
    attributes: dict[str, str],
    errors: dict[str, str],
) -> None:
    answer = post(send, form(category=category, attributes=attributes))

    assert (wrong(answer) if errors else answer.status) == (errors or 201)


def test_an_emergency_is_told_where_to_call(dynamodb: Calls, send: Send) -> None:
    answer = post(send, form(category="emergency"))

    assert "112" in answer.json["errors"][0]["detail"]


def test_no_contact_is_needed_where_the_law_allows_it(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    fields = form(category="corruption", name="", email="", attributes={}, rid="")

    first, second = post(send, fields).json, post(send, fields).json

    assert first["complaint"] != second["complaint"]
    assert first["link"] != second["link"]
    assert in_store(first["complaint"]).complaint.is_anonymous
    assert factory.mails(environment) == []


def test_who_gave_a_phone_only_gets_a_short_message(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    answer = post(send, form(email="", phone="+77010000000"))

    assert factory.mails(environment) == []
    (message,) = short_messages(environment)
    to, text, link = message.splitlines()
    assert (to, text) == ("+77010000000", "Жалоба 2026-000001-5 получена")
    assert link.endswith(answer.json["link"])


def test_work_that_was_not_done_is_noted_not_refused(dynamodb: Calls, send: Send) -> None:
    answer = post(send, form(website="robot", email="x@mailinator.com"))

    assert answer.status == 201
    assert in_store().flags == ("no-proof", "trap", "disposable")


def test_a_complaint_waits_in_the_intake_queue(dynamodb: Calls, send: Send) -> None:
    post(send, form())
    queue = in_store().queue

    assert queue["queue"] == "COMPLAINTS#intake"
    assert queue["queue_at"] == "2026-10-21T19:00:00Z#000000001"


def test_days_off_count_from_the_next_working_day(
    dynamodb: Calls, send: Send, clock: Clock
) -> None:
    clock.pass_(days=3)  # a Saturday

    told = post(send, form()).json

    assert told["registered_on"] == "2026-10-05"


def flat(**changes: Any) -> dict[str, Any]:
    """Return the form as a browser without scripts sends it."""
    fields = form(**changes)
    answers = fields.pop("attributes")
    fields |= {f"attribute[{code}]": values[0] for code, values in answers.items()}
    return {name: "true" if value is True else value for name, value in fields.items()}


def test_without_scripts_everything_is_shown_before_it_is_sent(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    report = {
        "id": 7,
        "number": "2026-000007-1",
        "category": "road-damage",
        "title": "Яма рядом",
        "lat": 43.2389,
        "long": 76.8897,
        "state": "assigned",
        "supports": 2,
    }
    cell = environment / "site/complaints/near/2161_3844.json"
    cell.parent.mkdir(parents=True)
    cell.write_text(json.dumps({"reports": [report]}))

    page = post(send, flat(step="check", rid="", description="<i>Яма</i>"), form=True)

    assert page.status == 200
    assert dynamodb.take() == []
    assert "&lt;i&gt;Яма&lt;/i&gt;" in page.text
    assert "/ru/complaints/7/" in page.text
    assert "43.2389, 76.8897" in page.text
    assert "43.238949, 76.8897" not in page.text
    assert "21 октября 2026" in page.text
    assert 'name="attribute[surface][]" value="carriageway"' in page.text
    assert 'name="rid" value="' in page.text


@pytest.mark.parametrize(("category", "section"), [("road-damage", 0), ("heating", 1)])
def test_the_last_look_tells_whether_the_address_becomes_public(
    dynamodb: Calls, send: Send, category: str, section: int
) -> None:
    fields = flat(step="check", category=category, address="Абай даңғылы, 1")
    if category != "road-damage":
        del fields["attribute[surface]"]

    page = post(send, fields, form=True)

    public, private = page.text.split("<section>")[1:3]
    assert ["Абай даңғылы" in part for part in (public, private)].index(True) == section


def test_without_scripts_the_coupon_is_a_page(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    page = post(send, flat(step="send"), form=True)

    assert page.status == 201
    assert "2026-000001-5" in page.text
    assert "/ru/complaints/track/#1." in page.text
    assert "/api/v1/uploads/" in page.text
    assert page.headers["cache-control"] == "no-store"


def test_without_scripts_a_question_is_asked_again_in_its_own_words(
    dynamodb: Calls, send: Send
) -> None:
    fields = flat(step="check")
    fields["attribute[surface]"] = ""

    page = post(send, fields, form=True)

    assert page.status == 422
    assert "Что повреждено?" in page.text
    assert '<option value="pavement">Тротуар</option>' in page.text
    assert "Пример: яма на дороге" in page.text
