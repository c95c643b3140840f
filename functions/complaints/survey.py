"""POST /api/v1/complaints/{id}/survey: was it enough? Answered once for each result, in its time.

The criteria are those of studies of the quality of public services: 1 is bad, 5 is good. A reporter
for whom the result was not enough may have the complaint opened again, once, saying why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Response
from pydantic import Field, field_validator, model_validator

from functions.complaints import move, notice, own, states
from functions.complaints.complaint import Entry, Record
from functions.complaints.own import OwnRequest
from functions.shared import clock, http, keys, table
from functions.shared.errors import FieldError, InvalidInputError, NotNowError, SurveyOverError
from functions.shared.form import Paragraphs

app = http.Api(body_limit=http.LONG_BODY_LIMIT)
TEXT_LIMIT = 1_000
Criterion = Literal[
    "staff", "access", "information", "procedure", "time", "costs", "feedback", "result"
]
Mark = Annotated[int, Field(ge=1, le=5)]
RATING = "rating_"


class SurveyRequest(OwnRequest):
    """The answers; `ratings` come as one mapping, or as fields `rating_staff` of a form."""

    satisfied: bool
    ratings: dict[Criterion, Mark] = Field(default_factory=dict)
    text: Paragraphs = Field(default="", max_length=TEXT_LIMIT)
    reopen: bool = False
    reason: Paragraphs = Field(default="", max_length=TEXT_LIMIT)

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        marks = {n.removeprefix(RATING): v for n, v in data.items() if n.startswith(RATING) and v}
        rest = {n: v for n, v in data.items() if not n.startswith(RATING)}
        return rest | {"ratings": marks} if marks else rest

    @field_validator("reopen", mode="before")
    @classmethod
    def _left_empty(cls, typed: object) -> object:
        return False if typed == "" else typed


@app.post("/api/v1/complaints/<complaint_id>/survey")
def answer(complaint_id: str) -> Response[str]:
    """Take the answers: one GetItem, one PutItem, one UpdateItem, each found done by a repeat."""
    request, asked = http.read(app, SurveyRequest)
    if request.reopen and (request.satisfied or not request.reason):
        name = "satisfied" if request.satisfied else "reason"
        raise InvalidInputError(FieldError(name, "invalid" if request.satisfied else "missing"))
    record, _ = own.owned(complaint_id, request)
    entry = _entry(request, asked.lang)
    if not move.has_made(record, entry):
        _check(record, entry)
        _keep(record, request, entry)
    record = move.apply(record, entry)
    notice.tell(record, entry)
    data = {"state": "reopened" if request.reopen else "rated", "complaint": record.complaint.id}
    return http.answer(asked, data, done="survey")


def _entry(request: SurveyRequest, lang: str) -> Entry:
    return Entry(
        at=clock.now(),
        move="reopen" if request.reopen else "rate",
        role="reporter",
        rid=request.request_id(),
        text={lang: request.reason} if request.reopen else {},
        private=request.reopen,
        facts={"satisfied": request.satisfied},
    )


def _check(record: Record, entry: Entry) -> None:
    """Raise SurveyOverError if there was a survey, NotNowError if there is none yet."""
    found = move.status_of(record.complaint, entry.at)
    if states.may(record.complaint, found, entry.move, "reporter"):
        return
    if entry.move == "reopen" and states.may(record.complaint, found, "rate", "reporter"):
        raise NotNowError
    asked = any(one.move in states.SURVEYED for one in record.complaint.history)
    raise SurveyOverError if asked else NotNowError


def _keep(record: Record, request: SurveyRequest, entry: Entry) -> None:
    """Store the answers to this result; those to the result before it give way."""
    results = [one.at for one in record.complaint.history if one.move in states.SURVEYED]
    item = {
        **keys.survey(record.complaint.id),
        "at": clock.text(entry.at),
        "rid": entry.rid,
        "result_at": clock.text(results[-1]),
        "satisfied": request.satisfied,
        "ratings": dict(request.ratings),
        "text": request.text,
        "reopened": request.reopen,
    }
    condition = "attribute_not_exists(pk) OR result_at < :result_at OR rid = :rid"
    values = {":result_at": item["result_at"], ":rid": entry.rid}
    if table.put_if("core", item, condition, values) is not None:
        raise SurveyOverError


handler = http.handler(app)
