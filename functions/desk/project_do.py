"""An act on a project: checked, one conditional write with its public line, then what follows.

What follows (moves of ideas, a vote's draft, an official comment) comes from the line alone and
happens once, so the same request sent again completes what broke off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from functions.desk import (
    project_acts,
    project_decision,
    project_plan,
    project_stage,
    project_vote,
)
from functions.desk.project_acts import ACTS
from functions.desk.project_asked import ProjectAct
from functions.desk.project_case import Case
from functions.desk.project_plan import Plan, Told
from functions.desk.project_roles import Role
from functions.projects import comment, project
from functions.projects.comment import Comment
from functions.projects.project import MOST_ENTRIES, Entry, Project
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

MOST_LETTERS = 150_000  # two bytes each in Cyrillic; an item holds 400 KB (DynamoDB's limit)
ID_HEX = 20


def perform(case: Case, name: str, asked: ProjectAct) -> Told:
    """Do an act once; a repeat with the same `rid` completes it and answers the same."""
    if name not in ACTS:
        raise NotFoundError
    role = project_acts.role_for(case, name)
    if role is None:
        raise ForbiddenError
    made = next((e for e in case.facts.history if (e.rid, e.act) == (asked.rid, name)), None)
    if made is not None:
        return _complete(case, made)
    if asked.seen != case.record.version:
        raise ChangedMeanwhileError
    _check(case, name, asked)
    plan = PLANS[name](case, asked)
    entry = _entry(case, name, asked, role, plan)
    project_plan.check(case, entry)
    also = [Entry(at=case.now, act=one, role=role, facts=plan.facts) for one in plan.also]
    saved = project.save(case.record, _after(plan.made, [entry, *also]))
    # The person is named here only: the public history has the role.
    logger.info("desk project", extra={"act": name, "project": case.facts.id, "by": case.who.sub})
    return _complete(Case(saved, case.who, case.now), entry)


def _check(case: Case, name: str, asked: ProjectAct) -> None:
    if not project_acts.fits(case, name):
        raise NotNowError
    missing, unknown = project_acts.wrong_fields(name, asked)
    wrong = [FieldError(one, "missing") for one in missing]
    wrong += [FieldError(one, "unknown") for one in unknown]
    stages = [one.key for one in case.facts.process.stages]
    if asked.stage is not None and asked.stage not in stages:
        wrong.append(FieldError("stage", "not_a_choice"))
    if wrong:
        raise InvalidInputError(*wrong)


def _entry(case: Case, name: str, asked: ProjectAct, role: Role, plan: Plan) -> Entry:
    return Entry(
        at=case.now,
        act=name,
        role=role,
        rid=asked.rid,
        body=case.facts.body_of(case.rule.key) if case.rule else case.facts.body,
        text=asked.text or {},
        facts=plan.facts,
    )


def _after(made: Project, entries: list[Entry]) -> Project:
    history = [*made.history, *entries]
    if len(history) > MOST_ENTRIES:
        raise TooManyError
    after = made.model_copy(update={"history": history, "changed_at": entries[0].at})
    if len(after.model_dump_json(exclude_defaults=True)) > MOST_LETTERS:
        raise TooManyError
    return after


def _complete(case: Case, entry: Entry) -> Told:
    moved = project_plan.carry_out(case, entry)
    follow = FOLLOWS.get(entry.act)
    more = follow(case, entry) if follow else {}
    return {
        "project": case.facts.id,
        "act": entry.act,
        "at": clock.text(entry.at),
        "version": case.record.version,
        "phase": case.stand.phase.value,
        "stage": case.rule.key if case.rule else None,
        "moved": moved,
        "facts": entry.facts,
        **more,
    }


def _say(case: Case, entry: Entry) -> Told:
    """Write the official comment: one conditional PutItem."""
    told = f"official/v1\n{case.facts.id}\n{entry.rid}"
    made_id = hashlib.sha256(told.encode()).hexdigest()[:ID_HEX]
    made = Comment(
        id=made_id,
        project=case.facts.id,
        about=entry.facts["about"],
        texts=entry.text,
        body=entry.body,
        parent=entry.facts.get("parent", ""),
        depth=entry.facts.get("depth", 1),
        at=entry.at,
        example=case.facts.example,
        changed_at=entry.at,
    )
    comment.create(comment.Record(made, rid=entry.rid))
    return {"comment": made_id}


PLANS: dict[str, Callable[[Case, ProjectAct], Plan]] = {
    "edit": project_stage.edit,
    "translate": project_stage.translate,
    "publish": project_stage.publish,
    "discard": project_stage.discard,
    "stop": project_stage.stop,
    "extend": project_stage.extend,
    "finish": project_stage.finish,
    "publish_protocol": project_stage.protocol,
    "reply": project_stage.reply,
    "comment": project_stage.speak,
    "select": project_decision.select,
    "put_to_vote": project_vote.put_to_vote,
    "follow_vote": project_vote.follow_vote,
    "decide": project_decision.decide,
    "find_impossible": project_decision.find_impossible,
}
FOLLOWS: dict[str, Callable[[Case, Entry], Told]] = {
    "comment": _say,
    "put_to_vote": project_vote.keep,
}
