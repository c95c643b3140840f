"""POST /api/v1/complaints/{id}/status: the reporter's own page, and what can be done there."""

from __future__ import annotations

from typing import Any, Literal

from aws_lambda_powertools.event_handler import Response
from pydantic import Field

from functions.complaints import move, notice, own, own_page, own_view, shown
from functions.complaints.complaint import Entry, Record
from functions.complaints.form import DESCRIPTION_LIMIT
from functions.complaints.own import OwnRequest
from functions.shared import clock, http
from functions.shared.form import Paragraphs

app = http.Api(body_limit=http.LONG_BODY_LIMIT)
Act = Literal["read", "reply", "withdraw", "redact", "appeal"]
# The reporter's words to officials; the public only sees that there were some.
WRITTEN = ("reply", "appeal", "withdraw")


class TrackRequest(OwnRequest):
    """What the reporter does; `text` is the reply, the appeal, or the new public text."""

    act: Act = "read"
    text: Paragraphs = Field(default="", max_length=DESCRIPTION_LIMIT)


@app.post("/api/v1/complaints/<complaint_id>/status")
def track(complaint_id: str) -> Response[str]:
    """Show the whole complaint to its reporter, after doing what was asked."""
    request, asked = http.read(app, TrackRequest)
    record, secret = own.owned(complaint_id, request)
    if request.act != "read":
        record = _act(record, request, asked.lang)
        if asked.is_form:
            return http.answer(asked, {}, done="complaint-sent")
    seen = own_view.view(record, secret, asked.lang, clock.now())
    if asked.is_form:
        return http.html_answer(own_page.render(seen, secret, asked.lang))
    return http.json_answer(seen)


def _act(record: Record, request: TrackRequest, lang: str) -> Record:
    """Make the move, once for each request: one UpdateItem, and one mail."""
    changes, told = dict[str, Any](), dict[str, Any]()
    if request.act == "redact":
        changes, told = shown.by_author(record.complaint, request.text)
    entry = Entry(
        at=clock.now(),
        move=request.act,
        role="reporter",
        rid=request.request_id(),
        text={lang: request.text} if request.act in WRITTEN and request.text else {},
        private=request.act in WRITTEN,
        facts=told,
    )
    changed = move.apply(record, entry, **changes)
    notice.tell(changed, entry)
    return changed


handler = http.handler(app)
