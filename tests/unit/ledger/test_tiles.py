"""Tiles: the paths of the specification, and a tree that may grow in any steps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.ledger import merkle, reader, tiles
from functions.ledger.tiles import Edge, TileError


def leaves(count: int) -> list[bytes]:
    return [f"entry {n}".encode() for n in range(count)]


def grown(*counts: int) -> tuple[Edge, dict[str, bytes]]:
    """Grow a tree step by step; return its edge and every file written on the way."""
    edge, files, entries = Edge(), dict[str, bytes](), leaves(sum(counts))
    for count in counts:
        edge, made = tiles.grow(edge, entries[edge.size : edge.size + count])
        for tile in made:
            assert files.setdefault(tile.path, tile.body) == tile.body
    return edge, files


def fetcher(files: dict[str, bytes]) -> reader.Fetch:
    def fetch(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    return fetch


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        ("entries", 1_234_067, 8, "tile/entries/x001/x234/067.p/8"),
        (1, 999, 1, "tile/1/999.p/1"),
        (2, 1_000, 255, "tile/2/x001/000.p/255"),
    ],
)
def test_paths_are_those_of_the_specification(
    level: int | str, index: int, width: int, path: str
) -> None:
    assert tiles.path(level, index, width) == path


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() -> None:
    edge, files = grown(70_000)

    assert [len(row) for row in edge.levels] == [112, 17, 1]
    full = [path for path in files if path.startswith("tile/0/") and ".p/" not in path]
    assert len(full) == 273
    partial = {path for path in files if ".p/" in path}
    assert partial == {
        "tile/entries/273.p/112",
        "tile/0/273.p/112",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    }
    assert tiles.width(70_000, 1, 1) == 17
    assert tiles.width(70_000, 0, 274) == 0


def test_a_full_tile_is_hashed_upward_and_a_partial_one_is_not() -> None:
    edge, files = grown(256)

    assert {"tile/0/000", "tile/1/000.p/1", "tile/entries/000"} == files.keys()
    assert [len(row) for row in edge.levels] == [0, 1]
    assert "tile/1/000.p/1" not in grown(255)[1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=8))
def test_steps_do_not_matter(counts: list[int]) -> None:
    edge, files = grown(*counts)
    whole, at_once = grown(sum(counts))
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves(sum(counts))]

    assert edge == whole
    assert edge.root() == merkle.root(hashes)
    assert at_once.items() <= files.items()
    assert list(reader.entries(fetcher(files), 0, edge.size)) == leaves(edge.size)
    assert list(reader.hashes(fetcher(files), 0, edge.size)) == hashes


def test_a_reader_begins_where_it_is_told_and_takes_a_full_tile_for_a_gone_partial_one() -> None:
    _, files = grown(300, 400)
    kept = {path: body for path, body in files.items() if ".p/44" not in path}

    assert list(reader.entries(fetcher(kept), 270, 300)) == leaves(300)[270:]
    assert len(list(reader.hashes(fetcher(kept), 299, 300))) == 1
    with pytest.raises(FileNotFoundError):
        list(reader.entries(fetcher({}), 0, 1))


@pytest.mark.parametrize("body", [b"", b"\x00", b"\x00\x02a", b"\x00\x01ab", b"\x00\x01a\x00\x01b"])
def test_a_torn_bundle_is_refused(body: bytes) -> None:
    with pytest.raises(TileError):
        tiles.decode_bundle(body, 1)


def test_a_tile_of_another_length_is_refused() -> None:
    for body in (b"", bytes(31), bytes(33), bytes(64)):
        with pytest.raises(TileError):
            tiles.decode_hashes(body, 1)
    with pytest.raises(TileError):
        tiles.encode_bundle([bytes(65_536)])
