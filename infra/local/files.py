"""Files as S3 and CloudFront hand them out: types, entity tags, 304, compression."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from functions.shared import objects

# CloudFront compresses these types between these sizes.
COMPRESSED = (
    "text/",
    "application/json",
    "application/feed+json",
    "application/atom+xml",
    "application/xml",
    "image/svg+xml",
)
COMPRESSED_FROM_BYTES, COMPRESSED_TO_BYTES = 1_000, 10_000_000
REMEMBERED = 256


@dataclass(frozen=True)
class File:
    """A file's bytes, plain and compressed, with its type and entity tag."""

    body: bytes
    zipped: bytes | None
    content_type: str
    etag: str


class Folder:
    """The files below one folder; the last ones used stay in memory until they change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._kept: OrderedDict[str, tuple[tuple[int, int, int], File]] = OrderedDict()

    def find(self, key: str) -> File | None:
        """Return the file of a key such as `kk/index.html`, or None."""
        if not _plain(key):
            return None
        try:
            path = self.root / key
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            kept = self._kept.get(key)
            if kept is None or kept[0] != stamp:
                kept = (stamp, _load(path, key))
        except OSError:
            return None
        self._keep(key, kept)
        return kept[1]

    def _keep(self, key: str, kept: tuple[tuple[int, int, int], File]) -> None:
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)


def _plain(key: str) -> bool:
    """Tell whether a key stays inside the folder and names no working file (`.lock`)."""
    parts = key.split("/")
    return "\0" not in key and "\\" not in key and all(part and not _hidden(part) for part in parts)


def _hidden(part: str) -> bool:
    return part.startswith(".") and part != ".well-known"


def _load(path: Path, key: str) -> File:
    body = path.read_bytes()
    kind = objects.content_type(key)
    wanted = kind.startswith(COMPRESSED) and (
        COMPRESSED_FROM_BYTES <= len(body) <= COMPRESSED_TO_BYTES
    )
    zipped = gzip.compress(body, compresslevel=6, mtime=0) if wanted else None
    return File(body, zipped, kind, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def unchanged(etag: str, header: str) -> bool:
    """Tell whether an If-None-Match header names this tag, weak or strong."""
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return etag in tags or "*" in tags
