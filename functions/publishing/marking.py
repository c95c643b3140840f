"""Found words marked in a text: every piece is escaped, then only our own tags are put around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from functions.publishing.terms import fold

EXCERPT_CHARACTERS = 200
LEAD_IN_CHARACTERS = 50


def mark(text: str, prefixes: Sequence[str]) -> Markup:
    """Return the text as safe HTML with the words that begin with a prefix in `mark`."""
    pieces, end = [], 0
    for start, stop in _places(text, prefixes):
        pieces += [escape(text[end:start]), Markup("<mark>{}</mark>").format(text[start:stop])]
        end = stop
    return Markup("").join([*pieces, escape(text[end:])])


def excerpt(text: str, prefixes: Sequence[str]) -> str:
    """Return the part of a text around the first found word, cut between words."""
    flat = " ".join(text.split())
    first = next(_places(flat, prefixes), (0, 0))[0]
    start = 0 if first < EXCERPT_CHARACTERS else flat.rfind(" ", 0, first - LEAD_IN_CHARACTERS) + 1
    piece = flat[start : start + EXCERPT_CHARACTERS]
    if start + EXCERPT_CHARACTERS < len(flat):
        piece = piece.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + piece


def _places(text: str, prefixes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where found words lie; folding keeps every letter in its place."""
    if not prefixes:
        return
    found = re.compile(r"\b(?:" + "|".join(map(re.escape, prefixes)) + r")\w*")
    for match in found.finditer(fold(text)):
        yield match.span()
