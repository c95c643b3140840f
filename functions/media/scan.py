"""What a scanner says of a file in quarantine; without one, every file is only looked at by us.

GuardDuty's Malware Protection for S3 writes its finding on the object as a tag, some seconds after
the upload, at least once, and does not keep anybody from reading: so a missing tag means to wait.
"""

from __future__ import annotations

from typing import Literal

from functions.shared import objects
from functions.shared.settings import settings

Verdict = Literal["passed", "pending", "found"]
TAG = "GuardDutyMalwareScanStatus"
PASSED = "NO_THREATS_FOUND"


def verdict(key: str) -> Verdict:
    """Return what the scanner says; whatever is not a clean finding is taken as a threat."""
    if settings().scan == "none":
        return "passed"
    status = objects.tags("uploads", key).get(TAG)
    if status is None:
        return "pending"
    return "passed" if status == PASSED else "found"
