"""What is said where no file is."""

from __future__ import annotations

import json

import pytest

from functions.publishing import missing
from functions.shared import objects
from tests import factory
from tests.conftest import NOW, Calls, Send

LIST = {
    "links": {
        "self": "https://dauys.example/petitions.json?state=open",
        "first": "https://dauys.example/petitions.json?state=open",
        "last": "https://dauys.example/petitions.json?state=open&page=3",
        "next": "https://dauys.example/petitions.json?state=open&page=2",
        "prev": None,
    },
    "data": [{"type": "petition", "id": 1}],
    "meta": {"log_size": 7},
}


@pytest.mark.parametrize(
    ("path", "lang"),
    [("/ru/nothing/", "ru"), ("/en/petitions/7/index.html", "en"), ("/nothing.png", "kk")],
)
def test_an_absent_page_is_told_in_the_language_of_its_address(
    dynamodb: Calls, send: Send, path: str, lang: str
) -> None:
    answer = send(missing.handler, "GET", path)

    assert answer.status == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f'href="/{lang}/"' in answer.text


def test_the_page_of_the_site_is_shown_where_there_is_one(dynamodb: Calls, send: Send) -> None:
    objects.write("site", "ru/404/index.html", "<h1>Нет такой страницы</h1>".encode())

    assert send(missing.handler, "GET", "/ru/x/").text == "<h1>Нет такой страницы</h1>"


def test_absent_data_is_told_as_a_problem(dynamodb: Calls, send: Send) -> None:
    answer = send(missing.handler, "GET", "/petitions/7.json", headers={"accept-language": "ru"})

    assert (answer.status, answer.json["code"]) == (404, "not_found")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    ["/petitions/1.json", "/petitions/1/count.json", "/kk/petitions/1/index.html"],
)
def test_a_removed_petition_is_gone(dynamodb: Calls, send: Send, path: str) -> None:
    factory.stored(removed_at=NOW, removal_code="court_order")

    assert send(missing.handler, "GET", path).status == 410


def test_a_petition_that_is_there_without_such_a_file_is_not_gone(
    dynamodb: Calls, send: Send
) -> None:
    factory.stored()

    assert send(missing.handler, "GET", "/petitions/1/nothing.json").status == 404


def test_a_page_past_the_end_of_a_list_is_empty(dynamodb: Calls, send: Send) -> None:
    objects.write("site", "petitions/lists/open/25/1.json", json.dumps(LIST).encode())

    answer = send(missing.handler, "GET", "/petitions/lists/open/25/9.json")

    assert answer.status == 200
    assert answer.json["data"] == []
    assert answer.json["links"] == {
        "self": "https://dauys.example/petitions.json?state=open&page=9&count=25",
        "first": LIST["links"]["first"],
        "last": LIST["links"]["last"],
        "next": None,
        "prev": LIST["links"]["last"],
    }


def test_a_list_that_is_not_published_is_not_found(dynamodb: Calls, send: Send) -> None:
    assert send(missing.handler, "GET", "/petitions/lists/open/25/1.json").status == 404


def test_an_unknown_route_of_the_api_is_refused_in_its_shape(dynamodb: Calls, send: Send) -> None:
    for method in ("GET", "POST"):
        answer = send(missing.handler, method, "/api/v1/nothing", {})

        assert (answer.status, answer.json["code"]) == (404, "not_found")
