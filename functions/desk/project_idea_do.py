"""An act on one idea: moderation, screening, estimate, merging, translation, an official answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from functions.desk import project_roles
from functions.desk.project_asked import IdeaAct
from functions.desk.project_case import Case
from functions.projects import idea, idea_move, idea_states, limits
from functions.projects.idea import Record
from functions.projects.idea_states import MOVES, SUPPORTABLE, standing
from functions.projects.project import Entry
from functions.shared import clock
from functions.shared.errors import (
    ChangedMeanwhileError,
    FieldError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
)
from functions.shared.http import logger

# The fields that each act takes; what it needs is in the table of moves. Other moves follow from
# acts on the project, or are the author's.
TAKES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "publish": frozenset(),
        "return": frozenset({"text"}),
        "look": frozenset(),
        "hide": frozenset({"text"}),
        "restore": frozenset({"text"}),
        "pass": frozenset({"checks", "text"}),
        "ask_rework": frozenset({"checks", "text"}),
        "fail": frozenset({"checks", "text"}),
        "estimate": frozenset({"cost", "text"}),
        "merge": frozenset({"into", "text"}),
        "translate": frozenset({"titles", "texts"}),
        "answer": frozenset({"text"}),
    }
)
Told = dict[str, Any]


def may(case: Case, record: Record) -> list[str]:
    """Return the acts that this official may do on an idea now."""
    return [
        name
        for name in TAKES
        if (role := role_for(case, name)) and idea_states.may(record.idea, name, role, case.rule)
    ]


def role_for(case: Case, name: str) -> project_roles.Role | None:
    """Return the role in which an official may do an act on ideas."""
    return project_roles.role_for(case.who, MOVES[name].roles, case.responsible)


def perform(case: Case, number: int, name: str, asked: IdeaAct) -> Told:
    """Do an act once: one GetItem, one PutItem; a repeat with the same `rid` only answers."""
    if name not in TAKES:
        raise NotFoundError
    role = role_for(case, name)
    if role is None:
        raise ForbiddenError
    record = idea.load(case.facts.id, number, consistent=True)
    entry = Entry(at=case.now, act=name, role=role, rid=asked.rid, text=asked.text or {})
    if idea_move.has_made(record, entry):
        return _told(record, name)
    if asked.seen != record.version:
        raise ChangedMeanwhileError
    unknown = sorted(asked.given() - TAKES[name])
    if unknown:
        raise InvalidInputError(*(FieldError(one, "unknown") for one in unknown))
    facts = _facts(case, record, name, asked)
    body = case.facts.body_of(case.rule.key) if case.rule else case.facts.body
    entry = entry.model_copy(update={"facts": facts, "body": body if role == "clerk" else ""})
    saved = idea_move.apply(record, entry, case.rule, **_changes(record, name, asked))
    if name == "merge" and asked.into is not None:
        _note_merged(case, record, asked.into, entry)
    # The person is named here only: the public history has the role.
    logger.info("desk idea", extra={"act": name, "project": case.facts.id, "by": case.who.sub})
    return _told(saved, name)


def _facts(case: Case, record: Record, name: str, asked: IdeaAct) -> dict[str, Any]:
    """Return the small values of the line. Raises InvalidInputError naming what is wrong."""
    if name == "pass":
        _affordable(case, limits.cost_of(record.idea))
    if name in ("pass", "ask_rework", "fail"):
        return {"stage": case.rule.key if case.rule else "", "checks": _checks(case, name, asked)}
    if name == "estimate":
        if asked.cost is None:
            raise InvalidInputError(FieldError("cost", "missing"))
        _affordable(case, asked.cost)
        return {"cost": asked.cost}
    if name == "merge":
        return {"into": _target(case, record, asked)}
    if name == "translate":
        return {"titles": sorted(asked.titles or {})}
    return {}


def _affordable(case: Case, cost: int) -> None:
    """Refuse what costs more than an idea may: it is to be reworked, or to fail for that."""
    wrong = limits.too_dear(case.facts, cost)
    if wrong:
        raise InvalidInputError(*wrong)


def _checks(case: Case, name: str, asked: IdeaAct) -> dict[str, bool]:
    """Return the screening's list: all of it to pass, and something that does not hold to fail."""
    rule, given = case.rule, asked.checks or {}
    known = [one.key for one in rule.checks] if rule else []
    if set(given) != set(known) and (name == "pass" or not set(given) <= set(known)):
        raise InvalidInputError(FieldError("checks", "missing"))
    if (name == "pass") != all(given.values()):
        raise InvalidInputError(FieldError("checks", "invalid"))
    return given


def _target(case: Case, record: Record, asked: IdeaAct) -> int:
    """Return the idea that takes another in: a different one that people may still support."""
    if asked.into is None or asked.into == record.idea.number:
        raise InvalidInputError(FieldError("into", "not_a_choice"))
    into = idea.load(case.facts.id, asked.into)
    if standing(into.idea).state not in SUPPORTABLE:
        raise InvalidInputError(FieldError("into", "not_a_choice"))
    return asked.into


def _changes(record: Record, name: str, asked: IdeaAct) -> dict[str, Any]:
    if name == "estimate":
        return {"estimate": asked.cost}
    if name == "merge":
        return {"merged_into": asked.into}
    if name == "translate":
        texts = {"titles": asked.titles or {}, "texts": asked.texts or {}}
        return {part: getattr(record.idea, part) | said for part, said in texts.items()}
    return {}


def _note_merged(case: Case, record: Record, into: int, entry: Entry) -> None:
    """Note on the idea that takes the other in where its new supporters may come from."""
    target = idea.load(case.facts.id, into, consistent=True)
    number = record.idea.number
    if number in target.idea.merged_from:
        return
    line = entry.model_copy(update={"act": "take_in", "facts": {"from": number}})
    merged = [*target.idea.merged_from, number]
    idea_move.apply(target, line, case.rule, merged_from=merged)


def _told(record: Record, name: str) -> Told:
    return {
        "project": record.idea.project,
        "idea": record.idea.number,
        "act": name,
        "state": standing(record.idea).state.value,
        "version": record.version,
        "at": clock.text(record.idea.changed_at),
    }
