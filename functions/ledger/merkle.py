"""The Merkle tree of RFC 6962 section 2.1: hashes, and proofs that are made and verified.

Verification follows RFC 9162 sections 2.1.3.2 and 2.1.4.2 and takes exact proofs only: one hash too
many, too few or of another length is a refusal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    row = hashes or [EMPTY_ROOT]
    while len(row) > 1:
        row = _parents(row)
    return row[0]


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Return the siblings on the way from one leaf to the root, from below."""
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    row, proof = hashes, list[bytes]()
    while len(row) > 1:
        if index ^ 1 < len(row):
            proof.append(row[index ^ 1])
        row, index = _parents(row), index >> 1
    return proof


def consistency_proof(hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """Return what shows that the tree begins with its first `old_size` leaves."""
    if not 0 < old_size <= len(hashes):
        raise IndexError(old_size)
    return _subproof(hashes, old_size, whole=True)


def verify_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root_hash: bytes
) -> bool:
    """Tell whether the proof shows this leaf hash at this place under this root."""
    if not 0 <= index < size or not _are_hashes(leaf, root_hash, *proof):
        return False
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            place, last = _skip(place, last)
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root_hash


def verify_consistency(
    old_size: int, size: int, old_root: bytes, root_hash: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether the proof shows that one tree continues the other, which must not be empty."""
    if not 0 < old_size <= size or not _are_hashes(old_root, root_hash, *proof):
        return False
    if old_size == size:
        return not proof and old_root == root_hash
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_found = found = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_found, found = node_hash(sibling, old_found), node_hash(sibling, found)
            place, last = _skip(place, last)
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old_found == old_root and found == root_hash


def _skip(place: int, last: int) -> tuple[int, int]:
    """Climb past the levels where a node on the right edge stands alone."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _parents(row: Sequence[bytes]) -> list[bytes]:
    """Return the row above; a node without a right neighbour goes up as it is."""
    sha256 = hashlib.sha256
    above = [sha256(b"\x01" + row[i] + row[i + 1]).digest() for i in range(0, len(row) - 1, 2)]
    if len(row) & 1:
        above.append(row[-1])
    return above


def _subproof(hashes: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2; `whole` while the old root itself is being shown."""
    size = len(hashes)
    if old_size == size:
        return [] if whole else [root(hashes)]
    split = 1 << ((size - 1).bit_length() - 1)
    if old_size <= split:
        return [*_subproof(hashes[:split], old_size, whole=whole), root(hashes[split:])]
    return [*_subproof(hashes[split:], old_size - split, whole=False), root(hashes[:split])]


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
