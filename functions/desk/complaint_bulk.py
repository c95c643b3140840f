"""POST /api/v1/desk/complaints/bulk: one decision on many complaints, shown before it is made.

Each complaint is decided for itself, so a refusal of one stops nothing, and the same request sent
again completes what broke off.
"""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.complaints import move
from functions.desk import complaint_case, complaint_do
from functions.desk.act import signed_in
from functions.desk.complaint_asked import ComplaintMove, ComplaintMoves
from functions.desk.complaint_case import Case
from functions.desk.roles import Official
from functions.shared import clock, http
from functions.shared.errors import (
    ChangedMeanwhileError,
    CivicError,
    FieldError,
    InvalidInputError,
    UnsupportedError,
)

# What has to be weighed for each one alone is not decided for many.
MOVES = frozenset({
    "accept", "dismiss", "verify", "confirm", "not_confirm", "assign", "start", "ask", "go_on",
    "extend", "forward", "mark_duplicate", "resolve",
})  # fmt: skip
_SINGLE = ("shown", "shown_photos")
app = http.Api(body_limit=http.LONG_BODY_LIMIT)


@app.post("/api/v1/desk/complaints/bulk")
def bulk() -> Response[str]:
    """Make a move on up to 50 complaints, or with `preview` tell what would come of it."""
    who = signed_in(app)
    asked, sent = http.read(app, ComplaintMoves)
    if sent.is_form:
        raise UnsupportedError
    _check(asked)
    results = [_result(one, asked, who, sent.lang) for one in dict.fromkeys(asked.ids)]
    done = sum(result["ok"] for result in results)
    return http.json_answer({
        "preview": asked.preview,
        "done": done,
        "refused": len(results) - done,
        "results": results,
    })  # fmt: skip


def _check(asked: ComplaintMoves) -> None:
    if not {asked.move, *(one.move for one in asked.then)} <= MOVES:
        raise InvalidInputError(FieldError("move", "not_a_choice"))
    wrong = [name for name in _SINGLE if getattr(asked, name) is not None]
    if wrong:
        raise InvalidInputError(*(FieldError(name, "unknown") for name in wrong))


def _result(complaint_id: int, asked: ComplaintMoves, who: Official, lang: str) -> dict[str, Any]:
    """Return what came of one complaint, or why it is refused."""
    number = ""
    try:
        case = complaint_case.load(complaint_id, who, clock.now())
        number = case.facts.number
        told = _one(case, asked.move, asked.on(complaint_id, case.record.version), asked.preview)
    except CivicError as error:
        said = http.problem(lang, error)
        why = {name: said[name] for name in ("code", "title", "errors")}
        return {"id": complaint_id, "number": number, "ok": False, **why}
    return {"id": complaint_id, "number": number, "ok": True, **told}


def _one(case: Case, name: str, asked: ComplaintMove, is_preview: bool) -> dict[str, Any]:
    if not is_preview:
        told = complaint_do.perform(case, name, asked)
        return {part: told[part] for part in ("state", "version", "proposed")}
    if asked.seen != case.record.version:
        raise ChangedMeanwhileError
    chain = asked.chain(name)
    planned = complaint_do.plan(case, chain, asked.rid)
    after = move.status_of(planned.made.complaint, case.now)
    two = complaint_do.needs_two(chain)
    state = case.status.state if two else after.state
    return {"state": state.value, "version": case.record.version, "proposed": two}


handler = http.handler(app)
