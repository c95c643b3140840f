"""Scheduled each minute: takes files out of quarantine, written afresh, or refuses them.

Order for each file: note it in its record → write the renditions → settle the record → delete the
original. A run that is cut anywhere is taken up by the next one, at the same keys, with the same
bytes; an original is never kept, shown or copied. A file that cuts three runs is refused unread.
"""

from __future__ import annotations

import time
from itertools import islice
from typing import Any

from aws_lambda_powertools import Logger

from functions.media import record, scan
from functions.media.record import Upload
from functions.media.refusal import RefusedError
from functions.media.rendering import Rendered, render
from functions.media.upload import QUARANTINE
from functions.shared import objects

LISTED, LOOKS = 500, 3
SECONDS = 25
logger = Logger(service="dauys")


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Clean what lies in quarantine, as much as fits into one run."""
    ends, told = time.monotonic() + SECONDS, {"clean": 0, "refused": 0, "left": 0}
    for key in islice(objects.list_keys("uploads", QUARANTINE), LISTED):
        outcome = clean(key) if time.monotonic() < ends else "left"
        told[outcome] = told.get(outcome, 0) + 1
    if any(told.values()):
        logger.info("cleaned", extra=told)
    return told


def clean(key: str) -> str:
    """Deal with one file: `clean`, `refused`, `waiting` for the scanner, or `stray`."""
    upload_id = key.removeprefix(QUARANTINE)
    verdict = scan.verdict(key)
    if verdict == "pending":
        return "waiting"
    upload = record.claim(upload_id)
    stored = objects.read("uploads", key) if upload else None
    if upload is None or stored is None:
        objects.delete("uploads", key)
        return "stray"
    outcome = _look(upload, stored.body, found=verdict == "found")
    objects.delete("uploads", key)
    return outcome


def _look(upload: Upload, sent: bytes, *, found: bool) -> str:
    try:
        if found:
            raise RefusedError("malware")
        if upload.looks > LOOKS:
            raise RefusedError("unreadable")
        rendered = render(sent, upload.kinds)
    except RefusedError as error:
        record.settle(upload.id, state="refused", reason=error.reason)
        return "refused"
    _keep(upload, rendered)
    return "clean"


def _keep(upload: Upload, rendered: Rendered) -> None:
    found = {"form": rendered.form, "width": rendered.width, "height": rendered.height}
    files = upload.model_copy(update=found).files
    for key, body in zip(files, (rendered.large, rendered.small), strict=False):
        objects.write("private", key, body)
    size, digest = len(rendered.large), rendered.sha256
    record.settle(upload.id, state="clean", bytes=size, sha256=digest, **found)
