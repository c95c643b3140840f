"""Takes files posted with a signed form, as S3 does: same checks, same answers, into a folder."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import urlencode

from functions.shared import objects, post_policy
from infra.local.events import Answer, Request

PATH = post_policy.PATH
LIMIT_BYTES = 12 * 1024 * 1024  # the largest file, and room for the fields around it
_KEY = re.compile(r"incoming/[0-9a-f]+")
_STATUS = {"AccessDenied": 403, "EntityTooSmall": 400, "EntityTooLarge": 400, "MalformedPOST": 400}


def take(request: Request) -> Answer:
    """Answer one posted form: 303 or 201 if the file is taken, else S3's error."""
    if request.method != "POST":
        return _refused("MalformedPOST")
    fields, file = _parts(request)
    if file is None:
        return _refused("MalformedPOST")
    refusal = post_policy.refusal(fields, len(file))
    key = fields.get("key", "")
    if refusal or not _KEY.fullmatch(key):
        return _refused(refusal or "AccessDenied")
    etag = objects.write("uploads", key, file)
    back = fields.get("success_action_redirect")
    if back:
        told = urlencode({"bucket": "uploads", "key": key, "etag": etag})
        return Answer(303, [("location", f"{back}{'&' if '?' in back else '?'}{told}")])
    return Answer(int(fields.get("success_action_status", "204")), [("etag", etag)])


def too_large() -> Answer:
    """Answer a body that is larger than any file may be."""
    return _refused("EntityTooLarge")


def _parts(request: Request) -> tuple[dict[str, str], bytes | None]:
    """Return the fields before the file, and the file; what follows it is not looked at."""
    fields: dict[str, str] = {}
    boundary = _header(request.header("content-type")).get_param("boundary")
    if not isinstance(boundary, str):
        return fields, None
    for part in (b"\r\n" + request.body).split(b"\r\n--" + boundary.encode("latin-1"))[1:]:
        told, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name = _header(_disposition(told)).get_param("name")
        if name == "file":
            return fields, content
        if not isinstance(name, str) or name in fields:
            break
        fields[name] = content.decode("utf-8", "replace")
    return fields, None


def _disposition(told: bytes) -> str:
    lines = told.decode("utf-8", "replace").split("\r\n")
    start = "content-disposition:"
    return next((line[len(start) :] for line in lines if line.lower().startswith(start)), "")


def _header(value: str) -> Message:
    """Return a header's value where its parameters can be read."""
    read = Message()
    read["content-type"] = value.strip()
    return read


def _refused(code: str) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code></Error>'
    return Answer(_STATUS[code], [("content-type", "application/xml")], body.encode())
