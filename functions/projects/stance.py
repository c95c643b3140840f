"""What people say of comments: agree, disagree or pass; of one person the last counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from functions.projects.groups import AGREE, DISAGREE, PASS
from functions.projects.project import KIND, name_of
from functions.shared import clock, keys, table

Stance = Literal["agree", "disagree", "pass"]
VALUES: dict[str, int] = {"agree": AGREE, "disagree": DISAGREE, "pass": PASS}


def take(project_id: int, comment_id: str, tag: str, stance: Stance, now: dt.datetime) -> None:
    """Note a stance: one PutItem; a repeat changes nothing, another stance replaces the first."""
    table.put("core", new_item(project_id, comment_id, tag, stance, now))


def new_item(
    project_id: int, comment_id: str, tag: str, stance: Stance, now: dt.datetime
) -> table.Item:
    """Return the item of what one person says of a comment."""
    return {
        **keys.stance(project_id, comment_id, tag),
        "kind": KIND,
        "changed_at": clock.text(now),
        "stance": stance,
    }


def all_of(project_id: int) -> dict[str, dict[str, int]]:
    """Return every stance of a project as person -> comment -> 1, 0 or -1: one Query."""
    found: dict[str, dict[str, int]] = {}
    for item in _items(project_id):
        _, comment_id, tag = item["sk"].split("#")
        found.setdefault(tag, {})[comment_id] = VALUES[item["stance"]]
    return found


def counts(votes: dict[str, dict[str, int]]) -> dict[str, tuple[int, int, int]]:
    """Return (agreed, disagreed, passed) by comment."""
    found: dict[str, tuple[int, int, int]] = {}
    for row in votes.values():
        for comment_id, value in row.items():
            a, d, p = found.get(comment_id, (0, 0, 0))
            found[comment_id] = (a + (value == AGREE), d + (value == DISAGREE), p + (value == PASS))
    return found


def _items(project_id: int) -> Iterator[table.Item]:
    begins = keys.stance(project_id, "", "")["sk"].removesuffix("#")
    return table.query("core", "pk", name_of(project_id), begins=begins)
