"""What is published: a file is written only if its bytes changed, and goes when nobody makes it.

Every output belongs to an owner (a petition, a list, the site); an owner that is rendered again
and no longer makes a file loses it. Files are gathered in the run's burst and written from there.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from functions.publishing.store import Store

_HASH_BYTES = 16

Files = Mapping[str, bytes]
Hashes = dict[str, bytes]


@dataclass(frozen=True)
class Lazy:
    """A file that is made only if `signature`, which stands for all it is made from, is new."""

    signature: bytes
    make: Callable[[], bytes]


def put(store: Store, owner: str, files: Files) -> int:
    """Publish all the files of an owner and take away its others; return how many were written."""
    lazy = {path: Lazy(digest(body), partial(bytes, body)) for path, body in files.items()}
    return put_lazy(store, owner, lazy)


def put_lazy(
    store: Store, owner: str, files: Mapping[str, Lazy], has_time: Callable[[], bool] = lambda: True
) -> int:
    """As `put`, for files that are only made if what they are made from changed.

    Once `has_time` says no, the rest stays as it was; calling it again goes on from there.
    """
    there, stale = _held(store, owner)
    made, written = Hashes(), 0
    for path, file in files.items():
        store.burst.hold(path)
        if (stale or there.get(path) != file.signature) and has_time():
            store.burst.add(path, file.make())
            made[path] = file.signature
            written += 1
        elif path in there:
            made[path] = b"" if stale else there[path]
    for path in there.keys() - files.keys():
        store.burst.take_away(path)
    keep(store, owner, there, made, stale=stale)
    return written


def keep(store: Store, owner: str, there: Hashes, made: Hashes, *, stale: bool = False) -> None:
    """Remember the hashes of an owner's files, if they are others than were there."""
    if made == there and not stale:
        return
    if made:
        row = (owner, len(made), pack(made))
        store.db.execute("INSERT OR REPLACE INTO output (owner, n, files) VALUES (?, ?, ?)", row)
    else:
        store.db.execute("DELETE FROM output WHERE owner = ?", (owner,))


def hashes(store: Store, owner: str) -> Hashes:
    """Return the files of an owner as they were published last, with their hashes."""
    return _held(store, owner)[0]


def renew(store: Store) -> None:
    """Have every file written again when it is made next."""
    store.db.execute("UPDATE output SET stale = 1")


def digest(body: bytes) -> bytes:
    """Return the hash that a file is known by."""
    return hashlib.blake2b(body, digest_size=_HASH_BYTES).digest()


def pack(files: Hashes) -> bytes:
    """Return paths and hashes as read models keep them."""
    rows = (path.encode() + b"\0" + one.ljust(_HASH_BYTES, b"\0") for path, one in files.items())
    return zlib.compress(b"".join(rows), 1)


def unpack(packed: bytes) -> Hashes:
    """Read what `pack` wrote; a hash of zeros, which no file has, stands for none."""
    found, rows, start = Hashes(), zlib.decompress(packed), 0
    while start < len(rows):
        end = rows.index(b"\0", start)
        found[rows[start:end].decode()] = rows[end + 1 : end + 1 + _HASH_BYTES]
        start = end + 1 + _HASH_BYTES
    return found


def _held(store: Store, owner: str) -> tuple[Hashes, bool]:
    row = store.db.execute("SELECT files, stale FROM output WHERE owner = ?", (owner,)).fetchone()
    return (unpack(row[0]), bool(row[1])) if row else ({}, False)
