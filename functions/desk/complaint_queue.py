"""GET /api/v1/desk/complaints and /api/v1/desk/complaints/{id}: what waits, and one whole.

A queue is one partition of the index `queue`, sorted by what is due: a page of it is one Query of
at most 100 rows, however many complaints there are.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.complaints import move
from functions.desk import complaint_case, complaint_roles, complaint_rows, complaint_screen
from functions.desk.act import signed_in
from functions.desk.roles import Official
from functions.shared import clock, content, http, table
from functions.shared.errors import FieldError, ForbiddenError, InvalidInputError

PAGE = 100
_CURSOR = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ#\d{9}")
_KEYS = {complaint_roles.INTAKE: move.INTAKE, complaint_roles.APPEALS: move.APPEALS}
app = http.Api()


@app.get("/api/v1/desk/complaints")
def queue() -> Response[str]:
    """Answer a page of a queue, what is due first at the top."""
    who, now = signed_in(app), clock.now()
    allowed = complaint_roles.queues(who)
    if not allowed:
        raise ForbiddenError
    asked = app.current_event.query_string_parameters or {}
    chosen = _chosen(asked.get("queue", ""), allowed)
    found = _page(chosen, asked.get("after", ""))
    return http.json_answer({
        "queue": chosen,
        "at": clock.text(now),
        "timezone": content.load().government["timezone"],
        "queues": [_named(name) for name in allowed],
        "rows": [complaint_rows.row(item["row"], now) for item in found],
        "next": found[-1]["queue_at"] if len(found) == PAGE else None,
    })  # fmt: skip


@app.get("/api/v1/desk/complaints/<complaint_id>")
def one(complaint_id: str) -> Response[str]:
    """Answer one complaint's screen. Raises NotFoundError for another body's complaint."""
    who, now = signed_in(app), clock.now()
    if not may_look(who):
        raise ForbiddenError
    case = complaint_case.load(http.petition_id(complaint_id), who, now)
    zone = {"at": clock.text(now), "timezone": content.load().government["timezone"]}
    return http.json_answer(zone | complaint_screen.screen(case))


def may_look(who: Official) -> bool:
    """Tell whether an official has to do with complaints at all."""
    return bool(complaint_roles.queues(who))


def _chosen(asked: str, allowed: list[str]) -> str:
    """Return the queue asked for. Raises InvalidInputError, or ForbiddenError for another's."""
    if not asked:
        return allowed[0]
    if asked not in _KEYS and asked not in content.load().bodies:
        raise InvalidInputError(FieldError("queue", "not_a_choice"))
    if asked not in allowed:
        raise ForbiddenError
    return asked


def _page(name: str, after: str) -> list[dict[str, Any]]:
    """Return at most a page of a queue's items behind a cursor: one Query."""
    if after and not _CURSOR.fullmatch(after):
        raise InvalidInputError(FieldError("after", "invalid"))
    key = _KEYS.get(name, f"COMPLAINTS#{name}")
    # "!" sorts before every digit, so nothing lies between the cursor and what follows it.
    between = (f"{after}!" if after else dt.date.min.isoformat(), "9999")
    found = table.query(
        "core", "queue", key, index="queue", sk_name="queue_at", between=between, limit=PAGE
    )
    return list(found)


def _named(name: str) -> dict[str, Any]:
    return complaint_rows.body(name) or {"id": name, "name": {}}


handler = http.handler(app)
