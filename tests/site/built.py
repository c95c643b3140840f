"""The static site, built once per test run into a folder of its own, and how to look into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp

from infra import site

LANGUAGES = site.LANGUAGES


@cache
def folder() -> Path:
    """Return the folder of the built site."""
    made = Path(mkdtemp(prefix="dauys-site-")) / "site"
    site.build(made)
    return made


def pages() -> Iterator[tuple[str, str]]:
    """Return address and HTML of each page."""
    for path in sorted(folder().rglob("*.html")):
        yield (
            "/" + path.relative_to(folder()).as_posix().removesuffix("index.html"),
            path.read_text(),
        )


class Look(HTMLParser):
    """What a test wants of a page: tags with their attributes, in order, and the text of some."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag

    def handle_data(self, data: str) -> None:
        self.texts[self._open] = self.texts.get(self._open, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of each tag of this name."""
        return [attributes for name, attributes in self.tags if name == tag]

    def ids(self) -> set[str]:
        """Return every id on the page."""
        return {attributes["id"] for _, attributes in self.tags if "id" in attributes}


def language_of(address: str) -> str:
    """Return the language of an address; Kazakh for pages of no language."""
    found = re.match(r"/(kk|ru|en)/", address)
    return found[1] if found else "kk"
