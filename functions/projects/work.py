"""A work: a decision that is carried out, from what was asked to what residents say of the result.

Money is whole units of its currency. Progress is the weighted mean of the milestones, so weights of
any size come to at most 100 %; a milestone that says nothing counts as not begun, not as missing.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import Field

from functions.projects.idea import Place
from functions.projects.project import Entry
from functions.shared import clock, keys, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.facts import Fact, Instant, Texts

KIND = "WORK"
LIST = "WORKS"
TRAIL = re.compile(
    r"idea-[1-9]\d{0,8}-[1-9]\d{0,5}|(?:petition|complaint|project|poll)-[1-9]\d{0,8}"
)


class Photo(Fact):
    """A published photo: its upload id and its size in pixels."""

    id: str
    width: int
    height: int
    name: Texts = Field(default_factory=dict)


class Milestone(Fact):
    """A step: until when, how much of the whole, how far it is (0 to 100 %)."""

    key: str
    name: Texts
    due_on: dt.date
    weight: int = Field(default=1, ge=1, le=1_000)
    progress: int | None = Field(default=None, ge=0, le=100)
    done_on: dt.date | None = None


class Work(Fact):
    """The facts of one work. `trail` leads back to the idea, petition, vote or complaint."""

    id: int
    trail: str
    title: Texts
    asked: Texts
    decided: Texts
    decided_on: dt.date | None = None
    decision_url: str = ""
    body: str
    jurisdiction: str
    place: Place = Place()
    contractor: str = ""
    contract_url: str = ""
    planned: int | None = None
    spent: int | None = None
    currency: str = "KZT"
    begins_on: dt.date | None = None
    ends_on: dt.date
    done_on: dt.date | None = None
    milestones: list[Milestone] = Field(default_factory=list)
    photos: list[Photo] = Field(default_factory=list)
    thanks: str = ""
    history: list[Entry] = Field(default_factory=list)
    stopped: Texts = Field(default_factory=dict)
    example: bool = False
    at: Instant
    changed_at: Instant


@dataclass(frozen=True)
class Record:
    """A work as stored."""

    work: Work
    version: int = 1
    rid: str = ""


@dataclass(frozen=True)
class Condition:
    """Where a work stands on a day: progress in percent, late steps, and what it costs."""

    state: str
    progress: int
    is_late: bool
    late: tuple[str, ...]
    over_budget: int


class Confirmation(Fact):
    """What one resident says of a finished work: done as told or not, and why."""

    is_done: bool
    text: str = ""
    language: str = ""
    at: Instant


def progress(milestones: Iterable[Milestone]) -> int:
    """Return how far a work is, in whole percent: the weights are normalised."""
    steps = list(milestones)
    whole = sum(one.weight for one in steps)
    if not whole:
        return 0
    reached = sum(one.weight * (100 if one.done_on else one.progress or 0) for one in steps)
    return reached // whole


def condition(work: Work, today: dt.date) -> Condition:
    """Return where a work stands on a day."""
    late = tuple(one.key for one in work.milestones if (one.done_on or today) > one.due_on)
    is_late = (work.done_on or today) > work.ends_on
    over = max(0, (work.spent or 0) - work.planned) if work.planned is not None else 0
    reached = 100 if work.done_on else progress(work.milestones)
    begun = work.begins_on is not None and work.begins_on <= today
    state = "done" if work.done_on else "running" if begun else "planned"
    return Condition("stopped" if work.stopped else state, reached, is_late, late, over)


def to_item(record: Record) -> table.Item:
    """Map a record to its item."""
    facts = record.work.model_dump(mode="json", exclude_defaults=True, exclude={"changed_at"})
    return {
        **keys.work(record.work.id),
        "kind": KIND,
        "changed_at": clock.text(record.work.changed_at),
        "version": record.version,
        "facts": json.dumps(facts, ensure_ascii=False, separators=(",", ":")),
        "rid": record.rid,
        "queue": LIST,
        "queue_at": f"{record.work.id:09d}",
        "row": {"id": record.work.id},
    }


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = json.loads(item["facts"]) | {"changed_at": item["changed_at"]}
    return Record(Work.model_validate(facts), item["version"], item.get("rid", ""))


def load(work_id: int, *, consistent: bool = False) -> Record:
    """Return a work: one GetItem. Raises NotFoundError."""
    item = table.get("core", keys.work(work_id), consistent=consistent)
    if item is None:
        raise NotFoundError
    return from_item(item)


def next_id() -> int:
    """Return a new work id: one UpdateItem; an unused one leaves a gap."""
    return table.next_number("core", keys.WORK_COUNTER)


def create(record: Record) -> Record | None:
    """Store a new work: one conditional PutItem; else return the one that is there."""
    there = table.put_new("core", to_item(record))
    return from_item(there) if there else None


def save(record: Record, work: Work) -> Record:
    """Replace a work that was read as `record`: one conditional PutItem."""
    changed = Record(work, record.version + 1, record.rid)
    seen = {":seen": record.version}
    if table.put_if("core", to_item(changed), "version = :seen", seen) is not None:
        raise ChangedMeanwhileError
    return changed


def listed(most: int) -> Iterator[Record]:
    """Yield the latest works: one Query, and one GetItem each."""
    found = table.query(
        "core", "queue", LIST, index="queue", sk_name="queue_at", newest_first=True, limit=most
    )
    for item in found:
        yield load(int(item["row"]["id"]))


def confirm(work_id: int, tag: str, said: Confirmation) -> None:
    """Note what a resident says; one a person, the last counts: one PutItem."""
    table.put(
        "core",
        {
            **keys.confirmation(work_id, tag),
            "kind": KIND,
            "changed_at": clock.text(said.at),
            "facts": said.model_dump_json(exclude_defaults=True),
        },
    )


def confirmations(work_id: int) -> list[Confirmation]:
    """Return what residents say, the oldest first: one Query; their tags stay here."""
    begins = keys.confirmation(work_id, "")
    items = table.query("core", "pk", begins["pk"], begins=begins["sk"])
    said = [Confirmation.model_validate_json(item["facts"]) for item in items]
    return sorted(said, key=lambda one: (one.at, one.text))


def changed_since(at: dt.datetime) -> Iterator[table.Item]:
    """Yield the items of works (and confirmations) changed since, oldest change first."""
    between = (clock.text(at), "9")
    return table.query("core", "kind", KIND, index="changes", sk_name="changed_at", between=between)
