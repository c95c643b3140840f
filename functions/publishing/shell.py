"""A shell page cut once at its tokens: what people typed is put between, never looked through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from functions.shared import objects

TOKENS = ("SHELL-TITLE", "SHELL-DESCRIPTION", "SHELL-HEAD", "SHELL-LANGS", "SHELL-BODY")
SECTIONS = (
    *("home", "petitions", "complaints", "polls", "projects", "surveys"),
    *("bodies", "data", "statistics", "plain"),
)


class BrokenShellError(Exception):
    """A shell does not hold each token exactly once."""


@dataclass(frozen=True)
class Page:
    """What goes into a shell; `head`, `langs` and `body` are safe HTML."""

    title: str
    description: str
    head: Markup
    langs: Markup
    body: Markup


@dataclass(frozen=True)
class Shell:
    """The pieces of a shell: fixed text, and the tokens' names in between."""

    pieces: tuple[str, ...]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {piece: place for place, piece in enumerate(self.pieces) if piece in TOKENS}

    def fill(self, page: Page) -> bytes:
        """Return the page as bytes."""
        out, place = list(self.pieces), self._places
        out[place["SHELL-TITLE"]] = escape(page.title)
        out[place["SHELL-DESCRIPTION"]] = escape(page.description)
        out[place["SHELL-HEAD"]] = page.head
        out[place["SHELL-LANGS"]] = page.langs
        out[place["SHELL-BODY"]] = page.body
        return "".join(out).encode()


def parse(text: str) -> Shell:
    """Cut a shell at its tokens. Raises BrokenShellError naming a missing or doubled one."""
    pieces = [text]
    for token in TOKENS:
        if text.count(token) != 1:
            raise BrokenShellError(token)
        pieces = [part for piece in pieces for part in _cut(piece, token)]
    return Shell(tuple(pieces))


def _cut(piece: str, token: str) -> list[str]:
    if token not in piece or piece in TOKENS:
        return [piece]
    before, found, after = piece.partition(token)
    return [before, found, after]


def read(lang: str, section: str) -> Shell:
    """Return a published shell. Raises BrokenShellError if it is not there."""
    key = f"{lang}/shell/{section}/index.html"
    stored = objects.read("site", key)
    if stored is None:
        raise BrokenShellError(f"no {key}; build the site first")
    return parse(stored.body.decode())
