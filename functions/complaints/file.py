"""POST /api/v1/complaints: report a problem; number, due date and private link come at once."""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.complaints import filing, filing_page, links, notice, receipt
from functions.complaints.form import ComplaintRequest
from functions.shared import clock, http
from functions.shared.body import Asked
from functions.shared.errors import InvalidInputError

app = http.Api(body_limit=http.LONG_BODY_LIMIT)


@app.post("/api/v1/complaints")
def take() -> Response[str]:
    """Take a complaint: four writes, each of which a retry with the same `rid` finds done."""
    asked = http.asked_of(app)
    try:
        return _take(asked, HTTPStatus.CREATED)
    except InvalidInputError as error:
        if not asked.is_form:
            raise
        return http.html_answer(filing_page.refused(asked.lang, error, asked.data), error.status)


def _take(asked: Asked, created: HTTPStatus) -> Response[str]:
    request, _ = http.read(app, ComplaintRequest)
    request = request.model_copy(update={"lang": asked.lang})
    filing.check(request)
    now = clock.now()
    if request.step == "check":
        return http.html_answer(filing_page.last_look(request, asked.lang, now))
    filed = filing.file(request, asked.lang, now)
    notice.tell_filed(filed)
    if not asked.is_form:
        return http.json_answer(receipt.answer(filed, asked.lang), created)
    number = filed.record.complaint.id
    onward = links.track(asked.lang, number, filed.secret)
    permit = receipt.permit(number, asked.lang, onward)
    return http.html_answer(filing_page.coupon(filed, asked.lang, permit), created)


handler = http.handler(app)
