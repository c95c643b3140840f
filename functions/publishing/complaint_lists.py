"""The lists of complaints, the newest first: all, and by state, category, body and region.

A list's older pages are numbered from its oldest complaint, so that a new one changes only the
first page; each older page stays as it is until a complaint on it changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from functions.publishing import complaint_facets as facets
from functions.publishing import outputs
from functions.publishing.complaint_press import SECTION, ComplaintPress
from functions.publishing.render import Sheet
from functions.shared.words import t

PAGE_SIZE = 24

Row = tuple[int, str]


@dataclass(frozen=True)
class Sheaf:
    """One page of a list: `number` is 0 for the first page; `top` is the highest other number."""

    number: int
    top: int
    rows: Sequence[Row]

    @property
    def older(self) -> int | None:
        """The number of the page with older complaints."""
        below = (self.number or self.top + 1) - 1
        return below or None

    @property
    def newer(self) -> int | None:
        """The number of the page with newer complaints; 0 for the first page."""
        if not self.number:
            return None
        return self.number + 1 if self.number < self.top else 0


def sheaves(rows: Sequence[Row], size: int) -> Iterator[Sheaf]:
    """Cut rows, the oldest first, into pages; the first page holds one to two pages' worth."""
    top = max(0, len(rows) // size - 1)
    yield Sheaf(0, top, rows[top * size :][::-1])
    for number in range(top, 0, -1):
        yield Sheaf(number, top, rows[(number - 1) * size : number * size][::-1])


def rows_of(press: ComplaintPress, name: str) -> list[Row]:
    """Return the complaints of a list with the hash of what lists show of them, oldest first."""
    found = press.store.db.execute(
        "SELECT facet.id, complaint.version FROM facet JOIN complaint USING (id)"
        " WHERE facet.name = ? ORDER BY facet.id",
        (name,),
    )
    return [(number, version) for number, version in found]


def path(name: str, number: int = 0) -> str:
    """Return a list's address after the language and `complaints/`."""
    parts = [] if name == "all" else [name]
    parts += [f"page/{number}"] if number else []
    return "".join(f"{part}/" for part in parts)


def publish(press: ComplaintPress) -> int:
    """Publish all lists; a page is rendered only if a complaint on it or its frame changed."""
    made: dict[str, outputs.Lazy[bytes]] = {}
    sizes = _sizes(press)
    for name in dict.fromkeys([*facets.every(), *sizes]):
        rows = rows_of(press, name)
        for sheaf in sheaves(rows, PAGE_SIZE):
            # Only the first page says how many there are: so the others stay as they are.
            total = len(rows) if not sheaf.number else -1
            told = sorted(sizes.items()) if name == "all" and not sheaf.number else ()
            for lang in press.languages:
                page = _Page(press, name, sheaf, total, lang, sizes)
                key = f"{lang}/complaints/{path(name, sheaf.number)}index.html"
                signature = press.signature(sheaf.number, sheaf.top, total, told, *sheaf.rows)
                made[key] = outputs.Lazy(signature, page)
    return outputs.put_lazy(press.store, "lists", made, press.has_time)


def _sizes(press: ComplaintPress) -> dict[str, int]:
    rows = press.store.db.execute("SELECT name, COUNT(*) FROM facet GROUP BY name ORDER BY name")
    return {str(name): int(n) for name, n in rows}


@dataclass(frozen=True)
class _Page:
    """One page of a list, made when it is called."""

    press: ComplaintPress
    name: str
    sheaf: Sheaf
    total: int
    lang: str
    sizes: dict[str, int]

    def __call__(self) -> bytes:
        lang, number = self.lang, self.sheaf.number
        heading = self._heading()
        parts = [heading, t(lang, "chrome.name")]
        if number:
            parts.insert(1, t(lang, "complaint.list.page", page=str(number)))
        sheet = Sheet(
            template="complaints.html",
            section=SECTION,
            address=self.press.address(lang, path(self.name, number)),
            title=" — ".join(parts),
            description=t(lang, "complaint.list.description"),
            values={"list": self._view(heading)},
        )
        return self.press.renderers[lang].page(sheet)

    def _heading(self) -> str:
        found = facets.label(self.name, self.lang)
        every = t(self.lang, "complaint.list.heading")
        return f"{every}: {found}" if found else every

    def _view(self, heading: str) -> dict[str, object]:
        lang, sheaf = self.lang, self.sheaf
        return {
            "heading": heading,
            "name": self.name,
            "is_first": not sheaf.number,
            "total": self.total,
            "cards": self.press.cards((number for number, _ in sheaf.rows), lang, "h2"),
            "newer": None if sheaf.newer is None else self._url(sheaf.newer),
            "older": self._url(sheaf.older) if sheaf.older else None,
            "first": self._url(0),
            "facets": _facets(self.press, self.name, self.sizes, lang) if not sheaf.number else "",
        }

    def _url(self, number: int) -> str:
        return f"/{self.lang}/complaints/{path(self.name, number)}"


def _facets(press: ComplaintPress, name: str, sizes: dict[str, int], lang: str) -> Markup:
    """Return links to the other lists: to all that hold something, or to those of the same kind.

    How many each holds is told on the list of all only, which alone changes with every complaint.
    """
    groups = _groups(sizes, lang) if name == "all" else [_siblings(name, lang)]
    return press.renderers[lang].piece("complaint_facets.html", {"groups": groups})


def _groups(sizes: dict[str, int], lang: str) -> list[dict[str, object]]:
    every = facets.every()
    groups = [
        _group(kind, lang, {n: sizes[n] for n in every if n.startswith(f"{kind}/") and n in sizes})
        for kind in facets.KINDS
    ]
    return [group for group in groups if group["links"]]


def _siblings(name: str, lang: str) -> dict[str, object]:
    kind = name.partition("/")[0]
    every = [other for other in facets.every() if other.startswith(f"{kind}/")]
    return _group(kind, lang, dict.fromkeys(every), name)


def _group(
    kind: str, lang: str, lists: Mapping[str, int | None], current: str = ""
) -> dict[str, object]:
    links = [
        {
            "label": facets.label(name, lang),
            "url": f"/{lang}/complaints/{path(name)}",
            "n": n,
            "current": name == current,
        }
        for name, n in lists.items()
    ]
    return {"label": t(lang, f"complaint.facet.{kind}"), "links": links}
