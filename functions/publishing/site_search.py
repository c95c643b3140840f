"""Public bodies and the site's own pages as the search has them.

The pages are those of the editorial sitemap, read as they were published; they change with a
deployment only, so they are read once for each version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

from functions.publishing import places, search_files, search_queue
from functions.publishing.press import Press
from functions.publishing.search_document import Document, Told
from functions.publishing.sitemaps import EDITORIAL
from functions.shared import objects
from functions.shared.content import load
from functions.shared.words import t

NAME = "site"
VERSION = "searched"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_SPACE = re.compile(r"\s+")
_SILENT = ("script", "style", "svg", "nav", "h1")


def publish(press: Press) -> bool:
    """Bring the index of bodies and pages up to date, if what they are made with is new."""
    db = press.store.db
    if press.store.get(VERSION) != press.version:
        # All in one group: what is there no more goes by itself.
        search_queue.keep(db, NAME, [*_bodies(press.languages), *_pages(press.languages)])
        press.store.set(VERSION, press.version)
    return search_files.publish(search_queue.shelf(NAME, db), press.now)


def _bodies(languages: list[str]) -> Iterator[Document]:
    for body, one in load().bodies.items():
        names = {lang: places.body(body, None, lang).name for lang in languages}
        where = {lang: places.jurisdiction_name(one["jurisdiction"], lang) for lang in languages}
        kinds = {lang: t(lang, f"lists.kind.{one['kind']}") for lang in languages}
        yield Document(
            kind="body",
            id=body,
            path=f"bodies/{body}/",
            language=load().default_language,
            texts={lang: Told(name, where[lang]) for lang, name in names.items()},
            jurisdiction=one["jurisdiction"],
            body=body,
            topic=kinds,
            icon="building",
        )


def _pages(languages: list[str]) -> Iterator[Document]:
    """Yield the editorial pages that lie in every language at the same place."""
    for path in _paths(languages):
        texts = {lang: told for lang in languages if (told := _page(f"{lang}/{path}index.html"))}
        if texts:
            first = load().default_language
            language = first if first in texts else next(iter(texts))
            yield Document("page", path.strip("/"), path, language, texts, icon="info")


def _paths(languages: list[str]) -> list[str]:
    stored = objects.read("site", EDITORIAL)
    if stored is None:
        return []
    tree = ElementTree.fromstring(stored.body)  # noqa: S314  our own file
    found = (re.sub(r"^https?://[^/]+/", "", loc.text or "") for loc in tree.iter(_LOC))
    top = f"{languages[0]}/"
    return sorted(path.removeprefix(top) for path in found if path.startswith(top))


def _page(key: str) -> Told | None:
    stored = objects.read("site", key)
    if stored is None:
        return None
    reader = _Reader()
    reader.feed(stored.body.decode())
    text = _SPACE.sub(" ", "".join(reader.text)).strip()
    title = _SPACE.sub(" ", "".join(reader.title)).strip()
    return Told(title, text, text) if title else None


class _Reader(HTMLParser):
    """Gathers a page's heading and the text of its main part."""

    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main" or tag in _SILENT:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if "main" not in self._open:
            return
        if self._open[-1] == "h1":
            self.title.append(data)
        elif self._open[-1] == "main":
            self.text.append(data)
