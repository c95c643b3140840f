"""What of a complaint the public may read and see: decided with `accept` and `redact`."""

from __future__ import annotations

from typing import Any

from functions.complaints import receipt
from functions.complaints.complaint import Photo
from functions.desk.complaint_asked import ChainedMove
from functions.desk.complaint_case import Case
from functions.media import publication, record
from functions.shared.errors import FieldError, InvalidInputError, NotFoundError
from functions.shared.http import logger


def changes(case: Case, asked: ChainedMove) -> dict[str, Any]:
    """Return the facts that `accept` and `redact` set; reads the files only if some are shown.

    Without `shown`, accepting publishes the description as it is and redacting leaves what is
    published; an empty one publishes no text. Raises InvalidInputError.
    """
    found: dict[str, Any] = {}
    if asked.shown is not None:
        found["shown"] = asked.shown or None
    elif asked.move == "accept":
        found["shown"] = case.facts.description if case.is_publishable else None
    if asked.shown_photos is not None:
        found["shown_photos"] = _photos(case, asked.shown_photos)
    wrong = [name for name, value in found.items() if value and not case.is_publishable]
    if wrong:
        raise InvalidInputError(*(FieldError(name, "not_publishable") for name in wrong))
    return found


def finish(case: Case, move: str) -> None:
    """Bring the site's files in line with what is shown; doing it again changes nothing."""
    shown = [photo.id for photo in case.facts.shown_photos]
    for upload in shown:
        try:
            publication.publish(upload)
        except NotFoundError:  # erased since: nothing is left that could be shown
            logger.warning("photo gone", extra={"complaint": case.facts.id, "upload": upload})
    if move == "redact":
        for one in record.of_owner(receipt.owner(case.facts.id)):
            if one.id not in shown:
                publication.unpublish(one.id)


def _photos(case: Case, ids: list[str]) -> list[Photo]:
    """Return the photos to show; each must be a clean file of this complaint."""
    clean = record.clean_of(receipt.owner(case.facts.id)) if ids else []
    by_id = {one.id: one for one in clean if one.form == "image"}
    if not set(ids) <= set(by_id):
        raise InvalidInputError(FieldError("shown_photos", "not_a_choice"))
    return [
        Photo(id=one, width=by_id[one].width, height=by_id[one].height)
        for one in dict.fromkeys(ids)
    ]
