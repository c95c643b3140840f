"""What Lambda tells a function about its own run."""

from __future__ import annotations

import time
import uuid

MEMORY_MB = 512


class Context:
    """A Lambda context: the names that powertools reads, and the time that is left."""

    def __init__(self, function_name: str, seconds: float) -> None:
        self.function_name = function_name
        self.function_version = "$LATEST"
        self.memory_limit_in_mb = MEMORY_MB
        self.invoked_function_arn = f"arn:aws:lambda:local:000000000000:function:{function_name}"
        self.aws_request_id = str(uuid.uuid4())
        self._ends = time.monotonic() + seconds

    def get_remaining_time_in_millis(self) -> int:
        """Return the milliseconds until this run would be stopped, never below 0."""
        return max(0, int((self._ends - time.monotonic()) * 1000))
