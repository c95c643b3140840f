"""The lists of petitions: every filter in four orders, the first pages of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from functions.publishing import facets, filters, listing, outputs, paging, places
from functions.publishing.listing import PAGE_SIZE, Row
from functions.publishing.press import Press
from functions.publishing.render import Sheet
from functions.shared.content import load
from functions.shared.words import t

FACETS = ("state", "jurisdiction", "category")


@dataclass(frozen=True)
class Listed:
    """One list in one order: its rows and how many there are in all."""

    name: str
    sort: str
    rows: Sequence[Row]
    total: int
    sizes: dict[str, int]


def publish(press: Press) -> int:
    """Publish all lists; a page is rendered only if a petition on it or its frame changed."""
    sizes = listing.told_sizes(press.store, press.now)
    made: dict[str, outputs.Lazy] = {}
    others = {lang: _others(press, sizes, lang) for lang in press.languages}
    for listed in _lists(press, sizes):
        for lang in press.languages:
            made |= _pages(press, listed, lang, others[lang])
    return outputs.put_lazy(press.store, "lists", made, press.has_time)


def path(name: str, sort: str, page: int = 1) -> str:
    """Return a list's address after the language."""
    parts = ["petitions"]
    parts += [] if name == "all" else [name]
    parts += [] if sort == "most" else [f"sort/{sort}"]
    parts += [] if page == 1 else [f"page/{page}"]
    return "/".join(parts) + "/"


def names(press: Press, sizes: dict[str, int]) -> list[str]:
    """Return every list that has a page: those with petitions, and those that pages link to."""
    linked = ["all", *(f"state/{state}" for state in facets.STATES)]
    linked += [f"category/{category}" for category in load().categories]
    # What is shown and in no list has a page too, and that links to the list of its place.
    linked += [name for (name,) in press.store.db.execute("SELECT DISTINCT name FROM linked")]
    return list(dict.fromkeys([*linked, *sizes]))


def _lists(press: Press, sizes: dict[str, int]) -> Iterator[Listed]:
    db = press.store.db
    for name in names(press, sizes):
        for sort in listing.SORTS if sizes.get(name) else ("most",):
            rows = listing.rows(db, name, sort, listing.most(name))
            full = len(rows) == listing.most(name)
            total = listing.size(db, name, sort) if full else len(rows)
            yield Listed(name, sort, rows, total, sizes)


def _pages(press: Press, listed: Listed, lang: str, others: Markup) -> dict[str, outputs.Lazy]:
    made: dict[str, outputs.Lazy] = {}
    last = paging.last(len(listed.rows), PAGE_SIZE)
    frame = f"{press.version}|{listed.total}|{sorted(listed.sizes.items())}"
    for number in range(1, last + 1):
        rows = listed.rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        told = f"{frame}|{last}|" + ",".join(f"{row.pid}:{row.version}" for row in rows)
        signature = hashlib.blake2b(told.encode(), digest_size=16).digest()
        page = _Page(press, listed, lang, number, last, rows, others)
        key = f"{lang}/{path(listed.name, listed.sort, number)}index.html"
        made[key] = outputs.Lazy(signature, page)
    return made


@dataclass(frozen=True)
class _Page:
    """One page of a list, made when it is called."""

    press: Press
    listed: Listed
    lang: str
    number: int
    last: int
    rows: Sequence[Row]
    others: Markup

    def __call__(self) -> bytes:
        listed, lang = self.listed, self.lang
        heading = _heading(listed.name, lang)
        shown = [heading, t(lang, "chrome.name")]
        if self.number > 1:
            shown.insert(1, t(lang, "lists.page", page=self.number))
        rest = path(listed.name, listed.sort, self.number)
        sheet = Sheet(
            template="petitions.html",
            section="petitions",
            address=self.press.address(lang, rest, indexed=listed.sort == "most"),
            title=" — ".join(shown),
            description=t(lang, "lists.description"),
            values={"list": self._list(heading), "filter": _filter(self.press, lang, listed)},
            scripts=("/assets/js/count.js",),
        )
        return self.press.renderers[lang].page(sheet)

    def _list(self, heading: str) -> dict[str, object]:
        listed, lang = self.listed, self.lang
        return {
            "heading": heading,
            "total": listed.total,
            "sorts": _sorts(listed, lang),
            "cards": self.press.cards((row.pid for row in self.rows), lang, "h2"),
            "pages": paging.pages(
                self.number,
                self.last,
                lambda n: f"/{lang}/{path(listed.name, listed.sort, n)}",
            ),
            "facets": self.others,
        }


def _heading(name: str, lang: str) -> str:
    kind, _, value = name.partition("/")
    if kind == "all":
        return t(lang, "lists.petitions")
    return f"{t(lang, 'lists.petitions')}: {label(kind, value, lang)}"


def label(kind: str, value: str, lang: str) -> str:
    """Return the words for a filter's value."""
    if kind == "state":
        return t(lang, f"lists.state.{value}")
    if kind == "jurisdiction":
        return places.jurisdiction_name(value, lang)
    if kind == "category":
        return places.category(value, lang).name
    return places.body_name(value, lang)


def _sorts(listed: Listed, lang: str) -> list[dict[str, object]]:
    return [
        {
            "label": t(lang, f"lists.sort.{sort}"),
            "url": f"/{lang}/{path(listed.name, sort)}",
            "current": sort == listed.sort,
        }
        for sort in (listing.SORTS if listed.sizes.get(listed.name) else ("most",))
    ]


def _others(press: Press, sizes: dict[str, int], lang: str) -> Markup:
    """Return links to every list that holds petitions; the same below all of them."""
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
    return press.renderers[lang].piece("facets.html", {"groups": groups})


def _filter(press: Press, lang: str, listed: Listed) -> Markup:
    """Return the search form with the list's own filter chosen; one for all its pages."""
    kind, _, value = listed.name.partition("/")
    return press.once(
        ("filter", lang, listed.name),
        lambda: press.renderers[lang].piece(
            "filter.html", {"filter": filters.view(lang, {kind: value} if value else {})}
        ),
    )
