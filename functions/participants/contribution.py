"""What people contributed, kept for themselves: one item each, and the recognition it adds up to.

Recognition is a pure fold of these items, so it can be recomputed, exported and taken back. A vote
counts for having been cast and never for what it says. Points are thanks: nothing is ever drawn or
bought with a vote, and a day gives no more than `MOST_A_DAY`. What a city gives for points is in
`offers`, and points that were exchanged are in `claim`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from functions.participants import own, participant
from functions.participants.own import OwnKeys
from functions.participants.participant import Participant
from functions.shared import keys, table
from functions.shared.errors import NotFoundError
from functions.shared.keys import Key

PERSONS = "PERSONS"
Kind = Literal["vote", "idea", "comment", "support", "stance", "survey", "pledge", "implemented"]
POINTS: Mapping[Kind, int] = MappingProxyType({
    "vote": 5,
    "idea": 10,
    "comment": 2,
    "support": 1,
    "stance": 1,
    "survey": 3,
    "pledge": 0,  # giving money is thanked in words only
    "implemented": 50,
})  # fmt: skip
MOST_A_DAY = 60
LEVELS: Mapping[Kind, tuple[int, ...]] = MappingProxyType({
    "vote": (1, 5, 15, 50),
    "idea": (1, 3, 10, 30),
    "comment": (1, 10, 50, 200),
    "support": (1, 10, 50),
    "stance": (10, 100),
    "survey": (1, 5, 15),
    "implemented": (1, 3, 10),
})  # fmt: skip


@dataclass(frozen=True)
class Contribution:
    """One thing done: `ref` names where, such as `poll/3`; the day is all that is kept of when."""

    kind: Kind
    ref: str
    on: dt.date
    undone_on: dt.date | None = None


@dataclass(frozen=True)
class Line:
    """A line of the points ledger: what it was, and the points it gave or took."""

    on: dt.date
    kind: Kind | Literal["claim"]
    ref: str
    points: int


@dataclass(frozen=True)
class Recognition:
    """What contributions add up to: `badges` are levels by kind, only those that are reached."""

    points: int
    badges: dict[Kind, int]
    ledger: list[Line]


def add(who: Participant, kind: Kind, ref: str, at: dt.datetime) -> None:
    """Keep a contribution: one PutItem; doing it again changes nothing."""
    table.put_new("core", {**_key(who, kind, ref), "on": at.date().isoformat()})


def undo(who: Participant, kind: Kind, ref: str, at: dt.datetime) -> None:
    """Take a contribution back; its points go with a line of their own."""
    try:
        table.update(
            "core",
            _key(who, kind, ref),
            "SET undone_on = if_not_exists(undone_on, :on)",
            {":on": at.date().isoformat()},
            condition="attribute_exists(pk)",
        )
    except table.ConditionFailedError:
        return


def of(who: Participant) -> list[Contribution]:
    """Return all that a person contributed, oldest first: one Query."""
    pk = keys.contribution(tag_of(who), "", "")["pk"]
    found = table.query("core", "pk", pk)
    return from_items(item for item in found if not item["sk"].startswith(keys.CLAIMS))


def from_items(items: Iterable[table.Item]) -> list[Contribution]:
    """Read stored contributions, oldest first."""
    return sorted(map(_contribution, items), key=lambda one: (one.on, one.kind, one.ref))


def erase(tag: str, contributions: Iterable[Contribution]) -> None:
    """Delete the contributions of a person, whose tag is given: one DeleteItem each."""
    for one in contributions:
        table.delete("core", keys.contribution(tag, one.kind, one.ref))


def recognition(contributions: Iterable[Contribution]) -> Recognition:
    """Return points, badges and the ledger; the order of the contributions does not matter."""
    told = list(contributions)
    ledger = _ledger(told)
    standing = [one.kind for one in told if one.undone_on is None]
    levels = {
        kind: sum(standing.count(kind) >= least for least in steps)
        for kind, steps in LEVELS.items()
    }
    badges = {kind: level for kind, level in levels.items() if level}
    return Recognition(sum(line.points for line in ledger), badges, ledger)


def _ledger(told: list[Contribution]) -> list[Line]:
    """Give points in the order of days, up to the cap of each; take them back where undone."""
    lines, given = list[Line](), dict[dt.date, int]()
    for one in sorted(told, key=lambda one: (one.on, one.kind, one.ref)):
        left = MOST_A_DAY - given.get(one.on, 0)
        points = POINTS[one.kind] if one.kind == "implemented" else min(POINTS[one.kind], left)
        if one.kind != "implemented":
            given[one.on] = given.get(one.on, 0) + points
        lines.append(Line(one.on, one.kind, one.ref, points))
        if one.undone_on is not None:
            lines.append(Line(one.undone_on, one.kind, one.ref, -points))
    return sorted(lines, key=lambda line: (line.on, line.kind, line.ref, -line.points))


def _contribution(item: table.Item) -> Contribution:
    kind, _, ref = item["sk"].partition("#")
    undone = item.get("undone_on")
    return Contribution(
        kind,
        ref,
        dt.date.fromisoformat(item["on"]),
        dt.date.fromisoformat(undone) if undone else None,
    )


def _key(who: Participant, kind: Kind, ref: str) -> Key:
    return keys.contribution(tag_of(who), kind, ref)


def tag_of(who: Participant) -> str:
    """Return what stands for a person in all that is kept of contributions."""
    return participant.tag(tag_key(), PERSONS, who.ident)


def tag_key() -> bytes:
    """Return the key under which persons are tagged here: 32 bytes."""
    return _keys().tag


def _keys() -> OwnKeys:
    """Return the keys of all persons' tags; the first contribution of all makes them."""
    try:
        return own.own_keys(PERSONS)
    except NotFoundError:
        return own.new_keys(PERSONS)
