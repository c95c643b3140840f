"""What other pages tell of complaints: a small private file between the two publishers.

The complaints' publisher writes it last; the petitions' publisher reads it each minute, and makes
the first page, the bodies' pages and the index of sitemaps anew when it changed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from functions.complaints.statistics import Figures
from functions.shared import objects

FRONT = "publish/complaints-front.json"


@dataclass(frozen=True)
class Front:
    """The summary: figures of all and of each body, the newest cards as HTML, sitemaps."""

    totals: Figures | None = None
    bodies: dict[str, Figures] = field(default_factory=dict)
    latest: dict[str, list[str]] = field(default_factory=dict)
    sitemaps: list[str] = field(default_factory=list)

    @cached_property
    def written(self) -> bytes:
        """The summary as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @cached_property
    def digest(self) -> str:
        """A hash of it all: another one means that something changed."""
        return hashlib.sha256(self.written).hexdigest()[:16]


EMPTY = Front()


def read() -> Front:
    """Return the summary; an empty one before the first complaint."""
    stored = objects.read("private", FRONT)
    if stored is None:
        return EMPTY
    raw: dict[str, Any] = json.loads(stored.body)
    return Front(
        totals=Figures(**raw["totals"]) if raw["totals"] else None,
        bodies={body: Figures(**found) for body, found in raw["bodies"].items()},
        latest=raw["latest"],
        sitemaps=raw["sitemaps"],
    )
