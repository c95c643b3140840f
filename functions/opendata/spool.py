"""Rows held on disk, so that a table of a million rows costs no more memory than a small one."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, overload

from functions.opendata.dataset import Row

CHUNK = 1_000  # rows that are in memory together


class Spool(Sequence[Row]):
    """Rows in the order they were added, read as often as wanted; a short table stays in memory."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._tail: list[Row] = []
        self._starts: list[int] = []
        self._file: IO[bytes] | None = None
        self.extend(rows)

    def append(self, row: Row) -> None:
        """Add a row."""
        self._tail.append(row)
        if len(self._tail) == CHUNK:
            self._put_away()

    def extend(self, rows: Iterable[Row]) -> None:
        """Add rows."""
        for row in rows:
            self.append(row)

    def __len__(self) -> int:
        return CHUNK * len(self._starts) + len(self._tail)

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self._starts)):
            yield from self._chunk(number)
        yield from self._tail

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        number, rest = divmod(place % len(self), CHUNK)
        return self._chunk(number)[rest]

    def _put_away(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="dauys-rows-")  # noqa: SIM115  as long as self
        self._starts.append(self._file.seek(0, 2))
        pickle.dump(self._tail, self._file, pickle.HIGHEST_PROTOCOL)
        self._tail = []

    def _chunk(self, number: int) -> list[Row]:
        if self._file is None or number == len(self._starts):
            return self._tail
        self._file.seek(self._starts[number])
        # Only this process writes and reads the file, which has no name.
        held: list[Row] = pickle.load(self._file)  # noqa: S301
        return held
