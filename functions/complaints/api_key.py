"""Keys of outside apps for Open311: shown once when made, kept only as a hash.

A key has 256 random bits, so its plain SHA-256 cannot be guessed back and needs no salt; the hash
is also the key's public id.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets

from functions.shared import clock, keys, table
from functions.shared.errors import ConflictError, NotFoundError, TooManyError
from functions.shared.facts import Fact, Instant

MOST_KEYS = 500
SECRET_BYTES = 32
LIVE, TEST = "dk_", "dt_"  # what a key begins with, so that nobody mixes them up
_ID = re.compile(r"[0-9a-f]{64}")


class ApiKey(Fact):
    """An app that may send complaints. What comes with a `test` key is not kept as a complaint."""

    id: str
    name: str
    contact: str
    test: bool
    created_at: Instant
    revoked_at: Instant | None = None
    rid: str = ""


def find(api_key: str) -> ApiKey | None:
    """Return the app of a key, None if it is unknown or revoked: one GetItem."""
    item = table.get("core", keys.api_key(_hash(api_key)), consistent=True)
    found = _read(item) if item else None
    return found if found and found.revoked_at is None else None


def issue(
    name: str, contact: str, *, test: bool, rid: str, by: str, now: dt.datetime
) -> tuple[str, ApiKey]:
    """Make a key: one Query and one PutItem; return it with what is kept of it.

    Raises ConflictError if this request made one before, since a key is shown only once.
    """
    known = issued()
    if any(one.rid == rid for one in known):
        raise ConflictError
    if len(known) >= MOST_KEYS:
        raise TooManyError
    secret = (TEST if test else LIVE) + secrets.token_urlsafe(SECRET_BYTES)
    made = ApiKey(id=_hash(secret), name=name, contact=contact, test=test, created_at=now, rid=rid)
    told = made.model_dump(exclude={"id", "created_at", "revoked_at"})
    item = {**keys.api_key(made.id), **told, "created_at": clock.text(now), "by": by}
    table.put_new("core", item)
    return secret, made


def issued() -> list[ApiKey]:
    """Return every key, the newest first: one Query."""
    found = map(_read, table.query("core", "pk", keys.API_KEYS, consistent=True))
    return sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)


def revoke(key_id: str, now: dt.datetime) -> ApiKey:
    """End a key for ever: one UpdateItem; again changes nothing. Raises NotFoundError."""
    if not _ID.fullmatch(key_id):
        raise NotFoundError
    try:
        item = table.update(
            "core",
            keys.api_key(key_id),
            "SET revoked_at = if_not_exists(revoked_at, :now)",
            {":now": clock.text(now)},
            condition="attribute_exists(pk)",
        )
    except table.ConditionFailedError:
        raise NotFoundError from None
    return _read(item)


def _hash(api_key: str) -> str:
    return hashlib.sha256(f"api-key/v1\n{api_key}".encode()).hexdigest()


def _read(item: table.Item) -> ApiKey:
    told = {name: item[name] for name in ApiKey.model_fields if name in item}
    return ApiKey.model_validate({**told, "id": item["sk"].removeprefix("KEY#")})
