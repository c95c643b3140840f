"""The example complaints of a first start, as `content/examples/complaints/*.yml` describe them.

Each file is a list. A time is a number of days before the first start; `until` of an extension is a
number of days after it.

    - id: 3                            # its public number; each file its own numbers
      category: waste
      jurisdiction: KZ-75
      lat: 43.2220
      long: 76.8512
      address: …
      language: ru
      channel: web                     # or open311, desk
      anonymous: false
      filed: 9
      supporters: 3
      text: …                          # in the reporter's language only
      attributes: {kind: [dump]}
      moves:                           # as on the desk; each must be allowed when it is made
        - {at: 8.8, move: accept, role: moderator}
        - {at: 4, move: resolve, role: clerk, text: {…}, code: fixed, body: …, actions: [{…}]}
      survey: {at: 2, satisfied: true, ratings: {staff: 5}}   # or with `reopen: true, reason: …`
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from functions.complaints import category, clock, complaint, coupon, move
from functions.complaints.complaint import Channel, Complaint, Entry, Record, Reporter, Role
from functions.complaints.place import Place
from functions.shared import clock as time
from functions.shared import content, keys, table
from functions.shared.facts import Language, Texts

FOLDER = Path(__file__).parents[2] / "content" / "examples" / "complaints"
Days = float


class Part(BaseModel):
    """A part of an example; an unknown word in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Made(Part):
    """A move of the past."""

    at: Days
    move: str
    role: Role
    text: Texts = Field(default_factory=dict)
    code: str = ""
    body: str = ""
    actions: list[Texts] = Field(default_factory=list)
    until: int | None = None
    of: int | None = None

    def facts(self, today: dt.date) -> dict[str, Any]:
        until = self.until and (today + dt.timedelta(days=self.until)).isoformat()
        found = {"actions": self.actions, "until": until, "of": self.of}
        return {name: value for name, value in found.items() if value}


class Rated(Part):
    """What the reporter said of the result."""

    at: Days
    satisfied: bool
    ratings: dict[str, int] = Field(default_factory=dict)
    reopen: bool = False
    reason: str = ""


class Example(Part):
    """One example complaint."""

    id: int
    category: str
    jurisdiction: str
    lat: float | None = None
    long: float | None = None
    address: str = ""
    language: Language
    channel: Channel = "web"
    anonymous: bool = False
    filed: Days
    supporters: int = 0
    text: str
    attributes: dict[str, list[str]] = Field(default_factory=dict)
    moves: list[Made] = Field(default_factory=list)
    survey: Rated | None = None


def load(folder: Path = FOLDER) -> list[Example]:
    """Return the examples, by number. Raises ValidationError for a mistake in a file."""
    files = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yml")))
    entries = chain.from_iterable(found or [] for found in files)
    return sorted((Example.model_validate(entry) for entry in entries), key=lambda one: one.id)


def seed(now: dt.datetime) -> int:
    """Store the example complaints with their past, and return how many there are."""
    found = load()
    table.write_all("core", chain.from_iterable(_items(one, now) for one in found))
    if found:
        table.update(
            "core",
            keys.COMPLAINT_COUNTER,
            "SET #last = :last",
            {":last": found[-1].id},
            names={"#last": "last"},
        )
    return len(found)


def lived(example: Example, now: dt.datetime) -> Record:
    """Return an example as its moves left it. Raises NotNowError if one was not allowed."""
    secret = secrets.token_hex(16)
    record = Record(
        _filed(example, _ago(example.filed, now)),
        reporter=complaint.seal_reporter(Reporter(secret, lang=example.language), example.id),
        link=complaint.link_tag(secret),
        supporters=frozenset(f"{example.id:08x}{n:024x}" for n in range(example.supporters)),
        rid=f"example-{example.id}",
    )
    for entry in _entries(example, now):
        record = move.make(record, entry, **_changes(record, entry))
    queue = move.queue_of(record.complaint, now)
    return Record(**vars(record) | {"queue": queue, "version": 1 + len(record.complaint.history)})


def _filed(example: Example, at: dt.datetime) -> Complaint:
    chosen = category.categories()[example.category]
    key = chosen.clock or str(content.load().complaints["clock"])
    year = clock.calendar_of(key).local_date(at).year
    return Complaint(
        **example.model_dump(include={"id", "category", "language", "channel", "attributes"}),
        number=coupon.number(year, example.id),
        clock=key,
        description=example.text,
        place=Place(**example.model_dump(include={"jurisdiction", "lat", "long", "address"})),
        is_anonymous=example.anonymous,
        office=str(content.load().complaints["office"]),
        filed_at=at,
        example=True,
        changed_at=at,
    )


def _entries(example: Example, now: dt.datetime) -> Iterator[Entry]:
    for made in example.moves:
        yield Entry(
            at=_ago(made.at, now),
            **made.model_dump(include={"move", "role", "text", "code", "body"}),
            private=made.move in ("ask", "reply"),
            facts=made.facts(now.date()),
        )
    rated = example.survey
    if rated:
        yield Entry(
            at=_ago(rated.at, now),
            move="reopen" if rated.reopen else "rate",
            role="reporter",
            text={example.language: rated.reason} if rated.reason else {},
            facts={"satisfied": rated.satisfied},
        )


def _changes(record: Record, entry: Entry) -> dict[str, object]:
    """Return what the desk's act would change besides the history."""
    if entry.move == "accept":
        chosen = category.categories()[record.complaint.category]
        return {} if chosen.private else {"shown": record.complaint.description}
    return {"duplicate_of": entry.facts["of"]} if entry.move == "mark_duplicate" else {}


def _items(example: Example, now: dt.datetime) -> Iterator[table.Item]:
    record = lived(example, now)
    item = complaint.to_item(record)
    yield item | ({"supporters": set(record.supporters)} if record.supporters else {})
    rated = example.survey
    if rated:
        yield {
            **keys.survey(example.id),
            "at": time.text(_ago(rated.at, now)),
            "satisfied": rated.satisfied,
            "ratings": rated.ratings,
            "rid": f"example-{example.id}",
        }


def _ago(days: Days, now: dt.datetime) -> dt.datetime:
    return (now - dt.timedelta(days=days)).replace(microsecond=0)
