"""Projects and ideas in memory, for tests of rules."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from functions.projects import idea_move
from functions.projects.idea import Idea, Record
from functions.projects.process import Process
from functions.projects.project import Entry, Project
from functions.shared.calendars import Calendar
from tests.unit.lives import compiled, utc

BEGINS = utc("2026-02-02 06:00")  # a Monday, eleven o'clock in Almaty
TEXT = {"kk": "Мысал", "ru": "Пример", "en": "An example"}


@cache
def process(name: str) -> Process:
    """A ready process."""
    every: Any = compiled()["processes"]
    return Process.model_validate(every[name])


@cache
def calendar() -> Calendar:
    every: Any = compiled()["calendars"]
    return Calendar.model_validate(every["kz"])


def project(name: str = "crowd", *history: Entry, **facts: Any) -> Project:
    """Return a project that began on a Monday."""
    base: dict[str, Any] = {
        "id": 7,
        "process": process(name),
        "title": TEXT,
        "problem": TEXT,
        "jurisdiction": "KZ-75",
        "body": "akimat-almaty",
        "begins_at": BEGINS,
        "published_at": BEGINS - dt.timedelta(days=1),
        "trail": "project-7",
        "history": list(history),
        "changed_at": BEGINS,
    }
    return Project(**base | facts)


def line(act: str, at: dt.datetime, stage: str = "", role: Any = "clerk", **facts: Any) -> Entry:
    """Return a line of a history."""
    named = {"stage": stage} if stage else {}
    return Entry(at=at, act=act, role=role, facts=named | facts)


def idea(number: int = 1, *acts: str, at: dt.datetime = BEGINS, **facts: Any) -> Idea:
    """Return an idea that has come through acts, a day apart, whatever the stage."""
    base: dict[str, Any] = {
        "number": number,
        "project": 7,
        "title": f"An example {number}",
        "text": "An example",
        "language": "en",
        "trail": f"idea-7-{number}",
        "at": at,
        "changed_at": at,
    }
    made = Record(Idea(**base | facts))
    for days, act in enumerate(acts, 1):
        made = idea_move.make(made, carrying(act, at + dt.timedelta(days=days)), stage_for(act))
    return made.idea


def carrying(act: str, at: dt.datetime, role: str = "") -> Entry:
    """Return a line with all that a move may need."""
    from functions.projects.idea_states import MOVES

    facts = {"reason": "x", "into": 2, "cost": 5, "titles": ["en"], "work": 3, "from": 2}
    chosen: Any = role or MOVES[act].roles[0]
    return Entry(at=at, act=act, role=chosen, text=TEXT, facts=facts)


def stage_for(act: str) -> Any:
    """Return a stage in which a move is possible."""
    from functions.projects.idea_states import MOVES

    kinds = MOVES[act].kinds
    return next((one for one in process("crowd").stages if one.kind in kinds), None)
