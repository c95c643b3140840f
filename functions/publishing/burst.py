"""What a run wrote but nobody sees yet: gathered in order, written in a burst, taken away last.

Files of one burst do not speak of each other; what speaks of them comes in a later one.
"""

from __future__ import annotations

from functions.shared import objects

# More than this is written before its turn: memory stays bounded, and the order holds.
MOST_BYTES = 32_000_000
# A page may be shown this long, and twice and five times as long while a new one is fetched or
# while the source is out of order.
PAGE_SECONDS = 60
COUNT_SECONDS = 10


class Burst:
    """The files of the public site that a run made and has not written."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._size = 0
        self._held: set[str] = set()
        self._gone: set[str] = set()

    def hold(self, path: str) -> None:
        """Say that somebody makes this file: then it stays, whoever made it before."""
        self._held.add(path)

    def add(self, path: str, body: bytes) -> None:
        """Gather a file; the last body of a path counts."""
        self._size += len(body) - len(self._files.pop(path, b""))
        self._files[path] = body
        if self._size > MOST_BYTES:
            self.flush()

    def take_away(self, path: str) -> None:
        """Gather a file that nobody makes any more."""
        self._gone.add(path)

    def flush(self) -> None:
        """Write what was gathered. Raises what the store of objects raises."""
        made, self._files, self._size = self._files, {}, 0
        objects.write_each("site", ((path, body, cached(path)) for path, body in made.items()))

    def sweep(self) -> None:
        """Take away what was gathered for it, after all that no longer speaks of it is written."""
        self.flush()
        gone, self._gone = self._gone - self._held, set()
        objects.delete_each("site", sorted(gone))


def cached(path: str) -> str:
    """Return how long an output may be kept: the ratio is that of the UK's service, 1 : 2 : 5."""
    seconds = COUNT_SECONDS if path.endswith("count.json") else PAGE_SECONDS
    return (
        f"public, max-age={seconds}, stale-while-revalidate={2 * seconds},"
        f" stale-if-error={5 * seconds}"
    )
