"""What all pages are made with: templates, shells, content and this code, as one hash.

When it changes, everything is rendered again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from functions.publishing.shell import SECTIONS
from functions.shared import objects
from functions.shared.content import load
from functions.shared.settings import settings

# States and clocks are computed in these rooms; pages in the last.
ROOMS = ("petitions", "complaints", "polls", "projects", "surveys", "opendata", "publishing")
# Shells are objects, and templates many files: not every run and request need read them all.
SHELLS_EVERY = dt.timedelta(minutes=5)
_shells: dict[str, tuple[dt.datetime, str]] = {}


def version(now: dt.datetime, *, afresh: bool = False) -> str:
    """Return the hash; shells and templates are read again after five minutes, or if asked."""
    seen = _shells.get(settings().bucket_site)
    if afresh or seen is None or not seen[0] <= now < seen[0] + SHELLS_EVERY:
        seen = (now, _hash(chain(_shell_bytes(), _templates())))
        _shells[settings().bucket_site] = seen
    parts = (seen[1], load().version, settings().site_url, _code())
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def _shell_bytes() -> Iterator[bytes]:
    for lang in load().languages:
        for section in SECTIONS:
            stored = objects.read("site", f"{lang}/shell/{section}/index.html")
            yield stored.body if stored else b""


def _templates() -> Iterator[bytes]:
    return (path.read_bytes() for path in sorted(Path(settings().templates_path).glob("*.html")))


@cache
def _code() -> str:
    rooms = Path(__file__).parents[1]
    return _hash(
        path.read_bytes() for room in ROOMS for path in sorted((rooms / room).glob("*.py"))
    )


def _hash(bodies: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for body in bodies:
        digest.update(len(body).to_bytes(8, "big") + body)
    return digest.hexdigest()
