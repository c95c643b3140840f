"""POST /api/v1/uploads: the form for one file; GET /api/v1/uploads/{permit}: the page around it.

The page is for browsers without scripts: it tells what has come and has a button for one file more;
the button answers a plain form that posts straight into quarantine and comes back to the page.
"""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from functions.media import plain, record, upload
from functions.shared import clock, http, page
from functions.shared.errors import InvalidInputError, InvalidTokenError
from functions.shared.form import RID_LIMIT
from functions.shared.settings import settings

app = http.Api()
PERMIT_LIMIT = 1_000


class UploadRequest(BaseModel):
    """The permit, and what a script can tell of the file: its type and its size in bytes."""

    model_config = ConfigDict(extra="forbid")

    permit: str = Field(min_length=1, max_length=PERMIT_LIMIT)
    rid: str = Field(default="", max_length=RID_LIMIT, pattern=r"^[A-Za-z0-9_-]*$")
    type: str = Field(default="", max_length=40)
    size: int = Field(default=0, ge=0)
    lang: str = ""


@app.post("/api/v1/uploads")
def ask() -> Response[str]:
    """Answer the signed form that takes one file: one Query and one PutItem."""
    request, asked = http.read(app, UploadRequest)
    allowed, here = upload.opened(request.permit), upload.page(request.permit)
    if asked.is_form:
        return _plain_form(request, allowed, here)
    offer = upload.offer(
        allowed.owner, allowed.kinds, rid=request.rid, declared=request.type, size=request.size
    )
    told = {
        "upload": offer.id,
        "url": offer.url,
        "fields": offer.fields,
        "expires_at": clock.text(offer.expires_at),
        "most_bytes": offer.most_bytes,
    }
    return http.json_answer(told, HTTPStatus.CREATED)


@app.get("/api/v1/uploads/<permit>")
def sent(permit: str) -> Response[str]:
    """Show what was added so far, to whoever holds the permit: one Query."""
    try:
        allowed = upload.opened(permit)
    except InvalidTokenError as error:
        lang = http.language(app)
        return http.html_answer(page.refusal(lang, error, {}), error.status)
    return http.html_answer(plain.files(permit, allowed, record.of_owner(allowed.owner)))


def _plain_form(request: UploadRequest, allowed: upload.Permit, here: str) -> Response[str]:
    back = settings().site_url + here
    try:
        offer = upload.offer(allowed.owner, allowed.kinds, rid=request.rid, back=back)
    except InvalidInputError:  # no place is left: the page says so
        return http.redirect(here, HTTPStatus.SEE_OTHER)
    return http.html_answer(plain.form(allowed, offer, here))


handler = http.handler(app)
