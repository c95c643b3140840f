"""The lists of petitions: every filter in four orders, the first pages of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from functions.publishing import (
    facets,
    list_more,
    listing,
    outputs,
    paging,
    pieces,
    sheets,
)
from functions.publishing.list_frame import Others, form, heading_of, path
from functions.publishing.listing import PAGE_SIZE, Row
from functions.publishing.outputs import Lazy
from functions.publishing.press import Press
from functions.publishing.render import Sheet
from functions.shared.content import load
from functions.shared.words import t

OWNER, CARD_LEVEL = "lists", "h2"


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
    others = {lang: Others.of(press, sizes, lang) for lang in press.languages}
    pages = {page.file: page for page in _pages(press, sizes, others)}
    made = {path: Lazy(page.signature(), page.read) for path, page in pages.items()}
    held = outputs.Held(press.store, OWNER)
    due = {path: pages[path] for path in held.due(made)}
    shown = (pid for page in due.values() for pid, _ in page.rows)
    press.pieces.prepare(shown, CARD_LEVEL, press.has_time)
    return sheets.put(press, held, made, due)


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
            all_of_it = len(rows) < listing.most(name)
            total = len(rows) if all_of_it else listing.size(db, name, sort)
            yield Listed(name, sort, rows, total, sizes)


def _pages(press: Press, sizes: dict[str, int], others: dict[str, Others]) -> Iterator[_Page]:
    """Yield every page, in all languages before the next: they show the same petitions."""
    for listed in _lists(press, sizes):
        last = paging.last(len(listed.rows), PAGE_SIZE)
        for number in range(1, last + 1):
            rows = listed.rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
            shown = ",".join([f"{pid}:{version}" for pid, version in rows])
            for lang in press.languages:
                yield _Page(press, listed, lang, number, last, rows, shown, others[lang])


@dataclass(frozen=True)
class _Page:
    """One page of a list, read where the read model is, made wherever a core is free."""

    press: Press
    listed: Listed
    lang: str
    number: int
    last: int
    rows: Sequence[Row]
    shown: str
    others: Others

    @property
    def file(self) -> str:
        return f"{self.lang}/{path(self.listed.name, self.listed.sort, self.number)}index.html"

    def signature(self) -> bytes:
        """Return what stands for all that the page is made from; every list tells all sizes."""
        return self.press.signature(self.listed.total, self.others.digest, self.last, self.shown)

    def read(self) -> tuple[bytes, ...]:
        """Return what the cards of its petitions are made of."""
        return self.press.pieces.get([pid for pid, _ in self.rows], CARD_LEVEL)

    def sheet(self, read: tuple[bytes, ...]) -> Sheet:
        """Return the page with these cards."""
        listed, lang = self.listed, self.lang
        heading = heading_of(listed.name, lang)
        shown = [heading, t(lang, "chrome.name")]
        if self.number > 1:
            shown.insert(1, t(lang, "lists.page", page=self.number))
        rest = path(listed.name, listed.sort, self.number)
        asked = form(self.press, listed.name, lang)
        return Sheet(
            template="petitions.html",
            section="petitions",
            address=self.press.address(lang, rest, indexed=listed.sort == "most"),
            title=" — ".join(shown),
            description=t(lang, "lists.description"),
            values={"list": self._list(heading, read), "filter": asked},
            scripts=("/assets/js/count.js",),
        )

    def _list(self, heading: str, read: tuple[bytes, ...]) -> dict[str, object]:
        listed, lang = self.listed, self.lang
        return {
            "heading": heading,
            "total": listed.total,
            "sorts": _sorts(listed, lang),
            "cards": pieces.joined(read, self.press.languages.index(lang)),
            "pages": paging.pages(
                self.number,
                self.last,
                lambda n: f"/{lang}/{path(listed.name, listed.sort, n)}",
            ),
            "more": self._more(),
            "facets": self.others.html,
        }

    def _more(self) -> dict[str, str] | None:
        """Return where a list goes on of which not all pages are made."""
        if self.number < self.last:
            return None
        of = self.listed
        return list_more.view(self.lang, of.name, of.sort, len(of.rows), of.total)


def _sorts(listed: Listed, lang: str) -> list[dict[str, object]]:
    return [
        {
            "label": t(lang, f"lists.sort.{sort}"),
            "url": f"/{lang}/{path(listed.name, sort)}",
            "current": sort == listed.sort,
        }
        for sort in (listing.SORTS if listed.sizes.get(listed.name) else ("most",))
    ]
