"""The published set switches over: nobody reads of a page that is not there, and no crash stays."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from functions.petitions import petition
from functions.petitions.petition import Text
from functions.publishing import petition_queue, pieces, sheets, store, uk_page, workers
from functions.publishing.petition_book import PETITIONS
from functions.shared import objects
from tests import factory
from tests.conftest import NOW, Calls, Context, event
from tests.functions.publishing_kit import Site

_PAGE = re.compile(r'(?:/petitions/|"id":)(\d+)\b')


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return Site(environment)


def _opened(*numbers: int) -> None:
    for number in numbers:
        factory.stored(number, "uk", text=Text(title=f"Example {number}", background="Why"))


def _change(number: int, **changes: Any) -> None:
    record = petition.load(number)
    facts = record.petition.model_copy(update={"changed_at": NOW, **changes})
    petition.save(record, facts)


def _watch(monkeypatch: pytest.MonkeyPatch, each: Callable[[str, str], None]) -> None:
    """Call `each` with bucket and key before every write of an object."""
    write, write_each = objects.write, objects.write_each

    def watched(bucket: objects.Bucket, key: str, body: bytes, **more: Any) -> str:
        each(bucket, key)
        return write(bucket, key, body, **more)

    def watched_each(
        bucket: objects.Bucket, files: Iterable[tuple[str, bytes, str | None]]
    ) -> None:
        def seen() -> Iterator[tuple[str, bytes, str | None]]:
            for file in files:
                each(bucket, file[0])
                yield file

        write_each(bucket, seen())

    monkeypatch.setattr(objects, "write", watched)
    monkeypatch.setattr(objects, "write_each", watched_each)


def _tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_nobody_ever_reads_of_a_page_that_is_not_there(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _opened(1, 2)
    site.publish()
    seen = 0

    def look(bucket: str, key: str) -> None:
        nonlocal seen
        lists = ["petitions.json", "petitions.csv", "en/petitions/index.html", "sitemap-1.xml"]
        for path in [*lists, "publication.json", "feed.json"]:
            for number in _PAGE.findall(site.text(path)):
                assert site.has(f"en/petitions/{number}/index.html"), (path, number, key)
                seen += 1
        told = site.json("publication.json")["petitions"]
        pages = len(list((site.folder / "en/petitions").glob("[0-9]*/index.html")))
        assert told <= pages

    _opened(3, 4)
    _change(1, removed_at=NOW, removal_code="duplicate")
    _watch(monkeypatch, look)
    site.publish()

    assert seen > 100
    assert site.json("publication.json")["petitions"] == 3
    assert not site.has("en/petitions/1/index.html")


def test_a_run_that_dies_at_any_write_is_made_good_by_the_next(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _opened(1, 2)
    site.publish()
    before = site.folder.parent / "before"
    places = ("site", "private")
    for name in places:
        shutil.copytree(site.folder.parent / name, before / name)
    _opened(3)
    _change(2, removed_at=NOW, removal_code="duplicate")

    written = _run(site, monkeypatch)
    wanted = _tree(site.folder)
    assert written > 40
    for place in (0, 1, 7, written // 3, written // 2, written - 5, written - 3, written - 1):
        for name in places:
            shutil.rmtree(site.folder.parent / name)
            shutil.copytree(before / name, site.folder.parent / name)
        with pytest.raises(OSError, match="dies"):
            _run(site, monkeypatch, dies_at=place)
        _run(site, monkeypatch)
        assert _tree(site.folder) == wanted, place


def _run(site: Site, monkeypatch: pytest.MonkeyPatch, dies_at: int = -1) -> int:
    """Publish as a new process would; return how many objects were written."""
    keys: list[str] = []

    def each(_: str, key: str) -> None:
        if len(keys) == dies_at:
            raise OSError("dies here")
        keys.append(key)

    store.forget()
    with monkeypatch.context() as patch:
        _watch(patch, each)
        site.publish()
    return len(keys)


def test_pages_are_the_same_from_however_many_processes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _opened(*range(1, 8))
    site.publish()
    alone = _tree(site.folder)
    monkeypatch.setattr(workers, "wanted", lambda tasks: 2)
    for module in (petition_queue, pieces, sheets):
        monkeypatch.setattr(module, "GROUP", 2)
    for path in site.folder.rglob("[0-9]*/index.html"):
        path.unlink()

    assert site.publish(everything=True).petitions == 7
    assert _tree(site.folder) == alone


def test_what_lists_showed_of_a_petition_is_not_kept_beyond_it(site: Site) -> None:
    _opened(1, 2)
    site.publish()
    shown = "SELECT DISTINCT pid FROM piece WHERE CAST(text AS TEXT) LIKE '%Example%' ORDER BY pid"
    assert store.look(PETITIONS).execute(shown).fetchall() == [(1,), (2,)]
    _change(1, removed_at=NOW, removal_code="duplicate")
    site.publish()

    assert store.look(PETITIONS).execute(shown).fetchall() == [(2,)]


def test_a_page_far_down_a_list_is_put_together_when_asked_for(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.publishing import missing

    _opened(*range(1, 23))
    site.publish()
    path = "petitions/lists/open/10/2.json"
    made = site.json(path)
    monkeypatch.setattr(uk_page, "MOST_MADE", 10)
    site.publish(everything=True)
    assert not site.has(path)

    answer = missing.handler(event("GET", f"/{path}"), Context())

    assert answer["statusCode"] == 200
    assert json.loads(answer["body"]) == made
    beyond = missing.handler(event("GET", "/petitions/lists/open/10/4.json"), Context())
    assert json.loads(beyond["body"])["data"] == []
