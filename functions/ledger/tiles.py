"""Tiles of C2SP tlog-tiles: paths, encodings, and a tree that grows at its right edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from functions.ledger import merkle

WIDTH = 256
LEVEL_BITS = 8
MAX_ENTRY_BYTES = 65_535
ENTRIES = "entries"


class TileError(ValueError):
    """These bytes are not the tile or bundle that was asked for."""


class Tile(NamedTuple):
    """A static file of the log."""

    path: str
    body: bytes


@dataclass(frozen=True)
class Edge:
    """What must be known of a tree to grow it: its partial tiles and its partial bundle."""

    size: int = 0
    levels: tuple[tuple[bytes, ...], ...] = ()
    entries: tuple[bytes, ...] = ()

    def root(self) -> bytes:
        """Return the root: perfect subtrees, joined from the right."""
        found = b""
        for level in self.levels:
            for subtree in reversed(list(_perfect(level))):
                found = merkle.node_hash(subtree, found) if found else subtree
        return found or merkle.EMPTY_ROOT


def path(level: int | str, index: int, width: int = WIDTH) -> str:
    """Return a tile's path below the log's prefix; the level of entry bundles is `entries`."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    name = "/".join([*("x" + group for group in groups[:-1]), groups[-1]])
    return f"tile/{level}/{name}" + ("" if width == WIDTH else f".p/{width}")


def width(size: int, level: int, index: int) -> int:
    """Return how many hashes a tile has in a tree of this size, at most 256."""
    return max(0, min(WIDTH, (size >> (LEVEL_BITS * level)) - index * WIDTH))


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Return entries one after another, each after its length (16 bits, big-endian)."""
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise TileError("an entry is too long")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_bundle(body: bytes, count: int) -> list[bytes]:
    """Read exactly `count` entries. Raises TileError if there are more, fewer or a torn one."""
    entries, at = [], 0
    for _ in range(count):
        end = at + 2 + int.from_bytes(body[at : at + 2], "big")
        if at + 2 > len(body) or end > len(body):
            raise TileError("too few entries")
        entries.append(body[at + 2 : end])
        at = end
    if at != len(body):
        raise TileError("bytes after the last entry")
    return entries


def decode_hashes(body: bytes, count: int) -> list[bytes]:
    """Read exactly `count` hashes. Raises TileError."""
    size = merkle.HASH_BYTES
    if len(body) != count * size:
        raise TileError("not the length of the tile")
    return [body[i : i + size] for i in range(0, len(body), size)]


def grow(
    edge: Edge, entries: Sequence[bytes], hashes: Sequence[bytes] | None = None
) -> tuple[Edge, list[Tile]]:
    """Return the edge after more entries, and every tile and bundle that is new in that tree.

    `hashes` are the entries' leaf hashes, if they are known already.
    """
    rows = hashes if hashes is not None else [merkle.leaf_hash(entry) for entry in entries]
    tail, tiles = _bundles(edge, entries)
    levels: list[tuple[bytes, ...]] = []
    while rows or len(levels) < len(edge.levels):
        rest, above, made = _level(edge, len(levels), rows)
        levels.append(rest)
        tiles += made
        rows = above
    return Edge(edge.size + len(entries), tuple(levels), tail), tiles


def _bundles(edge: Edge, entries: Sequence[bytes]) -> tuple[tuple[bytes, ...], list[Tile]]:
    row = [*edge.entries, *entries]
    first = edge.size >> LEVEL_BITS
    chunks = list(_chunks(row)) if entries else []
    tiles = [
        Tile(path(ENTRIES, first + number, len(chunk)), encode_bundle(chunk))
        for number, chunk in enumerate(chunks)
    ]
    return tuple(row[len(row) - len(row) % WIDTH :]), tiles


def _level(
    edge: Edge, level: int, new: Sequence[bytes]
) -> tuple[tuple[bytes, ...], list[bytes], list[Tile]]:
    """Return a level's new partial row, the hashes that go up, and its new tiles."""
    row = [*(edge.levels[level] if level < len(edge.levels) else ()), *new]
    first = edge.size >> (LEVEL_BITS * (level + 1))
    chunks = list(_chunks(row)) if new else []
    tiles = [
        Tile(path(level, first + number, len(chunk)), b"".join(chunk))
        for number, chunk in enumerate(chunks)
    ]
    above = [merkle.root(chunk) for chunk in chunks if len(chunk) == WIDTH]
    return tuple(row[len(row) - len(row) % WIDTH :]), above, tiles


def _chunks(row: list[bytes]) -> Iterator[list[bytes]]:
    for start in range(0, len(row), WIDTH):
        yield row[start : start + WIDTH]


def _perfect(row: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the roots of a partial row's perfect subtrees, the largest first."""
    at, span = 0, WIDTH >> 1
    while span:
        if len(row) & span:
            yield merkle.root(row[at : at + span])
            at += span
        span >>= 1
