"""POST /api/v1/desk/polls and /api/v1/desk/polls/{id}/{act}: what officials do with a poll."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.desk import poll_case, poll_draft
from functions.desk.act import asked_by
from functions.desk.fields import Asked
from functions.desk.poll_acts import ACTS, Act
from functions.desk.poll_asked import Draft
from functions.desk.poll_case import STATES, Case
from functions.polls import poll
from functions.polls.poll import Record
from functions.shared import clock, http
from functions.shared.errors import (
    ChangedMeanwhileError,
    ForbiddenError,
    NotNowError,
)
from functions.shared.http import logger

app = http.Api(body_limit=http.LONG_BODY_LIMIT)


@app.post("/api/v1/desk/polls")
def create() -> Response[str]:
    """Begin a draft; the same request id answers the same draft."""
    who, asked = asked_by(app, Draft)
    record = poll_draft.create(who, asked, clock.now())
    _note("draft", record, who.sub)
    return http.json_answer(_answer("draft", record), HTTPStatus.CREATED)


@app.post("/api/v1/desk/polls/<poll_id>/draft")
def change(poll_id: str) -> Response[str]:
    """Replace a draft by what is sent."""
    case, asked = _read(poll_id, Draft)
    record = poll_draft.change(case, asked)
    _note("draft", record, case.who.sub)
    return http.json_answer(_answer("draft", record))


def offer(name: str, act: Act) -> None:
    """Answer POST /api/v1/desk/polls/{id}/{act}."""

    def do(poll_id: str) -> Response[str]:
        case, asked = _read(poll_id, act.model)
        return http.json_answer(perform(name, act, case, asked))

    do.__doc__ = act.decide.__doc__  # what the published description of the route says
    app.post(f"/api/v1/desk/polls/<poll_id>/{name}")(do)


def perform(name: str, act: Act, case: Case, asked: Asked) -> dict[str, Any]:
    """Do an act once; a repeat with the same request id completes it and answers alike."""
    if case.role_for(name) is None:
        raise ForbiddenError
    if asked.rid in case.record.acts:
        act.finish(case.facts, asked)
        return _answer(name, case.record)
    if asked.seen != case.record.version:
        raise ChangedMeanwhileError
    if case.state not in STATES[name]:
        raise NotNowError
    decided = act.decide(case, asked)
    history = [*case.facts.history, *([decided.line] if decided.line else [])]
    changes = {**decided.changes, "history": history, "changed_at": case.now}
    saved = poll.save(case.record, case.facts.model_copy(update=changes), rid=asked.rid)
    _note(name, saved, case.who.sub)
    act.finish(saved.poll, asked)
    return _answer(name, saved) | dict(decided.told)


def _read(poll_id: str, model: Any) -> tuple[Case, Any]:
    who, asked = asked_by(app, model)
    return poll_case.load(http.petition_id(poll_id), who, clock.now()), asked


def _answer(act: str, record: Record) -> dict[str, Any]:
    at = clock.text(record.poll.changed_at)
    return {"poll": record.poll.id, "act": act, "at": at, "version": record.version}


def _note(act: str, record: Record, sub: str) -> None:
    # The person is named here only: the public history has the role.
    logger.info("desk poll", extra={"act": act, "poll": record.poll.id, "by": sub})


for _name, _act in ACTS.items():
    offer(_name, _act)
handler = http.handler(app)
