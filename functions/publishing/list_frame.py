"""What all pages of lists share: addresses, headings, the search form, links to other lists."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from functions.publishing import filters, places
from functions.publishing.press import Press
from functions.shared.words import t

FACETS = ("state", "jurisdiction", "category")


def path(name: str, sort: str, page: int = 1) -> str:
    """Return a list's address after the language."""
    parts = ["petitions"]
    parts += [] if name == "all" else [name]
    parts += [] if sort == "most" else [f"sort/{sort}"]
    parts += [] if page == 1 else [f"page/{page}"]
    return "/".join(parts) + "/"


def label(kind: str, value: str, lang: str) -> str:
    """Return the words for a filter's value."""
    if kind == "state":
        return t(lang, f"lists.state.{value}")
    if kind == "jurisdiction":
        return places.jurisdiction_name(value, lang)
    if kind == "category":
        return places.category(value, lang).name
    return places.body_name(value, lang)


def heading_of(name: str, lang: str) -> str:
    """Return the heading of a list."""
    kind, _, value = name.partition("/")
    if kind == "all":
        return t(lang, "lists.petitions")
    return f"{t(lang, 'lists.petitions')}: {label(kind, value, lang)}"


def form(press: Press, name: str, lang: str) -> Markup:
    """Return the search form with a list's own filter chosen; one for all its pages."""
    kind, _, value = name.partition("/")
    return press.once(
        ("filter", lang, name),
        lambda: press.renderers[lang].piece(
            "filter.html", {"filter": filters.view(lang, {kind: value} if value else {})}
        ),
    )


@dataclass(frozen=True)
class Others:
    """Links to every list that holds petitions, the same below all of them."""

    html: Markup
    digest: str

    @classmethod
    def of(cls, press: Press, sizes: dict[str, int], lang: str) -> Others:
        groups = []
        for kind in FACETS:
            links = [
                {
                    "label": label(kind, name.partition("/")[2], lang),
                    "url": f"/{lang}/{path(name, 'most')}",
                    "n": n,
                }
                for name, n in sizes.items()
                if name.startswith(f"{kind}/")
            ]
            if links:
                groups.append({"label": t(lang, f"lists.filter.{kind}"), "links": links})
        html = press.renderers[lang].piece("facets.html", {"groups": groups})
        return cls(html, press.signature(html).hex())
