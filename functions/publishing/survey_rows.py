"""Surveys in the read model: their facts, and figures once they may be counted.

Figures are counted after the close, or each hour where results are live. What was shown last is
kept, so that a figure is renewed only once ten more people answered.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from functions.publishing import participation_intake
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.store import Store
from functions.shared import clock
from functions.surveys import outcome, reply, results, survey
from functions.surveys.outcome import Exact, Outcome
from functions.surveys.survey import State, Survey

KIND = survey.KIND
# The figures shown last by name; when they were counted, and whether that was after the close.
TABLES = """
CREATE TABLE survey_figure (id INTEGER NOT NULL, key TEXT NOT NULL, told TEXT NOT NULL,
  PRIMARY KEY (id, key)) WITHOUT ROWID;
CREATE TABLE survey_count (id INTEGER PRIMARY KEY, at TEXT NOT NULL, is_final INTEGER NOT NULL);
"""
LIVE_EVERY = dt.timedelta(hours=1)
# Whoever sent answers in the last second, on a copy of the facts a minute old, is counted too.
SETTLED_AFTER = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class Seen:
    """A survey as its pages show it; `outcome` is None before anything was counted."""

    survey: Survey
    now: dt.datetime
    outcome: Outcome | None = None
    is_final: bool = False

    @property
    def state(self) -> State:
        """Where it stands."""
        return survey.state(self.survey, self.now)

    @property
    def is_public(self) -> bool:
        return self.state not in survey.UNPUBLISHED

    def next_at(self) -> dt.datetime | None:
        """Return when its page changes by time alone."""
        own = self.survey
        if self.state == State.WAITING:
            return own.opens_at
        if self.state == State.OPEN:
            is_live = own.results == "live"
            return min(own.ends_at, self.now + LIVE_EVERY) if is_live else own.ends_at
        if self.state == State.CLOSED and not self.is_final:
            return own.ends_at + SETTLED_AFTER
        return None


def intake(store: Store, now: dt.datetime) -> set[int]:
    """Take in new facts (one Query); return the surveys they touch."""
    changed = set[int]()
    for item in participation_intake.changes(store, KIND, now):
        own = survey.from_item(item).survey
        written = json.dumps(own.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        if participation_intake.take(store, KIND, own.id, written):
            changed.add(own.id)
    return changed


def seen(press: ParticipationPress, number: int) -> Seen:
    """Return a survey as of this run; counts the answers if it is time. Raises KeyError."""
    own = Survey.model_validate_json(press.facts(KIND, number))
    bare = Seen(own, press.now)
    db = press.store.db
    row = db.execute("SELECT at, is_final FROM survey_count WHERE id = ?", (number,)).fetchone()
    counted_at = clock.parse(row[0]) if row else None
    is_final = bool(row and row[1])
    if _is_time(bare, counted_at, is_final=is_final):
        is_final = bare.state == State.CLOSED
        _count(press.store, own)
        db.execute(
            "INSERT OR REPLACE INTO survey_count VALUES (?, ?, ?)",
            (number, clock.text(press.now), is_final),
        )
    elif row is None:
        return bare
    told = outcome.outcome(own, _held(press.store, number))
    return Seen(own, press.now, told, is_final)


def _is_time(one: Seen, counted_at: dt.datetime | None, *, is_final: bool) -> bool:
    if one.state == State.CLOSED:
        return not is_final and one.now >= one.survey.ends_at + SETTLED_AFTER
    is_live = one.state == State.OPEN and one.survey.results == "live"
    return is_live and (counted_at is None or one.now >= counted_at + LIVE_EVERY)


def _count(store: Store, own: Survey) -> None:
    """Count all answers, and keep the figures that may be shown now."""
    fresh = outcome.exact(own, reply.every(own.id))
    figures = outcome.renewed(fresh, _held(store, own.id))
    store.db.executemany(
        "INSERT OR REPLACE INTO survey_figure VALUES (?, ?, ?)",
        ((own.id, key, one.written) for key, one in figures.items()),
    )


def _held(store: Store, number: int) -> Exact:
    rows = store.db.execute("SELECT key, told FROM survey_figure WHERE id = ?", (number,))
    return {key: results.read(told) for key, told in rows}
