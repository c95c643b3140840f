"""Search finds all that is published by words in any form; its page needs no script."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from functions.petitions.petition import Text
from functions.publishing import search, search_files, search_queue, search_reader
from functions.publishing.search_document import Document, Told
from functions.shared import clock
from tests import factory
from tests.conftest import NOW, Calls, Send
from tests.functions.publishing_kit import HOSTILE, Site

MOST_BYTES = 20_000


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    search_reader.forget()
    return Site(environment)


def _store(number: int, title: str, **changes: Any) -> None:
    text = Text(title=title, background="Зачем это нужно", details="Подробнее о парке")
    factory.stored(number, "uk", text=text, **changes)


def _put(name: str, *documents: Document) -> sqlite3.Connection:
    """Publish an index as any publisher does; return its read model."""
    db = sqlite3.connect(":memory:")
    for one in documents:
        search_queue.keep(db, f"{one.kind}/{one.id}", [one])
    assert search_files.publish(search_queue.shelf(name, db), clock.now())
    search_reader.forget()
    return db


def _document(kind: str, number: int | str, title: str, **more: object) -> Document:
    texts = {"ru": Told(title, "Коротко о деле", "Длинное объяснение")}
    return Document(kind, str(number), f"{kind}s/{number}/", "ru", texts, **more)  # type: ignore[arg-type]


def _found(send: Send, **query: str) -> list[tuple[str, int | str]]:
    answer = send(search.handler, "GET", "/api/v1/search", query=query)
    return [(one["kind"], one["id"]) for one in answer.json["data"]]


def test_an_empty_index_answers_well(site: Site, send: Send) -> None:
    answer = send(search.handler, "GET", "/api/v1/search", query={"q": "школа"})
    assert answer.json["data"] == []
    assert answer.json["meta"]["total"] == 0
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
    assert {"kind", "url", "title", "lead", "lang", "state_label", "signature_count"} <= set(
        found.json["data"][0]
    )
    assert [one["id"] for one in kazakh.json["data"]] == [2]
    assert found.headers["cache-control"].startswith("public, max-age=")
    assert found.headers["vary"] == "Accept-Encoding, Accept-Language"
    assert _found(send, q="парк") == [("petition", 1)]  # in the details
    assert dynamodb.take() == []


def test_filters_and_numbers(site: Site, send: Send) -> None:
    _store(1, "Первая петиция")
    _store(2, "Вторая петиция", jurisdiction="KZ-75", body="akimat-almaty")
    site.publish()

    def ids(**query: str) -> list[int | str]:
        return [number for _, number in _found(send, kind="petition", **query)]

    assert ids(q="", jurisdiction="KZ-75") == [2]
    assert ids(q="петиция", state="open", body="akimat-almaty") == [2]
    assert ids(q="петиция", state="rejected") == []
    assert ids(q="2") == [2]
    assert ids(q='%00 " OR *', page="-7") == []
    jump = send(search.handler, "GET", "/ru/search", query={"q": "2"})
    assert (jump.status, jump.headers["location"]) == (303, "/ru/petitions/2/")


def test_every_kind_is_found_in_one_search_and_told_apart(site: Site, send: Send) -> None:
    _store(1, "Починить мост")
    site.publish()
    _put("complaints", _document("complaint", 7, "Мост разрушен", numbers=("2026-000007-1",)))
    _put(
        "participation",
        _document("project", 3, "Новый мост", weight=9),
        _document("idea", "3/2", "Мост для пешеходов"),
        _document("poll", 4, "Нужен ли парк"),
    )
    asked = send(search.handler, "GET", "/api/v1/search", query={"q": "мосты"})
    assert asked.json["meta"]["kinds"] == {"petition": 1, "complaint": 1, "project": 1, "idea": 1}
    assert _found(send, q="мосту", kind="idea") == [("idea", "3/2")]
    assert _found(send, q="мост", kind="poll") == []
    assert _found(send, q="2026-000007-1") == [("complaint", 7)]
    page = send(search.handler, "GET", "/ru/search", query={"q": "мост", "kind": "idea"})
    assert 'href="/ru/search/?q=%D0%BC%D0%BE%D1%81%D1%82&amp;kind=project"' in page.text
    assert "<mark>Мост</mark> для пешеходов" in page.text
    jump = send(search.handler, "GET", "/kk/search", query={"q": "2026-000007-1"})
    assert jump.headers["location"] == "/kk/complaints/7/"


def test_the_title_comes_first_and_then_the_weight(site: Site, send: Send) -> None:
    lead = {"ru": Told("Другое", "Здесь тоже мост")}
    _put(
        "participation",
        Document("work", "1", "implemented/1/", "ru", lead, weight=1000),
        _document("project", 2, "Мост", weight=1),
        _document("project", 3, "Мост", weight=50),
    )
    assert [number for _, number in _found(send, q="мост")] == [3, 2, 1]


def test_an_index_changes_with_its_things_and_nothing_else(site: Site, send: Send) -> None:
    db = _put("datasets", _document("dataset", 1, "Бюджет"), _document("dataset", 2, "Дороги"))
    pointer = site.folder.parent / "private/search/datasets.json"
    before = json.loads(pointer.read_text())
    shelf = search_queue.shelf("datasets", db)
    assert not search_files.publish(shelf, clock.now())  # nothing waits

    search_queue.keep(db, "dataset/1", [])
    search_queue.keep(db, "dataset/2", [_document("dataset", 2, "Мосты")])
    assert search_files.publish(shelf, clock.now())
    search_reader.forget()

    after = json.loads(pointer.read_text())
    assert after["before"] == [before["file"]] != [after["file"]]
    assert (site.folder.parent / "private" / before["file"]).exists()  # for whoever reads it still
    assert _found(send, q="бюджет") == _found(send, q="дорога") == []
    assert _found(send, q="мост") == [("dataset", 2)]


def test_beside_a_large_file_lies_what_changed(
    site: Site, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = _put("datasets", *(_document("dataset", n, f"Бюджет {n}") for n in range(1, 6)))
    monkeypatch.setattr(search_files, "SMALL_BYTES", 0)
    monkeypatch.setattr(search_files, "MOST_FRESH", 2)
    folder, shelf = site.folder.parent / "private/search", search_queue.shelf("datasets", db)

    def change(number: int, *titles: str, minutes: int = 0) -> search_files.Pointer:
        told = [_document("dataset", number, title, numbers=(f"n{number}",)) for title in titles]
        search_queue.keep(db, f"dataset/{number}", told)
        search_files.publish(shelf, clock.now() + dt.timedelta(minutes=minutes))
        search_reader.forget()
        pointer: search_files.Pointer = json.loads((folder / "datasets.json").read_text())
        return pointer

    first = change(1, "Мосты")
    assert first["fresh"]
    assert _found(send, q="мост") == _found(send, q="n1") == [("dataset", 1)]
    assert len(_found(send, q="бюджет")) == 4
    second = change(2)
    assert (second["file"], second["before"]) == (first["file"], [first["fresh"]])
    assert {number for _, number in _found(send, q="бюджет")} == {3, 4, 5}
    assert change(3, "Школы")["fresh"] == second["fresh"]  # it is full, and it is early
    assert _found(send, q="школа") == []
    whole = change(3, "Дороги", minutes=11)
    assert whole["file"] != first["file"]
    assert not whole["fresh"]
    assert _found(send, q="мост") == [("dataset", 1)]
    assert _found(send, q="дорога") == [("dataset", 3)]
    assert {number for _, number in _found(send, q="бюджет")} == {4, 5}
    assert (folder.parent / first["file"]).exists()  # for whoever reads it still
    last = change(4, "Парки")
    kept = {str(path.relative_to(folder.parent)) for path in folder.glob("datasets-*.sqlite")}
    assert kept == {last["file"], last["fresh"]}


def test_a_lost_index_is_made_anew(site: Site, send: Send) -> None:
    db = _put("datasets", _document("dataset", 1, "Бюджет"))
    (site.folder.parent / "private/search/datasets.json").unlink()
    assert search_files.publish(search_queue.shelf("datasets", db), clock.now())
    search_reader.forget()
    assert _found(send, q="бюджета") == [("dataset", 1)]


def test_a_wrong_letter_is_put_right_and_some_words_are_better_than_none(
    site: Site, send: Send
) -> None:
    _put(
        "participation",
        *(_document("project", n, f"Новый автобус {n}") for n in range(1, 4)),
        _document("poll", 9, "Ремонт лифта"),
    )
    wrong = send(search.handler, "GET", "/ru/search", query={"q": "новый автбус"})
    assert 'href="/ru/search/?q=%D0%BD%D0%BE%D0%B2%D1%8B%D0%B9' in wrong.text
    assert "автобус</a>" in wrong.text
    told = send(search.handler, "GET", "/api/v1/search", query={"q": "новый автбус"})
    assert told.json["meta"]["meant"] == "новый автобус"
    near = send(search.handler, "GET", "/api/v1/search", query={"q": "ремонт лифта срочно"})
    assert near.json["meta"]["is_near"]
    assert [one["id"] for one in near.json["data"]] == [9]
    assert _found(send, q="автоб") == [("project", 3), ("project", 2), ("project", 1)]


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


def test_an_answer_is_small(site: Site, send: Send) -> None:
    words = ["школа", "дорога", "автобус", "вода", "парк", "мост", "двор", "лифт", "свет", "газ"]
    texts = [f"{w} {v} {w}{v} {n}" for n, (w, v) in enumerate((w, v) for w in words for v in words)]
    _put(
        "participation",
        *(
            Document(
                "project",
                str(n),
                f"projects/{n}/",
                "ru",
                {"ru": Told(f"Школа {text} {text}"[:100], " ".join(texts[n : n + 9]))},
            )
            for n, text in enumerate(texts)
        ),
    )
    for path in ("/ru/search", "/api/v1/search"):
        answer = send(search.handler, "GET", path, query={"q": "школы"})
        assert answer.text.count("Школа") >= 24
        assert len(gzip.compress(answer.text.encode(), 6)) < MOST_BYTES


def test_an_unknown_language_is_not_found(site: Site, send: Send) -> None:
    assert send(search.handler, "GET", "/xx/search").status == 404


def test_similar_petitions_come_while_typing(site: Site, send: Send, dynamodb: Calls) -> None:
    _store(1, "Вернуть школьный автобус в микрорайон")
    for number in range(2, 9):
        _store(number, f"Построить новый парк номер {number}")
    site.publish()
    dynamodb.take()

    def similar(title: str) -> list[int]:
        query = {"q": title, "lang": "ru"}
        answer = send(search.handler, "GET", "/api/v1/petitions/similar", query=query)
        return [one["id"] for one in answer.json["data"]]

    assert similar("Школьные автобусы вернуть") == [1]
    assert len(similar("Построить парк")) == 5
    assert similar("Совсем иное желание") == []
    assert similar("") == []
    assert dynamodb.take() == []


def test_a_removed_petition_is_not_found_any_more(site: Site, send: Send) -> None:
    from tests.functions.test_publish import change

    _store(1, "Вернуть автобус")
    site.publish()
    assert _found(send, q="1")
    change(1, removed_at=NOW, removal_code="other")
    site.publish()
    search_reader.forget()
    assert _found(send, q="1") == _found(send, q="автобус") == []
