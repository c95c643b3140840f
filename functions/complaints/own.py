"""Who may act as the reporter: whoever has the secret of the private link, and nobody else."""

from __future__ import annotations

import hmac

from pydantic import Field

from functions.complaints import complaint, coupon
from functions.complaints.complaint import Record
from functions.shared import http
from functions.shared.errors import NotFoundError
from functions.shared.form import Form

KEY_LIMIT = 300


class OwnRequest(Form):
    """The secret as `token`; a form without scripts has `key`: secret, link, or what is in it.

    With a bare secret such a form brings the coupon's `number` too.
    """

    token: str = Field(default="", max_length=KEY_LIMIT)
    key: str = Field(default="", max_length=KEY_LIMIT)
    number: str = Field(default="", max_length=40)


def owned(written: str, request: OwnRequest) -> tuple[Record, str]:
    """Return the complaint and its secret: one GetItem. `written` is the id of the address, or 0.

    A wrong secret and an unknown complaint are the same NotFoundError.
    """
    number = http.petition_id(written)
    named, _, secret = (request.token or request.key).strip().rpartition("#")[2].rpartition(".")
    asked = _number(named, request.number) if number == 0 else number
    if named and named != str(asked):
        raise NotFoundError
    record = complaint.load(asked, consistent=True)
    if not hmac.compare_digest(record.link, complaint.link_tag(secret)):
        raise NotFoundError
    return record, secret


def _number(named: str, typed: str) -> int:
    if named:
        return http.petition_id(named)
    try:
        return coupon.read(typed)
    except ValueError:
        raise NotFoundError from None
