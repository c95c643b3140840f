"""Letting somebody add files: a sealed permit for an owner, and for each file a signed form.

The room that owns a thing (a petition, a complaint) hands out the permit, so only whoever wrote the
thing can add to it. The file goes from the browser straight into quarantine, under a key that is
made here; its own name is never asked.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from functions.media import record
from functions.media.kinds import ANY_TYPE, Kinds
from functions.shared import clock, crypto, objects

LIFE = dt.timedelta(hours=24)
FORM_SECONDS = 300
QUARANTINE = "incoming/"


@dataclass(frozen=True)
class Permit:
    """Whose files may be added, which, and where their page leads on to."""

    owner: str
    kinds: Kinds
    lang: str
    onward: str


@dataclass(frozen=True)
class Offer:
    """One file's id and the form that takes it; the file goes last, in the field `file`."""

    id: str
    url: str
    fields: dict[str, str]
    expires_at: dt.datetime
    most_bytes: int


def permit(owner: str, kinds: Kinds, lang: str, *, onward: str) -> str:
    """Return a token that lets its holder add files to an owner for a day.

    `onward` is a path of the site, to go on to from the page of forms without scripts.
    """
    data = {
        "o": owner,
        "k": kinds.model_dump(exclude_defaults=True),
        "l": lang,
        "w": onward,
    }
    return crypto.seal("upload", data, ttl=LIFE)


def opened(token: str) -> Permit:
    """Return what a permit allows. Raises InvalidTokenError or ExpiredTokenError."""
    data = crypto.open_token("upload", token)
    return Permit(data["o"], Kinds.model_validate(data["k"]), data["l"], data["w"])


def page(token: str) -> str:
    """Return the path of the page where files are added without scripts."""
    return f"/api/v1/uploads/{token}"


def offer(
    owner: str, kinds: Kinds, *, rid: str = "", declared: str = "", size: int = 0, back: str = ""
) -> Offer:
    """Take a place and return the signed form for one file: one Query and one PutItem.

    `back` is the address that the browser is sent on to afterwards. Raises InvalidInputError.
    """
    most = kinds.check(declared, size)
    upload = record.reserve(owner, kinds, rid)
    fields = {"Content-Type": declared or ANY_TYPE}
    # A script reads the status; a plain form has to be sent on somewhere.
    fields |= {"success_action_redirect": back} if back else {"success_action_status": "201"}
    form = objects.post_form(
        "uploads", QUARANTINE + upload.id, fields, most_bytes=most, seconds=FORM_SECONDS
    )
    ends = clock.now() + dt.timedelta(seconds=FORM_SECONDS)
    return Offer(upload.id, form.url, form.fields, ends, most)
