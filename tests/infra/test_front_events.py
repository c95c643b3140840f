"""The front's events have the shape that API Gateway documents for payload format 2.0."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from infra.local import events
from tests.infra.front_kit import Kit, make

SIGN = "/api/v1/petitions/7/signatures"


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    return make(tmp_path, monkeypatch)


def test_an_event_has_every_part_that_api_gateway_documents(kit: Kit) -> None:
    kit.ask(
        "POST",
        f"{SIGN}?a=1&a=2&b=%D0%BC&c=",
        [
            ("Content-Type", "application/json"),
            ("X-Twice", "one"),
            ("X-Twice", "two"),
            ("Cookie", "first=1; second=2"),
            ("User-Agent", "test"),
        ],
        '{"name":"Айна"}'.encode(),
    )

    (event,) = kit.events
    assert event["version"] == "2.0"
    assert event["routeKey"] == "POST /api/v1/petitions/{id}/signatures"
    assert event["rawPath"] == SIGN
    assert event["rawQueryString"] == "a=1&a=2&b=%D0%BC&c="
    assert event["queryStringParameters"] == {"a": "1,2", "b": "м", "c": ""}
    assert event["cookies"] == ["first=1", "second=2"]
    assert "cookie" not in event["headers"]
    assert event["headers"]["x-twice"] == "one,two"
    assert event["headers"]["cloudfront-viewer-address"] == "127.0.0.1:4321"
    assert event["pathParameters"] == {"id": "7"}
    assert event["body"] == '{"name":"Айна"}'
    assert event["isBase64Encoded"] is False


def test_the_context_of_an_event_tells_the_request(kit: Kit) -> None:
    kit.ask("POST", SIGN, {"user-agent": "test"})

    context = kit.events[0]["requestContext"]
    assert context["http"] == {
        "method": "POST",
        "path": SIGN,
        "protocol": "HTTP/1.1",
        "sourceIp": "127.0.0.1",
        "userAgent": "test",
    }
    assert context["stage"] == "$default"
    assert context["routeKey"] == kit.events[0]["routeKey"]
    assert context["domainName"] == "localhost"
    assert {"accountId", "apiId", "domainPrefix", "requestId", "time", "timeEpoch"} <= set(context)
    assert "authorizer" not in context


def test_absent_parts_are_absent_keys(kit: Kit) -> None:
    kit.ask("POST", "/api/v1/petitions")

    assert not {"cookies", "queryStringParameters", "pathParameters", "body"} & set(kit.events[0])


def test_a_form_comes_as_base64(kit: Kit) -> None:
    kit.ask("POST", SIGN, {"content-type": "application/x-www-form-urlencoded"}, b"name=A&email=b")

    event = kit.events[0]
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == b"name=A&email=b"


def test_json_that_is_no_utf8_comes_as_base64(kit: Kit) -> None:
    kit.ask("POST", SIGN, {"content-type": "application/json"}, b"\xff\xfe")

    assert kit.events[0]["isBase64Encoded"] is True


def test_cookies_and_base64_of_an_answer_reach_the_browser(kit: Kit) -> None:
    kit.result = {
        "statusCode": 201,
        "headers": {"Content-Type": "image/png"},
        "cookies": ["a=1"],
        "body": base64.b64encode(b"\x89PNG").decode(),
        "isBase64Encoded": True,
    }

    got = kit.ask("POST", SIGN)

    assert (got.status, got.body, got.headers["set-cookie"]) == (201, b"\x89PNG", "a=1")


def test_a_bare_value_is_json(kit: Kit) -> None:
    kit.result = {"state": "pending"}

    got = kit.ask("POST", SIGN)

    assert (got.status, got.json, got.headers["content-type"]) == (
        200,
        {"state": "pending"},
        "application/json",
    )


def test_a_function_that_fails_is_a_plain_500(kit: Kit) -> None:
    def fail() -> None:
        raise RuntimeError("secret words")

    kit.result = fail

    got = kit.ask("POST", SIGN)

    assert (got.status, got.json) == (500, {"message": "Internal Server Error"})


@pytest.mark.parametrize("size", [7 * 1024 * 1024, 11 * 1024 * 1024])
def test_a_body_past_the_limits_is_refused(kit: Kit, size: int) -> None:
    got = kit.ask("POST", SIGN, {"content-type": "text/plain"}, b"x" * size)

    assert got.status == 413
    assert kit.events == []


def test_an_answer_past_six_megabytes_is_a_failure(kit: Kit) -> None:
    kit.result = {"statusCode": 200, "body": "x" * (events.EVENT_LIMIT_BYTES + 1)}

    assert kit.ask("POST", SIGN).status == 500
