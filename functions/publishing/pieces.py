"""What lists show of petitions, made once and kept until the petition looks otherwise.

Lists show the same petitions again and again, and a change touches few of them: what a card costs
is not its HTML but all that must be known of the petition. Kept cards make a list's page cheap.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from markupsafe import Markup

from functions.publishing import petition_source, public_json, uk, workers
from functions.publishing.dossier import Dossier
from functions.publishing.petition_source import Source
from functions.publishing.printer import Printer
from functions.publishing.store import Store

GROUP = 32
# The petition as the lists of the UK's interface hold it; other pieces are its cards in every
# language, named by the level of their heading, such as `h2`.
LISTED = "listed"
# No text of a petition holds this character: `functions.shared.text` takes it out.
_BETWEEN = b"\0"
Made = tuple[int, str, bytes]

# Together with what all pages are made with, a petition's version stands for how it looks.
_KEPT = """
SELECT pid, text FROM piece JOIN standing INDEXED BY standing_version ON standing.id = pid
WHERE name = ? AND piece.version = ? || standing.version AND pid IN ({})
"""
_MISSING = """
SELECT value FROM json_each(?) JOIN standing INDEXED BY standing_version ON standing.id = value
WHERE NOT EXISTS (SELECT 1 FROM piece
  WHERE pid = value AND name = ? AND piece.version = ? || standing.version)
"""
_KEEP = """
INSERT OR REPLACE INTO piece SELECT id, ?, ? || standing.version, ? FROM standing WHERE id = ?
"""


def make(printer: Printer, dossier: Dossier, names: Iterable[str]) -> list[Made]:
    """Return pieces of a petition by their names; works in any process."""
    return [(dossier.petition.id, name, _text(printer, dossier, name)) for name in names]


def cards(texts: Iterable[bytes], place: int) -> list[Markup]:
    """Return the cards that pieces hold in the language with this place among all."""
    return [joined([text], place) for text in texts]


def joined(texts: Iterable[bytes], place: int) -> Markup:
    """As `cards`, one behind the other."""
    html = b"".join([text.split(_BETWEEN, place + 1)[place] for text in texts])
    return Markup(html.decode())  # noqa: S704  Jinja escaped it when it was rendered


def _text(printer: Printer, dossier: Dossier, name: str) -> bytes:
    if name == LISTED:
        return public_json.dump(uk.listed(dossier))
    return _BETWEEN.join(printer.card(dossier, lang, name).encode() for lang in printer.languages)


class Pieces:
    """The pieces that one run needs."""

    def __init__(self, store: Store, printer: Printer, version: str) -> None:
        self._db = store.db
        self._printer = printer
        self._version = version
        # The last that were asked for: a list's page follows in the next language.
        self._asked: tuple[object, ...] = ()
        self._found: tuple[bytes, ...] = ()

    def get(self, pids: Sequence[int], name: str) -> tuple[bytes, ...]:
        """Return a piece of several petitions, in their order; what is not kept is made."""
        if self._asked != (asked := (name, *pids)):
            found: dict[int, bytes] = dict(self._kept(pids, name))
            if missing := [pid for pid in pids if pid not in found]:
                made = self._make([petition_source.read(self._db, pid) for pid in missing], name)
                self.keep(made)
                found |= {pid: text for pid, _, text in made}
            self._asked, self._found = asked, tuple(found[pid] for pid in pids)
        return self._found

    def prepare(self, pids: Iterable[int], name: str, has_time: Callable[[], bool]) -> None:
        """Make the pieces that are not kept, side by side where there are cores for it."""
        missing, work = self._missing(pids, name), partial(self._make, name=name)
        groups = self._groups(missing, has_time)
        for made in workers.spread(groups, work, workers=workers.wanted(len(missing))):
            self.keep(made)

    def keep(self, made: Iterable[Made]) -> None:
        """Keep pieces as what petitions look like now."""
        rows = ((name, self._version, text, pid) for pid, name, text in made)
        self._db.executemany(_KEEP, rows)
        self._asked = ()

    def _groups(self, pids: list[int], has_time: Callable[[], bool]) -> Iterator[list[Source]]:
        for start in range(0, len(pids), GROUP):
            if not has_time():
                return
            some = pids[start : start + GROUP]
            yield [petition_source.read(self._db, pid) for pid in some]

    def _make(self, sources: list[Source], name: str) -> list[Made]:
        dossiers = (source.dossier(self._printer.now) for source in sources)
        return [one for dossier in dossiers for one in make(self._printer, dossier, [name])]

    def _kept(self, pids: Sequence[int], name: str) -> list[tuple[int, bytes]]:
        statement = _KEPT.format(",".join("?" * len(pids)))
        return self._db.execute(statement, (name, self._version, *pids)).fetchall()

    def _missing(self, pids: Iterable[int], name: str) -> list[int]:
        asked = json.dumps(list(dict.fromkeys(pids)))
        found = self._db.execute(_MISSING, (asked, name, self._version))
        return [pid for (pid,) in found.fetchall()]
