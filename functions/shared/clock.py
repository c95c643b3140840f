"""The only place that asks for the time."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def text(at: datetime) -> str:
    """Write an instant as RFC 3339 UTC, such as `2026-09-30T12:03:04Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(written: str) -> datetime:
    """Read what `text` wrote. Raises ValueError for anything else."""
    return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
