"""What is published: a file is written only if its bytes changed, and goes when nobody makes it.

Every output belongs to an owner (a petition, a list, the site); an owner that is rendered again
and no longer makes a file loses it. Files are gathered in the run's burst and written from there.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from functions.publishing.store import Store

_HASH_BYTES = 16

Files = Mapping[str, bytes]
Hashes = dict[str, bytes]
MadeT = TypeVar("MadeT")


@dataclass(frozen=True)
class Lazy(Generic[MadeT]):
    """A file that is made only if `signature`, which stands for all it is made from, is new."""

    signature: bytes
    make: Callable[[], MadeT]


class Held:
    """What an owner published last, while its files are made again."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store = store
        self._owner = owner
        self._there, self._stale = _held(store, owner)

    def due(self, files: Mapping[str, Lazy[MadeT]]) -> list[str]:
        """Return the paths of the files that must be made."""
        there = {} if self._stale else self._there
        return [path for path, file in files.items() if there.get(path) != file.signature]

    def settle(self, files: Mapping[str, Lazy[MadeT]], written: Set[str]) -> None:
        """Remember what was written; what is not among the owner's files any more goes."""
        kept = Hashes()
        for path, file in files.items():
            self._store.burst.hold(path)
            if path in written:
                kept[path] = file.signature
            elif path in self._there:
                kept[path] = b"" if self._stale else self._there[path]
        for path in self._there.keys() - files.keys():
            self._store.burst.take_away(path)
        keep(self._store, self._owner, self._there, kept, stale=self._stale)


def put(store: Store, owner: str, files: Files) -> int:
    """Publish all the files of an owner and take away its others; return how many were written."""
    lazy = {path: Lazy(digest(body), partial(bytes, body)) for path, body in files.items()}
    return put_lazy(store, owner, lazy)


def put_lazy(
    store: Store,
    owner: str,
    files: Mapping[str, Lazy[bytes]],
    has_time: Callable[[], bool] = lambda: True,
) -> int:
    """As `put`, for files that are only made if what they are made from changed.

    Once `has_time` says no, the rest stays as it was; calling it again goes on from there.
    """
    held, written = Held(store, owner), set[str]()
    for path in held.due(files):
        if not has_time():
            break
        store.burst.add(path, files[path].make())
        written.add(path)
    held.settle(files, written)
    return len(written)


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
    # Processors have instructions for this hash; every file is hashed in every run that makes it.
    return hashlib.sha256(body).digest()[:_HASH_BYTES]


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
