"""POST /api/v1/surveys/{id}/answers: take one person's answers, or change them until the close."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Literal

from aws_lambda_powertools.event_handler import Response
from pydantic import Field, model_validator

from functions.participants import contribution, own, participant
from functions.participants.participant import CODE_LIMIT, Acting, Participant
from functions.shared import clock, http
from functions.shared.body import Asked
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.form import Form
from functions.surveys import answer, answer_page, known, links, reply
from functions.surveys.question import FIELD, Answers
from functions.surveys.reply import Reply
from functions.surveys.survey import Survey

app = http.Api(body_limit=http.LONG_BODY_LIMIT)


class SurveyAnswers(Form):
    """The answers by question; a form sends them as fields `q-<id>`, `q-<id>[]`, `q-<id>-<part>`.

    `code` is the participation code, `key` the private link; an open survey needs neither, only a
    request id, which stands for the browser. `step` check shows a last look at a form's answers.
    """

    code: str = Field(default="", max_length=CODE_LIMIT)
    key: str = Field(default="", max_length=CODE_LIMIT)
    step: Literal["", "check", "send"] = ""
    answers: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        fields = {name: value for name, value in data.items() if name.startswith(FIELD)}
        rest = {name: value for name, value in data.items() if name not in fields}
        return rest | {"answers": answer.gather(fields)} if fields else rest


@app.post("/api/v1/surveys/<survey_id>/answers")
def take(survey_id: str) -> Response[str]:
    """Keep the answers in one PutItem; sent again, they take the place of the earlier ones.

    Whoever acts with a code gets a second PutItem: that they took part, for themselves.
    """
    asked, number = http.asked_of(app), http.petition_id(survey_id)
    try:
        request, _ = http.read(app, SurveyAnswers)
        return _take(known.open_for_answers(number), request, asked)
    except InvalidInputError as error:
        if not asked.is_form:
            raise
        survey = known.open_for_answers(number)
        page = answer_page.refused(survey, asked.lang, error, asked.data)
        return http.html_answer(page, error.status)


def _take(survey: Survey, request: SurveyAnswers, asked: Asked) -> Response[str]:
    who = _who(survey, request)
    answers = answer.parse(survey.questions, request.answers)
    if not answers:
        raise InvalidInputError(FieldError(survey.questions[0].field, "answer_something"))
    if survey.identity == "none" and not request.rid:
        if not asked.is_form:
            raise InvalidInputError(FieldError("rid", "missing"))
        page = answer_page.last_look(survey, asked.lang, answers, asked.data, _new_rid())
        return http.html_answer(page)
    # A robot fell into the trap: it is told the same as everybody.
    if not request.website:
        reply.keep(survey.id, _tag(survey, request, who), _reply(answers, who), clock.now())
        # Only that somebody took part is noted, with the day; never what was answered.
        if who:
            contribution.add(who, "survey", f"survey/{survey.id}", clock.now())
    data = {"state": "taken", "survey": survey.id, "changeable_until": clock.text(survey.ends_at)}
    return http.answer(asked, data, done="survey-answered")


def _who(survey: Survey, request: SurveyAnswers) -> Participant | None:
    """Return who answers by code; None where nobody is asked who they are."""
    if survey.identity != "code":
        return None
    if not request.code:
        raise InvalidInputError(FieldError("code", "missing"))
    who = Acting(code=request.code).participant()
    survey.eligibility.check(who, clock.now())
    return who


def _tag(survey: Survey, request: SurveyAnswers, who: Participant | None) -> str:
    """Return what stands for the person, the link or the browser in this survey alone."""
    if who:
        ident = who.ident
    elif survey.identity == "link":
        ident = links.ident(survey, request.key)
    else:
        ident = f"rid:{request.rid}"
    keys = own.own_keys(survey.keys_name)
    return participant.tag(keys.tag, f"survey/{survey.id}", ident)


def _reply(answers: Answers, who: Participant | None) -> Reply:
    return Reply(answers, who.region, who.assurance) if who else Reply(answers)


def _new_rid() -> str:
    return secrets.token_hex(16)


handler = http.handler(app)
