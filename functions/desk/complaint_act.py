"""POST /api/v1/desk/complaints/{id}/{move}: what officials do with a complaint."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from functions.desk import complaint_case, complaint_do, complaint_notes, complaint_proposal
from functions.desk.act import signed_in
from functions.desk.complaint_asked import ComplaintMove, SecondOpinion
from functions.desk.complaint_case import Case
from functions.desk.notes import Note
from functions.desk.roles import Official
from functions.shared import clock, http
from functions.shared.errors import UnsupportedError
from functions.shared.http import Asked

app = http.Api(body_limit=http.LONG_BODY_LIMIT)


@app.post("/api/v1/desk/complaints/<complaint_id>/note")
def note(complaint_id: str) -> Response[str]:
    """Keep a note of the desk; the same request id saves the same note again."""
    who, (asked, sent) = signed_in(app), http.read(app, Note)
    return http.json_answer(complaint_notes.keep(_case(complaint_id, who, sent), asked))


@app.post("/api/v1/desk/complaints/<complaint_id>/proposal")
def proposal(complaint_id: str) -> Response[str]:
    """Approve or reject a move that waits for a second official."""
    who, (asked, sent) = signed_in(app), http.read(app, SecondOpinion)
    return http.json_answer(complaint_proposal.decide(_case(complaint_id, who, sent), asked))


@app.post("/api/v1/desk/complaints/<complaint_id>/<move>")
def act(complaint_id: str, move: str) -> Response[str]:
    """Make a move, and those that follow it in the same request, in one write."""
    who, (asked, sent) = signed_in(app), http.read(app, ComplaintMove)
    case = _case(complaint_id, who, sent)
    return http.json_answer(complaint_do.perform(case, move.replace("-", "_"), asked))


def _case(complaint_id: str, who: Official, sent: Asked) -> Case:
    if sent.is_form:
        raise UnsupportedError
    return complaint_case.load(http.petition_id(complaint_id), who, clock.now())


handler = http.handler(app)
