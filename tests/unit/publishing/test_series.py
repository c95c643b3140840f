"""The publisher's own fold of the log agrees with the sequencer's, or takes nothing."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from functions.ledger.entries import Entry
from functions.ledger.fold import Fold
from functions.publishing import series, store
from functions.publishing.petition_book import PETITIONS

HOUR = "2026-09-30T12"


@pytest.fixture
def db(environment: Path) -> sqlite3.Connection:
    store.forget()
    return store.load(PETITIONS).db


def _sign(p: int, a: str = "email") -> Entry:
    return Entry("sign", p, HOUR, a, "0" * 64)


def _published(fold: Fold) -> dict[str, Any]:
    return {
        "counts": {str(p): tally.live for p, tally in fold.tallies.items()},
        "passed": {str(p): tally.passed for p, tally in fold.tallies.items()},
        "closed": {},
    }


def test_any_life_of_signatures_folds_to_the_same_counts(db: sqlite3.Connection) -> None:
    chance, log, fold = random.Random(1), list[Entry](), Fold()
    while len(log) < 400:
        kind = chance.choice(["sign", "sign", "sign", "drop", "hold", "back"])
        entry = _sign(chance.randint(1, 5), chance.choice(["email", "eid", "paper"]))
        if kind != "sign" and log:
            index = chance.randrange(len(log))
            reason = "" if kind == "back" else "duplicate"
            entry = Entry(kind, log[index].p, HOUR, i=index, r=reason)
        try:
            fold.apply(entry)
        except ValueError:
            continue
        log.append(entry)

    for start in range(0, 400, 37):
        series.fold(db, log[start : start + 37], log.__getitem__)

    series.check(db, _published(fold))
    total = sum(n for pid in range(1, 6) for _, n in series.hours(db, pid))
    assert total == sum(counts.total for counts in fold.counts.values())


def test_a_published_count_that_the_log_does_not_bear_out_is_refused(
    db: sqlite3.Connection,
) -> None:
    series.fold(db, [_sign(1), _sign(1)], [].__getitem__)
    with pytest.raises(series.DisagreementError, match=r"petitions \[1\]"):
        series.check(db, {"counts": {"1": {"email": 3}}, "passed": {}, "closed": {}})


def test_a_threshold_that_was_not_passed_in_the_log_is_refused(db: sqlite3.Connection) -> None:
    passed = {"1": {"response": "2026-09-30T12:00:00Z"}}
    with pytest.raises(series.DisagreementError, match="thresholds"):
        series.check(db, {"counts": {}, "passed": passed, "closed": {}})


def test_what_was_dropped_cannot_be_dropped_again(db: sqlite3.Connection) -> None:
    log = [_sign(1), Entry("drop", 1, HOUR, i=0, r="withdrawn")]
    with pytest.raises(series.DisagreementError):
        series.fold(db, [*log, log[1]], log.__getitem__)
