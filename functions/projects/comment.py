"""A comment on a project, an idea or an article of a draft: its facts and its item.

A reply lies under its parent, to depth 3. Three people who flag a comment hide it until a moderator
has looked; what a moderator has kept, flags hide no more.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from functions.projects.project import KIND, Entry, name_of
from functions.shared import clock, keys, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.facts import Fact, Instant, Language, Texts

DEPTH = 3
HIDING_FLAGS = 3
MOST_FLAGS = 50
Side = Literal["pro", "con", ""]
FLAGS = ("spam", "offensive", "personal", "off_topic")
Flag = Literal["spam", "offensive", "personal", "off_topic"]
_ABOUT = re.compile(r"project|(idea|article)/[1-9]\d{0,5}")
_ID = re.compile(r"[0-9a-f]{20}")


class Comment(Fact):
    """The facts of one comment. An official one has `texts` and the `body` that speaks."""

    id: str
    project: int
    about: str
    side: Side = ""
    text: str = ""
    texts: Texts = Field(default_factory=dict)
    language: Language = "kk"
    name: str = ""
    body: str = ""
    parent: str = ""
    depth: int = Field(default=1, ge=1, le=DEPTH)
    history: list[Entry] = Field(default_factory=list)
    example: bool = False
    at: Instant
    changed_at: Instant

    @property
    def is_official(self) -> bool:
        return bool(self.body)


@dataclass(frozen=True)
class Record:
    """A comment as stored; `flaggers` are tags of people, never public, `flagged` counts by why."""

    comment: Comment
    version: int = 1
    tag: str = ""
    flaggers: frozenset[str] = frozenset()
    flagged: tuple[str, ...] = ()
    rid: str = ""

    @property
    def state(self) -> str:
        """`shown`, `pending` (before moderation), `flagged` or `hidden`."""
        acts = [one.act for one in self.comment.history]
        last = next((act for act in reversed(acts) if act in ("hide", "keep", "wait")), "")
        if last == "hide":
            return "hidden"
        if last == "wait":
            return "pending"
        is_flagged = last != "keep" and len(self.flaggers) >= HIDING_FLAGS
        return "flagged" if is_flagged else "shown"


def is_about(written: str) -> bool:
    """Tell whether a word names what one may comment on: project, idea/5, article/2."""
    return bool(_ABOUT.fullmatch(written))


def to_item(record: Record) -> table.Item:
    """Map a record to its item, without flags, which come while others decide."""
    one = record.comment
    return {
        **keys.comment(one.project, one.id),
        "kind": KIND,
        "changed_at": clock.text(one.changed_at),
        "version": record.version,
        "facts": one.model_dump_json(exclude_defaults=True, exclude={"changed_at"}),
        "tag": record.tag,
        "rid": record.rid,
    }


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = json.loads(item["facts"]) | {"changed_at": item["changed_at"]}
    return Record(
        Comment.model_validate(facts),
        item["version"],
        item.get("tag", ""),
        frozenset(item.get("flaggers", ())),
        tuple(sorted(item.get("flagged", ()))),
        item.get("rid", ""),
    )


def load(project_id: int, comment_id: str, *, consistent: bool = False) -> Record:
    """Return a comment: one GetItem. Raises NotFoundError."""
    if not _ID.fullmatch(comment_id):
        raise NotFoundError
    item = table.get("core", keys.comment(project_id, comment_id), consistent=consistent)
    if item is None:
        raise NotFoundError
    return from_item(item)


def all_of(project_id: int) -> Iterator[Record]:
    """Yield a project's comments: one Query, in no order that means anything."""
    begins = keys.comment(project_id, "")["sk"]
    return map(from_item, table.query("core", "pk", name_of(project_id), begins=begins))


def create(record: Record) -> Record | None:
    """Store a new comment: one conditional PutItem; else return the one that is there."""
    there = table.put_new("core", to_item(record))
    return from_item(there) if there else None


def change(record: Record, entry: Entry) -> Record:
    """Add a moderator's line: one conditional UpdateItem, which leaves flags alone."""
    made = record.comment.model_copy(
        update={"history": [*record.comment.history, entry], "changed_at": entry.at}
    )
    facts = made.model_dump_json(exclude_defaults=True, exclude={"changed_at"})
    try:
        item = table.update(
            "core",
            keys.comment(made.project, made.id),
            "SET facts = :facts, changed_at = :at, version = :next",
            {
                ":facts": facts,
                ":at": clock.text(entry.at),
                ":next": record.version + 1,
                ":seen": record.version,
            },
            condition="version = :seen",
        )
    except table.ConditionFailedError:
        raise ChangedMeanwhileError from None
    return from_item(item)


def flag(record: Record, tag: str, why: Flag, now: dt.datetime) -> bool:
    """Note a flag: one conditional UpdateItem; False if this person flagged it before."""
    one = record.comment
    try:
        table.update(
            "core",
            keys.comment(one.project, one.id),
            "ADD flaggers :tag, flagged :why SET changed_at = :at",
            {
                ":tag": {tag},
                ":one": tag,
                ":why": {f"{why}#{tag[:8]}"},
                ":at": clock.text(now),
                ":most": MOST_FLAGS,
            },
            condition="attribute_not_exists(flaggers) OR"
            " (NOT contains(flaggers, :one) AND size(flaggers) < :most)",
        )
    except table.ConditionFailedError:
        return False
    return True
