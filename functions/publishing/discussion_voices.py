"""Comments as the public sees them: those that are shown, and the places that replies need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from functions.projects import comment as comments
from functions.projects.groups import Votes

SHOWN, FLAGGED, HIDDEN = "shown", "flagged", "hidden"
_BARE: dict[str, object] = {"text": "", "texts": {}, "name": "", "body": "", "side": ""}


@dataclass(frozen=True)
class Voice:
    """One comment: `state` says whether its words may be shown; the counts are of stances."""

    comment: comments.Comment
    state: str
    agreed: int = 0
    disagreed: int = 0
    passed: int = 0


def of(project_id: int) -> dict[str, Voice]:
    """Return a project's comments without their counts of stances: one Query."""
    every = {one.comment.id: one for one in comments.all_of(project_id)}
    shown = {key: one for key, one in every.items() if one.state == SHOWN}
    needed = set[str]()
    for one in shown.values():
        parent = one.comment.parent
        while parent in every and parent not in needed:
            needed.add(parent)
            parent = every[parent].comment.parent
    found = {key: Voice(_clean(one.comment), SHOWN) for key, one in shown.items()}
    for key in sorted(needed - set(shown)):
        one = every[key]
        state = FLAGGED if one.state == FLAGGED else HIDDEN
        found[key] = Voice(_clean(one.comment).model_copy(update=_BARE), state)
    return found


def _clean(one: comments.Comment) -> comments.Comment:
    return one.model_copy(update={"history": []})


def votes(told: Mapping[str, Mapping[str, int]], among: Mapping[str, Voice]) -> Votes:
    """Keep stances on comments that are shown; people come out as numbers, not as tags."""
    shown = {key for key, one in among.items() if one.state == SHOWN}
    kept = [
        {key: value for key, value in told[tag].items() if key in shown} for tag in sorted(told)
    ]
    return {str(at): row for at, row in enumerate(kept) if row}
