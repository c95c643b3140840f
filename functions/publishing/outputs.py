"""What is published: a file is written only if its bytes changed, and goes when nobody makes it.

Every output belongs to an owner (a petition, a list, the site); an owner that is rendered again
and no longer makes a file loses it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from functions.publishing.store import Store
from functions.shared import objects

# A page may be shown this long, and twice and five times as long while a new one is fetched or
# while the source is out of order.
PAGE_SECONDS = 60
COUNT_SECONDS = 10
_HASH_BYTES = 16

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Lazy:
    """A file that is made only if `signature`, which stands for all it is made from, is new."""

    signature: bytes
    make: Callable[[], bytes]


def put(store: Store, owner: str, files: Files) -> int:
    """Publish all the files of an owner and take away its others; return how many were written."""
    lazy = {path: Lazy(_digest(body), partial(bytes, body)) for path, body in files.items()}
    return put_lazy(store, owner, lazy)


def put_lazy(
    store: Store, owner: str, files: Mapping[str, Lazy], has_time: Callable[[], bool] = lambda: True
) -> int:
    """As `put`, for files that are only made if what they are made from changed.

    Once `has_time` says no, the rest stays as it was; calling it again goes on from there.
    """
    there = dict(
        store.db.execute("SELECT path, hash FROM output WHERE owner = ?", (owner,)).fetchall()
    )
    written = 0
    for path, file in files.items():
        if there.pop(path, None) != file.signature and has_time():
            objects.write("site", path, file.make(), cache=cache_control(path))
            store.db.execute(
                "INSERT OR REPLACE INTO output (path, hash, owner) VALUES (?, ?, ?)",
                (path, file.signature, owner),
            )
            written += 1
    for path in there:
        objects.delete("site", path)
        store.db.execute("DELETE FROM output WHERE path = ?", (path,))
    return written


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_HASH_BYTES).digest()


def cache_control(path: str) -> str:
    """Return how long an output may be kept: the ratio is that of the UK's service, 1 : 2 : 5."""
    seconds = COUNT_SECONDS if path.endswith("count.json") else PAGE_SECONDS
    return (
        f"public, max-age={seconds}, stale-while-revalidate={2 * seconds},"
        f" stale-if-error={5 * seconds}"
    )
