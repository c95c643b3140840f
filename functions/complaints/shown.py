"""Whether what is shown of a complaint may be read by all: an official let it pass.

Once an official did, the author may take words away, and the public sees the shorter text at once:
nothing new can come in that way, so nobody has to look at it again.
"""

from __future__ import annotations

import re
from typing import Any

from functions.complaints.complaint import Complaint
from functions.shared.errors import FieldError, InvalidInputError

ACCEPTING = ("accept", "redact")
OFFICIALS = ("moderator", "supervisor")
SHORTER = "shorter"  # says of a reporter's `redact` that it only took words away
_WORD = re.compile(r"\w+")


def is_accepted(complaint: Complaint) -> bool:
    """Tell whether the words shown are those that an official let pass last, or fewer of them."""
    last = next((one for one in reversed(complaint.history) if one.move in ACCEPTING), None)
    return last is not None and (last.role in OFFICIALS or bool(last.facts.get(SHORTER)))


def by_author(complaint: Complaint, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the changes and the entry's facts when the author sets the public text.

    An empty text publishes none. Raises InvalidInputError for new words after an official's look.
    """
    changes = {"shown": text or None, "may_publish": bool(text)}
    if not text or not is_accepted(complaint):
        return changes, {}
    if not is_shorter(text, complaint.shown or ""):
        raise InvalidInputError(FieldError("text", "only_shorter"))
    return changes, {SHORTER: True}


def is_shorter(text: str, before: str) -> bool:
    """Tell whether a text has only words of another one, in their order; signs do not matter."""
    there = iter(_WORD.findall(before))
    return all(word in there for word in _WORD.findall(text))
