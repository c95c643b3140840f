"""What can keep this machine from starting: one clear line each, and no traceback."""

from __future__ import annotations


class StartError(Exception):
    """A start that cannot go on; the text says what is wrong and what to do."""
