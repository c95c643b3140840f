"""Why a file is not taken: the codes of the record, with words in `media.refused.<code>`."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "unknown_type",
    "not_allowed",
    "too_big",
    "too_many_pixels",
    "too_many_pages",
    "unreadable",
    "encrypted",
    "malware",
]


class RefusedError(Exception):
    """This file is not taken; `reason` says why, in one word."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
