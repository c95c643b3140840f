"""JSON as all public files have it: compact, and letters as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping


def dump(data: Mapping[str, object]) -> bytes:
    """Write JSON as the body of a file."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
