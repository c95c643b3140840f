"""The petitions that wait are rendered in small groups, side by side where there are cores for it.

A process renders a group and then writes it in one burst. Only after that does the read model hear
of it, so what a run that dies had written is written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from functions.publishing import petition_pages, petition_source, workers
from functions.publishing.burst import Burst
from functions.publishing.petition_pages import Made
from functions.publishing.petition_source import Source
from functions.publishing.pieces import Pieces
from functions.publishing.printer import Printer
from functions.publishing.store import Store
from functions.shared import objects

GROUP = 16


def work_off(
    store: Store, printer: Printer, pieces: Pieces, has_time: Callable[[], bool]
) -> tuple[int, int]:
    """Render what waits, newest first; return how many petitions, and how many files written."""
    waiting = int(store.db.execute("SELECT COUNT(*) FROM queue").fetchone()[0])
    done = files = 0

    def work(group: list[Source]) -> list[Made]:
        burst = Burst()
        made = [petition_pages.make(printer, source, burst) for source in group]
        burst.flush()
        return made

    groups, wanted = _groups(store, has_time), workers.wanted(waiting)
    for made in workers.spread(groups, work, workers=wanted):
        for one in made:
            _keep(store, one)
            pieces.keep(one.pieces)
            files += one.written
        done += len(made)
    if wanted > 1:  # many files, and no other threads
        objects.begin_to_settle("site")
    return done, files


def _groups(store: Store, has_time: Callable[[], bool]) -> Iterator[list[Source]]:
    """Yield what waits while there is time; at least one petition, so that every queue empties."""
    drawn: int | None = None
    while drawn is None or has_time():
        # The first is rendered before there are other processes, which then have its templates.
        most = GROUP if drawn is not None and has_time() else 1
        rows = store.db.execute(
            "SELECT pid FROM queue WHERE ? IS NULL OR pid < ? ORDER BY pid DESC LIMIT ?",
            (drawn, drawn, most),
        ).fetchall()
        if not rows:
            return
        drawn = rows[-1][0]
        yield [petition_source.read(store.db, pid) for (pid,) in rows]


def _keep(store: Store, made: Made) -> None:
    petition_pages.keep(store, made)
    store.db.execute("INSERT OR IGNORE INTO unsearched VALUES (?)", (made.rows.pid,))
    store.db.execute("DELETE FROM queue WHERE pid = ?", (made.rows.pid,))
