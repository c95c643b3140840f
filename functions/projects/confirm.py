"""POST /api/v1/works/{id}/confirmations: residents say whether a work was done as it is told."""

from __future__ import annotations

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import Field

from functions.participants import own
from functions.participants.own import OwnKeys
from functions.participants.participant import Acting, tag
from functions.projects import work
from functions.projects.work import Confirmation
from functions.shared import clock, http
from functions.shared.errors import FieldError, InvalidInputError, NotFoundError, NotNowError
from functions.shared.form import Paragraphs

app = http.Api()
TEXT_MAX = 1_000
WORKS = "WORKS"


class ConfirmationRequest(Acting):
    """Done as told or not; who says no says what is missing."""

    is_done: bool
    text: Annotated[Paragraphs, Field(max_length=TEXT_MAX)] = ""


@app.post("/api/v1/works/<work_id>/confirmations")
def confirm(work_id: str) -> Response[str]:
    """Note what a resident says of a finished work: one GetItem, one PutItem; the last counts."""
    request, asked = http.read(app, ConfirmationRequest)
    who, now = request.participant(), clock.now()
    found = work.load(http.petition_id(work_id)).work
    if found.done_on is None:
        raise NotNowError
    if not request.is_done and not request.text:
        raise InvalidInputError(FieldError("text", "missing"))
    said = Confirmation(is_done=request.is_done, text=request.text, language=asked.lang, at=now)
    work.confirm(found.id, tag(_keys().tag, f"WORK#{found.id}", who.ident), said)
    return http.answer(asked, {"state": "noted", "is_done": said.is_done}, done="confirmation")


def _keys() -> OwnKeys:
    """Return the keys of all works' tags; the first confirmation of all makes them."""
    try:
        return own.own_keys(WORKS)
    except NotFoundError:
        return own.new_keys(WORKS)


handler = http.handler(app)
