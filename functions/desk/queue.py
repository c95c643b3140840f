"""GET /api/v1/desk/queue and /api/v1/desk/petitions/{id}: what waits, and one petition whole.

Petitions are kept in the module and only those changed since are read again: one Query and one
object (the counts of the public log) for a queue, however many petitions there are.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.desk import rows
from functions.desk.act import signed_in
from functions.desk.case import Case, load
from functions.desk.roles import Official
from functions.desk.screen import screen
from functions.ledger.fold import Counts
from functions.petitions import petition
from functions.petitions.petition import Record
from functions.petitions.rules import rule_set
from functions.shared import clock, content, http, objects
from functions.shared.errors import FieldError, ForbiddenError, InvalidInputError, NotFoundError

OVERLAP = dt.timedelta(minutes=2)  # an index may be some seconds late
START = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
MOST_ROWS = 300
_known: dict[int, Record] = {}
_read_at = [START]
app = http.Api()


@app.get("/api/v1/desk/queue")
def queue() -> Response[str]:
    """Answer a view of the queue, what is due first at the top, with the size of every view."""
    who = _official()
    asked = app.current_event.query_string_parameters or {}
    view = asked.get("view", "moderation")
    if view not in rows.VIEWS:
        raise InvalidInputError(FieldError("view", "unknown"))
    known = list(cases(who, clock.now()))
    shown = [case for case in known if rows.belongs(case, view)]
    shown = sorted(_matching(shown, asked.get("q", "")), key=rows.order)
    sizes = {name: sum(rows.belongs(case, name) for case in known) for name in rows.VIEWS}
    return _json({
        "view": view,
        "at": clock.now(),
        "timezone": content.load().government["timezone"],
        "sizes": sizes,
        "total": len(shown),
        "rows": [rows.row(case) for case in shown[:MOST_ROWS]],
    })  # fmt: skip


@app.get("/api/v1/desk/petitions/<petition_id>")
def one(petition_id: str) -> Response[str]:
    """Answer one petition's screen. Raises NotFoundError for another body's petition."""
    case = load(http.petition_id(petition_id), _official(), clock.now())
    if not rows.sees(case):
        raise NotFoundError
    zone = {"timezone": content.load().government["timezone"], "at": case.now}
    return _json(screen(case) | zone)


def _official() -> Official:
    who = signed_in(app)
    if not who.roles:
        raise ForbiddenError
    return who


def cases(who: Official, now: dt.datetime) -> Iterable[Case]:
    """Yield every petition as the queue knows it, with the counts that were published last."""
    counts = _counts()
    for record in _petitions(now):
        p = record.petition
        fresh = Record(p, counts.get(p.id, Counts()), record.version)
        yield Case(fresh, rule_set(p.rule_set), who, now)


def _petitions(now: dt.datetime) -> list[Record]:
    """Return all petitions; reads only what changed since the last look."""
    for record in petition.changed_since(_read_at[0] - OVERLAP):
        _known[record.petition.id] = record
    _read_at[0] = now
    return list(_known.values())


def forget() -> None:
    """Drop every copy."""
    _known.clear()
    _read_at[0] = START


def _counts() -> dict[int, Counts]:
    """Return the counts that the log published last; none before its first run."""
    stored = objects.read("log", "counts.json")
    published = json.loads(stored.body) if stored else {"counts": {}}
    passed, closed = published.get("passed", {}), published.get("closed", {})
    return {
        int(key): Counts(
            **split,
            passed={name: clock.parse(at) for name, at in passed.get(key, {}).items()},
            closed=closed.get(key),
        )
        for key, split in published["counts"].items()
    }


def _matching(cases: list[Case], words: str) -> list[Case]:
    wanted = words.strip().casefold()
    if not wanted:
        return cases
    return [
        case
        for case in cases
        if wanted == str(case.petition.id) or wanted in case.petition.text.title.casefold()
    ]


def _json(data: dict[str, Any]) -> Response[str]:
    """Answer JSON, with every instant written as the platform writes it."""
    return http.json_answer(json.loads(json.dumps(data, default=_written)))


def _written(value: object) -> object:
    if isinstance(value, dt.datetime):
        return clock.text(value)
    raise TypeError(type(value).__name__)


handler = http.handler(app)
