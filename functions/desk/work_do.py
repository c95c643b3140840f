"""Acts on a work: one conditional write with its public line, then what follows. The rest is pure.

A work that comes from an idea moves the idea along; its authors are told and thanked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from functions.desk import project_roles, work_trail
from functions.desk.roles import MODERATOR, SUPERVISOR, Official
from functions.desk.work_asked import WorkAct
from functions.media import publication, record
from functions.projects import work
from functions.projects.project import MOST_ENTRIES, Entry
from functions.projects.work import Photo, Record, Work
from functions.shared import clock
from functions.shared.errors import (
    ChangedMeanwhileError,
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    NotNowError,
    TooManyError,
)
from functions.shared.http import logger

Told = dict[str, Any]
MOST_PHOTOS = 30
_CHANGES = "spent planned contractor contract_url begins_on ends_on milestones"
NEEDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "update": frozenset({"text"}),
        "progress": frozenset({"milestone", "progress"}),
        "photo": frozenset({"upload", "name"}),
        "finish": frozenset({"done_on", "text"}),
        "stop": frozenset({"text"}),
        "thanks": frozenset({"thanks"}),
    }
)
TAKES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "update": frozenset(_CHANGES.split()),
        "progress": frozenset({"done_on", "text"}),
        "photo": frozenset(),
        "finish": frozenset({"spent"}),
        "stop": frozenset(),
        "thanks": frozenset(),
    }
)
AFTERWARDS = frozenset({"photo", "thanks"})


def sees(who: Official, facts: Work) -> bool:
    """Tell whether an official may open a work."""
    return bool(who.roles & {MODERATOR, SUPERVISOR}) or facts.body in who.bodies


def may(facts: Work, who: Official) -> list[str]:
    """Return the acts that an official may do on a work now."""
    if project_roles.role_for(who, ("clerk", "supervisor"), {facts.body}) is None:
        return []
    return [name for name in NEEDS if not _is_over(facts) or name in AFTERWARDS]


def perform(found: Record, who: Official, name: str, asked: WorkAct, now: dt.datetime) -> Told:
    """Do an act once; a repeat with the same `rid` completes it and answers the same."""
    if name not in NEEDS:
        raise NotFoundError
    role = project_roles.role_for(who, ("clerk", "supervisor"), {found.work.body})
    if role is None:
        raise ForbiddenError
    made = next((e for e in found.work.history if (e.rid, e.act) == (asked.rid, name)), None)
    if made is not None:
        return _complete(found, made)
    if asked.seen != found.version:
        raise ChangedMeanwhileError
    _check(found.work, name, asked)
    facts = _facts(found.work, name, asked)
    entry = Entry(
        at=now, act=name, role=role, rid=asked.rid, body=found.work.body, text=asked.text or {},
        facts=facts,
    )  # fmt: skip
    if len(found.work.history) >= MOST_ENTRIES:
        raise TooManyError
    update = _changes(found.work, name, asked, now)
    after = {**update, "history": [*found.work.history, entry], "changed_at": now}
    saved = work.save(found, found.work.model_copy(update=after))
    # The person is named here only: the public history has the role.
    logger.info("desk work", extra={"act": name, "work": found.work.id, "by": who.sub})
    return _complete(saved, entry)


def _check(facts: Work, name: str, asked: WorkAct) -> None:
    if _is_over(facts) and name not in AFTERWARDS:
        raise NotNowError
    given = asked.given()
    wrong = [FieldError(one, "missing") for one in sorted(NEEDS[name] - given)]
    wrong += [FieldError(one, "unknown") for one in sorted(given - NEEDS[name] - TAKES[name])]
    keys = [one.key for one in facts.milestones]
    if asked.milestone is not None and asked.milestone not in keys:
        wrong.append(FieldError("milestone", "not_a_choice"))
    if wrong:
        raise InvalidInputError(*wrong)


def _facts(facts: Work, name: str, asked: WorkAct) -> dict[str, Any]:
    """Return what a line says besides its words: what was changed, from what, to what."""
    if name == "progress":
        done = asked.done_on.isoformat() if asked.done_on else None
        return {"milestone": asked.milestone, "progress": asked.progress, "done_on": done}
    if name == "photo":
        return {"upload": asked.upload}
    told: dict[str, Any] = {}
    for field in sorted(asked.given() - {"text", "milestones", "thanks"}):
        before, after = getattr(facts, field, None), getattr(asked, field)
        if before != after:
            told[field] = {"from": _plain(before), "to": _plain(after)}
    if asked.milestones is not None:
        told["milestones"] = {"from": len(facts.milestones), "to": len(asked.milestones)}
    return told


def _changes(facts: Work, name: str, asked: WorkAct, now: dt.datetime) -> dict[str, Any]:
    if name == "progress":
        step = {"progress": asked.progress, "done_on": asked.done_on}
        return {
            "milestones": [
                one.model_copy(update=step) if one.key == asked.milestone else one
                for one in facts.milestones
            ]
        }
    if name == "photo":
        return {"photos": [*facts.photos, _photo(facts, asked)]}
    if name == "stop":
        return {"stopped": asked.text}
    return {one: getattr(asked, one) for one in asked.given() - {"text"}}


def _photo(facts: Work, asked: WorkAct) -> Photo:
    """Return a clean photo of this work. Raises InvalidInputError for anything else."""
    if len(facts.photos) >= MOST_PHOTOS:
        raise TooManyError
    clean = {one.id: one for one in record.clean_of(owner(facts.id)) if one.form == "image"}
    found = clean.get(asked.upload or "")
    if found is None:
        raise InvalidInputError(FieldError("upload", "not_a_choice"))
    return Photo(id=found.id, width=found.width, height=found.height, name=asked.name or {})


def owner(work_id: int) -> str:
    """Return whose the files of a work are, in the media room's words."""
    return f"work:{work_id}"


def _complete(found: Record, entry: Entry) -> Told:
    """Show a photo, move the idea it came from; doing it again changes nothing."""
    if entry.act == "photo":
        publication.publish(str(entry.facts["upload"]))
    if entry.act == "finish":
        work_trail.finish(found.work, entry)
    return {
        "work": found.work.id,
        "act": entry.act,
        "version": found.version,
        "at": clock.text(entry.at),
        "progress": work.progress(found.work.milestones),
    }


def _is_over(facts: Work) -> bool:
    return facts.done_on is not None or bool(facts.stopped)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
