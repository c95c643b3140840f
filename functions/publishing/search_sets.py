"""Sets of rows as bits: where the common tokens of an index stand, ready to be met and counted.

Bit n is the n-th row in the order of results. To meet two lists of 50,000 rows entry by entry takes
milliseconds; to meet two sets of 100,000 bits takes microseconds, and counts them exactly. Tokens
in less than `LEAST` rows are left to the full-text table.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

LEAST = 64
SCHEMA = """
CREATE TABLE IF NOT EXISTS common (token TEXT PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS place (ids BLOB NOT NULL);
"""
_STANDS = "SELECT rowid FROM words WHERE words MATCH ?"
_SOME = re.compile(rb"[^\0]")
_BITS = [[n for n in range(8) if byte >> n & 1] for byte in range(256)]


def write(db: sqlite3.Connection, counted: Iterable[tuple[str, int]]) -> None:
    """Set down the places of all rows, and where each token stands that is common."""
    ids = array("q", (row for (row,) in db.execute("SELECT id FROM doc ORDER BY id")))
    places = {row: place for place, row in enumerate(ids)}
    db.execute("DELETE FROM place")
    db.execute("DELETE FROM common")
    db.execute("INSERT INTO place VALUES (?)", (ids.tobytes(),))
    for token, n in counted:
        if n >= LEAST:
            found = db.execute(_STANDS, (f'"{token}"',))
            bits = _bytes((places[row] for (row,) in found), len(ids))
            db.execute("INSERT INTO common VALUES (?, ?)", (token, _packed(bits)))


def ids(db: sqlite3.Connection) -> array[int]:
    """Return the rows of an index in the order of results."""
    stored = db.execute("SELECT ids FROM place").fetchone()
    return array("q", stored[0] if stored else b"")


def common(db: sqlite3.Connection, tokens: Sequence[str]) -> dict[str, int]:
    """Return the sets of those tokens that are common."""
    marks = ", ".join("?" * len(tokens))
    asked = f"SELECT token, rows FROM common WHERE token IN ({marks})"  # noqa: S608
    found = db.execute(asked, tokens)
    return {token: int.from_bytes(_unpacked(rows), "little") for token, rows in found}


def of_rows(rows: Iterable[int], ids: array[int]) -> int:
    """Return rows as a set."""
    return int.from_bytes(_bytes((bisect_left(ids, row) for row in rows), len(ids)), "little")


def first(found: int, most: int) -> list[int]:
    """Return the first places of a set, at most so many."""
    return list(islice(_places(found), most))


def exactly(sets: Sequence[int], within: int) -> list[int]:
    """Return for each n up to the number of sets what of `within` is in just n of them."""
    planes = list[int]()  # the digits of each row's count, the lowest first
    for one in sets:
        carry = one & within
        for place, plane in enumerate(planes):
            planes[place], carry = plane ^ carry, plane & carry
        if carry:
            planes.append(carry)
    return [_counted(planes, n, within) for n in range(len(sets) + 1)]


def _counted(planes: Sequence[int], n: int, within: int) -> int:
    if n >> len(planes):
        return 0
    for place, plane in enumerate(planes):
        within = within & plane if n >> place & 1 else within & ~plane
    return within


def _packed(bits: bytes | bytearray) -> bytes:
    """Return a set as it is stored: smaller if that is worth it; the first byte tells."""
    small = zlib.compress(bits, 1)
    return b"z" + small if len(small) * 2 < len(bits) else b"-" + bits


def _unpacked(stored: bytes) -> bytes:
    return zlib.decompress(stored[1:]) if stored[:1] == b"z" else stored[1:]


def _bytes(places: Iterable[int], size: int) -> bytearray:
    found = bytearray(size // 8 + 1)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return found


def _places(found: int) -> Iterator[int]:
    for some in _SOME.finditer(found.to_bytes(found.bit_length() // 8 + 1, "little")):
        start = some.start() * 8
        yield from (start + bit for bit in _BITS[some[0][0]])
