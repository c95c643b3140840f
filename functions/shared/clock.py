"""The only place that asks for the time."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def now() -> datetime:
    """Return the present instant in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def text(at: datetime) -> str:
    """Write an instant as RFC 3339 UTC, such as `2026-09-30T12:03:04Z`."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def parse(written: str) -> datetime:
    """Read what `text` wrote. Raises ValueError for anything else."""
    # A page asks this many times, and strptime takes ten times as long.
    if not _WRITTEN.fullmatch(written):
        raise ValueError(f"not an instant as this platform writes it: {written}")
    return datetime.fromisoformat(written)
