"""GET /api/v1/desk/media/{upload}: an added file for an official's eyes, before it is public.

The bytes go through the function, so no address of the file exists that somebody could hand on.
Larger files come in parts: Lambda answers six megabytes at most, and base64 takes a third of that.
"""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.complaints import complaint, move
from functions.desk import complaint_roles, rows, work_do
from functions.desk.act import signed_in
from functions.desk.case import load
from functions.desk.roles import Official
from functions.media import record
from functions.media.record import Upload
from functions.projects import work
from functions.shared import clock, http, objects
from functions.shared.errors import ForbiddenError, NotFoundError

PART_BYTES = 3 * 1024 * 1024
app = http.Api()


@app.get("/api/v1/desk/media/<upload>")
def show(upload: str) -> Response[bytes]:
    """Answer one part of a file, from part 0 on; `small=1` is its small picture."""
    who = signed_in(app)
    if not who.roles:
        raise ForbiddenError
    found = record.find(upload)
    if found is None or found.state != "clean" or not _sees(who, found):
        raise NotFoundError
    asked = app.current_event.query_string_parameters or {}
    key = found.files[-1 if asked.get("small") == "1" else 0]
    stored = objects.read("private", key)
    if stored is None:
        raise NotFoundError
    start = http.petition_id(asked.get("part", "0")) * PART_BYTES
    part = stored.body[start : start + PART_BYTES]
    return Response(int(HTTPStatus.OK), objects.content_type(key), part, dict(http.NO_STORE))


def _sees(who: Official, found: Upload) -> bool:
    """Tell whether this official may see the petition, complaint or work of a file."""
    kind, number = found.owner.split(":", 1)
    if kind == "complaint":
        facts = complaint.load(int(number)).complaint
        return complaint_roles.sees(who, move.status_of(facts, clock.now()).body)
    if kind == "work":
        return work_do.sees(who, work.load(int(number)).work)
    return kind == "petition" and rows.sees(load(int(number), who, clock.now()))


handler = http.handler(app)
