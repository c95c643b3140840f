"""Found words marked in a text: every piece is escaped, then only our own tags are put around."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from functions.publishing import terms

_START, _END = Markup("<mark>"), Markup("</mark>")
_SHARED = 2  # a form begins as its stem does, at least so far


def mark(text: str, lang: str, stems: frozenset[str]) -> Markup:
    """Return a text in a language as safe HTML, with the words of these stems in `mark`."""
    pieces, end = list[Markup](), 0
    for start, stop in _places(text, lang, stems):
        pieces += [escape(text[end:start]), _START, escape(text[start:stop]), _END]
        end = stop
    return Markup("").join([*pieces, escape(text[end:])])


def _places(text: str, lang: str, stems: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where found words lie; folding keeps every letter in its place."""
    beginnings = {stem[:_SHARED] for stem in stems}
    for found in terms.WORD.finditer(terms.fold(text)) if stems else ():
        word = found[0]
        if word[:_SHARED] in beginnings and terms.stem(word, lang) in stems:
            yield found.span()
