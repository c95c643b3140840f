"""One run of the publisher: the read model, the renderers, and petitions looked up once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable

from markupsafe import Markup

from functions.petitions.petition import Petition
from functions.publishing import series
from functions.publishing.card import card
from functions.publishing.dossier import Dossier, LogState, Regions, gather
from functions.publishing.front import EMPTY, Front
from functions.publishing.head import Address
from functions.publishing.participation_front import NOTHING, ParticipationFront
from functions.publishing.render import renderers
from functions.publishing.store import Store
from functions.shared.content import load
from functions.shared.settings import settings


class Press:
    """What every page maker needs; lives for one run."""

    def __init__(
        self,
        store: Store,
        now: dt.datetime,
        version: str,
        front: Front = EMPTY,
        participation: ParticipationFront = NOTHING,
    ) -> None:
        self.front = front
        self.participation = participation
        self.store = store
        self.now = now
        self.version = version
        self.languages = load().languages
        self.renderers = renderers(version)
        self._dossiers: dict[int, Dossier] = {}
        self._cards: dict[tuple[int, str, str], Markup] = {}
        self._pieces: dict[tuple[str, ...], Markup] = {}

    def dossier(self, pid: int) -> Dossier:
        """Return a petition's dossier as of this run."""
        if pid not in self._dossiers:
            self._dossiers[pid] = self._gather(pid)
        return self._dossiers[pid]

    def card(self, pid: int, lang: str, level: str = "h3") -> Markup:
        """Return a petition's card, rendered once a run."""
        key = (pid, lang, level)
        if key not in self._cards:
            self._cards[key] = self.renderers[lang].card(vars(card(self.dossier(pid), lang)), level)
        return self._cards[key]

    def cards(self, pids: Iterable[int], lang: str, level: str = "h3") -> list[Markup]:
        """Return the cards of several petitions, in their order."""
        return [self.card(pid, lang, level) for pid in pids]

    def once(self, name: tuple[str, ...], make: Callable[[], Markup]) -> Markup:
        """Return a piece that many pages share, made once a run."""
        if name not in self._pieces:
            self._pieces[name] = make()
        return self._pieces[name]

    def forget(self, pid: int) -> None:
        """Drop what was remembered of a petition that has new facts or counts."""
        self._dossiers.pop(pid, None)
        for lang in self.languages:
            for level in ("h2", "h3"):
                self._cards.pop((pid, lang, level), None)

    def address(self, lang: str, rest: str, *, indexed: bool = True) -> Address:
        """Return the address of a page that exists in every language."""
        feeds = (("application/feed+json", "/feed.json"), ("application/atom+xml", "/atom.xml"))
        return Address(lang, rest, self.languages, settings().site_url, indexed, feeds)

    def _gather(self, pid: int) -> Dossier:
        db = self.store.db
        facts, size, root = db.execute(
            "SELECT facts, log_size, log_root FROM petition WHERE id = ?", (pid,)
        ).fetchone()
        region = db.execute("SELECT cells, on_day FROM region WHERE pid = ?", (pid,)).fetchone()
        return gather(
            Petition.model_validate_json(facts),
            series.counts(db, pid),
            self.now,
            hours=series.hours(db, pid),
            regions=regions_of(region),
            log=LogState(size, root),
        )


def regions_of(row: tuple[str, str] | None) -> Regions:
    """Read a stored row of protected counts by region."""
    if row is None:
        return Regions()
    return Regions(json.loads(row[0]), dt.date.fromisoformat(row[1]))
