"""Which scripts a page of an idea or a discussion needs: many for its forms, few to read it."""

from __future__ import annotations

from collections.abc import Mapping

FORMS = "/assets/js/project/project.js"
READING = "/assets/js/project/reading.js"
# What a page tells of the forms that it has.
_HAS = (
    *("takes_support", "takes_comments", "takes_stances", "takes_edits", "takes_coauthors"),
    *("takes_withdrawal", "merged_into"),
)


def needed(shown: Mapping[str, object], comments: int) -> list[str]:
    """Return the scripts of a page; without forms, what puts its comments in another order."""
    if any(shown.get(name) for name in _HAS):
        return [FORMS]
    return [READING] if comments > 1 else []
