"""One run of the publisher: the read model, the renderers, and petitions looked up once."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Iterable

from markupsafe import Markup

from functions.publishing import petition_source, pieces
from functions.publishing.dossier import Dossier
from functions.publishing.front import EMPTY, Front
from functions.publishing.head import Address
from functions.publishing.making import Left, Making
from functions.publishing.participation_front import NOTHING, ParticipationFront
from functions.publishing.pieces import Pieces
from functions.publishing.printer import Printer
from functions.publishing.store import Store
from functions.shared.settings import settings

# Lists look the same petitions up again and again; those looked up last are kept, no more.
MOST_DOSSIERS = 1_000


class Press(Making):
    """What every page maker needs; lives for one run."""

    def __init__(
        self,
        store: Store,
        now: dt.datetime,
        version: str,
        front: Front = EMPTY,
        participation: ParticipationFront = NOTHING,
        left: Left | None = None,
    ) -> None:
        super().__init__(store, now, version, left)
        self.front = front
        self.participation = participation
        self.printer = Printer(now, version)
        self._dossiers: OrderedDict[int, Dossier] = OrderedDict()
        self.pieces = Pieces(store, self.printer, version)
        self._pieces: dict[tuple[str, ...], Markup] = {}

    def dossier(self, pid: int) -> Dossier:
        """Return a petition's dossier as of this run."""
        if pid not in self._dossiers:
            source = petition_source.read(self.store.db, pid)
            self._dossiers[pid] = source.dossier(self.now)
            if len(self._dossiers) > MOST_DOSSIERS:
                self._dossiers.popitem(last=False)
        self._dossiers.move_to_end(pid)
        return self._dossiers[pid]

    def cards(self, pids: Iterable[int], lang: str, level: str = "h3") -> list[Markup]:
        """Return the cards of several petitions, in their order."""
        return pieces.cards(self.pieces.get(list(pids), level), self.languages.index(lang))

    def once(self, name: tuple[str, ...], make: Callable[[], Markup]) -> Markup:
        """Return a piece that many pages share, made once a run."""
        if name not in self._pieces:
            self._pieces[name] = make()
        return self._pieces[name]

    def address(self, lang: str, rest: str, *, indexed: bool = True) -> Address:
        """Return the address of a page that exists in every language."""
        feeds = (("application/feed+json", "/feed.json"), ("application/atom+xml", "/atom.xml"))
        return Address(lang, rest, self.languages, settings().site_url, indexed, feeds)
