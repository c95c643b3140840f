"""Hashes and proofs against published vectors, a naive reading of RFC 6962, and corruption."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.ledger import merkle

VECTORS = json.loads((Path(__file__).parents[2] / "data/ledger/rfc6962.json").read_text())
LEAVES = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in VECTORS["leaves"]]
ROOTS = [bytes.fromhex(root) for root in VECTORS["roots"]]
OTHER = hashlib.sha256(b"other").digest()
Proof = list[bytes]


def proof(case: dict[str, list[str]]) -> Proof:
    return [bytes.fromhex(one) for one in case["proof"]]


def naive_root(leaves: Proof) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(index: int, leaves: Proof) -> Proof:
    """PATH of RFC 6962 section 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if index < k:
        return [*naive_path(index, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(index - k, leaves[k:]), naive_root(leaves[:k])]


def bent(good: Proof) -> Iterator[Proof]:
    """Yield proofs that are nearly the good one."""
    for place in range(len(good)):
        for bit in (0, 255):
            flipped = bytearray(good[place])
            flipped[bit // 8] ^= 1 << (bit % 8)
            yield [*good[:place], bytes(flipped), *good[place + 1 :]]
        yield good[:place] + good[place + 1 :]
        yield [*good[: place + 1], *good[place:]]
        yield [*good[:place], good[place][:-1], *good[place + 1 :]]
    for extra in (OTHER, b"", *good[:1]):
        yield [*good, extra]
        yield [extra, *good]


def test_hashes_are_those_of_the_reference() -> None:
    leaf, node = VECTORS["leaf"], VECTORS["node"]

    assert merkle.leaf_hash(leaf["data"].encode()).hex() == leaf["hash"]
    assert merkle.node_hash(node["left"].encode(), node["right"].encode()).hex() == node["hash"]
    assert [merkle.root(LEAVES[:size]) for size in range(9)] == ROOTS


@pytest.mark.parametrize("case", VECTORS["inclusion"])
def test_inclusion_proofs_are_those_of_the_reference(case: dict[str, int]) -> None:
    index, size, good = case["index"], case["size"], proof(case)  # type: ignore[arg-type]

    assert merkle.inclusion_proof(LEAVES[:size], index) == good
    assert merkle.verify_inclusion(index, size, LEAVES[index], good, ROOTS[size])


@pytest.mark.parametrize("case", VECTORS["consistency"])
def test_consistency_proofs_are_those_of_the_reference(case: dict[str, int]) -> None:
    old, size, good = case["old_size"], case["size"], proof(case)  # type: ignore[arg-type]

    assert merkle.consistency_proof(LEAVES[:size], old) == good
    assert merkle.verify_consistency(old, size, ROOTS[old], ROOTS[size], good)


@given(st.integers(1, 300), st.data())
def test_roots_and_paths_agree_with_a_naive_reading_of_the_rfc(
    size: int, data: st.DataObject
) -> None:
    leaves = [merkle.leaf_hash(str(n).encode()) for n in range(size)]
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))

    assert merkle.root(leaves) == naive_root(leaves)
    assert merkle.inclusion_proof(leaves, index) == naive_path(index, leaves)
    path = merkle.inclusion_proof(leaves, index)
    assert merkle.verify_inclusion(index, size, leaves[index], path, naive_root(leaves))
    shown = merkle.consistency_proof(leaves, old)
    assert merkle.verify_consistency(old, size, naive_root(leaves[:old]), naive_root(leaves), shown)


@pytest.mark.parametrize("size", range(1, 9))
def test_a_bent_inclusion_proof_is_refused(size: int) -> None:
    root = ROOTS[size]
    for index in range(size):
        good = merkle.inclusion_proof(LEAVES[:size], index)
        for wrong in bent(good):
            assert not merkle.verify_inclusion(index, size, LEAVES[index], wrong, root)
        places = {(index - 1, size), (index ^ 2, size), (index, size * 2), (index, size // 2)}
        for place, of in places | {(index + 1, size), (-1, size), (size, size)}:
            same_shape = merkle.inclusion_proof(LEAVES[:size], index) == good and of == size
            if (place, of) != (index, size) and not (same_shape and place == index):
                assert not merkle.verify_inclusion(place, of, LEAVES[index], good, root)
        for leaf, top in ((OTHER, root), (LEAVES[index], OTHER), (b"", root), (LEAVES[index], b"")):
            assert not merkle.verify_inclusion(index, size, leaf, good, top)


@pytest.mark.parametrize("size", range(1, 9))
def test_a_bent_consistency_proof_is_refused(size: int) -> None:
    root = ROOTS[size]
    for old in range(1, size + 1):
        good = merkle.consistency_proof(LEAVES[:size], old)
        for wrong in bent(good):
            assert not merkle.verify_consistency(old, size, ROOTS[old], root, wrong)
        assert not merkle.verify_consistency(0, size, ROOTS[0], root, [])
        if old == size:
            continue
        assert not merkle.verify_consistency(old, size, root, ROOTS[old], good)
        assert not merkle.verify_consistency(old, size, OTHER, root, good)
        assert not merkle.verify_consistency(old, size, ROOTS[old], OTHER, good)
        assert not merkle.verify_consistency(size, old, ROOTS[old], root, good)
        for other in {old - 1, old + 1, old ^ 2} - {old}:
            assert not merkle.verify_consistency(other, size, ROOTS[old], root, good)


def test_equal_sizes_take_no_proof() -> None:
    assert merkle.verify_consistency(3, 3, ROOTS[3], ROOTS[3], [])
    assert not merkle.verify_consistency(3, 3, ROOTS[3], ROOTS[3], [OTHER])
    assert not merkle.verify_consistency(3, 3, ROOTS[3], ROOTS[4], [])


@pytest.mark.parametrize("index", [-1, 8])
def test_no_proof_is_made_of_what_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        merkle.inclusion_proof(LEAVES, index)
    with pytest.raises(IndexError):
        merkle.consistency_proof(LEAVES, index and 9)
