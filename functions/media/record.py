"""The record of an added file: whose it is, and how far it came.

    offered ──► received ──► clean      its renditions are in the private bucket
                        └──► refused    with a reason; the original is deleted either way

An owner has `count` places. A place is taken by one conditional put, so that no flood gets more;
a file that was refused or never came leaves its place to another, a few times.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from functions.media.kinds import Form, Kinds
from functions.shared import clock, keys, table
from functions.shared.errors import FieldError, InvalidInputError

State = Literal["offered", "received", "clean", "refused"]
WAIT = dt.timedelta(minutes=15)
ATTEMPTS = 5
TAG_HEX, PLACE_DIGITS, SECRET_BYTES = 24, 2, 4
_ID = re.compile(rf"[0-9a-f]{{{TAG_HEX}}}[0-9]{{{PLACE_DIGITS}}}[0-9a-f]{{{2 * SECRET_BYTES}}}")
_NAMES = {"#id": "id", "#state": "state"}


class Upload(BaseModel):
    """One added file. `bytes`, `width`, `height` and `sha256` are of the rendition."""

    model_config = ConfigDict(frozen=True)

    id: str
    owner: str
    kinds: Kinds
    state: State = "offered"
    at: str
    rid: str = ""
    attempt: int = 1
    looks: int = 0
    form: Form | None = None
    reason: str = ""
    bytes: int = 0
    width: int = 0
    height: int = 0
    sha256: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The keys of the renditions, the same in the private bucket and the public one."""
        if self.form == "pdf":
            return (f"media/{self.id}.pdf",)
        return (f"media/{self.id}.jpg", f"media/{self.id}.small.jpg") if self.form else ()

    def holds(self, now: dt.datetime) -> bool:
        """Tell whether the place is taken: by a file, or by one that may still come."""
        waits = self.state == "offered" and now < clock.parse(self.at) + WAIT
        return waits or self.state in ("received", "clean") or self.attempt >= ATTEMPTS


def of_owner(owner: str) -> list[Upload]:
    """Return every file of an owner, in the order of their places: one Query."""
    found = table.query("core", "pk", keys.upload(_tag(owner), "")["pk"], consistent=True)
    return [_read(item) for item in found]


def clean_of(owner: str) -> list[Upload]:
    """Return the files of an owner that may be shown: one Query."""
    return [upload for upload in of_owner(owner) if upload.state == "clean"]


def find(upload_id: str) -> Upload | None:
    """Return one file by its id: one GetItem; None for an id whose place has gone to another."""
    key = _key(upload_id)
    item = table.get("core", key, consistent=True) if key else None
    return _read(item) if item and item["id"] == upload_id else None


def reserve(owner: str, kinds: Kinds, rid: str) -> Upload:
    """Take a place for a file: one Query and one PutItem; a repeat with the same `rid` only reads.

    Raises InvalidInputError when every place is taken.
    """
    there = {_place(upload.id): upload for upload in of_owner(owner)}
    for upload in there.values():
        if rid and upload.rid == rid and upload.state != "refused":
            return upload
    for place in (f"{number:0{PLACE_DIGITS}}" for number in range(kinds.count)):
        old = there.get(place)
        if old is None or not old.holds(clock.now()):
            taken = _take(owner, kinds, rid, place, old)
            if taken:
                return taken
    raise InvalidInputError(FieldError("file", "too_many", (("max_length", kinds.count),)))


def _take(owner: str, kinds: Kinds, rid: str, place: str, old: Upload | None) -> Upload | None:
    """Write a new file into a place unless somebody was faster."""
    tag = _tag(owner)
    upload = Upload(
        id=tag + place + secrets.token_hex(SECRET_BYTES),
        owner=owner,
        kinds=kinds,
        at=clock.text(clock.now()),
        rid=rid,
        attempt=old.attempt + 1 if old else 1,
    )
    item = {**keys.upload(tag, place), **upload.model_dump(exclude_none=True)}
    if old is None:
        lost = table.put_new("core", item)
    else:
        lost = table.put_if("core", item, "#id = :old", {":old": old.id}, {"#id": "id"})
    return upload if lost is None else None


def claim(upload_id: str) -> Upload | None:
    """Note that a file has come and is looked at: one UpdateItem; None if nobody waits for it."""
    return _change(upload_id, "SET #state = :to ADD looks :one", {":to": "received", ":one": 1})


def settle(upload_id: str, **found: Any) -> Upload | None:
    """Write what became of a file (`state` and what goes with it): one UpdateItem."""
    names = {f"#{name}": name for name in found}
    told = ", ".join(f"#{name} = :{name}" for name in found)
    values = {f":{name}": value for name, value in found.items()}
    return _change(upload_id, f"SET {told}", values, names)


def forget(upload: Upload) -> None:
    """Delete the record: one DeleteItem."""
    table.delete("core", keys.upload(_tag(upload.owner), _place(upload.id)))


def _change(
    upload_id: str, expression: str, values: table.Item, names: dict[str, str] | None = None
) -> Upload | None:
    key = _key(upload_id)
    if key is None:
        return None
    values = values | {":id": upload_id, ":offered": "offered", ":received": "received"}
    condition = "#id = :id AND #state IN (:offered, :received)"
    try:
        item = table.update(
            "core", key, expression, values, condition=condition, names=_NAMES | (names or {})
        )
    except table.ConditionFailedError:
        return None
    return _read(item)


def _tag(owner: str) -> str:
    return hashlib.sha256(f"upload/v1/{owner}".encode()).hexdigest()[:TAG_HEX]


def _place(upload_id: str) -> str:
    return upload_id[TAG_HEX : TAG_HEX + PLACE_DIGITS]


def _key(upload_id: str) -> keys.Key | None:
    """Return where the record of an id lies; None for what no id looks like."""
    if not _ID.fullmatch(upload_id):
        return None
    return keys.upload(upload_id[:TAG_HEX], _place(upload_id))


def _read(item: table.Item) -> Upload:
    return Upload.model_validate({n: v for n, v in item.items() if n not in ("pk", "sk")})
