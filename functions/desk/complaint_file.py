"""POST /api/v1/desk/complaints: a complaint that somebody tells by phone or at a counter."""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.complaints import filing, notice, receipt
from functions.complaints.form import ComplaintRequest
from functions.desk.act import signed_in
from functions.desk.complaint_roles import may_file
from functions.shared import clock, http
from functions.shared.errors import ForbiddenError, UnsupportedError
from functions.shared.http import logger

app = http.Api(body_limit=http.LONG_BODY_LIMIT)


@app.post("/api/v1/desk/complaints")
def file() -> Response[str]:
    """Take a complaint that an official writes down for somebody; the same coupon as for all."""
    who = signed_in(app)
    if not may_file(who):
        raise ForbiddenError
    asked, sent = http.read(app, ComplaintRequest)
    if sent.is_form:
        raise UnsupportedError
    # Whoever phones agrees by word of mouth, which the official takes down.
    request = asked.model_copy(update={"consent": True})
    filing.check(request)
    filed = filing.file(request, sent.lang, clock.now(), channel="desk", flags=())
    notice.tell_filed(filed)
    number = filed.record.complaint.id
    logger.info("desk complaint filed", extra={"complaint": number, "by": who.sub})
    return http.json_answer(receipt.answer(filed, sent.lang), HTTPStatus.CREATED)


handler = http.handler(app)
