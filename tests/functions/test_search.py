"""Search finds petitions by their words in any form; results are text, pages need no script."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from functions.petitions.petition import Text
from functions.publishing import search, search_reader
from functions.shared import clock
from tests import factory
from tests.conftest import Calls, Send
from tests.functions.publishing_kit import HOSTILE, Site


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    search_reader._open = search_reader._Open()
    return Site(environment)


def _store(number: int, title: str, **changes: object) -> None:
    text = Text(title=title, background="Зачем это нужно", details="Подробнее о парке")
    factory.stored(number, "uk", text=text, **changes)


def test_an_empty_index_answers_well(site: Site, send: Send) -> None:
    answer = send(search.handler, "GET", "/api/v1/search", query={"q": "школа"})
    assert answer.json == {"data": [], "meta": {"total": 0, "page": 1, "pages": 1}}
    page = send(search.handler, "GET", "/ru/search", query={"q": "школа"})
    assert "Ничего не нашлось" in page.text


def test_a_form_of_a_word_finds_the_petition(site: Site, send: Send, dynamodb: Calls) -> None:
    _store(1, "Вернуть школьный автобус")
    _store(2, "Қала саябағын сақтау", language="kk")
    site.publish()
    dynamodb.take()

    found = send(search.handler, "GET", "/api/v1/search", query={"q": "автобусы школьные"})
    kazakh = send(search.handler, "GET", "/api/v1/search", query={"q": "саябақ", "lang": "kk"})

    assert [one["id"] for one in found.json["data"]] == [1]
    assert [one["id"] for one in kazakh.json["data"]] == [2]
    assert found.headers["cache-control"].startswith("public, max-age=")
    assert dynamodb.take() == []


def test_filters_and_numbers(site: Site, send: Send) -> None:
    _store(1, "Первая петиция")
    _store(2, "Вторая петиция", jurisdiction="KZ-75", body="akimat-almaty")
    site.publish()

    def ids(**query: str) -> list[int]:
        answer = send(search.handler, "GET", "/api/v1/search", query=query)
        return [one["id"] for one in answer.json["data"]]

    assert ids(q="", jurisdiction="KZ-75") == [2]
    assert ids(q="петиция", state="open", body="akimat-almaty") == [2]
    assert ids(q="петиция", state="rejected") == []
    assert ids(q="2") == [2]
    assert ids(q='%00 " OR *', page="-7") == []
    jump = send(search.handler, "GET", "/ru/search", query={"q": "2"})
    assert (jump.status, jump.headers["location"]) == (303, "/ru/petitions/2/")


def test_the_page_of_results_marks_words_and_escapes_everything(site: Site, send: Send) -> None:
    _store(1, f"Автобус {HOSTILE}")
    site.publish()
    page = send(search.handler, "GET", "/kk/search", query={"q": 'автобус <b>"'})
    assert "<mark>Автобус</mark>" in page.text
    assert "<script>alert" not in page.text
    assert 'value="автобус &lt;b&gt;&#34;"' in page.text
    assert page.text.count("</body>") == 1


def test_the_other_languages_ask_the_same(site: Site, send: Send) -> None:
    query = {"q": 'автобус &"<', "state": "open", "jurisdiction": "KZ-75", "page": "2", "x": "y"}
    page = send(search.handler, "GET", "/kk/search", query=query)
    links = re.findall(r'<a href="([^"]+)" lang="(?:kk|ru|en)" hreflang', page.text)
    assert [urlsplit(unescape(link)).path for link in links] == [
        f"/{lang}/search/" for lang in ("kk", "ru", "en")
    ]
    for link in links:
        kept = dict(parse_qsl(urlsplit(unescape(link)).query))
        assert kept == {name: text for name, text in query.items() if name != "x"}
    nothing = send(search.handler, "GET", "/kk/search")
    assert '<a href="/ru/search/" lang="ru"' in nothing.text


def test_an_unknown_language_is_not_found(site: Site, send: Send) -> None:
    assert send(search.handler, "GET", "/xx/search").status == 404


def test_similar_petitions_come_while_typing(site: Site, send: Send) -> None:
    _store(1, "Вернуть школьный автобус в микрорайон")
    for number in range(2, 9):
        _store(number, f"Построить новый парк номер {number}")
    site.publish()

    def similar(title: str) -> list[int]:
        query = {"q": title, "lang": "ru"}
        answer = send(search.handler, "GET", "/api/v1/petitions/similar", query=query)
        return [one["id"] for one in answer.json["data"]]

    assert similar("Школьные автобусы вернуть") == [1]
    assert len(similar("Построить парк")) == 5
    assert similar("Совсем иное желание") == []
    assert similar("") == []

    index = search_reader.index(clock.now())
    started = time.process_time()
    for _ in range(20):
        search.search_query.similar(index, "Вернуть школьный автобус", "ru")
    assert (time.process_time() - started) / 20 < 0.02


def test_a_removed_petition_is_not_found_any_more(site: Site, send: Send) -> None:
    from tests.functions.test_publish import NOW, change

    _store(1, "Вернуть автобус")
    site.publish()
    assert send(search.handler, "GET", "/api/v1/search", query={"q": "1"}).json["data"]
    change(1, removed_at=NOW, removal_code="other")
    site.publish()
    search_reader._open = search_reader._Open()
    assert send(search.handler, "GET", "/api/v1/search", query={"q": "1"}).json["data"] == []
