"""What machines ask a site for first: sitemaps, robots.txt, security.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings

# The format allows 50,000 addresses a file; each page is one in every language.
MOST_ADDRESSES = 50_000
EDITORIAL = "sitemap-pages.xml"
DATA = "data/sitemap.xml"
SECURITY_DAYS = 180
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index(names: Iterable[str]) -> bytes:
    """Return the sitemap index; those of editorial pages and of datasets are always in it."""
    return _index([EDITORIAL, DATA, *names])


def part(paths: Iterable[str]) -> bytes:
    """Return one sitemap of pages that exist in every language."""
    return _part(paths)


def most_paths() -> int:
    """Return how many pages a sitemap may name, each in every language."""
    return MOST_ADDRESSES // len(load().languages)


def parts(paths: Sequence[str], name: str) -> dict[str, bytes]:
    """Return sitemaps of at most as many addresses as are allowed; a path follows the language."""
    each = most_paths()
    cut = [paths[start : start + each] for start in range(0, len(paths), each)]
    return {f"{name}-{number}.xml": _part(part) for number, part in enumerate(cut, start=1)}


def robots() -> bytes:
    """Return robots.txt: all is open except the desk and the functions."""
    lines = [
        "User-agent: *",
        "Disallow: /api/",
        "Disallow: /desk/",
        *(f"Disallow: /{lang}/search" for lang in load().languages),
        f"Sitemap: {settings().site_url}/sitemap.xml",
    ]
    return "\n".join([*lines, ""]).encode()


def security(now: dt.datetime) -> bytes:
    """Return security.txt (RFC 9116); it expires half a year after the first day of this month."""
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{load().government['contact_email']}",
        f"Expires: {clock.text(first + dt.timedelta(days=SECURITY_DAYS))}",
        f"Preferred-Languages: {', '.join(load().languages)}",
        f"Canonical: {settings().site_url}/.well-known/security.txt",
    ]
    return "\n".join([*lines, ""]).encode()


def _part(paths: Iterable[str]) -> bytes:
    rows = "\n".join(_row(lang, path) for path in paths for lang in load().languages)
    schema = f'{_SCHEMA} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {schema}>\n{rows}\n</urlset>\n".encode()


def _row(lang: str, path: str) -> str:
    site = settings().site_url
    links = {other: quoteattr(f"{site}/{other}/{path}") for other in load().languages}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other}" href={link}/>'
        for other, link in links.items()
    )
    return f"<url><loc>{escape(f'{site}/{lang}/{path}')}</loc>{others}</url>"


def _index(names: Iterable[str]) -> bytes:
    site = settings().site_url
    rows = "\n".join(f"<sitemap><loc>{escape(f'{site}/{name}')}</loc></sitemap>" for name in names)
    return f"{_HEAD}<sitemapindex {_SCHEMA}>\n{rows}\n</sitemapindex>\n".encode()
