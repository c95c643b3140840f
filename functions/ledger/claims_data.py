"""Counts in the released datasets: claims like all others, of the log as it was at the release."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from functions.ledger.claims import Claim, Claims, Failure, PollClaim
from functions.ledger.reader import Fetch
from functions.ledger.tally import CLASSES

Row = dict[str, str]


def gather(fetch: Fetch, claims: Claims) -> None:
    """Add what the tables of petitions and of votes tell; there may be none."""
    _read(fetch, claims, "data/petitions/petitions.csv", _petition)
    _read(fetch, claims, "data/polls/polls.csv", _poll)


def _read(fetch: Fetch, claims: Claims, path: str, add: Callable[[str, Row, Claims], None]) -> None:
    try:
        for row in csv.DictReader(io.StringIO(fetch(path).decode())):
            add(path, row, claims)
    except FileNotFoundError:
        return
    except (KeyError, TypeError, ValueError):
        claims.failures.append(Failure("file-malformed", path))


def _petition(path: str, row: Row, claims: Claims) -> None:
    classes = {name: int(row[f"signatures_{name}"]) for name in CLASSES}
    total, size = int(row["signatures"]), int(row["log_size"])
    claims.found.append(Claim(path, int(row["id"]), size, total, classes))


def _poll(path: str, row: Row, claims: Claims) -> None:
    told = {name: int(row[f"voters_{name}"]) for name in CLASSES} | {"changed": int(row["changed"])}
    claims.polls.append(PollClaim(path, int(row["id"]), int(row["log_size"]), told))
