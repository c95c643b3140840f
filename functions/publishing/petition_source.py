"""What a petition is rendered from, as the read model has it: other processes can be sent it."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass

from functions.ledger.fold import Counts
from functions.petitions.petition import Petition
from functions.publishing import series
from functions.publishing.dossier import Dossier, LogState, Regions, gather
from functions.publishing.store import unpack


@dataclass(frozen=True)
class Source:
    """The rows of a petition; `files` are the hashes of what is published, `stale` all of it.

    `pieces` names what lists show of it and the read model keeps.
    """

    pid: int
    facts: bytes
    counts: Counts
    hours: bytes | None
    region: tuple[str, str] | None
    log: tuple[int, str]
    files: bytes | None = None
    stale: bool = False
    pieces: tuple[str, ...] = ()

    def dossier(self, now: dt.datetime) -> Dossier:
        """Return all that pages are made from, seen from an instant."""
        return gather(
            Petition.model_validate_json(unpack(self.facts)),
            self.counts,
            now,
            hours=series.read_hours(self.hours) if self.hours else [],
            regions=_regions(self.region),
            log=LogState(*self.log),
        )


_QUERY = """
SELECT fact.packed, series.packed, cells, on_day, log_size, log_root, files, stale,
  (SELECT group_concat(name) FROM piece WHERE piece.pid = id)
FROM standing JOIN fact ON fact.pid = id LEFT JOIN series ON series.pid = id
LEFT JOIN region ON region.pid = id LEFT JOIN output ON owner = 'petition/' || id WHERE id = ?
"""


def read(db: sqlite3.Connection, pid: int) -> Source:
    """Return a petition's rows."""
    row = db.execute(_QUERY, (pid,)).fetchone()
    facts, hours, cells, on_day, size, root, files, stale, names = row
    return Source(
        pid,
        facts,
        series.counts(db, pid),
        hours,
        (cells, on_day) if cells is not None else None,
        (size, root),
        files,
        bool(stale),
        tuple(names.split(",")) if names else (),
    )


def _regions(row: tuple[str, str] | None) -> Regions:
    """Read a stored row of protected counts by region."""
    return Regions(json.loads(row[0]), dt.date.fromisoformat(row[1])) if row else Regions()
