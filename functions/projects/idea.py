"""An idea within a project (or an application, or an initiative): its facts and its item.

Its history is inside the item, as a project's is. Who wrote it is kept encrypted under the
project's own key; the public sees a name only if the author wants it shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from pydantic import Field

from functions.participants.own import own_keys
from functions.projects.project import KIND, Entry, name_of
from functions.shared import clock, crypto, keys, table
from functions.shared.errors import ChangedMeanwhileError, NotFoundError
from functions.shared.facts import Fact, Instant, Language, Texts

MOST_ENTRIES = 100


class Place(Fact):
    """Where an idea is meant to be carried out."""

    jurisdiction: str = ""
    address: str = ""
    lat: float | None = None
    long: float | None = None


class Idea(Fact):
    """The facts of one idea; `titles` and `texts` are translations, `author` and `coauthors` names.

    `cost` is the author's estimate in whole units of the project's currency; `estimate` is what the
    body found. `merged_into` and `merged_from` are numbers within the project.
    """

    number: int
    project: int
    title: str
    text: str
    language: Language
    titles: Texts = Field(default_factory=dict)
    texts: Texts = Field(default_factory=dict)
    place: Place = Place()
    cost: int | None = None
    estimate: int | None = None
    author: str = ""
    coauthors: list[str] = Field(default_factory=list)
    named: bool = False
    merged_into: int | None = None
    merged_from: list[int] = Field(default_factory=list)
    trail: str
    flags: list[str] = Field(default_factory=list)
    history: list[Entry] = Field(default_factory=list)
    example: bool = False
    at: Instant
    edited_at: Instant | None = None
    changed_at: Instant


def shown(idea: Idea, *, private: bool) -> Idea:
    """Return what the public may see of an idea: of a private one its number, steps and name.

    Request ids and flags are nobody's business.
    """
    history = [one.model_copy(update={"rid": ""}) for one in idea.history]
    made = idea.model_copy(update={"history": history, "flags": []})
    if not private:
        return made
    bare = [one.model_copy(update={"text": {}, "facts": {}}) for one in history]
    hidden = {"title": "", "text": "", "titles": {}, "texts": {}, "place": Place(), "cost": None}
    name = {"author": idea.author if idea.named else "", "history": bare}
    return made.model_copy(update=hidden | name)


@dataclass(frozen=True)
class Contact:
    """Whom to write to, and what stands for the person in this project."""

    tag: str
    email: str
    lang: str
    ident: str = ""


@dataclass(frozen=True)
class Record:
    """An idea as stored, with the parts that are not public."""

    idea: Idea
    version: int = 1
    author_tag: str = ""
    coauthor_tags: tuple[str, ...] = ()
    contacts: bytes | None = None
    rid: str = ""

    def is_by(self, tags: str) -> bool:
        """Tell whether a person is the author or a co-author."""
        return tags in (self.author_tag, *self.coauthor_tags)


def trail_of(project_id: int, number: int) -> str:
    """Return the trail id of an idea."""
    return f"idea-{project_id}-{number}"


def to_item(record: Record) -> table.Item:
    """Map a record to its item."""
    facts = record.idea.model_dump(mode="json", exclude_defaults=True, exclude={"changed_at"})
    return {
        **keys.idea(record.idea.project, record.idea.number),
        "kind": KIND,
        "changed_at": clock.text(record.idea.changed_at),
        "version": record.version,
        "facts": json.dumps(facts, ensure_ascii=False, separators=(",", ":")),
        "author_tag": record.author_tag,
        "coauthor_tags": list(record.coauthor_tags),
        "contacts": record.contacts,
        "rid": record.rid,
    }


def from_item(item: table.Item) -> Record:
    """Read an item back."""
    facts = json.loads(item["facts"]) | {"changed_at": item["changed_at"]}
    return Record(
        Idea.model_validate(facts),
        item["version"],
        item.get("author_tag", ""),
        tuple(item.get("coauthor_tags", ())),
        item.get("contacts"),
        item.get("rid", ""),
    )


def load(project_id: int, number: int, *, consistent: bool = False) -> Record:
    """Return an idea: one GetItem. Raises NotFoundError."""
    item = table.get("core", keys.idea(project_id, number), consistent=consistent)
    if item is None:
        raise NotFoundError
    return from_item(item)


def all_of(project_id: int, *, consistent: bool = False) -> Iterator[Record]:
    """Yield a project's ideas by number: one Query."""
    begins = keys.idea(project_id, 0)["sk"].rpartition("#")[0] + "#"
    found = table.query("core", "pk", name_of(project_id), begins=begins, consistent=consistent)
    return map(from_item, found)


def next_number(project_id: int) -> int:
    """Return a new number within a project: one UpdateItem; an unused one leaves a gap."""
    return table.next_number("core", keys.idea_counter(project_id))


def create(record: Record) -> Record | None:
    """Store a new idea: one conditional PutItem; else return the one that is there."""
    there = table.put_new("core", to_item(record))
    return from_item(there) if there else None


def save(record: Record, changed: Record) -> Record:
    """Replace an idea that was read as `record`: one conditional PutItem.

    Raises ChangedMeanwhileError if somebody else saved it since.
    """
    item = to_item(changed) | {"version": record.version + 1}
    if table.put_if("core", item, "version = :seen", {":seen": record.version}) is not None:
        raise ChangedMeanwhileError
    return from_item({name: value for name, value in item.items() if value is not None})


def seal_contacts(project_id: int, number: int, contacts: list[Contact]) -> bytes:
    """Encrypt author and co-authors under the project's own key: one GetItem, or none."""
    plain = json.dumps([asdict(one) for one in contacts], ensure_ascii=False).encode()
    return crypto.encrypt(own_keys(name_of(project_id)).data, plain, f"idea/{project_id}/{number}")


def open_contacts(record: Record) -> list[Contact]:
    """Return author and co-authors; nobody once the project's keys are destroyed."""
    if not record.contacts:
        return []
    project_id, number = record.idea.project, record.idea.number
    try:
        key = own_keys(name_of(project_id)).data
        plain = crypto.decrypt(key, record.contacts, f"idea/{project_id}/{number}")
    except (NotFoundError, InvalidTag):
        return []
    read: list[dict[str, Any]] = json.loads(plain)
    return [Contact(**one) for one in read]
