"""The part of a page that machines read: canonical address, languages, previews, feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

LANGUAGE_NAMES = {"kk": ("Қаз", "Қазақша"), "ru": ("Рус", "Русский"), "en": ("Eng", "English")}
_LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}


@dataclass(frozen=True)
class Address:
    """Where a page lies: its path after the language, in which languages, listed or not.

    `asked` is the query string that the links to other languages keep; no page is named by it.
    """

    lang: str
    rest: str
    languages: Sequence[str]
    site_url: str
    indexed: bool = True
    feeds: Sequence[tuple[str, str]] = field(default=())
    asked: str = ""

    def path(self, lang: str | None = None) -> str:
        return f"/{lang or self.lang}/{self.rest}"

    def link(self, lang: str | None = None) -> str:
        return self.site_url + self.path(lang)


def head(address: Address, *, title: str, description: str, kind: str = "website") -> Markup:
    """Return the tags for the head of a page."""
    tags = [f'<link rel="canonical" href="{escape(address.link())}">']
    tags += [_alternate(lang, address.link(lang)) for lang in address.languages]
    tags.append(_alternate("x-default", address.link(address.languages[0])))
    tags += [
        f'<link rel="alternate" type="{escape(media)}" href="{escape(path)}">'
        for media, path in address.feeds
    ]
    previews = {
        "og:type": kind,
        "og:title": title,
        "og:description": description,
        "og:url": address.link(),
        "og:locale": _LOCALES.get(address.lang, address.lang),
    }
    tags += [f'<meta property="{n}" content="{escape(text)}">' for n, text in previews.items()]
    if not address.indexed:
        tags.append('<meta name="robots" content="noindex">')
    return _safe("\n".join(tags))


def scripts(paths: Sequence[str]) -> Markup:
    """Return the tags of the modules that a page may do without."""
    return _safe(
        "".join(f'\n<script type="module" src="{escape(path)}"></script>' for path in paths)
    )


def langs(address: Address) -> Markup:
    """Return the links to the same page in the other languages."""
    links = []
    for lang in address.languages:
        there = address.path(lang) + address.asked
        short, name = LANGUAGE_NAMES.get(lang, (lang, lang))
        mark = ' aria-current="true"' if lang == address.lang else ""
        links.append(
            f'<a href="{escape(there)}" lang="{lang}" hreflang="{lang}"'
            f' title="{escape(name)}"{mark}>{escape(short)}</a>'
        )
    return _safe("".join(links))


def _alternate(lang: str, link: str) -> str:
    return f'<link rel="alternate" hreflang="{lang}" href="{escape(link)}">'


def _safe(html: str) -> Markup:
    # Every value inside was escaped where it was put in.
    return Markup(html)  # noqa: S704
