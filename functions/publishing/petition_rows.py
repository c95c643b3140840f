"""The rows of one petition in the read model: what lists are made from, and what they sort by."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass

from functions.publishing import facets, public_json, uk, uk_lists
from functions.publishing.card import card
from functions.publishing.dossier import Dossier, next_render_at
from functions.publishing.printer import Printer
from functions.publishing.records import NO_END
from functions.shared import clock


@dataclass(frozen=True)
class Rows:
    """What the read model keeps of a rendered petition."""

    pid: int
    standing: tuple[object, ...]
    facets: list[tuple[object, ...]]
    duties: list[tuple[object, ...]]
    linked: list[tuple[int, str]]


def of(printer: Printer, dossier: Dossier) -> Rows:
    """Return the rows of a petition."""
    place = f"jurisdiction/{dossier.petition.jurisdiction}"
    pid = dossier.petition.id
    return Rows(
        pid=pid,
        standing=_standing(printer, dossier),
        facets=_facets(dossier),
        duties=_duties(dossier),
        linked=[] if dossier.is_public or not dossier.has_page else [(pid, place)],
    )


def keep(db: sqlite3.Connection, rows: Rows) -> None:
    """Keep the rows of a petition in place of those it had."""
    db.execute(_KEEP, (*rows.standing, rows.pid))
    _bring_facets(db, rows.pid, rows.facets)
    _bring_duties(db, rows.pid, rows.duties)
    # What lists showed of it holds what may be taken away now, such as a name.
    db.execute("DELETE FROM piece WHERE pid = ?", (rows.pid,))
    db.execute("DELETE FROM linked WHERE pid = ?", (rows.pid,))
    db.executemany("INSERT INTO linked VALUES (?, ?)", rows.linked)


_KEEP = (
    "UPDATE standing SET visibility = ?, state = ?, version = ?, published_at = ?, closes_at = ?,"
    " near = ?, done_on = ?, answered_at = ?, due_at = ?, csv = ? WHERE id = ?"
)
_COUNT = "UPDATE facet SET total = ?, near = ? WHERE name = ? AND pid = ?"


def _bring_facets(db: sqlite3.Connection, pid: int, rows: list[tuple[object, ...]]) -> None:
    """Change what is otherwise: each row that is written touches a block in five orders."""
    found = db.execute("SELECT * FROM facet WHERE pid = ?", (pid,)).fetchall()
    there = {row[0]: row for row in found}
    for row in rows:
        name, _, total, *dates, near = row
        before = there.pop(name, None)
        if before and list(before[3:5]) == dates:
            if before != row:
                db.execute(_COUNT, (total, near, name, pid))
        else:
            db.execute("INSERT OR REPLACE INTO facet VALUES (?, ?, ?, ?, ?, ?)", row)
    db.executemany("DELETE FROM facet WHERE name = ? AND pid = ?", ((name, pid) for name in there))


def _bring_duties(db: sqlite3.Connection, pid: int, rows: list[tuple[object, ...]]) -> None:
    if db.execute("SELECT * FROM duty WHERE pid = ?", (pid,)).fetchall() != rows:
        db.execute("DELETE FROM duty WHERE pid = ?", (pid,))
        db.executemany("INSERT INTO duty VALUES (?, ?, ?, ?, ?, ?)", rows)


def _standing(printer: Printer, dossier: Dossier) -> tuple[object, ...]:
    """Return what lists sort and filter by, and when the petition must be rendered again."""
    facts, status = dossier.petition, dossier.status
    due = next_render_at(dossier)
    answered = max((one.at for one in facts.responses), default=None)
    return (
        status.visibility,
        status.state.value,
        _version(printer, dossier),
        _published_at(dossier),
        _closes_at(dossier),
        _nearness(dossier),
        dossier.done_on.isoformat() if dossier.done_on else "",
        clock.text(answered) if answered else "",
        clock.text(due) if due else "",
        uk_lists.csv_row(dossier),
    )


def _published_at(dossier: Dossier) -> str:
    return clock.text(dossier.petition.published_at or dossier.petition.submitted_at)


def _closes_at(dossier: Dossier) -> str:
    closes = dossier.status.closes_at if dossier.status.takes_signatures else None
    return clock.text(closes) if closes else ""


def _facets(dossier: Dossier) -> list[tuple[object, ...]]:
    """Return the rows of the lists that a petition stands in, with what they are sorted by."""
    if not dossier.is_public:
        return []
    pid, total = dossier.petition.id, dossier.counts.total
    sorts = (_published_at(dossier), _closes_at(dossier), _nearness(dossier))
    return [(name, pid, total, *sorts) for name in facets.names(dossier)]


def _duties(dossier: Dossier) -> list[tuple[object, ...]]:
    if not dossier.is_public:
        return []
    return [
        (
            dossier.petition.id,
            duty.body,
            duty.kind,
            clock.text(duty.starts_at),
            clock.text(duty.due_at) if duty.due_at else NO_END,
            clock.text(duty.done_at) if duty.done_at else "",
        )
        for duty in dossier.duties
    ]


def _nearness(dossier: Dossier) -> float:
    """Return how far the next goal of an open petition is reached; -1 if there is none to reach."""
    goal = dossier.next_goal
    if not goal or goal.reached_at or not dossier.status.takes_signatures:
        return -1.0
    return min(dossier.counts.total / goal.count_needed, 1.0)


def _version(printer: Printer, dossier: Dossier) -> str:
    """Return a hash of all that lists show of a petition."""
    if not dossier.has_page:
        return ""
    shown = "".join(repr(card(dossier, lang)) for lang in printer.languages)
    data = public_json.dump(uk.listed(dossier))
    return hashlib.blake2b(shown.encode() + data, digest_size=12).hexdigest()
