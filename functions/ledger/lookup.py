"""Where a signature lies in the log: a binary search in the batches that can hold it.

The entries of a batch are sorted by leaf hash, so no index is stored with a signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from functions.ledger import reader, tiles
from functions.shared import keys, objects, table


def fetch(path: str) -> bytes:
    """Read a file of the log. Raises FileNotFoundError."""
    stored = objects.read("log", path)
    if stored is None:
        raise FileNotFoundError(path)
    return stored.body


class Lookup:
    """Looks leaf hashes up in a published log of a certain size; keeps the tiles it has read."""

    def __init__(self, size: int, today: str) -> None:
        self._size = size
        self._today = today[:10]
        self._tiles: dict[int, list[bytes]] = {}

    def find(self, leaf: bytes, first: str, last: str) -> int | None:
        """Return the index of a signature that was in the inbox in these minutes, if logged."""
        for batch in self._batches(first):
            if batch["since"] > last or batch["end"] > self._size:
                return None  # too young to hold it, or the work of a run that overtook this one
            index = self._search(leaf, batch["sign_start"], batch["sign_end"])
            if index is not None:
                return index
        return None

    def logged_since(self, leaves: Iterable[bytes], size: int) -> set[bytes]:
        """Return those of the leaf hashes that stand at an index from `size` on."""
        return set(leaves).intersection(reader.hashes(fetch, size, self._size))

    def _batches(self, minute: str) -> Iterator[table.Item]:
        """Yield the batches made at or after a minute, oldest first: one Query a day."""
        day, last = date.fromisoformat(minute[:10]), date.fromisoformat(self._today)
        while day <= last:
            pk = keys.batch(day.isoformat())["pk"]
            yield from table.query("core", "pk", pk, between=(minute, "9"))
            day += timedelta(days=1)

    def _search(self, leaf: bytes, low: int, high: int) -> int | None:
        while low < high:
            middle = (low + high) // 2
            found = self._hash(middle)
            if found == leaf:
                return middle
            low, high = (middle + 1, high) if found < leaf else (low, middle)
        return None

    def _hash(self, index: int) -> bytes:
        number, place = divmod(index, tiles.WIDTH)
        if number not in self._tiles:
            self._tiles[number] = reader.tile(fetch, 0, number, self._size)
        return self._tiles[number][place]
