"""The public log as anyone reads it: entries and hashes, from whatever fetches a path's bytes.

`fetch` takes a path below the log's prefix, such as `tile/0/000`, and raises FileNotFoundError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from functions.ledger import note, tiles

Fetch = Callable[[str], bytes]
Part = TypeVar("Part")


def checkpoint(fetch: Fetch, key: note.Key) -> note.Checkpoint:
    """Return the signed head. Raises FileNotFoundError, NoteError or SignatureError."""
    return note.open_checkpoint(text(fetch("checkpoint")), key)


def text(body: bytes) -> str:
    """Decode a note. Raises NoteError."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise note.NoteError("not UTF-8") from None


def entries(fetch: Fetch, start: int, size: int) -> Iterator[bytes]:
    """Yield the entries from index `start` on in a log of `size` entries.

    Raises FileNotFoundError or TileError.
    """
    return _parts(fetch, tiles.ENTRIES, tiles.decode_bundle, start, size)


def hashes(fetch: Fetch, start: int, size: int) -> Iterator[bytes]:
    """Yield the leaf hashes from index `start` on. Raises FileNotFoundError or TileError."""
    return _parts(fetch, 0, tiles.decode_hashes, start, size)


def tile(fetch: Fetch, level: int, index: int, size: int) -> list[bytes]:
    """Return the hashes of one tile in a log of `size` entries."""
    return _tile(fetch, level, tiles.decode_hashes, index, tiles.width(size, level, index))


def _parts(
    fetch: Fetch,
    level: int | str,
    decode: Callable[[bytes, int], list[Part]],
    start: int,
    size: int,
) -> Iterator[Part]:
    for index in range(start // tiles.WIDTH, -(-size // tiles.WIDTH)):
        first = index * tiles.WIDTH
        parts = _tile(fetch, level, decode, index, min(tiles.WIDTH, size - first))
        yield from parts[max(0, start - first) :]


def _tile(
    fetch: Fetch,
    level: int | str,
    decode: Callable[[bytes, int], list[Part]],
    index: int,
    width: int,
) -> list[Part]:
    """Read a tile; a partial one that is gone is the beginning of the full one."""
    try:
        return decode(fetch(tiles.path(level, index, width)), width)
    except FileNotFoundError:
        if width == tiles.WIDTH:
            raise
    return decode(fetch(tiles.path(level, index)), tiles.WIDTH)[:width]
