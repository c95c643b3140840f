"""GET /api/v1/desk/surveys…: the surveys of an official's bodies, one whole, and its free texts.

Of the figures officials see no more than may be published; the texts they read are without names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.desk import body_roles
from functions.desk.act import signed_in
from functions.desk.roles import Official
from functions.shared import clock, content, http
from functions.shared.errors import FieldError, ForbiddenError, InvalidInputError, NotFoundError
from functions.surveys import outcome, ready, reply, survey
from functions.surveys.survey import Record, State, Survey

BEGINNING = clock.parse("2000-01-01T00:00:00Z")
MOST_TEXTS = 500
app = http.Api()


@app.get("/api/v1/desk/surveys")
def listed() -> Response[str]:
    """Answer the surveys that an official sees, the one changed last at the top: one Query."""
    who = _official()
    kept = (one.survey for one in survey.changed_since(BEGINNING))
    found = [one for one in kept if one.discarded_at is None]
    rows = [_row(one) for one in reversed(found) if body_roles.sees(who, one.body)]
    bodies = [one for one in content.load().bodies if body_roles.role_for(who, one)]
    return http.json_answer({
        "rows": rows,
        "timezone": content.load().government["timezone"],
        "bodies": bodies,
        "ready": {"satisfaction": ready.satisfaction().model_dump(mode="json")},
    })  # fmt: skip


@app.get("/api/v1/desk/surveys/<survey_id>")
def one(survey_id: str) -> Response[str]:
    """Answer a survey whole, with the figures that may be shown."""
    who = _official()
    record = _seen(survey_id, who)
    found = record.survey
    has_answers = survey.state(found, clock.now()) in (State.OPEN, State.CLOSED)
    return http.json_answer({
        **_row(found),
        "version": record.version,
        "may_act": body_roles.role_for(who, found.body) is not None,
        "facts": found.model_dump(mode="json", exclude={"changed_at"}),
        "outcome": _outcome(found) if has_answers else None,
        "timezone": content.load().government["timezone"],
    })  # fmt: skip


@app.get("/api/v1/desk/surveys/<survey_id>/texts/<question>")
def texts(survey_id: str, question: str) -> Response[str]:
    """Answer the free texts of a question, in no order that tells anything."""
    record = _seen(survey_id, _official())
    kinds = {one.id: one.kind for one in record.survey.questions}
    if kinds.get(question) != "text":
        raise InvalidInputError(FieldError("question", "not_a_choice"))
    found = sorted(_texts(record.survey.id, question))
    return http.json_answer({"total": len(found), "texts": found[:MOST_TEXTS]})


def _official() -> Official:
    who = signed_in(app)
    if not body_roles.may_look(who):
        raise ForbiddenError
    return who


def _seen(survey_id: str, who: Official) -> Record:
    """Return a survey. Raises NotFoundError for one of another's body."""
    record = survey.load(http.petition_id(survey_id))
    if not body_roles.sees(who, record.survey.body):
        raise NotFoundError
    return record


def _row(found: Survey) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": dict(found.title),
        "body": found.body,
        "state": str(survey.state(found, clock.now())),
        "questions": len(found.questions),
        "opens_at": clock.text(found.opens_at),
        "closes_at": clock.text(found.ends_at),
        "example": found.example,
    }


def _outcome(found: Survey) -> dict[str, Any]:
    """Return how many answered; and the figures, where they are counted once and for all.

    Figures that move are on the public page alone: two looks at exact ones would tell what the
    person in between answered.
    """
    replies = list(reply.every(found.id))
    people, is_closed = len(replies), survey.state(found, clock.now()) == State.CLOSED
    if found.results == "live" or not is_closed:
        return {"people": people, "shown": None}
    told = outcome.outcome(found, outcome.exact(found, replies))
    return {"people": people, "shown": [asdict(one) for one in told.shown]}


def _texts(number: int, question: str) -> Iterator[str]:
    for one in reply.every(number):
        if question in one.answers:
            yield one.answers[question]


handler = http.handler(app)
