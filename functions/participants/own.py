"""Keys of one poll, project or survey alone, wrapped in the table of keys; destroyed with it."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from functions.shared import clock, crypto, keys, table
from functions.shared.errors import NotFoundError
from functions.shared.keyring import KEY_BYTES

FRESH = dt.timedelta(minutes=5)  # after this a destroyed key is gone from memory too
MOST = 1_000
_seen: dict[str, tuple[dt.datetime, OwnKeys]] = {}


@dataclass(frozen=True)
class OwnKeys:
    """`tag` is for what stands for a person, `data` encrypts what is stored of one."""

    tag: bytes
    data: bytes


def new_keys(name: str) -> OwnKeys:
    """Make the keys of a name, such as `PROJECT#7`; a repeat returns the keys already stored."""
    fresh = secrets.token_bytes(2 * KEY_BYTES)
    there = table.put_new("keys", keys.own_keys(name) | {"wrapped": crypto.wrap(fresh, _for(name))})
    found = _split(crypto.unwrap(there["wrapped"], _for(name)) if there else fresh)
    _seen[name] = (clock.now(), found)
    return found


def own_keys(name: str) -> OwnKeys:
    """Return the keys of a name: one GetItem each five minutes.

    Raises NotFoundError when they never were, or are destroyed.
    """
    now = clock.now()
    read_at, found = _seen.get(name, (None, None))
    if read_at is None or found is None or not now - FRESH < read_at <= now:
        _seen.pop(name, None)
        item = table.get("keys", keys.own_keys(name))
        if item is None:
            raise NotFoundError
        found = _split(crypto.unwrap(item["wrapped"], _for(name)))
        if len(_seen) >= MOST:
            _seen.clear()
        _seen[name] = (now, found)
    return found


def destroy_keys(name: str) -> None:
    """Delete the keys of a name: what was tagged or encrypted under them stays closed for ever."""
    table.delete("keys", keys.own_keys(name))
    _seen.pop(name, None)


def forget() -> None:
    """Drop every key kept in memory."""
    _seen.clear()


def _for(name: str) -> str:
    return f"own/{name}"


def _split(both: bytes) -> OwnKeys:
    return OwnKeys(both[:KEY_BYTES], both[KEY_BYTES:])
