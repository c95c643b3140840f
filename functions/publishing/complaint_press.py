"""One run of the complaints' publisher: the read model, renderers, complaints looked up once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from markupsafe import Markup

from functions.complaints import move
from functions.complaints.complaint import Complaint
from functions.publishing import complaint_card
from functions.publishing.complaint_public import PublicComplaint
from functions.publishing.complaint_view import view
from functions.publishing.head import Address
from functions.publishing.making import Left, Making
from functions.publishing.store import Store
from functions.shared.settings import settings

SECTION = "complaints"
FEEDS = (
    ("application/feed+json", "/complaints/feed.json"),
    ("application/atom+xml", "/complaints/atom.xml"),
)


class ComplaintPress(Making):
    """What every page maker needs; lives for one run."""

    def __init__(
        self, store: Store, now: dt.datetime, version: str, left: Left | None = None
    ) -> None:
        super().__init__(store, now, version, left)
        self._public: dict[int, PublicComplaint] = {}
        self._cards: dict[tuple[int, str, str], Markup] = {}

    def public(self, number: int) -> PublicComplaint:
        """Return what is public of a complaint as of this run. Raises KeyError."""
        if number not in self._public:
            self._public[number] = self._view(number)
        return self._public[number]

    def related(self, number: int) -> tuple[PublicComplaint | None, list[PublicComplaint]]:
        """Return the complaint that this one repeats, and those that repeat it."""
        parent = self.public(number).duplicate_of
        rows = self.store.db.execute(
            "SELECT id FROM complaint WHERE parent = ? ORDER BY id", (number,)
        )
        known = parent is not None and self._has(parent)
        return (
            self.public(parent) if known and parent is not None else None,
            [self.public(one) for (one,) in rows],
        )

    def card(self, number: int, lang: str, level: str = "h3") -> Markup:
        """Return a complaint's card with a heading of a level, rendered once a run."""
        key = (number, lang, level)
        if key not in self._cards:
            made = complaint_card.card(self.public(number), lang)
            self._cards[key] = self.renderers[lang].piece(
                "complaint_card.html", {"c": made, "level": level}
            )
        return self._cards[key]

    def cards(self, numbers: Iterable[int], lang: str, level: str = "h3") -> list[Markup]:
        """Return the cards of several complaints, in their order."""
        return [self.card(number, lang, level) for number in numbers]

    def address(self, lang: str, rest: str, *, indexed: bool = True) -> Address:
        """Return the address of a page that exists in every language."""
        site = settings().site_url
        return Address(lang, f"complaints/{rest}", self.languages, site, indexed, FEEDS)

    def _has(self, number: int) -> bool:
        row = self.store.db.execute("SELECT 1 FROM complaint WHERE id = ?", (number,))
        return row.fetchone() is not None

    def _view(self, number: int) -> PublicComplaint:
        row = self.store.db.execute(
            "SELECT facts, supports FROM complaint WHERE id = ?", (number,)
        ).fetchone()
        if row is None:
            raise KeyError(number)
        facts = Complaint.model_validate_json(row[0])
        return view(facts, move.status_of(facts, self.now), row[1])
