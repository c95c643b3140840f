"""The summary of complaints for pages that another publisher makes."""

from __future__ import annotations

from functions.complaints import statistics
from functions.publishing import complaint_sitemaps, complaint_statistics
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.front import FRONT, Front
from functions.shared import objects

LATEST = 6


def write(press: ComplaintPress) -> None:
    """Write the summary, if it is another than the last."""
    every = complaint_statistics.lines(press)
    front = Front(
        totals=statistics.figures(every) if every else None,
        bodies=complaint_statistics.grouped(every, "body"),
        latest={lang: _latest(press, lang) for lang in press.languages},
        sitemaps=complaint_sitemaps.names(press),
    )
    if press.store.get(FRONT) != front.digest:
        objects.write("private", FRONT, front.written)
        press.store.set(FRONT, front.digest)


def _latest(press: ComplaintPress, lang: str) -> list[str]:
    rows = press.store.db.execute(
        "SELECT id FROM facet WHERE name = 'all' ORDER BY id DESC LIMIT ?", (LATEST,)
    ).fetchall()
    return [str(card) for card in press.cards((number for (number,) in rows), lang)]
