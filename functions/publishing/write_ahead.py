"""What a transaction changed, as SQLite's write-ahead log tells: the numbers of its pages.

The log is a header of 32 bytes, then frames: a header of 24 bytes and a page each, all numbers
big-endian (https://sqlite.org/fileformat2.html#walformat).
"""

from __future__ import annotations

import os
import struct

_HEADER, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")


def changed_blocks(log: int, block_bytes: int) -> set[int]:
    """Return which blocks of the database file hold a page that stands in an open log.

    A frame that a rolled back transaction left behind is counted too: one block too many does no
    harm. An empty log has none.
    """
    header = os.pread(log, _HEADER.size, 0)
    if len(header) < _HEADER.size:
        return set()
    _, _, page_bytes, _, *salts, _, _ = _HEADER.unpack(header)
    found, place = set[int](), _HEADER.size
    while len(frame := os.pread(log, _FRAME.size, place)) == _FRAME.size:
        page, _, *salted, _, _ = _FRAME.unpack(frame)
        if salted == salts:
            found.add((page - 1) * page_bytes // block_bytes)
        place += _FRAME.size + page_bytes
    return found
