"""POST /api/v1/desk/surveys and /api/v1/desk/surveys/{id}/{act}: officials make and run surveys."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.desk import body_roles, survey_do
from functions.desk.act import asked_by
from functions.desk.fields import AskedT
from functions.desk.survey_asked import (
    NewSurvey,
    SurveyChange,
    SurveyClosing,
    SurveyDiscarding,
    SurveyLinks,
    SurveyOpening,
    SurveyThemes,
)
from functions.desk.survey_do import Act
from functions.shared import clock, http, keys, table
from functions.shared.errors import ForbiddenError
from functions.surveys import survey
from functions.surveys.survey import Record, State, Survey

GUARD_LIFE = dt.timedelta(days=2)
app = http.Api(body_limit=2 * http.LONG_BODY_LIMIT)


@app.post("/api/v1/desk/surveys")
def begin() -> Response[str]:
    """Keep a new draft; it is public once it is opened."""
    who, asked = asked_by(app, NewSurvey)
    if body_roles.role_for(who, asked.body) is None:
        raise ForbiddenError
    facts, now = asked.facts(), clock.now()
    made = Survey(id=_reserve(asked.rid, now), **facts, changed_at=now)
    if survey.create(Record(made, acts=(asked.rid,))):
        http.logger.info("desk survey act", extra={"act": "begin", "by": who.sub})
    data = {"survey": made.id, "version": 1, "state": str(State.DRAFT)}
    return http.json_answer(data, HTTPStatus.CREATED)


@app.post("/api/v1/desk/surveys/<survey_id>/change")
def change(survey_id: str) -> Response[str]:
    """Replace a draft."""
    return _do(survey_do.CHANGE, SurveyChange, survey_id)


@app.post("/api/v1/desk/surveys/<survey_id>/opening")
def opening(survey_id: str) -> Response[str]:
    """Release a draft: people may answer from the day it opens, and nothing of it changes."""
    return _do(survey_do.OPENING, SurveyOpening, survey_id)


@app.post("/api/v1/desk/surveys/<survey_id>/discarding")
def discarding(survey_id: str) -> Response[str]:
    """Give up a draft: it stays on record and leaves the list."""
    return _do(survey_do.DISCARDING, SurveyDiscarding, survey_id)


@app.post("/api/v1/desk/surveys/<survey_id>/closing")
def closing(survey_id: str) -> Response[str]:
    """End a survey before its time."""
    return _do(survey_do.CLOSING, SurveyClosing, survey_id)


@app.post("/api/v1/desk/surveys/<survey_id>/themes")
def themes(survey_id: str) -> Response[str]:
    """Name the themes of the free texts of a question, in place of those named before."""
    return _do(survey_do.THEMES, SurveyThemes, survey_id)


@app.post("/api/v1/desk/surveys/<survey_id>/links")
def links(survey_id: str) -> Response[str]:
    """Make private links; this answer is the only place where they are."""
    return _do(survey_do.LINKS, SurveyLinks, survey_id)


def _reserve(rid: str, now: dt.datetime) -> int:
    """Return the id of a request: a new one, or the one that its first try was given."""
    number = survey.next_id()
    expiry = int((now + GUARD_LIFE).timestamp())
    guard = {**keys.request(f"survey-{rid}"), "survey": number, "expires_at": expiry}
    there = table.put_new("ops", guard)
    return int(there["survey"]) if there else number


def _do(act: Act[AskedT], model: type[AskedT], survey_id: str) -> Response[str]:
    who, asked = asked_by(app, model)
    number = http.petition_id(survey_id)
    return http.json_answer(survey_do.perform(act, number, asked, who, clock.now()))


handler = http.handler(app)
