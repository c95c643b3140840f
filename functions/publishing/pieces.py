"""What lists show of petitions, made once and kept until the petition looks otherwise.

Lists show the same petitions again and again, and a change touches few of them: what a card costs
is not its HTML but all that must be known of the petition. Kept cards make a list's page cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from functions.publishing import petition_source, uk, workers
from functions.publishing.petition_pages import dump
from functions.publishing.petition_source import Source
from functions.publishing.printer import Printer
from functions.publishing.store import Store

GROUP = 32
# The petition as the lists of the UK's interface hold it; other pieces are cards.
LISTED = "listed"
Made = tuple[int, str, str]

# Together with what all pages are made with, a petition's version stands for how it looks.
_KEPT = """
SELECT pid, text FROM piece JOIN standing ON standing.id = pid
WHERE name = ? AND piece.version = ? || standing.version AND pid IN ({})
"""
_KEEP = """
INSERT OR REPLACE INTO piece SELECT id, ?, ? || standing.version, ? FROM standing WHERE id = ?
"""


def card(lang: str, level: str) -> str:
    """Return the name of a petition's card with a heading of a level, such as `h2`."""
    return f"{lang}/{level}"


class Pieces:
    """The pieces that one run needs."""

    def __init__(self, store: Store, printer: Printer, version: str) -> None:
        self._db = store.db
        self._printer = printer
        self._version = version

    def get(self, pids: Collection[int], name: str) -> list[str]:
        """Return a piece of several petitions, in their order; what is not kept is made."""
        found = self._kept(pids, name)
        if missing := [pid for pid in pids if pid not in found]:
            made = self._make([petition_source.read(self._db, pid) for pid in missing], name)
            self._keep(made)
            found |= {pid: text for pid, one, text in made if one == name}
        return [found[pid] for pid in pids]

    def prepare(self, pids: Iterable[int], name: str, has_time: Callable[[], bool]) -> None:
        """Make the pieces that are not kept, side by side where there are cores for it."""
        wanted = list(dict.fromkeys(pids))
        kept = {pid for some in _cut(wanted) for pid in self._kept(some, name)}
        missing = [pid for pid in wanted if pid not in kept]
        work = partial(self._make, name=name)
        groups = self._groups(missing, has_time)
        for made in workers.spread(groups, work, workers=workers.wanted(len(missing))):
            self._keep(made)

    def _groups(self, pids: list[int], has_time: Callable[[], bool]) -> Iterator[list[Source]]:
        for some in _cut(pids):
            if not has_time():
                return
            yield [petition_source.read(self._db, pid) for pid in some]

    def _make(self, sources: list[Source], name: str) -> list[Made]:
        """Make a piece of several petitions; a card is made in every language at once."""
        printer, made = self._printer, list[Made]()
        level = name.partition("/")[2]
        for source in sources:
            dossier = source.dossier(printer.now)
            if name == LISTED:
                made.append((source.pid, name, dump(uk.listed(dossier)).decode()))
                continue
            for lang in printer.languages:
                html = str(printer.card(dossier, lang, level))
                made.append((source.pid, card(lang, level), html))
        return made

    def _kept(self, pids: Collection[int], name: str) -> dict[int, str]:
        statement = _KEPT.format(",".join("?" * len(pids)))
        return dict(self._db.execute(statement, (name, self._version, *pids)).fetchall())

    def _keep(self, made: Iterable[Made]) -> None:
        rows = ((name, self._version, text, pid) for pid, name, text in made)
        self._db.executemany(_KEEP, rows)


def _cut(pids: list[int]) -> Iterator[list[int]]:
    return (pids[start : start + GROUP] for start in range(0, len(pids), GROUP))
