"""Showing clean files to everybody, and taking them away again: a room does so when it decides."""

from __future__ import annotations

from collections.abc import Collection

from functions.media import record
from functions.media.record import Upload
from functions.shared import objects
from functions.shared.errors import NotFoundError

KEEP = "public, max-age=60"  # a file that is taken away must soon be gone
ENDINGS = ("jpg", "small.jpg", "pdf")


def publish(upload_id: str) -> Upload:
    """Copy a clean file's renditions to the site, below /media/. Raises NotFoundError."""
    upload = record.find(upload_id)
    if upload is None or upload.state != "clean":
        raise NotFoundError
    for key in upload.files:
        stored = objects.read("private", key)
        if stored is None:
            raise NotFoundError
        objects.write("site", key, stored.body, cache=KEEP)
    return upload


def unpublish(upload_id: str) -> None:
    """Take a file's renditions off the site; nothing happens if they are not there."""
    for ending in ENDINGS:
        objects.delete("site", f"media/{upload_id}.{ending}")


def erase(owner: str, *, keep: Collection[str] = ()) -> None:
    """Delete every file of an owner, shown or not, and what is known of it; not those to `keep`."""
    for upload in record.of_owner(owner):
        if upload.id in keep:
            continue
        unpublish(upload.id)
        for ending in ENDINGS:
            objects.delete("private", f"media/{upload.id}.{ending}")
        record.forget(upload)
