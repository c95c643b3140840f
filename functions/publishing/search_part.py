"""A file of an index, open for reading: its rows in the order of results, and sets of them.

A large index is two files: one that is made anew now and then, and a small one with what changed
since. What the small one holds anew is hidden in the large one.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from functions.publishing import search_sets

_MAPPED_BYTES = 512_000_000
_AT_ONCE = 500
# Tokens of which one must stand in a thing.
Either = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """An open file; `ids` are its rows in the order of results, `shown` those that may be found."""

    db: sqlite3.Connection
    ids: array[int]
    shown: int
    kinds: tuple[str, ...]

    def common(self, asked: Iterable[Either]) -> dict[str, int]:
        """Return the sets of those tokens that are common."""
        return search_sets.common(self.db, [token for either in asked for token in either])

    def holding(self, asked: Sequence[Either], common: dict[str, int], within: int) -> int:
        """Return those of some rows that hold a token of each group; `common` has their sets."""
        rare = list[Either]()
        for either in asked:
            known = [common[token] for token in either if token in common]
            if not known:
                rare.append(either)
                continue
            found = 0
            for one in known:
                found |= one
            rest = tuple(token for token in either if token not in common)
            within &= found | self._rows([rest]) if rest else found
        return within & self._rows(rare) if rare and within else within

    def first(self, found: int, most: int) -> list[int]:
        """Return the first rows of a set."""
        return [self.ids[place] for place in search_sets.first(found, most)]

    def without(self, groups: Sequence[str]) -> Part:
        """Return the same file with the things of some groups hidden."""
        hidden, db = list[int](), self.db
        for start in range(0, len(groups), _AT_ONCE):
            some = groups[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            asked = f"SELECT id FROM doc WHERE grp IN ({marks})"  # noqa: S608
            hidden += [row for (row,) in db.execute(asked, some)]
        every = _every(self.ids)
        return Part(db, self.ids, every & ~search_sets.of_rows(hidden, self.ids), self.kinds)

    def covered(self) -> list[str]:
        """Return the groups that an older file is to hide."""
        return [group for (group,) in self.db.execute("SELECT grp FROM covered")]

    def is_shown(self, row: int) -> bool:
        """Tell whether a row may be found."""
        return bool(search_sets.of_rows([row], self.ids) & self.shown)

    def _rows(self, asked: Sequence[Either]) -> int:
        """Return the rows that hold a token of each group, as the full-text table knows them."""
        # Tokens are letters, digits and low lines, so a quoted one can hold no query syntax.
        either = (" OR ".join(f'"{token}"' for token in tokens) for tokens in asked)
        match = " AND ".join(f"({tokens})" for tokens in either)
        found = self.db.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,))
        return search_sets.of_rows((row for (row,) in found), self.ids)


def read(path: Path) -> Part:
    """Open an index for reading only; it may be shared between threads."""
    address = f"file:{path}?mode=ro&immutable=1"
    db = sqlite3.connect(address, uri=True, check_same_thread=False)
    # The file is read where the system keeps it, not copied page by page.
    db.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    ids = search_sets.ids(db)
    kinds = tuple(kind for (kind,) in db.execute("SELECT kind FROM kind"))
    return Part(db, ids, _every(ids), kinds)


def _every(ids: array[int]) -> int:
    return (1 << len(ids)) - 1
