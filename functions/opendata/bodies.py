"""The files of a release: made a part at a time, hashed on the way, large ones held on disk."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

IN_MEMORY = 1_000_000  # bytes; a larger file is on disk


@dataclass(frozen=True)
class _Body:
    file: IO[bytes]
    size: int
    sha256: str


class Bodies(Mapping[str, bytes]):
    """Bytes by path; they are in memory only while somebody asks for them."""

    def __init__(self) -> None:
        self._held: dict[str, _Body] = {}

    def write(self, path: str, parts: Iterable[bytes]) -> None:
        """Make a file of its parts."""
        file = tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="dauys-file-")  # noqa: SIM115
        told = hashlib.sha256()
        for part in parts:
            file.write(part)
            told.update(part)
        self._held[path] = _Body(file, file.tell(), told.hexdigest())

    def update(self, files: Mapping[str, bytes]) -> None:
        """Add files that are whole."""
        for path, body in files.items():
            self.write(path, (body,))

    def size(self, path: str) -> int:
        """Return how many bytes a file has."""
        return self._held[path].size

    def sha256(self, path: str) -> str:
        """Return the checksum of a file."""
        return self._held[path].sha256

    def __getitem__(self, path: str) -> bytes:
        file = self._held[path].file
        file.seek(0)
        return file.read()

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
